import RPC

/// By which names a request may call this host. A page from elsewhere whose name was made to lead to this machine
/// (DNS rebinding) still sends its own name, and is told so by it.
struct HostRule: Sendable {
  /// Nil: by any.
  private let names: Set<String>?
  private let loopback: Bool

  /// - Parameter list: names with commas between them; empty: what the address suggests.
  init(_ list: String, listening address: Address?) {
    let given = list.split(separator: ",").map { Self.name(String($0)) }.filter { !$0.isEmpty }
    loopback = given.isEmpty && address?.isLoopback == true
    names = given.isEmpty ? nil : Set(given)
  }

  /// - Parameter authority: of the Host header: a name or an address, with or without a port.
  func allows(_ authority: String) -> Bool {
    let name = Self.name(authority)
    guard !name.isEmpty else { return false }
    if let names { return names.contains(name) }
    return !loopback || Address(host: name, port: 0).isLoopback
  }

  private static func name(_ authority: String) -> String {
    var name = authority.filter { !$0.isWhitespace }.lowercased()
    if name.hasPrefix("[") {
      return String(name.dropFirst().prefix { $0 != "]" })
    }
    if let colon = name.lastIndex(of: ":"), name[..<colon].firstIndex(of: ":") == nil {
      name = String(name[..<colon])
    }
    if name.hasSuffix(".") { name.removeLast() }
    return name
  }
}
