import Ledger
import LedgerStore
import Testing

/// How many claims there are of whom.
@Suite struct SourceCountTests {
  private let army = Source(id: "army-of-northland", name: "Army of Northland")
  private let clinic = Source(name: "A Clinic")

  private func filled() async throws -> Fixture {
    let fixture = try Fixture()
    try await fixture.append(
      report(
        "One.",
        [
          Figure(count: 12, claimant: army, from: "2026-01-01", asOf: "2026-01-05"),
          Figure(count: 13, claimant: army, asOf: "2026-02"),
          Figure(count: 14, measure: "wounded", claimant: army),
          Figure(count: 15, claimant: clinic, asOf: "2025-12-31"),
          Figure(count: 16, claimant: nil),
        ]))
    return fixture
  }

  @Test func claimantsAreCountedWithTheDaysOfTheirFigures() async throws {
    let fixture = try await filled()
    let head = try await fixture.store.head().revision
    let found = try await fixture.store.countBySource(ClaimFilter(), at: head)
    #expect(found.sources.map(\.id) == ["army-of-northland", nil])
    #expect(found.sources.map(\.claims) == [3, 1])
    #expect(found.sources[0].first == "2026-01-05")
    #expect(found.sources[0].last == "2026-02-28")
    #expect(found.sources[1].name == "a clinic")
    #expect(found.otherSources == 0 && found.otherClaims == 0)
  }

  @Test func onlyClaimsThatMatchAndHoldAreCounted() async throws {
    let fixture = try await filled()
    let head = try await fixture.store.head().revision
    let wounded = try await fixture.store.countBySource(
      ClaimFilter(measure: "wounded"), at: head)
    #expect(wounded.sources.map(\.claims) == [1])
    #expect(wounded.sources[0].first == nil)
    let before = try await fixture.store.countBySource(ClaimFilter(), at: Revision(1))
    #expect(before.sources.isEmpty)
    var other = report("One.", extractor: "2.0")
    other.run.claims = []
    try await fixture.append(other)
    let after = try await fixture.store.head().revision
    #expect(try await fixture.store.countBySource(ClaimFilter(), at: after).sources.isEmpty)
    #expect(try await fixture.store.countBySource(ClaimFilter(), at: head).sources.count == 2)
  }
}
