import Ledger

/// Finds some words in a text, which it splits and folds as the full-text index does.
///
/// A word without anything but ASCII is a run of letters and digits, and its small letters are what it is folded to: most
/// texts consist of such words, and to find in them takes a look at each byte. Whatever stands with another letter
/// between two ASCII characters that are neither letters nor digits goes to the index's own tokenizer.
struct WordFinder {
  /// A word of the text that is one of those that are looked for, or begins with one.
  struct Seen {
    /// Which it is, and with which it begins: a bit for each word that is looked for.
    var equal: UInt64 = 0
    var begun: UInt64 = 0
    let bytes: Range<Int>
    /// No other word stands between it and the one that was seen before.
    let follows: Bool
  }

  private let words: [[UInt8]]
  private let tokenizer: Tokenizer
  /// What each byte is, of the bits below; none for ASCII that separates words.
  private let kinds: [UInt8]

  /// A letter or digit.
  private static let word: UInt8 = 1
  /// One with which one of the words begins.
  private static let first: UInt8 = 2
  /// Beyond ASCII.
  private static let foreign: UInt8 = 4

  /// - Parameter words: as the index has them, at most 64.
  init(_ words: [[UInt8]], _ tokenizer: Tokenizer) {
    (self.words, self.tokenizer) = (words, tokenizer)
    let firsts = words.compactMap(\.first)
    kinds = (UInt8.min ... .max).map { byte in
      if byte >= 0x80 { return Self.foreign }
      guard Self.isWordByte(byte) else { return 0 }
      return firsts.contains(Self.folded(byte)) ? Self.word | Self.first : Self.word
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    folded(byte) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }

  /// Gives what is seen to the closure, in the order of the text, until it returns false.
  func forEachSeen(in units: UnsafeBufferPointer<UInt8>, _ body: (Seen) -> Bool) {
    kinds.withUnsafeBufferPointer { kinds in
      var reading = Reading(units: units, kinds: kinds)
      var (place, before): (Int, UInt8) = (0, 0)
      while place < units.count {
        let kind = kinds[Int(units[place])]
        // A word that begins with another letter is passed by without a look at its end.
        guard kind & Self.foreign | kind & Self.first & ~(before << 1) != 0 else {
          before = kind
          place += 1
          continue
        }
        let (stretch, isForeign) = reading.stretch(around: place)
        (place, before) = (stretch.upperBound, 0)
        let goesOn =
          isForeign ? visitEach(in: stretch, &reading, body) : visit(stretch, &reading, body)
        guard goesOn else { return }
      }
    }
  }

  /// Where in a text the search is.
  private struct Reading {
    let units: UnsafeBufferPointer<UInt8>
    let kinds: UnsafeBufferPointer<UInt8>
    /// Since the word that was seen last there was no other one before this place; nil where there was.
    var nothingBefore: Int?

    /// What stands around a byte between ASCII that separates words.
    func stretch(around place: Int) -> (bytes: Range<Int>, isForeign: Bool) {
      var (start, end, all) = (place, place, UInt8(0))
      while start > 0, kinds[Int(units[start - 1])] != 0 { start -= 1 }
      while end < units.count, kinds[Int(units[end])] != 0 {
        all |= kinds[Int(units[end])]
        end += 1
      }
      return (start..<end, all & WordFinder.foreign != 0)
    }

    /// Only what separates words stands between the word that was seen last and this place.
    func isNext(_ place: Int) -> Bool {
      guard let nothingBefore else { return false }
      return units[nothingBefore..<place].allSatisfy { kinds[Int($0)] == 0 }
    }
  }

  /// A stretch that is one word.
  private func visit(_ bytes: Range<Int>, _ reading: inout Reading, _ body: (Seen) -> Bool)
    -> Bool
  {
    let word = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: reading.units[bytes]))
    guard let seen = seen(word, bytes, follows: reading.isNext(bytes.lowerBound)) else {
      reading.nothingBefore = nil
      return true
    }
    reading.nothingBefore = bytes.upperBound
    return body(seen)
  }

  /// A stretch that only the index's tokenizer can split.
  private func visitEach(
    in stretch: Range<Int>, _ reading: inout Reading, _ body: (Seen) -> Bool
  ) -> Bool {
    var (follows, goesOn) = (reading.isNext(stretch.lowerBound), true)
    tokenizer.forEachWord(in: UnsafeBufferPointer(rebasing: reading.units[stretch])) {
      let bytes = stretch.lowerBound + $1.lowerBound..<stretch.lowerBound + $1.upperBound
      let seen = seen($0, bytes, follows: follows)
      follows = seen != nil
      if let seen { goesOn = body(seen) }
      return goesOn
    }
    reading.nothingBefore = follows ? stretch.upperBound : nil
    return goesOn
  }

  /// What a word of the text is; nil where it is none that is looked for.
  private func seen(_ word: UnsafeRawBufferPointer, _ bytes: Range<Int>, follows: Bool) -> Seen? {
    var seen = Seen(bytes: bytes, follows: follows)
    for (place, wanted) in words.enumerated() where Self.begins(word, with: wanted) {
      seen.begun |= 1 << UInt64(place)
      if word.count == wanted.count { seen.equal |= 1 << UInt64(place) }
    }
    return seen.begun == 0 ? nil : seen
  }

  /// What the tokenizer gives is folded, and no other letter than a capital is folded to the same.
  private static func begins(_ word: UnsafeRawBufferPointer, with wanted: [UInt8]) -> Bool {
    guard word.count >= wanted.count else { return false }
    for (place, byte) in wanted.enumerated() where folded(word[place]) != byte { return false }
    return true
  }
}

extension UnsafeRawBufferPointer {
  /// Eight bytes; nil where there are not so many any more.
  func word(at place: Int) -> UInt64? {
    place + 8 <= count ? loadUnaligned(fromByteOffset: place, as: UInt64.self) : nil
  }

  var isASCII: Bool {
    var place = 0
    while let bytes = word(at: place) {
      guard bytes.isASCII else { return false }
      place += 8
    }
    return self[place...].allSatisfy { $0 < 0x80 }
  }
}

extension UInt64 {
  /// No byte has its highest bit.
  var isASCII: Bool { self & 0x8080_8080_8080_8080 == 0 }
}
