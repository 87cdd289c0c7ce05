import Ledger
import Reconciliation
import Testing

@Suite("Parts and wholes")
struct WholeFindings {
  @Test func killedAboveTheCasualtiesOfOneSystem() throws {
    try expectFinding(.partAboveWhole, .high) { war in
      [
        war.level(.exact(6_400, digits: 4), by: MadeUpWar.minister, asOf: "2031-01-05", in: "A"),
        war.level(
          .exact(5_100, digits: 4), "casualties", by: MadeUpWar.minister, asOf: "2031-01-05",
          in: "A", at: 50),
      ]
    } check: { found in
      #expect(found.claims.map(\.role) == [.part, .whole])
      #expect(found.explained.contains(.definition))
    }
  }

  @Test func theSumOfTwoFatesAboveAnotherSystemsWhole() throws {
    try expectFinding(.partAboveWhole, .medium) { war in
      [
        war.level(.range(30_000, 35_000), by: MadeUpWar.minister, asOf: "2031-02-04", in: "A"),
        war.level(
          .range(60_000, 70_000, digits: 2), "wounded", by: MadeUpWar.minister, asOf: "2031-02-04",
          in: "A", at: 50),
        war.level(
          .exact(84_290, digits: 4), "casualties", by: MadeUpWar.staff, asOf: "2031-02-04", in: "B"
        ) { $0.measure.includes = ["killed", "wounded", "missing"] },
      ]
    } check: { found in
      #expect(found.formula == "30,000 + 60,000 = 90,000 > 84,290")
      #expect(found.claims.map(\.role) == [.part, .part, .whole])
      #expect(abs((found.widening?.asStated ?? 0) - 5_710.0 / 174_290) < 1e-8)
    }
  }

  @Test func womenAboveAllPeople() throws {
    try expectFinding(.partAboveWhole, .high) { war in
      [
        war.level(.exact(640, digits: 3), by: MadeUpWar.minister, asOf: "2031-01-05", in: "A") {
          $0.group.population = "women"
        },
        war.level(.exact(510, digits: 3), by: MadeUpWar.minister, asOf: "2031-01-05", in: "B") {
          $0.group.population = "all"
        },
      ]
    }
  }

  @Test func aYearAboveTheWholeWar() throws {
    try expectFinding(.partAboveWhole, .medium) { war in
      [
        war.total(.exact(43_400, digits: 3), by: MadeUpWar.minister, in: "2031", document: "A"),
        war.level(.exact(30_100, digits: 3), by: MadeUpWar.institute, asOf: "2032-02-01", in: "B"),
      ]
    }
  }

  @Test func whatATextCallsAPart() throws {
    try expectFinding(.partAboveWhole, .error) { war in
      let whole = war.level(
        .exact(900, digits: 3), "casualties", by: MadeUpWar.minister, in: "A")
      let part = war.level(.exact(1_200, digits: 2), by: MadeUpWar.minister, in: "A", at: 40) {
        $0.relations = [Relation(.subsetOf, ClaimID(of: whole))]
      }
      return [whole, part]
    } check: { found in
      #expect(found.formula == "1,200 > 900")
      #expect(abs((found.widening?.asStated ?? 0) - 300.0 / 2_100) < 1e-8)
    }
  }

  @Test(arguments: [
    "part is less", "whole is earlier", "other people", "other conflict", "other cause",
    "rounding", "later", "place", "two numbers of one text", "of the same people", "of others",
  ])
  func nothingIsMoreWhere(_ difference: String) throws {
    try expectSilence { war in
      var part = war.level(
        .exact(6_400, digits: 4), by: MadeUpWar.minister, asOf: "2031-01-05", in: "A")
      var whole = war.level(
        .exact(5_100, digits: 4), "casualties", by: MadeUpWar.minister, asOf: "2031-01-05",
        in: "B")
      switch difference {
      case "part is less": part.quantity = .exact(5_000, digits: 4)
      case "whole is earlier": part.time.asOf = on("2032-01-05")
      case "other people": part.group.population = "civilian"
      case "other conflict": part.group.conflict = "lake-war"
      case "other cause": part.group.cause = .hungerOrDisease
      case "rounding": whole.quantity = .exact(6_000, digits: 1)
      case "later": part.time.from = on("2029-01-01")
      case "place": whole.group.place = "Ford"
      case "two numbers of one text":
        whole.measure.id = "killed"
        whole.document = part.document
        whole.group.responsible = .init(party: war.theirs, statedBy: "")
        part.group.responsible = .init(party: war.ours, statedBy: "")
      case "of the same people":
        whole = war.level(.exact(143, digits: 3), by: MadeUpWar.minister, in: "A")
        part = war.level(.exact(162, digits: 3), by: MadeUpWar.minister, in: "A", at: 40)
        part.relations = [Relation(.subsetOf, ClaimID(of: whole))]
      default:
        whole = war.level(.exact(13, digits: 2), by: MadeUpWar.minister, in: "A")
        part = war.level(.exact(17, digits: 2), by: MadeUpWar.minister, in: "A", at: 40) {
          $0.group.party = war.theirs
        }
        part.relations = [Relation(.subsetOf, ClaimID(of: whole))]
      }
      return [part, whole]
    }
  }
}

@Suite("Rates and totals against counts")
struct StretchFindings {
  /// A daily count of losses that grows by 1,000 a day from the end of November on.
  func series(_ war: MadeUpWar, includes: [MeasureID] = ["killed", "wounded", "missing"]) -> [Claim]
  {
    (0..<40).compactMap { day in
      CivilDate("2030-11-28")?.adding(days: day).map { date in
        war.level(
          .exact(Double(100_000 + 1_000 * day), digits: 6), "losses", by: MadeUpWar.staff,
          asOf: date.description, in: "Staff", at: day * 10
        ) { $0.measure.includes = includes }
      }
    }
  }

