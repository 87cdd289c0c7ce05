package import Ledger

/// Where a service listens or is found: `HOST:PORT`.
package struct Address: Hashable, Sendable, CustomStringConvertible {
  package var host: String
  package var port: Int

  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// Reads `HOST:PORT`, `[IPV6]:PORT`. Throws `misconfigured` for anything else.
  package init(_ text: String, key: String) throws(LedgerError) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65_535).contains(port), colon != text.startIndex,
      text.utf8.allSatisfy({ $0 > 32 && $0 < 127 && !",;/".utf8.contains($0) })
    else {
      throw LedgerError(
        .misconfigured, subject: key, "not an address: \(text.debugDescription)",
        hint: "write HOST:PORT, for example 127.0.0.1:7402")
    }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    self.init(host: host, port: port)
  }

  /// Reads one address or several, separated by commas. Throws `misconfigured` for anything else, and for one that is
  /// there twice: what is asked of all would be asked of it twice.
  package static func list(_ text: String, key: String) throws(LedgerError) -> [Address] {
    var addresses: [Address] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let address = try Address(String(part.trimmingPrefix(" ")), key: key)
      guard !addresses.contains(address) else {
        throw LedgerError(
          .misconfigured, subject: key, "\(address) is there twice", hint: "name each address once")
      }
      addresses.append(address)
    }
    guard addresses.count <= mostInAList else {
      throw LedgerError(
        .misconfigured, subject: key,
        "\(addresses.count) addresses, and \(mostInAList) is the most",
        hint: "give them one name in the name service")
    }
    return addresses
  }

  package static let mostInAList = 64

  /// Only this machine can reach it.
  package var isLoopback: Bool {
    host == "localhost" || host == "::1" || (host.hasPrefix("127.") && isIPv4)
  }

  package var isIPv4: Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }

  /// It has to be resolved before anybody can connect.
  var isName: Bool { !isIPv4 && !host.contains(":") }

  package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
