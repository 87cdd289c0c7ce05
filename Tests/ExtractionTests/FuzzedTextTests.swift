import Ledger
import Testing

@testable import Extraction

/// What fuzzing found, each by its name.
@Suite("Fuzzed texts")
struct FuzzedTextTests {
  /// Took a time that grew with the square of its length; at this length it would not end.
  @Test("capitals and dots that are no abbreviation are read once")
  func noAbbreviation() throws {
    let sentence = "In the battle 40 soldiers were killed near the town. "
    let text = sentence + String(repeating: "A.", count: 200_000) + "a " + sentence
    #expect(try extract(text).claims.isEmpty == false)
  }

  @Test("an abbreviation behind what was none is one")
  func abbreviationBehind() {
    let bytes = Array("A.B.c U.S. D.R.C.x U.N.".utf8)
    let words = folded(bytes) { $0.kind == .word }
    #expect(words == ["a", "b", "c", "us", "d", "r", "c", "x", "un"])
  }

  /// Each row read all of its headers again, and each claim kept its own in full.
  @Test("of a header only the beginning counts")
  func longHeader() throws {
    let header = "Killed " + String(repeating: "soldiers of the army ", count: 20_000)
    let rows = (1...300).map { "| North | \($0 + 1000) |" }.joined(separator: "\n")
    let text = "The dead of the war by side:\n\n| Side | \(header) |\n|---|---|\n\(rows)\n"
    let claims = try claims(text)
    #expect(claims.count == 300)
    for claim in claims { #expect(claim.measure.words.count <= 500) }
  }

  @Test("a period that would end before it begins is none")
  func periodOutOfOrder() throws {
    let claim = try #require(
      try claims("Since March 2011, 40 civilians have been killed in Syria until April 2005.").first
    )
    #expect(claim.time.from == nil && claim.time.to == nil)
    #expect(claim.rules.contains("period out of order"))
  }

  @Test("of a contradiction the date that was given with its year stays")
  func resolvedGivesWay() {
    let stated = DateStatement(.init(year: 2011)!, basis: .stated)
    let resolved = DateStatement(.init(year: 2010)!, basis: .resolved)
    func inOrder(_ time: ClaimTime) -> ClaimTime {
      var time = time
      _ = time.putInOrder()
      return time
    }
    #expect(inOrder(ClaimTime(from: stated, to: resolved)) == ClaimTime(from: stated))
    let later = DateStatement(.init(year: 2012)!, basis: .resolved)
    #expect(inOrder(ClaimTime(from: later, to: stated)) == ClaimTime(to: stated))
    var fine = ClaimTime(from: stated, to: later)
    #expect(fine.putInOrder() == nil)
  }
}
