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

  @Test func haveProjectionsAmongThemWhereTheseAreAskedFor() throws {
    var projected = toll(2_000_000, "2026-04", in: "A")
    projected.polarity = .projected
    var denied = toll(9, "2026-01", in: "A")
    denied.polarity = .denied
    var feed = Feed()
    feed.add([projected, denied, toll(55_000, "2026-02-04", in: "A")])
    let model = try feed.model()
    var kept = KeptAnswers()
    let points = try model.series(
      Question(), projections: true, at: model.revision, &kept
    ).series.flatMap(\.points)
    #expect(points.map(\.polarity) == [.asserted, .projected])
    #expect(try model.series(Question(), at: model.revision).points == 1)
  }

  @Test(arguments: [1, 2, 3, 5, 500]) func comeInPagesThatTogetherAreTheWhole(_ size: Int) throws {
    var other = toll(100_000, "2025-12", in: "A")
    other.attribution.claimant = csis
    let whole = try series(
      (1...5).map { toll(Double(1_000 * $0), "2026-02-0\($0)", in: "D\($0)") } + [other])
    #expect(whole.points == 6)
    var found: [Series] = []
    var start = 0
    while start < whole.points {
      let page = whole.page(from: start, try PageSize(size))
      let count = page.series.reduce(0) { $0 + $1.points.count }
      #expect(count == min(size, whole.points - start))
      #expect((page.points, page.claims) == (6, 6))
      for part in page.series {
        if found.last?.claimant == part.claimant {
          found[found.count - 1].points += part.points
        } else {
          found.append(part)
        }
      }
      start += max(1, count)
    }
    #expect(found == whole.series)
    #expect(whole.page(from: 6, try PageSize(size)).series.isEmpty)
    #expect(whole.page(from: 99, try PageSize(size)).series.isEmpty)
  }

  @Test func aPageEndsBeforeItIsTooLargeForAMessage() throws {
    let whole = try series((1...5).map { toll(Double(1_000 * $0), "2026-02-0\($0)", in: "D\($0)") })
    var large = whole
    // A figure that stands in very many reports.
    let claim = large.series[0].points[0].claims[0]
    for place in 0..<5 {
      large.series[0].points[place].claims = Array(repeating: claim, count: 14_000)
    }
    #expect(large.page(from: 0, try PageSize(0)).series[0].points.count == 2)
    large.series[0].points[3].claims = Array(repeating: claim, count: 100_000)
    // One that is larger than a page is a page of its own: a page that cannot move on would never end.
    #expect(large.page(from: 3, try PageSize(0)).series[0].points.count == 1)
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
