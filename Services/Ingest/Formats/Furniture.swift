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

  static func kind(of line: String) -> Kind? {
    guard line.count <= 200 else { return nil }
    let folded = line.lowercased()
    if let kind = whole[folded] { return kind }
    if beginnings.contains(where: folded.hasPrefix) { return .between }
    // "3 min read"
    let words = folded.split(separator: " ")
    if words.count == 3, words[0].allSatisfy(\.isNumber), words[1].hasPrefix("min"),
      words[2] == "read"
    {
      return .between
    }
    return nil
  }
}
