import Ledger
import Testing

@testable import LedgerStore

@Suite("Finding words in a text") struct WordFinderTests {
  /// A word of a text that was seen: where, which it is, with which it begins, and whether it follows the one before.
  private struct Seen: Equatable {
    let bytes: Range<Int>
    let equal, begun: UInt64
    let follows: Bool
  }

  private func found(_ words: [[UInt8]], in text: [UInt8], _ tokenizer: Tokenizer) -> [Seen] {
    var seen: [Seen] = []
    text.withUnsafeBufferPointer { units in
      WordFinder(words, tokenizer).forEachSeen(in: units) {
        seen.append(
          Seen(bytes: $0.bytes, equal: $0.equal, begun: $0.begun, follows: $0.follows))
        return true
      }
    }
    return seen
  }

  /// The same by the index's own tokenizer.
  private func expected(_ words: [[UInt8]], in text: [UInt8], _ tokenizer: Tokenizer) -> [Seen] {
    var seen: [Seen] = []
    var follows = false
    text.withUnsafeBufferPointer { units in
      tokenizer.forEachWord(in: units) { word, bytes in
        var (equal, begun): (UInt64, UInt64) = (0, 0)
        for (place, wanted) in words.enumerated() where word.starts(with: wanted) {
          begun |= 1 << UInt64(place)
          if word.count == wanted.count { equal |= 1 << UInt64(place) }
        }
        if begun != 0 {
          seen.append(Seen(bytes: bytes, equal: equal, begun: begun, follows: follows))
        }
        follows = begun != 0
        return true
      }
    }
    return seen
  }

  @Test func isAsTheIndexSplitsAndFoldsIt() throws {
    let connection = try Connection(path: ":memory:", mode: .writing)
    let tokenizer = try connection.madeTokenizer()
    var dice = Dice(state: 11)
    let pool = [
      "a", "A", "ab", "Ab", "b", "é", "É", "e\u{301}", "7", "_", "-", "'", "’", " ", " ", " ",
      "\n", ".", "\0", "死", "ж", "Ж", "\u{301}", "ß", "İ", "K", "ſ", "“", "\u{AD}", "z", "\u{7F}",
    ]
    let wanted = ["a", "ab", "é", "e", "7", "ж", "b", "死", "k", "aba", "s"].compactMap {
      tokenizer.words(in: $0).first
    }
    for _ in 0..<2000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...24, using: &dice) {
        text.unicodeScalars += (pool.randomElement(using: &dice) ?? "a").unicodeScalars
      }
      let words = Array(wanted.shuffled(using: &dice).prefix(Int.random(in: 1...4, using: &dice)))
      let bytes = Array(text.utf8)
      #expect(
        found(words, in: bytes, tokenizer) == expected(words, in: bytes, tokenizer),
        "\(text.debugDescription)")
    }
  }
}
