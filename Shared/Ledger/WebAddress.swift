/// An address on the web, written so that two spellings of one address are the same text. Only what the standards hold
/// to be without meaning is taken away: the case of scheme and host, the port that the scheme has anyway, and the
/// fragment. Paths and queries stay as they are, because two pages may differ in any letter of them.
package struct WebAddress: Hashable, Sendable {
  package let text: String

  /// Nil for what is no address of a page on some host: nothing may be concluded from two of them being alike.
  package init?(_ url: String) {
    // A scheme is short; what comes without one is no address, however long it is.
    guard let mark = url.prefix(32).firstRange(of: "://") else { return nil }
    let scheme = url[..<mark.lowerBound]
    guard Self.isScheme(scheme) else { return nil }
    let rest = url[mark.upperBound...].prefix { $0 != "#" }
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    let name = scheme.lowercased()
    guard let place = Self.place(authority, scheme: name) else { return nil }
    text = "\(name)://\(place)\(rest[authority.endIndex...])"
  }

  /// What it is known by in the ledger: an address may be long, and a key should not.
  package var digest: Digest {
    var fields = FieldDigest(domain: "reckoner.address.1")
    fields.add(text)
    return fields.finish()
  }

  private static func isScheme(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.allSatisfy {
      isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains($0)
    }
  }

  private static func isLetter(_ unit: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(unit | 0x20)
  }

  /// User, host and port; nil without a host.
  private static func place(_ authority: Substring, scheme: String) -> String? {
    var user = ""
    var host = authority
    if let at = authority.lastIndex(of: "@") {
      user = String(authority[...at])
      host = authority[authority.index(after: at)...]
    }
    var port = ""
    // The colons of an IPv6 address stand within brackets.
    if let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") {
      port = String(host[host.index(after: colon)...])
      host = host[..<colon]
    }
    guard !host.isEmpty else { return nil }
    let isUsual = port.isEmpty || usualPorts[scheme] == port
    return user + host.lowercased() + (isUsual ? "" : ":\(port)")
  }

  private static let usualPorts = ["http": "80", "https": "443"]
}
