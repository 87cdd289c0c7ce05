import Ledger
import Testing

@testable import Reconciliation

/// A count of which each claim is one dated figure.
private func dated(
  _ figures: [(String, Quantity)], by source: Source = generalStaff,
  _ change: (inout Claim) -> Void = { _ in }
) -> [Claim] {
  figures.enumerated().map { index, figure in
    claim(figure.1, "losses", by: source, in: "of \(figure.0) \(index)") {
      $0.time.asOf = on(figure.0)
      change(&$0)
    }
  }
}

private func counts(_ claims: [Claim], _ vocabulary: Vocabulary? = nil) throws -> [RunningCount] {
  var feed = Feed()
  if let vocabulary { feed.add(.vocabulary(vocabulary)) }
  feed.add(claims)
  let model = try feed.model()
  let set = try model.figures(Question(), at: model.revision)
  return RunningCount.counts(in: set.figures, of: set.context)
}

private func day(_ text: String) throws -> Int { try #require(CivilDate(text)).dayNumber }

@Suite struct Brackets {
  let series: [(String, Quantity)] = [
    ("2024-01-01", .exact(360_010)), ("2024-06-01", .exact(508_000)),
    ("2025-01-01", .exact(790_800)),
  ]

  func bracket(_ figures: [(String, Quantity)], at date: String) throws -> Result<
    Bracket, Bracket.Refusal
  > {
    try #require(try counts(dated(figures)).first).bracket(atEndOf: try day(date))
  }

  @Test func lieBetweenTheFigureBeforeAndTheFigureAfter() throws {
    let found = try bracket(series, at: "2024-03-01").get()
    #expect(found.interval == Interval(360_010, 508_000))
    #expect(found.claims.count == 2)
    #expect(found.formula.contains("2024-01-01") && found.formula.contains("2024-06-01"))
  }

  @Test func areTheFigureOfTheDayItself() throws {
    let found = try bracket(series, at: "2024-06-01").get()
    #expect(found.interval == Interval(508_000))
    #expect(found.claims.count == 1)
  }

  @Test func stayOpenBehindTheLastAndBeginAtNothingBeforeTheFirst() throws {
    #expect(try bracket(series, at: "2026-01-01").get().interval == Interval(790_800, .infinity))
    #expect(try bracket(series, at: "2023-01-01").get().interval == Interval(0, 360_010))
  }

  @Test func keepRangesAndOpenEnds() throws {
    let figures: [(String, Quantity)] = [
      ("2024-01", .range(300_000, 350_000)), ("2024-08", .atLeast(400_000)),
      ("2025-01", .range(450_000, 500_000)),
    ]
    #expect(try bracket(figures, at: "2024-04-01").get().interval == Interval(300_000, 500_000))
    // A month is before a day only when it has ended.
    #expect(try bracket(figures, at: "2024-01-15").get().interval == Interval(0, 500_000))
    #expect(try bracket(figures, at: "2024-10-01").get().interval == Interval(400_000, 500_000))
  }

  @Test func areNotDrawnAcrossAFall() throws {
    let revised: [(String, Quantity)] = [
      ("2024-01-01", .exact(1_000)), ("2024-03-01", .exact(800)), ("2024-06-01", .exact(900)),
    ]
    guard case .failure(.fell) = try bracket(revised, at: "2024-02-01") else {
      Issue.record("a bracket across a fall")
      return
    }
    #expect(try bracket(revised, at: "2024-04-01").get().interval == Interval(800, 900))
  }

  @Test func doNotTakeARoundedNumberForAFall() throws {
    let rounded: [(String, Quantity)] = [
      ("2025-12-31", .exact(1_207_910, digits: 6)), ("2026-01-10", .exact(1_200_000, digits: 2)),
    ]
    let found = try bracket(rounded, at: "2026-01-05").get()
    #expect(found.interval.contains(1_208_000))
    #expect(found.formula.contains("rounded"))
  }

  @Test func takeNoFigureThatIsDatedByItsPublicationForABoundOfEarlierDays() throws {
    let published = [
      claim(.exact(500), by: csis, in: "A") { $0.time.published = on("2024-06-01") }
    ]
    let count = try #require(try counts(published).first)
    #expect(count.bracket(atEndOf: try day("2024-05-01")).failure == .nothingDated)
    #expect(
      try count.bracket(atEndOf: try day("2024-07-01")).get().interval == Interval(500, .infinity))
  }

  @Test func areNotMixedFromCountsOfAnotherScopeMethodOrBeginning() throws {
    let claims =
      dated([("2024-01-01", .exact(100)), ("2025-01-01", .exact(900))]) {
        $0.time.from = on("2022-02")
      }
      + dated([("2024-06-01", .exact(2_000))]) { $0.time.from = on("2014-04-06") }
      + dated([("2024-06-01", .exact(3_000))]) { $0.group.place = "Mariupol" }
      + dated([("2024-06-01", .exact(50))]) { $0.group.method = .named }
      + dated([("2024-06-01", .exact(60))], by: mediazona)
    let found = try counts(claims)
    #expect(found.count == 5)
    let main = try #require(found.first { $0.points.count == 2 })
    #expect(main.bracket(atEndOf: try day("2024-06-01")).success?.interval == Interval(100, 900))
  }

  @Test func countFromWhereTheOthersOfTheirSystemDoWhereTheyDoNotSay() throws {
    let open = dated([("2024-01-01", .exact(100)), ("2025-01-01", .exact(900))])
    let stated = dated([("2024-06-01", .exact(500))]) { $0.time.from = on("2022-02") }
    #expect(try counts(open + stated).map(\.points.count) == [3])
    // Where two are stated, nobody can say which one is meant.
    let other = dated([("2024-07-01", .exact(9_000))]) { $0.time.from = on("2014") }
    #expect(try counts(open + stated + other).map(\.points.count).sorted() == [1, 1, 2])
  }

  @Test func areNotMadeOfClosedPeriods() throws {
    func total(_ year: String, _ value: Double) -> [Claim] {
      dated([(year, .exact(value))]) {
        $0.kind = .periodTotal
        ($0.time.from, $0.time.to, $0.time.asOf) = (on(year), on(year), nil)
      }
    }
    #expect(try counts(total("2023", 1_974) + total("2024", 2_088)).isEmpty)
    // The total of all of it is one, where a text says that the count began there.
    let whole = dated([("2025-12-31", .exact(1_200_000))]) {
      $0.kind = .periodTotal
      ($0.time.from, $0.time.to, $0.time.asOf) = (on("2022-02"), on("2025-12"), nil)
    }
    let running = dated([("2024-06-01", .exact(500_000))]) { $0.time.from = on("2022-02-24") }
    #expect(try counts(whole).isEmpty)
    #expect(try counts(whole + running).map(\.points.count) == [2])
  }

  @Test func takeBeginningsOfOneWeekForOne() throws {
    let claims =
      dated([("2024-01-01", .exact(100))]) { $0.time.from = on("2022-02-24") }
      + dated([("2024-02-01", .exact(200))]) { $0.time.from = on("2022-02-22") }
    #expect(try counts(claims).count == 1)
  }

  @Test func doNotDependOnTheOrderOfArrival() throws {
    let claims = dated(series)
    let (one, other) = (try counts(claims), try counts(claims.reversed()))
    for date in ["2023-05-05", "2024-01-01", "2024-02-02", "2025-05-05"] {
      let (a, b) = (
        one.first?.bracket(atEndOf: try day(date)), other.first?.bracket(atEndOf: try day(date))
      )
      #expect(a?.success?.formula == b?.success?.formula)
    }
  }
}

