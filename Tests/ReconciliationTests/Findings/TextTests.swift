import Ledger
import Reconciliation
import Testing

@Suite("Dates and words")
struct TextFindings {
  @Test func aStretchThatEndsBeforeItBegins() throws {
    try expectFinding(.conflictingDates, .error) { war in
      [
        war.total(
          .exact(300, digits: 2), by: MadeUpWar.minister, in: "2031-05-02", to: "2031-04-02",
          document: "A")
      ]
    }
  }

  @Test(arguments: ["asOf", "statedOn", "to"])
  func aDayAfterTheReportAppeared(_ field: String) throws {
    try expectFinding(.conflictingDates, .error) { war in
      [
        war.level(.exact(300, digits: 2), by: MadeUpWar.minister, in: "A") {
          $0.time.published = on("2031-02-04", .supplied)
          switch field {
          case "asOf": $0.time.asOf = on("2032-02-01")
          case "statedOn": $0.time.statedOn = on("2032-02-01")
          default: $0.time.to = on("2032-02-01")
          }
        }
      ]
    }
  }

  @Test func aBeginningBesideThatOfTheWar() throws {
    try expectFinding(.conflictingDates, .error) { war in
      [
        war.level(.exact(300, digits: 2), by: MadeUpWar.minister, asOf: "2031-01-05", in: "A") {
          $0.time.from = on("2030-03-08")
        },
        war.level(.exact(450, digits: 2), by: MadeUpWar.institute, asOf: "2031-02-05", in: "B"),
      ]
    } check: { found in
      #expect(found.formula == "2030-03-08 ≠ 2030-03-10")
      #expect(found.claims.map(\.role) == [.one, .other])
    }
  }

  @Test func aBeginningThatOthersGiveOtherwise() throws {
    try expectFinding(.conflictingDates, .error) { war in
      ["A", "B", "C"].map { name in
        war.level(
          .exact(300, digits: 2), by: Source(name: name), asOf: "2031-01-05", in: name
        ) {
          $0.group.conflict = "lake-war"
          $0.time.from = on(name == "B" ? "2030-06-11" : "2030-06-12")
        }
      }
    } check: { found in
      #expect(found.claims(.one).count == 1)
      #expect(found.claims(.other).count == 2)
    }
  }

  @Test(arguments: [
    "the same day", "the same month", "another beginning", "resolved", "during the year",
  ])
  func datesGoTogetherWhere(_ difference: String) throws {
    try expectSilence { war in
      var claim = war.level(.exact(300, digits: 2), by: MadeUpWar.minister, in: "A") {
        $0.time.published = on("2031-02-04", .supplied)
      }
      switch difference {
      case "the same day": break
      case "the same month": claim.time.from = on("2030-03")
      case "another beginning": claim.time.from = on("2030-09-01")
      case "resolved": claim.time.asOf = on("2032-02-01", .resolved)
      default: claim.time = ClaimTime(from: on("2031"), to: on("2031"), published: on("2031-02-04"))
      }
      return [claim]
    }
  }

  @Test func oneNumberForTwoMeasures() throws {
    try expectFinding(.otherMeasure, .high) { war in
      [
        war.total(.exact(35_000, digits: 2), by: MadeUpWar.minister, in: "2030-12", document: "A"),
        war.total(
          .exact(35_000, digits: 2), "casualties", by: MadeUpWar.minister, in: "2030-12",
          document: "B"),
      ]
    }
  }

  @Test func aMultipleThatNobodyIsNamedForIsOfTheFigureInItsDocument() throws {
    try expectFinding(.otherMeasure, .high) { war in
      [
        war.level(.upTo(32_500), by: MadeUpWar.institute, asOf: "2031-12-31", in: "A"),
        war.level(
          .exact(120_000, digits: 2), "casualties", by: MadeUpWar.institute, asOf: "2031-12-31",
          in: "B"),
        war.level(
          Quantity(
            form: .multiple, low: .init(5, inclusive: false), modifier: .moreThan, unit: "times"),
          "losses", by: nil, in: "B", at: 40
        ) { $0.group.conflict = nil },
      ]
    } check: { found in
      #expect(found.claims(.other).count == 2)
    }
  }

