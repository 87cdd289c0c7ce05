import Ledger
import Messages
import Testing

/// What a passage yields travels in parts that a message can hold.
@Suite struct PassagePartsTests {
  private func parts(
    claims: Int, explanations: Int, passedOver: Int, bytes: Int
  ) -> [PassageClaims] {
    PassageClaims.parts(
      id: "p", Array(repeating: Full.claim, count: claims),
      Array(repeating: Full.explanation, count: explanations),
      Array(repeating: Full.passedOver, count: passedOver), bytes: bytes)
  }

  @Test func eachClaimTravelsWithItsExplanation() throws {
    let parts = parts(claims: 50, explanations: 50, passedOver: 100, bytes: 20_000)
    #expect(parts.count > 5)
    #expect(parts.allSatisfy { $0.claims.count == $0.explanations.count && $0.id == "p" })
    #expect(parts.reduce(0) { $0 + $1.claims.count } == 50)
    #expect(parts.reduce(0) { $0 + $1.passedOver.count } == 100)
    #expect(parts.allSatisfy { !$0.last })
    for part in parts { #expect(try part.packed().count <= 20_000) }
  }

  @Test func numbersThatBecameNoneComeBehindTheClaims() throws {
    let parts = parts(claims: 3, explanations: 3, passedOver: 3, bytes: 3000)
    let first = try #require(parts.firstIndex { !$0.passedOver.isEmpty })
    #expect(parts[(first + 1)...].allSatisfy { $0.claims.isEmpty })
  }

  @Test func claimsThatNobodyExplainedTravelWithout() {
    let parts = parts(claims: 4, explanations: 2, passedOver: 0, bytes: 1)
    #expect(parts.map(\.claims.count) == [1, 1, 1, 1])
    #expect(parts.map(\.explanations.count) == [1, 1, 0, 0])
    #expect(self.parts(claims: 0, explanations: 0, passedOver: 0, bytes: 1).isEmpty)
  }

  /// As long as the extractor makes them, in letters of four bytes.
  @Test func theLargestExplanationFitsIntoAMessage() throws {
    let text = String(repeating: "\u{1F480}", count: 161)
    let entry = LexiconEntry(meaning: text, file: text, line: .max)
    let words = ExplainedWords(
      text: text, span: Span(bytes: 0..<1 << 40, characters: 0..<1 << 40),
      entries: Array(repeating: entry, count: 6))
    let steps = ClaimExplanation.Field.allCases.map {
      ClaimExplanation.Step(
        $0, value: text, rule: text, words: Array(repeating: words, count: 8),
        records: Array(repeating: entry, count: 6))
    }
    let explanation = ClaimExplanation(steps: steps)
    let size = try explanation.packed().count
    #expect(size <= explanation.estimatedSize && size < 2 << 20)
  }
}
