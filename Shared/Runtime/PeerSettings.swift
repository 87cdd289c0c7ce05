package import Ledger
package import RPC

/// The settings of one service that this one calls.
package enum PeerSettings {
  /// How many processes of a service there may be.
  package enum Count: Sendable {
    /// Several addresses may be given, and each of them is a process.
    case several
    /// The ledger has one writer, so storage has one address.
    case one
  }

  package static func settings(_ name: String, port: Int, _ count: Count = .one) -> [Setting] {
    [
      Setting(
        "\(name).address", default: "127.0.0.1:\(port)",
        count == .one
          ? "address of \(name)"
          : "address of \(name), or of several, separated by commas; a name may stand for several"),
      Setting(
        "\(name).timeout", default: "5000",
        "milliseconds that a call to \(name) may take where its caller sets no deadline, "
          + "and a sign of life where it sets a later one"),
      Setting(
        "\(name).attempts", default: "4",
        "how often a call to \(name) is made at each address at most, while it is unavailable"),
    ]
  }

  package static func peer(
    _ name: String, _ configuration: ServiceConfiguration, _ count: Count = .one
  ) throws(LedgerError) -> Peer {
    let key = "\(name).address"
    let addresses = try Address.list(configuration.text(key), key: key)
    if count == .one, addresses.count > 1 {
      throw LedgerError(
        .misconfigured, subject: key,
        "\(addresses.count) addresses, and there is one \(name): a ledger has one writer",
        hint: "give the address of the one that holds the ledger")
    }
    try ServerSettings.requireSafe(addresses, key, configuration)
    return try Peer(
      name: name, addresses: addresses, isBalanced: count == .several,
      timeout: .milliseconds(try configuration.count("\(name).timeout", in: 1...3_600_000)),
      attempts: try configuration.count("\(name).attempts", in: 1...20))
  }
}
