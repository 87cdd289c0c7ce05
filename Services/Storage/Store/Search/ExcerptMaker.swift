import Ledger

/// Cuts out of a passage the part that shows best why it was found, and says where in it the words are.
struct ExcerptMaker {
  /// The words that are looked for are each there once; its place in the list is its bit in a mask.
  private let terms: [(words: [Int], isPrefix: Bool)]
  private let finder: WordFinder
  /// Words of the longest term.
  private let longest: Int

  /// Bytes before what was found, and in all, about.
  private static let before = 80
  private static let length = 300
  /// How many findings of one passage are weighed.
  private static let maximumFindings = 200

  init(_ query: WordQuery, _ tokenizer: Tokenizer) {
    var words: [[UInt8]] = []
    terms = query.groups.joined().map { term in
      let places = term.words.map { word in
        if let known = words.firstIndex(of: word) { return known }
        words.append(word)
        return words.count - 1
      }
      return (places, term.isPrefix)
    }
    finder = WordFinder(words, tokenizer)
    longest = terms.map(\.words.count).max() ?? 1
  }

  /// - Parameter passage: all of it. What is not UTF-8 is made readable.
  func excerpt(of passage: UnsafeRawBufferPointer) -> Excerpt {
    if passage.isASCII {
      return passage.withMemoryRebound(to: UInt8.self) { excerpt(readable: $0) }
    }
    var readable = String(decoding: passage, as: UTF8.self)
    return readable.withUTF8 { excerpt(readable: $0) }
  }

  private func excerpt(readable units: UnsafeBufferPointer<UInt8>) -> Excerpt {
    let found = findings(in: units)
    let range = Self.cut(units, around: Self.best(of: found)?.bytes ?? 0..<0)
    let part = UnsafeBufferPointer(rebasing: units[range])
    let matches = Self.joined(found.map(\.bytes)).filter { !$0.isEmpty && range.contains($0) }
      .map { match in
        let bytes = match.lowerBound - range.lowerBound..<match.upperBound - range.lowerBound
        return Span(bytes: bytes, characters: Self.characters(part, bytes))
      }
    return Excerpt(
      words: Self.words(part), matches: matches, byteStart: range.lowerBound,
      passageSize: units.count)
  }

  /// As they can be sent: a NUL, which no message can hold, is a space.
  private static func words(_ part: UnsafeBufferPointer<UInt8>) -> String {
    part.contains(0)
      ? String(decoding: part.map { $0 == 0 ? 0x20 : $0 }, as: UTF8.self)
      : String(decoding: part, as: UTF8.self)
  }

  private struct Finding {
    let term: Int
    /// In the passage.
    let bytes: Range<Int>
  }

  /// What was found, in the order of the passage.
  private func findings(in passage: UnsafeBufferPointer<UInt8>) -> [Finding] {
    let searchable = SearchableText(passage)
    guard let changed = searchable.changed else { return findings(in: passage, of: searchable) }
    return changed.withUnsafeBufferPointer { findings(in: $0, of: searchable) }
  }

  private func findings(in text: UnsafeBufferPointer<UInt8>, of searchable: SearchableText)
    -> [Finding]
  {
    var findings: [Finding] = []
    // Words that stand side by side.
    var recent: [WordFinder.Seen] = []
    finder.forEachSeen(in: text) { seen in
      if !seen.follows { recent.removeAll(keepingCapacity: true) }
      if recent.count >= 2 * longest { recent.removeFirst(longest) }
      recent.append(seen)
      for (number, term) in terms.enumerated() where ends(term, recent) {
        let first = recent[recent.count - term.words.count].bytes.lowerBound
        // The end is behind the last byte: what follows it may have been taken apart.
        let range =
          searchable.original(first)..<(searchable.original(seen.bytes.upperBound - 1) + 1)
        findings.append(Finding(term: number, bytes: range))
      }
      return findings.count < Self.maximumFindings
    }
    return findings
  }

  /// Whether a term ends with the last of some words.
  private func ends(_ term: (words: [Int], isPrefix: Bool), _ recent: [WordFinder.Seen]) -> Bool {
    guard recent.count >= term.words.count else { return false }
    let first = recent.count - term.words.count
    return term.words.indices.allSatisfy { place in
      let isLast = place == term.words.count - 1
      let seen = recent[first + place]
      let marks = isLast && term.isPrefix ? seen.begun : seen.equal
      return marks & (1 << UInt64(term.words[place])) != 0
    }
  }

  /// The first finding that has most of the others' terms near behind it.
  private static func best(of findings: [Finding]) -> Finding? {
    var best: (finding: Finding, terms: Int)?
    for (place, finding) in findings.enumerated() {
      let end = finding.bytes.lowerBound + length - before
      var near: UInt64 = 0
      for other in findings[place...] {
        guard other.bytes.upperBound <= end else { break }
        near |= 1 << UInt64(other.term)
      }
      if near.nonzeroBitCount > best?.terms ?? -1 { best = (finding, near.nonzeroBitCount) }
    }
    return best?.finding
  }

  /// The bytes around a finding, from the beginning of a word to the end of one where that is near.
  private static func cut(_ units: UnsafeBufferPointer<UInt8>, around found: Range<Int>) -> Range<
    Int
  > {
    func isSpace(_ place: Int) -> Bool { units[place] == 0x20 || units[place] == 0x0A }
    func isInside(_ place: Int) -> Bool { place < units.count && units[place] & 0xC0 == 0x80 }
    var start = max(0, found.lowerBound - before)
    if start > 0 {
      if let space = (start..<found.lowerBound).first(where: isSpace) { start = space + 1 }
      while isInside(start) { start += 1 }
    }
    let least = min(found.upperBound, start + 2 * length)
    var end = min(units.count, max(start + length, least))
    if end < units.count {
      if let space = (max(least, end - before)..<end).last(where: isSpace) { end = space }
      while end > start, isInside(end) { end -= 1 }
    }
    return start..<end
  }

  /// The ranges in order, with those that touch as one.
  private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] =
          last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }

  private static func characters(_ units: UnsafeBufferPointer<UInt8>, _ bytes: Range<Int>) -> Range<
    Int
  > {
    let start = units[..<bytes.lowerBound].count { $0 & 0xC0 != 0x80 }
    return start..<(start + units[bytes].count { $0 & 0xC0 != 0x80 })
  }
}
