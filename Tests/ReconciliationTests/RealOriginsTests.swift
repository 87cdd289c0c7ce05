import Ledger
import Testing

@testable import Reconciliation

@Suite("Origins of real reports", .enabled(if: RealData.isPresent, "no ../shared/seeds"))
struct RealOriginsTests {
  func origins(_ question: Question = Question(conflict: "russia-ukraine")) throws -> OriginSet {
    let model = try RealData.reports()
    return try model.origins(question, limit: 500, at: model.revision)
  }

  @Test func aStudyInFourOutletsIsOneOrigin() throws {
    let set = try origins()
    for topic in set.topics
    where topic.groups.contains(where: { $0.sources.contains { $0.id == "csis" } }) {
      let own = set.origins.filter {
        $0.topic == topic.topic && $0.claimant?.id == "csis" && $0.relayOf == nil
          && $0.figure.polarity == .asserted
      }
      #expect(own.count == 1, "\(topic.topic)")
    }
    let casualties = try #require(
      set.origins.first {
        $0.claimant?.id == "csis" && $0.topic.party == "russia" && $0.topic.measure == "casualties"
      })
    #expect(casualties.figure.documents == 3)
  }

  @Test func aStudyIsOneRelease() throws {
    let releases = try origins().releases.filter { $0.claimant.id == "csis" }
    #expect(releases.count == 1)
    #expect(releases.first?.documents == 3)
    #expect((releases.first?.origins.count ?? 0) >= 4)
  }

  @Test func aTollInTwoOutletsIsOneOrigin() throws {
    let set = try origins(
      Question(conflict: "russia-ukraine", party: "ukraine", measure: "killed"))
    let toll = set.origins.filter {
      $0.claimant?.id == "volodymyr-zelensky" && $0.figure.documents == 2
    }
    #expect(toll.count == 1)
    #expect(Set(toll[0].relays.map(\.document)).count == 2)
  }

  /// Two names of one broadcaster's channels are two hands of one origin.
  @Test func anInterviewIsAHandThatTheTollCameThrough() throws {
    let set = try origins(
      Question(conflict: "russia-ukraine", party: "ukraine", measure: "killed"))
    let toll = try #require(
      set.origins.first {
        $0.claimant?.id == "volodymyr-zelensky" && $0.figure.documents == 2
      })
    #expect(
      Set(toll.relays.flatMap(\.relays).compactMap(\.id)) == ["france-2", "france-televisions"])
    #expect(!toll.relays.flatMap(\.changes).contains { $0.kind == "claimant changed" })
  }

  @Test func aHeadlineThatStatesAProjectionGoesBackToIt() throws {
    let set = try origins(
      Question(conflict: "russia-ukraine", party: "both", measure: "casualties"))
    let projection = try #require(set.origins.first { $0.figure.polarity == .projected })
    let headline = try #require(set.origins.first { $0.figure.polarity == .asserted })
    #expect(headline.relayOf == projection.figure.claims.first)
    #expect(
      projection.relays.flatMap(\.changes).contains {
        $0.kind == "polarity changed" && $0.before == "projected" && $0.after == "asserted"
      })
    #expect(set.topics.allSatisfy { $0.unattributed == 0 })
  }

  @Test func aBoundDroppedOnTheWayIsNamed() throws {
    let set = try origins(
      Question(conflict: "russia-ukraine", party: "ukraine", measure: "killed"))
    let origin = try #require(set.origins.first { $0.claimant?.id == "csis" })
    #expect(origin.figure.quantity.form == .range)
    let dropped = origin.relays.flatMap(\.changes).filter { $0.kind == "bound dropped" }
    #expect(dropped.count == 1)
    #expect(dropped.first?.after.hasPrefix("≤") == true)
  }

  @Test func sourcesThatBuildOnEachOtherAreOneVoice() throws {
    let set = try origins(Question(conflict: "russia-ukraine", party: "russia", measure: "killed"))
    let topic = try #require(set.topics.first { $0.topic.kind == .cumulative })
    let names = topic.groups.map { Set($0.sources.compactMap(\.id?.value)) }
    #expect(names.contains(["csis", "mediazona"]))
    #expect(names.contains(["oleksandr-syrskyi", "volodymyr-zelensky"]))
    #expect(names.count == 2)
  }

  @Test func noTwoOfThemAreTakenForCopies() throws {
    #expect(try origins(Question()).copies.isEmpty)
  }
}

@Suite("A real daily series", .enabled(if: RealData.isPresent, "no ../shared/seeds"))
struct RealSeriesTests {
  func count() throws -> RunningCount {
    let model = try RealData.model()
    let set = try model.figures(
      Question(conflict: "russia-ukraine", party: "russia", measure: "losses"), at: model.revision)
    let counts = RunningCount.counts(in: set.figures, of: set.context)
    return try #require(counts.max { $0.points.count < $1.points.count })
  }

  /// A morning report: the state at the end of a day is the figure of the next one.
  @Test func isBracketedByItsOwnFigures() throws {
    let count = try count()
    let day = try #require(CivilDate("2026-01-01"))
    let bracket = try count.bracket(atEndOf: day.dayNumber).get()
    let next = try #require(
      count.points.first {
        $0.figure.coverage.last == DayRange(day.dayNumber + 1, day.dayNumber + 1)
      })
    #expect(bracket.interval == next.interval)
    #expect(bracket.formula.contains("morning"))
  }

  /// What a report repeats of the series is the series' figure of that day, and no second origin.
  @Test func takesInWhatReportsRepeatOfIt() throws {
    let model = try RealData.model()
    let set = try model.origins(
      Question(conflict: "russia-ukraine", party: "russia", measure: "losses"), limit: 500,
      at: model.revision)
    #expect(set.total >= 1_600)
    let pages = try (0..<4).flatMap { page in
      try model.origins(
        Question(conflict: "russia-ukraine", party: "russia", measure: "losses"),
        from: page * 500, limit: 500, at: model.revision
      ).origins
    }
    #expect(pages.count == set.total)
    // The report has it with another beginning, and says so: it goes back to the table's row of that day.
    let told = pages.filter { $0.figure.quantity.leadingValue == 1_243_070 }
    #expect(told.count == 2)
    let row = try #require(told.first { $0.relayOf == nil })
    let report = try #require(told.first { $0.relayOf != nil })
    #expect(report.relayOf == row.figure.claims.first)
    #expect(
      row.relays.flatMap(\.changes).contains {
        $0.kind == "date changed" && $0.before.hasPrefix("2022-02-24")
          && $0.after.hasPrefix("2022-02-22")
      })
    #expect(report.independentOrigins == 0)
    #expect(set.topics.first?.groups.count == 1)
  }

  /// 1.2 million by the end of 2025 against the series: one number within the rounding, and no bracket beside it.
  @Test func isOneCountWithWhatTheReportRepeats() throws {
    let model = try RealData.model()
    let set = try model.figures(
      Question(conflict: "russia-ukraine", party: "russia", measure: "losses"), at: model.revision)
    let counts = RunningCount.counts(in: set.figures, of: set.context)
    #expect(counts.map(\.points.count) == [1_627])
    #expect(counts.first?.began == CivilDate("2022-02-24").map { DayRange($0) })
  }

  @Test func givesTheTotalOfAYearAsTheDayAfterLessTheFirstDay() throws {
    let count = try count()
    let total = try count.total(in: try #require(CivilDate("2024"))).get()
    #expect(total.interval == Interval(790_800 - 360_010))
  }
}
