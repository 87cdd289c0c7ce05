import Ledger
import Testing

@testable import Reconciliation

/// How a figure of a draft stands to the ledger: one situation a test.
@Suite struct CheckTests {
  @Test func aFigureThatTwoIndependentOriginsStateIsSupported() throws {
    let remarks = try check(
      claim(.exact(46_210, digits: 5), by: mediazona, in: "draft") {
        $0.time.asOf = on("2025-03-01")
      },
      against: [
        claim(.exact(46_210, digits: 5), by: mediazona, in: "a") {
          $0.time.asOf = on("2025-03-01")
        },
        claim(.about(46_000, "about", digits: 2), by: csis, in: "b") {
          $0.time.asOf = on("2025-03-05")
        },
      ])
    let first = try #require(remarks.first)
    #expect(first.verdict == .supported)
    #expect(first.level == .support)
    #expect(first.independentOrigins == 2)
    #expect(Set(first.sources.map(\.name)) == ["CSIS", "Mediazona"])
    #expect(first.claims.count == 2)
  }

  @Test func aDroppedBoundIsNamedWithBothWordings() throws {
    let remarks = try check(
      claim(.exact(325_000, digits: 3), by: csis, in: "draft"),
      against: [claim(.upTo(325_000), by: csis, in: "a") { $0.time.asOf = on("2025-12") }])
    let changed = try #require(remarks.first { $0.verdict == .changedOnTheWay })
    #expect(changed.level == .problem)
    #expect(changed.changes.contains { $0.kind == "bound dropped" && $0.before == "≤ 325,000" })
    #expect(remarks.first == changed)
  }

