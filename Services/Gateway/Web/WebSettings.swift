package import Ledger
package import RPC
package import Runtime

/// The settings of the HTTP door.
package struct WebSettings: Sendable {
  /// Nil: there is no such door.
  let address: Address?
  let readyFile: String
  let hosts: HostRule
  let bounds: WebBounds

  package static let settings = [
    Setting(
      "http.address", default: "127.0.0.1:7480",
      "address to listen on for HTTP; port 0 takes a free one, empty: no HTTP"),
    Setting(
      "http.ready-file", default: "",
      "file that receives the address once HTTP is served; empty: none"),
    Setting(
      "http.hosts", default: "",
      "names, separated by commas, that requests may call this host by; "
        + "empty: on a loopback address only its own, elsewhere any"),
    Setting("http.connections", default: "1000", "HTTP connections at once"),
    Setting(
      "http.idle-connection", default: "60000",
      "milliseconds that an HTTP connection is kept on which nothing arrives and nothing is owed"),
    Setting("http.uri-size", default: "8192", "bytes of a request's path and query"),
    Setting("http.header-size", default: "32768", "bytes of all header fields of a request"),
    Setting("http.body-size", default: "\(32 << 20)", "bytes of a request's body"),
    Setting("http.body-time", default: "120000", "milliseconds until all of a body has arrived"),
    Setting("http.listeners", default: "64", "listeners to events at once"),
    Setting(
      "http.heartbeat", default: "15000", "milliseconds between signs of life to listeners"),
  ]

  package init(_ configuration: ServiceConfiguration, limits: TransportLimits)
    throws(LedgerError)
  {
    let text = configuration.text("http.address")
    address = text.isEmpty ? nil : try Address(text, key: "http.address")
    if let address { try ServerSettings.requireSafe(address, "http.address", configuration) }
    readyFile = configuration.text("http.ready-file")
    hosts = HostRule(configuration.text("http.hosts"), listening: address)
    bounds = WebBounds(
      connections: try configuration.count("http.connections", in: 1...100_000),
      idleConnection: .milliseconds(
        try configuration.count("http.idle-connection", in: 100...86_400_000)),
      uriSize: try configuration.count("http.uri-size", in: 256...65_536),
      headerSize: try configuration.count("http.header-size", in: 1024...1 << 20),
      bodySize: try configuration.count("http.body-size", in: 1...1 << 30),
      bodyTime: .milliseconds(try configuration.count("http.body-time", in: 100...3_600_000)),
      unreadWait: limits.unreadWait,
      listeners: try configuration.count("http.listeners", in: 0...200),
      heartbeat: .milliseconds(try configuration.count("http.heartbeat", in: 100...600_000)))
  }
}

/// Bounds on what one HTTP request and all connections together may take.
struct WebBounds: Sendable {
  var connections: Int
  var idleConnection: Duration
  var uriSize: Int
  var headerSize: Int
  var bodySize: Int
  var bodyTime: Duration
  var unreadWait: Duration
  var listeners: Int
  var heartbeat: Duration
  /// Header fields of a request.
  let headerFields = 100
  /// Values in a query string.
  let parameters = 100
}
