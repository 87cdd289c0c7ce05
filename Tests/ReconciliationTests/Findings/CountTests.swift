import Ledger
import Reconciliation
import Testing

@Suite("Counts that fall")
struct CountFindings {
  @Test func withinOneSystem() throws {
    try expectFinding(.countFalls, .high) { war in
      [
        war.level(.exact(9_000, digits: 4), by: MadeUpWar.minister, asOf: "2031-01-05", in: "A"),
        war.level(.exact(8_400, digits: 4), by: MadeUpWar.minister, asOf: "2031-02-05", in: "B"),
      ]
    } check: { found in
      #expect(found.formula == "9,000 > 8,400")
      #expect(found.claims.map(\.role) == [.earlier, .later])
      #expect(found.explained.isSuperset(of: [.revision, .asOfGap]))
      // (9,000 − 8,400) / (9,000 + 8,400)
      let widening = try #require(found.widening)
      #expect(abs(widening.asStated - 600.0 / 17_400) < 1e-8)
    }
  }

  @Test func aNamedCountThatFallsIsOneToo() throws {
    try expectFinding(.countFalls, .high) { war in
      ["2031-01-05": 9_000.0, "2031-03-05": 8_000].sorted { $0.key < $1.key }.map { day, number in
        war.level(.exact(number, digits: 4), by: MadeUpWar.names, asOf: day, in: day) {
          $0.group.method = .named
        }
      }
    }
  }

  @Test(arguments: [
    "grows", "rounding", "other war", "other side", "projected", "rejected by place", "scale",
    "denied", "missing",
  ])
  func nothingFallsWhere(_ difference: String) throws {
    try expectSilence { war in
      var first = war.level(
        .exact(9_000, digits: 4), by: MadeUpWar.minister, asOf: "2031-01-05", in: "A")
      var second = war.level(
        .exact(8_400, digits: 4), by: MadeUpWar.minister, asOf: "2031-02-05", in: "B")
      switch difference {
      case "grows": second.quantity = .exact(9_600, digits: 4)
      case "rounding": second.quantity = .exact(8_999, digits: 1)
      case "other war": second.group.conflict = "lake-war"
      case "other side": second.group.party = war.theirs
      case "projected": first.polarity = .projected
      case "rejected by place": second.group.place = "Ford"
      case "scale": first.citedForScale = true
      case "denied": first.polarity = .denied
      default: first.measure.id = "missing"
      }
      return [first, second]
    }
  }

  @Test func aTextWithTwoNumbersOfOneCounterDatesNeitherByItsAppearance() throws {
    try expectSilence { war in
      [
        war.level(.exact(31_000, digits: 3), by: MadeUpWar.minister, in: "A") {
          $0.time.statedOn = on("2031-02-25")
          $0.time.published = on("2031-02-26", .supplied)
        },
        war.level(.about(70_000, "close to", digits: 1), by: MadeUpWar.minister, in: "A", at: 40) {
          $0.time.published = on("2031-02-26", .supplied)
        },
        war.level(.exact(43_000, digits: 3), by: MadeUpWar.minister, asOf: "2031-12-08", in: "B"),
      ]
    }
  }

  @Test func acrossSystems() throws {
    try expectFinding(.countFallsAcross, .high) { war in
      [
        war.level(.range(30_000, 35_000), by: MadeUpWar.minister, asOf: "2031-01-05", in: "A"),
        war.level(.upTo(24_000), by: MadeUpWar.institute, asOf: "2031-12-31", in: "B"),
      ]
    } check: { found in
      #expect(found.formula == "30,000 > 24,000")
      #expect(found.explained.contains(.scope))
    }
  }