  @Test func aMultipleOfAMixedMeasure() throws {
    try expectFinding(.otherMeasure, .high) { war in
      [
        war.level(.upTo(32_500), by: MadeUpWar.institute, asOf: "2031-12-31", in: "A"),
        war.level(
          .exact(120_000, digits: 2), "casualties", by: MadeUpWar.institute, asOf: "2031-12-31",
          in: "A", at: 40),
        war.level(
          Quantity(
            form: .multiple, low: .init(5, inclusive: false), modifier: .moreThan, unit: "times"),
          "losses", by: MadeUpWar.institute, in: "B"),
      ]
    } check: { found in
      #expect(found.formula == "120,000 casualties / > 5 → 24,000; ≤ 32,500 killed / > 5 → 6,500")
      #expect(!found.missing.isEmpty)
    }
  }

  @Test(arguments: [
    "one text has both", "another claimant", "losses and casualties", "a small number",
    "years apart", "a multiple of the dead", "a round number", "an end of a range",
  ])
  func theMeasuresGoTogetherWhere(_ difference: String) throws {
    try expectSilence { war in
      var killed = war.total(
        .exact(35_000, digits: 2), by: MadeUpWar.minister, in: "2030-12", document: "A")
      var other = war.total(
        .exact(35_000, digits: 2), "casualties", by: MadeUpWar.minister, in: "2030-12",
        document: "B")
      switch difference {
      case "one text has both": other.document = killed.document
      case "another claimant": other.attribution.claimant = MadeUpWar.institute
      case "losses and casualties": killed.measure.id = "losses"
      case "a small number":
        (killed.quantity, other.quantity) = (.exact(35, digits: 2), .exact(35, digits: 2))
      case "a round number":
        (killed.quantity, other.quantity) = (.exact(100_000, digits: 6), .exact(100_000, digits: 1))
      case "an end of a range": killed.quantity = .range(35_000, 42_000)
      case "years apart": other.time = ClaimTime(from: on("2033-12"), to: on("2033-12"))
      default:
        killed.quantity = Quantity(form: .multiple, best: 5, modifier: .exact, unit: "times")
        other = killed
      }
      return [killed, other]
    }
  }

  @Test func tellingsWithOtherBounds() throws {
    try expectFinding(.boundsDiffer, .medium) { war in
      [
        war.level(.range(10_000, 14_000), by: MadeUpWar.institute, in: "A"),
        war.level(.upTo(14_000), by: MadeUpWar.institute, in: "B"),
      ]
    } check: { found in
      #expect(found.formula == "10,000–14,000 → ≤ 14,000")
    }
  }

  @Test func whatACitedReportDoesNotContain() throws {
    for war in MadeUpWar.both {
      let own = war.level(
        .exact(5_200, digits: 2), by: MadeUpWar.institute, asOf: "2031-01-31", in: "Own"
      ) { $0.time.published = on("2031-02-01", .supplied) }
      var relay = war.level(
        .exact(6_900, digits: 2), by: MadeUpWar.institute, asOf: "2031-02-02", in: "Relay"
      ) { $0.time.published = on("2031-02-03", .supplied) }
      for (number, isFound) in [(6_900.0, true), (5_200, false), (5_213, false)] {
        relay.quantity = .exact(number, digits: 2)
        var feed = Feed()
        feed.add(.vocabulary(MadeUpWar.vocabulary))
        feed.sight("Own", at: Source(name: "Institute"))
        feed.sight("Relay", at: Source(name: "Evening Paper"))
        feed.add([own, relay])
        let model = try feed.model()
        let found = try model.findings(FindingQuestion(), at: model.revision)
        #expect(found.of(.figureNotInCited).isEmpty != isFound, "\(number)")
      }
    }
  }
}