  @Test func theDeadOfAMonthThatAreAllItsLosses() throws {
    try expectFinding(.rateAgainstLevel, .medium) { war in
      series(war)
        + [war.rate(.exact(900, digits: 3), by: MadeUpWar.minister, in: "2030-12", document: "A")]
    } check: { found in
      #expect(found.formula.hasPrefix("900 per day × 31 = 27,900 ≈ "))
      #expect(found.claims.map(\.role) == [.rate, .seriesStart, .seriesEnd])
      #expect(found.explained.contains(.definition))
    }
  }

  @Test func whatOthersSayOfTheShareStandsBesideIt() throws {
    try expectFinding(.rateAgainstLevel, .high) { war in
      series(war)
        + [
          war.rate(.exact(900, digits: 3), by: MadeUpWar.minister, in: "2030-12", document: "A"),
          war.level(.range(20_000, 22_000), by: MadeUpWar.institute, asOf: "2030-12-20", in: "B"),
          war.level(
            .range(40_000, 44_000), "wounded", by: MadeUpWar.institute, asOf: "2030-12-20", in: "B",
            at: 40),
        ]
    } check: { found in
      #expect(found.claims(.reference).count == 2)
    }
  }

  @Test func aRateThatIsMoreThanTheWholeCount() throws {
    try expectFinding(.rateAgainstLevel, .high) { war in
      series(war)
        + [war.rate(.exact(1_500, digits: 3), by: MadeUpWar.minister, in: "2030-12", document: "A")]
    }
  }

  @Test func aRateThatIsNotTheTotalOfItsMonth() throws {
    try expectFinding(.rateAgainstLevel, .high) { war in
      [
        war.rate(.exact(1_000, digits: 2), by: MadeUpWar.minister, in: "2030-12", document: "A"),
        war.total(.exact(12_000, digits: 2), by: MadeUpWar.institute, in: "2030-12", document: "B"),
      ]
    }
  }

  @Test(arguments: [
    "fewer", "other month", "other side", "a share that others state", "same total",
  ])
  func aRateGoesWithTheCountWhere(_ difference: String) throws {
    try expectSilence { war in
      var claims = series(war)
      var rate = war.rate(
        .exact(900, digits: 3), by: MadeUpWar.minister, in: "2030-12", document: "A")
      switch difference {
      case "fewer": rate.quantity = .exact(300, digits: 3)
      case "other month": rate.time = ClaimTime(from: on("2031-12"), to: on("2031-12"))
      case "other side": rate.group.party = war.theirs
      case "a share that others state":
        claims += [
          war.level(.range(20_000, 22_000), by: MadeUpWar.institute, asOf: "2030-12-20", in: "B"),
          war.level(
            .range(2_000, 2_200), "wounded", by: MadeUpWar.institute, asOf: "2030-12-20", in: "B",
            at: 40),
        ]
      default:
        claims = [
          war.total(
            .exact(28_000, digits: 2), by: MadeUpWar.institute, in: "2030-12", document: "B")
        ]
      }
      return claims + [rate]
    }
  }

  @Test func aTotalThatASeriesDoesNotReach() throws {
    try expectFinding(.periodAgainstSeries, .medium) { war in
      series(war)
        + [
          war.total(
            .moreThan(33_000), "casualties", by: MadeUpWar.minister, in: "2030-12", document: "A"
          ) { $0.measure.includes = ["killed", "wounded"] }
        ]
    } check: { found in
      // Both readings of the staff's days are allowed for: from the last day of November to the first of January.
      #expect(found.formula == "134,000 − 102,000 = 32,000 < > 33,000")
      #expect(found.claims.map(\.role) == [.total, .seriesStart, .seriesEnd])
      #expect((found.widening?.asStated ?? 0) > 0)
    }
  }

  @Test func aMorningReportCountsTheDayBefore() throws {
    var vocabulary = MadeUpWar.vocabulary
    vocabulary.sources[1].reportsAt = .morning
    let war = MadeUpWar.both[0]
    let total = war.total(
      .moreThan(31_500), "casualties", by: MadeUpWar.minister, in: "2030-12", document: "A"
    ) { $0.measure.includes = ["killed", "wounded"] }
    let set = try findings(series(war) + [total], FindingQuestion(), vocabulary)
    let found = try #require(set.of(.periodAgainstSeries).first)
    // The figure of 1 January less that of 1 December.
    #expect(found.formula == "134,000 − 103,000 = 31,000 < > 31,500")
    vocabulary.sources[1].reportsAt = nil
    #expect(
      try findings(series(war) + [total], FindingQuestion(), vocabulary).disagreements.isEmpty)
  }

  @Test(arguments: ["reached", "narrower", "other side", "other year"])
  func aTotalGoesWithASeriesWhere(_ difference: String) throws {
    try expectSilence { war in
      var total = war.total(
        .moreThan(33_000), "casualties", by: MadeUpWar.minister, in: "2030-12", document: "A"
      ) { $0.measure.includes = ["killed", "wounded"] }
      switch difference {
      case "reached": total.quantity = .moreThan(30_000)
      case "narrower":
        total.quantity = .exact(12_000, digits: 2)
        total.measure = MeasureStatement("killed")
      case "other side": total.group.party = war.theirs
      default: total.time = ClaimTime(from: on("2031-12"), to: on("2031-12"))
      }
      return series(war) + [total]
    }
  }
}