@Suite struct OneCount {
  /// A series since the 24th, and a report that repeats one of its figures with another beginning and a place.
  func merged(from: String?, place: String?) throws -> [RunningCount] {
    var known = vocabulary
    known.conflicts[0].from = CivilDate("2014-02-20")
    let series = dated([
      ("2026-02-03", .about(900, "about")), ("2026-02-05", .about(1_100, "about")),
    ]) {
      $0.time.from = on("2022-02-24")
    }
    let told = dated([("2026-02-04", .about(1_000, "about"))]) {
      $0.time.from = from.flatMap { on($0) }
      $0.group.place = place
    }
    return try counts(series + told, known)
  }

  @Test(arguments: [nil, "2022-02-22", "2022-02"], [nil, "Ukraine"])
  func takesInWhatReportsRepeatOfIt(_ from: String?, _ place: String?) throws {
    let merged = try merged(from: from, place: place)
    #expect(merged.map(\.points.count) == [3])
    // One text that is off by days moves no series.
    #expect(merged.first?.began == CivilDate("2022-02-24").map { DayRange($0) })
  }

  @Test func leavesOutWhatBeginsElsewhere() throws {
    #expect(try merged(from: "2022-03-24", place: nil).map(\.points.count).sorted() == [1, 2])
    #expect(
      try merged(from: "2022-02-24", place: "Kherson").map(\.points.count).sorted() == [1, 2])
  }

  @Test func countsApartWhatASourceCountsInTheLandsOfTwoSides() throws {
    let claims = ["Ukraine", "Russia"].flatMap { place in
      ["2026-02-03", "2026-02-05"].map { day in
        claim(.exact(900), "losses", by: generalStaff, in: "\(place) \(day)") {
          $0.time = ClaimTime(from: on("2022-02-24"), asOf: on(day))
          $0.group.place = place
        }
      }
    }
    #expect(try counts(claims, vocabulary).count == 2)
  }
}

