import Ledger
import Testing

@testable import LedgerStore

@Suite("Decisions on findings") struct FindingReviewTests {
  @Test func aFindingIsDecidedOnByItsName() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One.", [Figure(place: "Port")]))
    let claim = try #require(try await fixture.claims().first)
    let finding = FindingID(.countFalls, [claim.id])
    func decide(_ decision: ReviewDecision.Decision, _ corrections: [String: String] = [:])
      async throws -> ReviewOutcome
    {
      try await fixture.store.review(
        [finding.description],
        ReviewDecision(
          decision: decision, reason: "other scope", corrections: corrections, reviewer: "Ann"),
        author: "local", at: .second(0))
    }
    let first = try await decide(.rejected)
    #expect(first.findings == [finding])
    #expect(first.claims.isEmpty)
    #expect(first.revision == Revision(4))
    #expect(try await decide(.rejected).revision == Revision(4))
    await #expect(throws: LedgerError.self) {
      _ = try await decide(.corrected, ["group.party": "southland"])
    }
    // It says nothing about the claim.
    #expect(try await fixture.claims().map(\.review) == [.unreviewed])
  }
}
