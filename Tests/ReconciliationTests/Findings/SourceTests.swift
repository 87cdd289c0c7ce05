import Ledger
import Reconciliation
import Testing

@Suite("Texts that speak of several sources")
struct SeveralSources {
  func told(
    _ war: MadeUpWar, _ figures: [(Quantity, MeasureID, Source?)], words: String = "several studies"
  ) -> [Claim] {
    figures.enumerated().map { index, figure in
      war.level(figure.0, figure.1, by: figure.2, asOf: "2031-02-01", in: "A", at: 40 + 40 * index)
      {
        $0.attribution.announcedSources = words
      }
    }
  }

  @Test func whereOneOfThemIsCited() throws {
    try expectFinding(.severalSourcesOneCited, .low) { war in
      told(
        war,
        [
          (.exact(14_000, digits: 2), "killed", MadeUpWar.institute),
          (.exact(52_000, digits: 2), "casualties", MadeUpWar.institute),
          (.exact(210, digits: 2), "missing", nil),
        ])
    } check: { found in
      #expect(found.claims(.cited).count == 2)
      #expect(found.formula == "“several studies”: 1 named")
      #expect(!found.missing.isEmpty)
    }
  }

  @Test(arguments: [
    "nothing announced", "two named", "nobody named", "a side's own count", "other announcements",
    "a headline",
  ])
  func goTogetherWithWhomTheyNameWhere(_ guarded: String) throws {
    try expectSilence { war in
      var claims = told(
        war,
        [
          (.exact(14_000, digits: 2), "killed", MadeUpWar.institute),
          (.exact(52_000, digits: 2), "casualties", MadeUpWar.institute),
        ])
      switch guarded {
      case "nothing announced": claims = claims.map { changed($0) { $0.announcedSources = "" } }
      case "two named": claims[1].attribution.claimant = MadeUpWar.names
      case "nobody named": claims = claims.map { changed($0) { $0.claimant = nil } }
      case "a side's own count":
        claims = claims.map { changed($0) { $0.claimant = MadeUpWar.staff } }
      case "other announcements":
        claims = claims.map { changed($0) { $0.claimant = Source(name: "several studies") } }
      default: claims = claims.map { changed($0, in: .headline) { _ in } }
      }
      return claims
    }
  }

  func changed(
    _ claim: Claim, in section: Section? = nil, _ change: (inout Attribution) -> Void
  ) -> Claim {
    var claim = claim
    change(&claim.attribution)
    if let section { claim.evidence.section = section }
    return claim
  }
}
