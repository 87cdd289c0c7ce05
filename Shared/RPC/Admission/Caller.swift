package import NIOCore

/// Whose turn it is: those who ask from one place share what is there, whatever they ask. Callers on this machine are told
/// apart by their connections, others by their address alone: a second connection gets nobody a second share.
package struct Caller: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  /// All of whom nobody knows where they are.
  package static let unknown = Caller("unknown")

  private init(_ description: String) { self.description = description }

  /// - Parameters:
  ///   - host: an IP address.
  ///   - port: of the connection's other end.
  package init(host: String, port: Int) {
    let isHere = host == "::1" || host.hasPrefix("127.") || host.hasPrefix("::ffff:127.")
    description = isHere ? "\(host):\(port)" : host
  }

  package init(_ address: SocketAddress) {
    self.init(host: address.ipAddress ?? "\(address)", port: address.port ?? 0)
  }

  /// - Parameter peer: as the transport names it, "ipv4:127.0.0.1:4711" or "ipv6:[::1]:4711".
  init(peer: String) {
    let address = peer.drop { $0 != ":" }.dropFirst()
    let port = address.lastIndex(of: ":") ?? address.endIndex
    let host = address[..<port].trimmingPrefix("[")
    self.init(
      host: String(host.hasSuffix("]") ? host.dropLast() : host),
      port: Int(address[port...].dropFirst()) ?? 0)
  }
}
