import Ledger
import Testing

@testable import Extraction

/// Published on Wednesday, 12 June 2024.
@Suite("Figures that nobody has counted yet")
struct ProjectionTests {
  @Test(
    "are due by the end of the season that comes next",
    arguments: [
      ("by the summer", "2024-08"), ("by the autumn", "2024-11"), ("by the spring", "2025-05"),
      ("by next winter", "2025-02"), ("by the spring of 2027", "2027-05"),
    ])
  func season(_ words: String, _ month: String) throws {
    let found = try claims(
      "The number of soldiers killed in the war in Ukraine could reach two million \(words).")
    #expect(found.map(\.polarity) == [.projected])
    #expect(found.first?.time.asOf?.date.description == month)
  }

  @Test("take no season for a date of what has happened")
  func past() throws {
    let found = try claims(
      "The army said that by the spring 3,000 soldiers had been killed in the war in Ukraine.")
    #expect(found.allSatisfy { $0.time.asOf == nil })
  }

  @Test("on top of those there are do not run on from them")
  func more() throws {
    let found = try claims(
      "To take the region would cost the Russian army 800,000 more dead soldiers in the war in Ukraine."
    )
    let claim = try #require(found.first)
    #expect(claim.polarity != .asserted)
    #expect(claim.kind == .periodTotal)
  }
}