  @Test func whatWasAddedInBetweenExcludesTheRest() throws {
    try expectFinding(.countFallsAcross, .high) { war in
      [
        war.level(.range(30_000, 35_000), by: MadeUpWar.minister, asOf: "2031-01-05", in: "A"),
        war.level(.upTo(32_000), by: MadeUpWar.institute, asOf: "2031-12-31", in: "B"),
        war.rate(.exact(100, digits: 3), by: MadeUpWar.names, in: "2031-06", document: "C"),
      ]
    } check: { found in
      #expect(found.formula == "30,000 + 3,000 = 33,000 > 32,000; 100 per day × 30 = 3,000")
      #expect(found.claims.map(\.role) == [.earlier, .later, .growth])
      #expect(found.value("excluded part of the earlier range")?.low == 32_000)
      #expect(found.value("excluded part of the earlier range")?.high == 35_000)
      let widening = try #require(found.widening)
      #expect(abs(widening.asStated - 1_000.0 / 65_000) < 1e-8)
    }
  }

  @Test func aPartOfTheRangeIsNamed() throws {
    try expectFinding(.countFallsAcross, .low) { war in
      [
        war.level(.range(30_000, 35_000), by: MadeUpWar.minister, asOf: "2031-01-05", in: "A"),
        war.level(.upTo(32_000), by: MadeUpWar.institute, asOf: "2031-12-31", in: "B"),
      ]
    } check: { found in
      #expect(found.summary.contains("32,000 to 35,000 of the earlier range is excluded"))
      #expect(found.widening?.asStated == 0)
    }
  }

  @Test(arguments: ["rate outside", "rate of others", "floor", "far below"])
  func acrossSystemsNothingFallsWhere(_ difference: String) throws {
    try expectSilence { war in
      var earlier = war.level(
        .exact(30_000, digits: 3), by: MadeUpWar.minister, asOf: "2031-01-05", in: "A")
      var later = war.level(.upTo(32_000), by: MadeUpWar.institute, asOf: "2031-12-31", in: "B")
      var rate = war.rate(.exact(100), by: MadeUpWar.names, in: "2030-12", document: "C")
      switch difference {
      case "rate outside": break
      case "rate of others": rate.group.party = war.theirs
      case "floor":
        earlier.quantity = .exact(33_000, digits: 3)
        later.quantity = .exact(30_000, digits: 5)
        later.group.method = .individuallyVerified
      default: earlier.quantity = .exact(900_000, digits: 3)
      }
      return [earlier, later, rate]
    }
  }

  @Test func disjointRangesOfOneDate() throws {
    try expectFinding(.disjointRanges, .high) { war in
      [
        war.level(.exact(5_500, digits: 2), by: MadeUpWar.staff, asOf: "2031-02-04", in: "A") {
          $0.group.method = .announced
        },
        war.level(.range(10_000, 14_000), by: MadeUpWar.institute, asOf: "2031-01-20", in: "B") {
          $0.group.method = .estimated
        },
      ]
    } check: { found in
      #expect(found.formula == "10,000 > 5,500")
      #expect(found.explained.isSuperset(of: [.scope, .asOfGap]))
      #expect(abs((found.widening?.asStated ?? 0) - 4_500.0 / 15_500) < 1e-8)
      #expect(!found.summary.contains("wrong"))
    }
  }

  @Test func aFloorAboveAnEstimate() throws {
    try expectFinding(.floorAboveEstimate, .high) { war in
      [
        war.level(.exact(16_200, digits: 5), by: MadeUpWar.names, asOf: "2031-02-01", in: "A") {
          $0.group.method = .named
        },
        war.level(.upTo(12_000), by: MadeUpWar.institute, asOf: "2031-02-10", in: "B"),
      ]
    }
  }

  @Test(arguments: ["below", "later", "other people"])
  func aFloorIsNoContradictionWhere(_ difference: String) throws {
    try expectSilence { war in
      var floor = war.level(
        .exact(16_200, digits: 5), by: MadeUpWar.names, asOf: "2031-02-01", in: "A"
      ) { $0.group.method = .named }
      var estimate = war.level(.upTo(32_500), by: MadeUpWar.institute, asOf: "2031-02-10", in: "B")
      switch difference {
      case "below": break
      case "later":
        estimate.quantity = .upTo(12_000)
        floor.time.asOf = on("2032-02-01")
      default:
        estimate.quantity = .upTo(12_000)
        estimate.group.population = "civilian"
      }
      return [floor, estimate]
    }
  }
}
