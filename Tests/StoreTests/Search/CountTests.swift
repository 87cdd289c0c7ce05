import Ledger
import Testing

@testable import LedgerStore

@Suite("Counts and facets") struct CountTests {
  private func ledger() async throws -> Fixture {
    let fixture = try Fixture()
    try await fixture.append(
      report(
        "One.",
        [
          Figure(count: 1, asOf: "2025-12-31"),
          Figure(count: 2, party: "southland", asOf: "2026-01"),
          Figure(count: 3, measure: "wounded", party: nil, claimant: Source(name: "A Ministry")),
        ]))
    try await fixture.append(
      report(
        "One.",
        [
          Figure(count: 1, asOf: "2025-12-31"),
          Figure(count: 2, party: "southland", asOf: "2026-01"),
          Figure(count: 3, measure: "wounded", party: nil, claimant: Source(name: "A Ministry")),
        ], outlet: "Coast Gazette"))
    try await fixture.append(report("Two.", [Figure(count: 4, asOf: "2026-02-01")]))
    return fixture
  }

  private func values(_ counts: ClaimCounts, _ facet: ClaimFacet) -> [String] {
    counts.facets.first { $0.facet == facet }?.values.map { "\($0.value) \($0.claims)" } ?? []
  }

  @Test func areExact() async throws {
    let fixture = try await ledger()
    let head = try await fixture.store.head().revision
    let counts = try await fixture.store.counts(
      CountQuestion(facets: ClaimFacet.allCases), of: ClaimFilter(), at: head)
    #expect((counts.claims, counts.reports) == (4, 2))
    #expect(values(counts, .conflict) == ["north-south 4"])
    #expect(values(counts, .party) == ["northland 2", " 1", "southland 1"])
    #expect(values(counts, .measure) == ["killed 3", "wounded 1"])
    #expect(values(counts, .population) == ["military 4"])
    #expect(values(counts, .claimant) == ["army-of-northland 3", "a ministry 1"])
    #expect(values(counts, .outlet) == ["harbour courier 4", "coast gazette 3"])
    #expect(values(counts, .year).contains("2025 1"))
    #expect(values(counts, .language) == ["en 4"])
    #expect(values(counts, .kind) == ["cumulative 4"])
    #expect(values(counts, .polarity) == ["asserted 4"])
    #expect(values(counts, .review) == ["unreviewed 4"])
    #expect(counts.facets.count == ClaimFacet.allCases.count)
  }

  @Test func speakOfTheRevisionAndTheFilter() async throws {
    let fixture = try await ledger()
    let question = CountQuestion(facets: [.outlet, .measure, .outlet])
    let then = try await fixture.store.counts(question, of: ClaimFilter(), at: Revision(3))
    #expect((then.claims, then.reports) == (3, 1))
    #expect(values(then, .outlet) == ["harbour courier 3"])
    #expect(then.facets.map(\.facet) == [.measure, .outlet])
    let filtered = try await fixture.store.counts(
      question, of: ClaimFilter(measure: "wounded"), at: Revision(3))
    #expect((filtered.claims, values(filtered, .measure)) == (1, ["wounded 1"]))
    try await fixture.append(report("One.", [Figure(count: 9)]))
    #expect(try await fixture.store.counts(question, of: ClaimFilter(), at: Revision(3)) == then)
  }

  @Test func ofASearchAreOfWhatItFinds() async throws {
    let fixture = try await ledger()
    let head = try await fixture.store.head().revision
    var filter = ClaimFilter(words: "\"4 dead\" OR \"3 dead\"")
    let counts = try await fixture.store.counts(
      CountQuestion(facets: [.measure]), of: filter, in: nil, at: head)
    #expect((counts.claims, counts.reports) == (2, 2))
    #expect(values(counts, .measure) == ["killed 1", "wounded 1"])
    filter.words = "quiet"
    for (scope, expected) in [(SearchScope?.none, 2), (.reports, 2), (.claims, 0)] {
      let counts = try await fixture.store.counts(CountQuestion(), of: filter, in: scope, at: head)
      #expect((counts.claims, counts.reports) == (0, Int64(expected)))
      #expect(try await fixture.search("quiet", in: scope).count == expected)
    }
  }

  @Test func listTheMostFrequentAndCountTheRest() async throws {
    let fixture = try Fixture()
    for number in 0..<30 {
      let figures = (0...number % 3).map {
        Figure(count: $0, claimant: Source(name: "Desk \(number)"))
      }
      try await fixture.append(report("Report \(number).", figures))
    }
    let head = try await fixture.store.head().revision
    func claimants(_ values: Int) async throws -> FacetCounts {
      try await fixture.store.counts(
        CountQuestion(facets: [.claimant], values: values), of: ClaimFilter(), at: head
      ).facets[0]
    }
    let (usual, few) = try await (claimants(0), claimants(2))
    #expect(usual.values.count == 20)
    #expect((usual.otherValues, usual.otherClaims) == (10, 10))
    #expect(few.values.map(\.claims) == [3, 3])
    #expect(few.values.map(\.value) == ["desk 11", "desk 14"])
    #expect((few.otherValues, few.otherClaims) == (28, 54))
    let error = await ledgerError { _ = try await claimants(1001) }
    #expect(error?.reason == .tooLarge)
  }
}
