import Foundation

/// Names compare without case, accents, punctuation, possessive or leading article, and in one spelling: the rules of
/// the corpora's own scorer, so that both give the same figures.
enum NameFolding {
  private static let sameWord = [
    "usa": "us", "america": "us", "american": "us", "britain": "uk", "british": "uk",
    "defense": "defence", "center": "centre", "ukrainian": "ukraine", "russian": "russia",
    "israeli": "israel", "turkish": "turkey", "syrian": "syria", "iraqi": "iraq",
    "afghan": "afghanistan", "zelenskyy": "zelensky",
  ]

  /// The words of a name; nil where nothing is left of it.
  static func words(_ name: String?) -> [String]? {
    guard let name else { return nil }
    let plain = name.replacingOccurrences(of: "\u{2019}", with: "'")
      .decomposedStringWithCompatibilityMapping.unicodeScalars.filter(\.isASCII)
    let lower = String(String.UnicodeScalarView(plain)).lowercased()
    var words = lower.replacingOccurrences(
      of: #"'s\b"#, with: "", options: .regularExpression
    ).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
    if words.count > 1, words[0] == "the" || words[0] == "a" { words.removeFirst() }
    words = joined(words, ["united", "states", "of", "america"], as: "us")
    words = joined(words, ["united", "states"], as: "us")
    words = joined(words, ["u", "s", "a"], as: "us")
    words = joined(words, ["u", "s"], as: "us")
    words = joined(words, ["united", "kingdom"], as: "uk")
    words = joined(words, ["u", "k"], as: "uk")
    words = words.map { sameWord[$0] ?? $0 }
    return words.isEmpty ? nil : words
  }

  private static func joined(_ words: [String], _ phrase: [String], as word: String) -> [String] {
    var out: [String] = []
    var index = 0
    while index < words.count {
      if words[index...].starts(with: phrase) {
        out.append(word)
        index += phrase.count
      } else {
        out.append(words[index])
        index += 1
      }
    }
    return out
  }

  static func isSame(_ one: String?, _ other: String?) -> Bool { words(one) == words(other) }

  /// A claimant is right when one name's words contain the other's ("CSIS", "the CSIS report"), or one is the
  /// initials of the other ("UN", "United Nations").
  static func isSameClaimant(_ gold: String?, _ found: String?) -> Bool {
    guard let gold = words(gold), let found = words(found) else {
      return words(gold) == nil && words(found) == nil
    }
    let (one, other) = (Set(gold), Set(found))
    return one.isSubset(of: other) || other.isSubset(of: one)
      || gold == [initials(found)] || found == [initials(gold)]
  }

  private static let small: Set<String> = ["of", "the", "and", "for", "in", "on"]

  private static func initials(_ words: [String]) -> String {
    String(words.filter { !small.contains($0) }.compactMap(\.first))
  }
}
