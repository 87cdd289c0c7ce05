package import Ledger
package import RPC

/// The settings that every server has.
package struct ServerSettings: Sendable {
  package var address: Address
  package var limits: TransportLimits
  /// A file into which the address is written once the server listens; empty for none.
  package var readyFile: String

  package static func settings(port: Int) -> [Setting] {
    [
      Setting(
        "listen.address", default: "127.0.0.1:\(port)",
        "address to listen on; port 0 takes a free one"),
      Setting(
        "listen.ready-file", default: "",
        "file that receives the address once the service listens; empty: none"),
      Setting(
        "network.insecure", default: "false",
        "allow addresses beyond this machine without credentials (true or false)"),
      Setting("limits.message-size", default: "\(4 << 20)", "bytes of one message"),
      Setting("limits.concurrent-calls", default: "256", "calls at once on one connection"),
      Setting("limits.connections", default: "1000", "connections at once"),
      Setting(
        "limits.idle-connection", default: "600000",
        "milliseconds that a connection without a call is kept"),
      Setting(
        "limits.part-wait", default: "30000",
        "milliseconds that a caller may stay silent in the middle of a request"),
      Setting(
        "limits.unread-wait", default: "60000",
        "milliseconds that a caller may leave answers unread"),
      Setting(
        "log.level", default: "info", "trace, debug, info, notice, warning, error or critical"),
      Setting("log.format", default: "text", "of a line of the log: text or json"),
    ]
  }

  package init(_ configuration: ServiceConfiguration) throws(LedgerError) {
    address = try configuration.address("listen.address")
    limits = TransportLimits(
      messageSize: try configuration.count("limits.message-size", in: 1 << 16...256 << 20),
      concurrentCalls: try configuration.count("limits.concurrent-calls", in: 1...100_000),
      connections: try configuration.count("limits.connections", in: 1...100_000),
      idleConnection: .milliseconds(
        try configuration.count("limits.idle-connection", in: 1000...86_400_000)),
      partWait: .milliseconds(try configuration.count("limits.part-wait", in: 100...3_600_000)),
      unreadWait: .milliseconds(
        try configuration.count("limits.unread-wait", in: 100...3_600_000)))
    readyFile = configuration.text("listen.ready-file")
    try Self.requireSafe(address, "listen.address", configuration)
  }

  package static func requireSafe(
    _ addresses: [Address], _ key: String, _ configuration: ServiceConfiguration
  ) throws(LedgerError) {
    for address in addresses { try requireSafe(address, key, configuration) }
  }

  /// Without certificates only loopback is safe; anything else must be asked for by name.
  package static func requireSafe(
    _ address: Address, _ key: String, _ configuration: ServiceConfiguration
  ) throws(LedgerError) {
    guard !address.isLoopback, try !configuration.flag("network.insecure") else { return }
    throw LedgerError(
      .misconfigured, subject: key,
      "\(address) is beyond this machine, and there are no credentials",
      hint: "use a loopback address, or set network.insecure=true inside a network that you trust")
  }
}
