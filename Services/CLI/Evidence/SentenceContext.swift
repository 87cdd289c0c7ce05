import Ledger

/// A sentence with its number, and what stands around it in the original.
struct SentenceContext: Hashable, Sendable {
  var before: String
  /// The sentence up to its number, the number, and the rest of it.
  var start: String
  var number: String
  var end: String
  var behind: String
  /// Whether the original goes on before and behind.
  var isCutBefore: Bool
  var isCutBehind: Bool

  /// Bytes that are shown on each side.
  static let reach = 700

  /// Nil where the text is none there, or the number stands outside its sentence.
  init?(_ evidence: Evidence, in text: EvidenceText) {
    guard let original = text.text,
      let sentence = Self.bytes(of: evidence.sentence.characters, in: original),
      let number = Self.bytes(of: evidence.number.characters, in: original),
      number.lowerBound >= sentence.lowerBound, number.upperBound <= sentence.upperBound
    else { return nil }
    var first = max(0, sentence.lowerBound - Self.reach)
    while first < sentence.lowerBound, Self.isInside(original[first]) { first += 1 }
    var last = min(original.count, sentence.upperBound + Self.reach)
    while last < original.count, last > sentence.upperBound, Self.isInside(original[last]) {
      last -= 1
    }
    // Whole words, where they are not endless.
    if first > 0,
      let space = original[first..<sentence.lowerBound].prefix(60).firstIndex(where: Self.isSpace)
    {
      first = space + 1
    }
    if last < original.count,
      let space = original[sentence.upperBound..<last].suffix(60).lastIndex(where: Self.isSpace)
    {
      last = space
    }
    func words(_ range: Range<Int>) -> String? {
      String(validating: original[range], as: UTF8.self)
    }
    guard let before = words(first..<sentence.lowerBound),
      let start = words(sentence.lowerBound..<number.lowerBound), let figure = words(number),
      let end = words(number.upperBound..<sentence.upperBound),
      let behind = words(sentence.upperBound..<last)
    else { return nil }
    (self.before, self.start, self.number) = (before, start, figure)
    (self.end, self.behind) = (end, behind)
    (isCutBefore, isCutBehind) = (first > 0, last < original.count)
  }

  /// Where a stretch lies that is counted in code points, behind a byte order mark.
  private static func bytes(of characters: Range<Int>, in text: [UInt8]) -> Range<Int>? {
    var (count, start) = (0, text.count)
    for place in (text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)..<text.count
    where !isInside(text[place]) {
      if count == characters.lowerBound { start = place }
      if count == characters.upperBound { return start <= place ? start..<place : nil }
      count += 1
    }
    return count == characters.upperBound && start <= text.count ? start..<text.count : nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A }

  /// A byte that does not begin a character.
  private static func isInside(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
