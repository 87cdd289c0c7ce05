import Ledger
import Testing

@testable import LedgerStore

@Suite("Whatever is typed into a search") struct HostileWordsTests {
  private static let pieces = [
    "\"", "\"\"", "'", "*", "^", "-", "+", "(", ")", "{", "}", ":", ",", ".", "\\", ";", "--", "/*",
    "%", "_", "?", "?1", "$x", "@", "[", "]", "|", "&", "~", "<", ">", "=", "\u{0}", "\n", "\t",
    "\u{1B}[2J",
    "AND", "OR", "NOT", "NEAR", "NEAR(", "NEAR/2", "MATCH", "text:", "title :", "{text title}",
    "rowid", "rank",
    "passage", "integrity-check", "delete", "harbour", "dead", "ار", "死", "亡", "é", "e\u{301}",
    "\u{200B}",
    "\u{202E}", "\u{FEFF}", "😀", "👩‍👩‍👧", "ß", "İ", "ﬁ", "١٢", "1,000", "0x1F", "a\u{300}\u{300}", " ",
    "  ",
    "\u{201C}", "\u{201D}", "\u{FFFD}", "\u{10FFFF}", "\u{E000}", "DROP TABLE entry", "' OR 1=1",
  ]

  @Test func isNeverTakenForSyntax() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One 死亡.", [Figure(count: 5)]))
    let before = try await fixture.store.head()
    var dice = Dice(state: 7)
    var answered = 0
    for _ in 0..<3000 {
      let words = (0..<Int.random(in: 1...9, using: &dice)).map { _ in
        Self.pieces.randomElement(using: &dice) ?? ""
      }.joined(separator: Bool.random(using: &dice) ? "" : " ")
      do {
        _ = try await fixture.search(words, pageSize: 500)
        answered += 1
      } catch let error as LedgerError {
        #expect(
          [.malformed, .tooLarge].contains(error.reason), "\(words.debugDescription): \(error)")
      }
    }
    #expect(answered > 1500)
    #expect(try await fixture.store.head() == before)
    #expect(try await fixture.store.verify().problems.isEmpty)
  }

  @Test func andWhateverIsSearchedIsMarkedWithinIt() async throws {
    let fixture = try Fixture()
    var dice = Dice(state: 11)
    var marked = 0
    for round in 0..<150 {
      let text = (0..<60).map { _ in Self.pieces.randomElement(using: &dice) ?? "" }
        .joined(separator: Bool.random(using: &dice) ? "" : " ")
      try await fixture.append(report("\(round) \(text)", [], title: ""))
      for words in ["死亡", "dead", "harbour e*", "亡 OR ar", "\"1 000\"", "ss OR ß"] {
        for hit in try await fixture.search(words, pageSize: 3) {
          let excerpt = hit.excerpt
          #expect(excerpt.marked == excerpt.markedByCharacters)
          #expect(excerpt.marked.allSatisfy { !$0.isEmpty })
          #expect(excerpt.byteStart + excerpt.words.utf8.count <= excerpt.passageSize)
          #expect(
            zip(excerpt.matches, excerpt.matches.dropFirst()).allSatisfy {
              $0.bytes.upperBound < $1.bytes.lowerBound
            })
          if words == "dead" { #expect(excerpt.marked.allSatisfy { $0.lowercased() == "dead" }) }
          marked += excerpt.marked.isEmpty ? 0 : 1
        }
      }
    }
    #expect(marked > 500)
    #expect(try await fixture.store.verify().problems.isEmpty)
  }

  @Test func bytesThatAreNoTextAreIndexedAndFound() async throws {
    let fixture = try Fixture()
    var recording = report("One.", [], title: "")
    recording.original = [0xFF, 0xFE, 0x00] + Array("harbour\u{0}dead".utf8) + [0xE6, 0xAD]
    let id = DocumentID(original: recording.original)
    recording.document = DocumentRecord(
      id: id, mediaType: "text/plain", size: recording.original.count)
    recording.sighting.document = id
    recording.run.document = id
    try await fixture.append(recording)
    let hit = try #require(try await fixture.search("harbour dead").first)
    #expect(hit.excerpt.words == "\u{FFFD}\u{FFFD} harbour dead\u{FFFD}", "as it can be sent")
    #expect(try await fixture.store.verify().problems.isEmpty)
    try await fixture.store.rebuild()
    #expect(try await fixture.search("harbour dead").count == 1)
  }
}

/// Numbers that are the same in every run.
struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
