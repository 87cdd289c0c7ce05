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
  /// What each byte is.
  private let kinds: [UInt8]

  private static let separator: UInt8 = 0
  private static let letter: UInt8 = 1
  /// A letter with which one of the words begins.
  private static let first: UInt8 = 2
  private static let foreign: UInt8 = 3

  /// - Parameter words: as the index has them, at most 64.
  init(_ words: [[UInt8]], _ tokenizer: Tokenizer) {
    (self.words, self.tokenizer) = (words, tokenizer)
    let firsts = words.compactMap(\.first)
    kinds = (UInt8.min ... .max).map { byte in
      if byte >= 0x80 { return Self.foreign }
      guard Self.isWordByte(byte) else { return Self.separator }
      return firsts.contains(Self.folded(byte)) ? Self.first : Self.letter
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
      var (place, follows, goesOn) = (0, false, true)
      while goesOn, place < units.count {
        let kind = kinds[Int(units[place])]
        guard kind != Self.separator else {
          place += 1
          continue
        }
        let start = place
        var isForeign = false
        var next = kind
        repeat {
          isForeign = isForeign || next == Self.foreign
          place += 1
          next = place < units.count ? kinds[Int(units[place])] : Self.separator
        } while next != Self.separator
        if isForeign {
          let stretch = UnsafeBufferPointer(rebasing: units[start..<place])
          tokenizer.forEachWord(in: stretch) { word, bytes in
            goesOn = visit(
              word, start + bytes.lowerBound..<start + bytes.upperBound, &follows, body)
            return goesOn
          }
        } else if kind == Self.first {
          let word = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(units)[start..<place])
          goesOn = visit(word, start..<place, &follows, body)
        } else {
          follows = false
        }
      }
    }
  }

  private func visit(
    _ word: UnsafeRawBufferPointer, _ bytes: Range<Int>, _ follows: inout Bool,
    _ body: (Seen) -> Bool
  ) -> Bool {
    var seen = Seen(bytes: bytes, follows: follows)
    for (place, wanted) in words.enumerated() where Self.begins(word, with: wanted) {
      seen.begun |= 1 << UInt64(place)
      if word.count == wanted.count { seen.equal |= 1 << UInt64(place) }
    }
    follows = seen.begun != 0
    return follows ? body(seen) : true
  }

  /// What the tokenizer gives is folded, and no other letter than a capital is folded to the same.
  private static func begins(_ word: UnsafeRawBufferPointer, with wanted: [UInt8]) -> Bool {
    guard word.count >= wanted.count else { return false }
    return zip(word, wanted).allSatisfy { folded($0) == $1 }
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
