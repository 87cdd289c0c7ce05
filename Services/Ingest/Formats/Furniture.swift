/// Lines of a web page that are no part of the report. Only what nobody would write in one.
enum Furniture {
  enum Kind: Sendable {
    /// Between paragraphs of one text.
    case between
    /// Behind the end of a text.
    case end
  }

  /// Lines that are furniture when nothing else stands in them, in lower case.
  private static let whole: [String: Kind] = [
    "share the post:": .end, "share this post": .end, "share this post:": .end,
    "advertisement": .between, "read more": .between, "show more": .between,
    "related articles": .between, "leave a reply": .between, "comments": .between,
    "about us": .between, "explore topics": .between, "subscribe": .between, "sign up": .between,
    "news feed": .between, "accept all cookies": .between, "join our commenting forum": .between,
    "thank you for registering": .between, "all rights reserved": .between,
  ]

  /// Beginnings of such lines, in lower case.
  private static let beginnings = [
    "your email address will not be published", "we use cookies", "this site uses cookies",
    "subscribe to our newsletter", "sign up for our newsletter", "please refresh the page",
    "notifications can be managed", "stay up to date with notifications", "©",
  ]

  private static let longestWhole = whole.keys.map(\.utf8.count).max() ?? 0

  /// The bytes that begin one of the beginnings, in small letters and in capitals, each at its own place.
  private static let begins: [Bool] = {
    var begins = [Bool](repeating: false, count: 0x100)
    for byte in beginnings.flatMap({ [$0, $0.uppercased()] }).compactMap(\.utf8.first) {
      begins[Int(byte)] = true
    }
    return begins
  }()

  static func kind(of line: Line) -> Kind? {
    guard line.width <= 200, mayBeFurniture(line) else { return nil }
    let folded = line.text.lowercased()
    if let kind = whole[folded] { return kind }
    if beginnings.contains(where: folded.hasPrefix) { return .between }
    // "3 min read"
    guard folded.hasSuffix("read") else { return nil }
    let words = folded.split(separator: " ")
    if words.count == 3, words[0].allSatisfy(\.isNumber), words[1].hasPrefix("min"),
      words[2] == "read"
    {
      return .between
    }
    return nil
  }

  /// Told by a few bytes, because every line of every text is asked.
  private static func mayBeFurniture(_ line: Line) -> Bool {
    if line.range.count <= longestWhole || line.ends(with: "read") || line.ends(with: "READ") {
      return true
    }
    guard begins[Int(line.byte(0))] else { return false }
    return beginnings.contains { beginning in
      var offset = 0
      for byte in beginning.utf8 {
        let other = line.byte(offset)
        guard other == byte || other | 0x20 == byte else { return false }
        offset += 1
      }
      return true
    }
  }
}