  @Test func anotherMeasureOfTheSameNumberIsNamed() throws {
    let remarks = try check(
      claim(.exact(434_120, digits: 6), "killed", by: generalStaff, in: "draft"),
      against: [
        claim(.exact(434_120, digits: 6), "casualties", by: generalStaff, in: "a") {
          $0.time.asOf = on("2024-12-31")
        }
      ])
    let changed = try #require(remarks.first { $0.verdict == .changedOnTheWay })
    #expect(changed.level == .problem)
    #expect(
      changed.changes.contains(
        RelayChange(kind: "measure changed", before: "casualties", after: "killed")))
  }

  @Test func aShortNumberOfAnotherMeasureIsAnAccident() throws {
    let remarks = try check(
      claim(.exact(40_000, digits: 1), "killed", by: generalStaff, in: "draft"),
      against: [claim(.exact(40_000, digits: 1), "casualties", by: csis, in: "a")])
    #expect(!remarks.contains { $0.verdict == .changedOnTheWay })
  }

  @Test func aProjectionStatedAsFactIsAProblem() throws {
    let projected = claim(.exact(2_000_000, digits: 1), "casualties", by: csis, in: "a") {
      $0.polarity = .projected
    }
    let remarks = try check(
      claim(.exact(2_000_000, digits: 1), "casualties", by: csis, in: "draft"),
      against: [projected])
    let first = try #require(remarks.first)
    #expect(first.verdict == .statedAsFact)
    #expect(first.level == .problem)
    #expect(first.claims == [ClaimID(of: projected)])
    // A round number of people that one text leaves open is found, too.
    var open = projected
    open.group.population = nil
    let loose = try check(
      claim(.exact(2_000_000, digits: 1), "casualties", in: "draft"), against: [open])
    #expect(loose.first?.verdict == .statedAsFact)
    // Where the draft says that it is projected, nothing is wrong with it.
    let honest = try check(
      claim(.exact(2_000_000, digits: 1), "casualties", by: csis, in: "draft") {
        $0.polarity = .projected
      }, against: [projected])
    #expect(!honest.contains { $0.verdict == .statedAsFact })
  }

  private let staffSeries = [
    claim(.exact(700_000, digits: 6), "casualties", by: generalStaff, in: "a") {
      $0.time.asOf = on("2025-01-01")
    },
    claim(.exact(800_000, digits: 6), "casualties", by: generalStaff, in: "b") {
      $0.time.asOf = on("2025-03-01")
    },
    claim(.exact(900_000, digits: 6), "casualties", by: generalStaff, in: "c") {
      $0.time.asOf = on("2025-05-01")
    },
  ]

  @Test func aNumberThatItsOwnSourcesSeriesExcludesDiffers() throws {
    let remarks = try check(
      claim(.exact(952_340, digits: 6), "casualties", by: generalStaff, in: "draft") {
        $0.time.asOf = on("2025-02-01")
      }, against: staffSeries)
    let differs = try #require(remarks.first { $0.verdict == .differs && $0.finding == nil })
    #expect(differs.level == .problem)
    #expect(differs.sources.map(\.name) == ["General Staff of Ukraine"])
    #expect(differs.claims == [ClaimID(of: staffSeries[0]), ClaimID(of: staffSeries[1])])
    #expect(!differs.formula.isEmpty)
  }

  @Test func aNumberThatIsNotTheOneOfItsDayDiffers() throws {
    // Only the report's appearance dates the ledger's figure: it bounds no other day.
    let given = claim(.exact(55_000, digits: 2), by: zelensky, in: "a") {
      $0.time.published = on("2026-02-04", .supplied)
    }
    let remarks = try check(
      claim(.exact(155_000, digits: 3), by: zelensky, in: "draft") {
        $0.time.asOf = on("2026-02-04")
      }, against: [given])
    let differs = try #require(remarks.first { $0.verdict == .differs && $0.finding == nil })
    #expect(differs.level == .problem)
    #expect(differs.claims == [ClaimID(of: given)])
  }

  @Test func aNumberThatTheSeriesLeavesRoomForIsNotKnown() throws {
    let remarks = try check(
      claim(.exact(752_340, digits: 6), "casualties", by: generalStaff, in: "draft") {
        $0.time.asOf = on("2025-02-01")
      }, against: staffSeries)
    #expect(remarks.map(\.verdict) == [.notKnown])
    #expect(remarks.map(\.level) == [.note])
  }

  @Test func anOldFigureOfASeriesIsStale() throws {
    let undated = try check(
      claim(.exact(700_000, digits: 6), "casualties", by: generalStaff, in: "draft") {
        $0.time.published = on("2025-06-01", .supplied)
      }, against: staffSeries)
    let stale = try #require(undated.first { $0.verdict == .stale })
    #expect(stale.level == .warning)
    #expect(stale.claims.first == ClaimID(of: staffSeries[2]))
    // Whoever says of which day it is has said what it is.
    let dated = try check(
      claim(.exact(700_000, digits: 6), "casualties", by: generalStaff, in: "draft") {
        $0.time.asOf = on("2025-01-01")
      }, against: staffSeries)
    #expect(dated.first { $0.verdict == .stale }?.level == .note)
    let newest = try check(
      claim(.exact(900_000, digits: 6), "casualties", by: generalStaff, in: "draft") {
        $0.time.published = on("2025-06-01", .supplied)
      }, against: staffSeries)
    #expect(!newest.contains { $0.verdict == .stale })
  }

  @Test func aNumberBelowAllThatIsKnownIsOutsideTheRange() throws {
    let low = claim(.exact(12_000, digits: 2), "casualties", in: "draft") {
      $0.time.asOf = on("2025-03-01")
    }
    let remarks = try check(low, against: staffSeries)
    let outside = try #require(remarks.first { $0.verdict == .outsideKnownRange })
    #expect(outside.level == .problem)
    #expect(outside.claims == [ClaimID(of: staffSeries[1])])
    // Of another war nothing is known.
    let elsewhere = try check(
      claim(.exact(12_000, digits: 2), "casualties", in: "draft") {
        $0.group.conflict = "elsewhere"
        $0.time.asOf = on("2025-03-01")
      }, against: staffSeries)
    #expect(elsewhere.map(\.verdict) == [.notKnown])
  }

  @Test func aNumberThatSomeSystemsExcludeNamesThose() throws {
    let others =
      staffSeries + [
        claim(.exact(400_000, digits: 3), "casualties", by: csis, in: "d") {
          $0.time.asOf = on("2025-03-01")
        }
      ]
    let remarks = try check(
      claim(.exact(612_300, digits: 4), "casualties", in: "draft") {
        $0.time.asOf = on("2025-03-01")
      }, against: others)
    let differs = try #require(remarks.first { $0.verdict == .differs && $0.finding == nil })
    #expect(Set(differs.sources.map(\.name)) == ["CSIS", "General Staff of Ukraine"])
  }

  @Test func aSystemsOtherWordForSeveralFatesIsASeriesToo() throws {
    let losses = staffSeries.map { claim in
      var claim = claim
      claim.measure = MeasureStatement("losses")
      return claim
    }
    let remarks = try check(
      claim(.exact(952_340, digits: 6), "casualties", by: generalStaff, in: "draft") {
        $0.time.asOf = on("2025-02-01")
      }, against: losses, knowing: MadeUpWar.vocabulary)
    let differs = try #require(remarks.first { $0.verdict == .differs && $0.finding == nil })
    #expect(differs.level == .warning)
    // One fate is no other word for several.
    let killed = try check(
      claim(.exact(952_340, digits: 6), "killed", by: generalStaff, in: "draft") {
        $0.time.asOf = on("2025-02-01")
      }, against: losses, knowing: MadeUpWar.vocabulary)
    #expect(!killed.contains { $0.verdict == .differs && $0.finding == nil })
  }

  @Test func countsOfDifferentFatesInOneSentenceAreNamed() throws {
    let russian = claim(.exact(900_000, digits: 6), "casualties", by: csis, in: "draft") {
      $0.measure.includes = ["killed", "wounded", "missing"]
    }
    let ukrainian = claim(.exact(62_000, digits: 2), "killed", by: csis, in: "draft") {
      $0.group.party = "ukraine"
      $0.evidence.number = Span(bytes: 30..<36, characters: 30..<36)
    }
    let checked = try checkAll([russian, ukrainian], against: [])
    #expect(checked.allSatisfy { $0.contains { $0.verdict == .acrossDefinitions } })
    // In two sentences they are not set beside each other.
    var apart = ukrainian
    apart.evidence.sentence = Span(bytes: 28..<60, characters: 28..<60)
    let silent = try checkAll([russian, apart], against: [])
    #expect(silent.allSatisfy { !$0.contains { $0.verdict == .acrossDefinitions } })
  }

  @Test func aDraftThatTheLedgerHoldsIsNotItsOwnSupport() throws {
    let report = claim(.exact(46_210, digits: 5), by: mediazona, in: "a")
    let remarks = try check(report, against: [report])
    #expect(remarks.map(\.verdict) == [.notKnown])
  }

  @Test func aDraftLeavesNothingBehind() throws {
    var feed = Feed()
    feed.add(staffSeries)
    let model = try feed.model()
    var kept = KeptAnswers()
    let before = try model.compare(Question(), at: model.revision, &kept)
    let draft = claim(.exact(952_340, digits: 6), "casualties", by: generalStaff, in: "draft")
    let first = try model.check([draft], &kept)
    #expect(try model.check([draft], &kept) == first)
    #expect(try model.compare(Question(), at: model.revision, &kept) == before)
    #expect(first.figures.map(\.claim) == [draft])
  }

  @Test func everyFigureHasARemarkAndTooManyAreRefused() throws {
    let many = (0..<50).map { place in
      claim(.exact(Double(place), digits: 2), in: "draft", at: place * 20)
    }
    let checked = try checkAll(many, against: staffSeries)
    #expect(checked.count == 50)
    #expect(checked.allSatisfy { !$0.isEmpty })
    let model = try Feed().model()
    var kept = KeptAnswers()
    let tooMany = Array(repeating: many[0], count: CheckedDraft.mostFigures + 1)
    #expect { try model.check(tooMany, &kept) } throws: { error in
      (error as? LedgerError)?.reason == .tooLarge
    }
  }

  private func check(
    _ draft: Claim, against ledger: [Claim], knowing words: Vocabulary = vocabulary
  ) throws -> [CheckRemark] {
    try checkAll([draft], against: ledger, knowing: words).first ?? []
  }

  private func checkAll(
    _ draft: [Claim], against ledger: [Claim], knowing words: Vocabulary = vocabulary
  ) throws -> [[CheckRemark]] {
    var feed = Feed()
    feed.add(.vocabulary(words))
    feed.add(ledger)
    let model = try feed.model()
    var kept = KeptAnswers()
    let checked = try model.check(draft, &kept)
    #expect(checked.figures.map(\.claim) == draft)
    return checked.figures.map(\.remarks)
  }
}