@Suite struct PeriodTotals {
  let year: [(String, Quantity)] = [
    ("2024-01-01", .exact(360_010)), ("2024-12-31", .exact(789_000)),
    ("2025-01-01", .exact(790_800)),
  ]

  @Test func areTheLastDayLessTheDayBeforeTheFirst() throws {
    let count = try #require(
      try counts(dated([("2023-12-31", .exact(359_000))] + year)).first)
    let total = try count.total(in: try #require(CivilDate("2024"))).get()
    #expect(total.interval == Interval(789_000 - 359_000))
    #expect(total.claims.count == 2)
  }

  @Test func ofAMorningReportAreTheDayAfterLessTheFirstDay() throws {
    let count = try #require(try counts(dated(year), .morning(generalStaff)).first)
    let total = try count.total(in: try #require(CivilDate("2024"))).get()
    #expect(total.interval == Interval(430_790))
    #expect(total.isExact)
    #expect(total.formula.contains("morning"))
  }

  @Test func areIntervalsWhereADayHasNoFigure() throws {
    let count = try #require(
      try counts(
        dated([
          ("2023-12-01", .exact(100)), ("2024-01-10", .exact(140)), ("2024-12-31", .exact(500)),
        ])
      ).first)
    #expect(
      try count.total(in: try #require(CivilDate("2024"))).get().interval == Interval(360, 400))
  }

  @Test func ofACountThatBeganWithThePeriodBeginAtNothing() throws {
    let claims = dated([("2024-12-31", .exact(500))]) { $0.time.from = on("2024-03-01") }
    let total = try #require(try counts(claims).first).total(
      from: try day("2024-03-01"), through: try day("2024-12-31"))
    #expect(try total.get().interval == Interval(500))
    #expect(try total.get().before == nil)
  }

  @Test func areNotGivenAcrossAFall() throws {
    let revised = dated([
      ("2023-12-31", .exact(500)), ("2024-02-01", .exact(300)), ("2024-12-31", .exact(900)),
    ])
    let total = try #require(try counts(revised).first).total(in: try #require(CivilDate("2024")))
    guard case .failure(.fell) = total else {
      Issue.record("a total across a fall")
      return
    }
  }
}

extension Vocabulary {
  /// One that knows of a source that it reports in the morning.
  static func morning(_ source: Source) -> Vocabulary {
    var known = vocabulary
    known.sources = [
      .init(
        id: source.id ?? "", name: source.name, kind: "military", reportsAt: .morning)
    ]
    return known
  }
}

extension Result {
  var success: Success? { try? get() }
  var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
