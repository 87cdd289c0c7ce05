import Ledger
import Reconciliation
import Testing

@Suite struct SeriesOfFigures {
  func series(_ claims: [Claim]) throws -> SeriesSet {
    var feed = Feed()
    feed.add(claims)
    let model = try feed.model()
    return try model.series(Question(), at: model.revision)
  }

  func toll(_ value: Double, _ date: String?, in document: String) -> Claim {
    claim(.exact(value), by: zelensky, in: document, at: Int(value)) {
      $0.group.party = "ukraine"
      $0.time.statedOn = date.flatMap { on($0) }
    }
  }

  @Test func runThroughTheDatesWithRepeatsCollapsed() throws {
    let answer = try series([
      toll(55_000, "2026-02-04", in: "A"), toll(31_000, "2024-02", in: "A"),
      toll(55_000, "2026-02", in: "B"), toll(45_100, "2025-02-04", in: "C"),
      toll(43_000, "2024-12-08", in: "C"),
    ])
    #expect(answer.claims == 5)
    #expect(answer.series.count == 1)
    #expect(answer.series[0].claimant == zelensky)
    #expect(answer.series[0].points.map(\.quantity.best) == [31_000, 43_000, 45_100, 55_000])
    #expect(answer.series[0].points.last?.documents == 2)
  }

  @Test func holdOnlyDatedAssertedFiguresAndNoIncidents() throws {
    var hypothetical = toll(800_000, "2026-02-04", in: "A")
    hypothetical.polarity = .hypothetical
    var projected = toll(2_000_000, "2026-04", in: "A")
    projected.polarity = .projected
    var incident = toll(5, "2026-01-27", in: "A")
    incident.kind = .incident
    let answer = try series([hypothetical, projected, incident, toll(55_000, nil, in: "A")])
    #expect(answer.series.isEmpty)
    #expect(answer.claims == 4)
  }

  @Test func eachCounterAndTopicHasItsOwn() throws {
    var rate = toll(1_000, "2025-12", in: "A")
    rate.kind = .rate
    rate.ratePer = .day
    var other = toll(100_000, "2025-12", in: "A")
    other.attribution.claimant = csis
    var unknown = toll(60_000, "2025-12", in: "A")
    unknown.attribution.claimant = nil
    let answer = try series([rate, other, unknown, toll(55_000, "2026-02-04", in: "A")])
    #expect(
      answer.series.map { "\($0.topic.kind) \($0.claimant?.name ?? "-")" } == [
        "cumulative CSIS", "cumulative Volodymyr Zelensky", "cumulative -",
        "rate Volodymyr Zelensky",
      ])
  }
}
