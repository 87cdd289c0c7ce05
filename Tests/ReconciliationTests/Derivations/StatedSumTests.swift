import Ledger
import Reconciliation
import Testing

@Suite("Stated sums, multiples and rates are computed again")
struct StatedSumTests {
  let north = InventedWar.figure(InventedWar.number(1_200_000), "casualties")
  let south = InventedWar.figure(
    InventedWar.range(500_000, 600_000), "casualties", of: "south", at: 40)

  func both(_ quantity: Quantity) -> Claim {
    InventedWar.figure(quantity, "casualties", of: "both", by: nil, at: 80)
  }

  @Test func ofBothSides() throws {
    let right = try InventedWar.check(
      both(InventedWar.range(1_700_000, 1_800_000)), among: [north, south])
    #expect(right?.verdict == .reproduced)
    #expect(right?.result() == [1_700_000, 1_800_000])
    let rounded = try InventedWar.check(
      both(.about(2_000_000, "near", digits: 1)), among: [north, south])
    #expect(rounded?.verdict == .compatible)
    #expect(rounded?.reason.contains("stated 11 to 18 % above") == true)
    let wrong = try InventedWar.check(both(InventedWar.number(3_000_000)), among: [north, south])
    #expect(wrong?.verdict == .contradicted)
  }

  @Test func ofBothSidesOnlyWhereBothAreCounted() throws {
    let one = try InventedWar.check(both(InventedWar.number(1_700_000)), among: [north])
    #expect(one?.verdict == .notCheckable)
    #expect(one?.reason.contains("other side than north") == true)
    #expect(try InventedWar.check(both(InventedWar.number(1_700_000)), among: []) == nil)
  }

  @Test func ofFates() throws {
    let parts = [
      InventedWar.figure(InventedWar.number(300), "killed"),
      InventedWar.figure(InventedWar.number(600), "wounded", at: 20),
    ]
    func total(_ value: Double, _ includes: [MeasureID]) throws -> Derivation? {
      try InventedWar.check(
        InventedWar.figure(InventedWar.number(value), "casualties", at: 40) {
          $0.measure.includes = includes
        }, among: parts)
    }
    #expect(try total(900, ["killed", "wounded"])?.verdict == .reproduced)
    #expect(try total(1200, ["killed", "wounded"])?.verdict == .contradicted)
    // It may count the missing, too: more than the parts speaks against nothing, less does.
    let open = try total(1200, [])
    #expect(open?.verdict == .compatible)
    #expect(open?.notes.contains { $0.contains("captured, missing") } == true)
    #expect(try total(700, [])?.verdict == .contradicted)
    // Without a figure on the missing there is no sum.
    #expect(try total(1200, ["killed", "missing", "wounded"]) == nil)
  }

  @Test func ofSoManyTimesWhatIsNotInTheLedger() throws {
    var more = InventedWar.derived(.multiple, "times", 5, digits: 1)
    (more.low, more.high, more.best, more.modifier) = (
      .init(5, inclusive: false), nil, nil, .moreThan
    )
    let killed = InventedWar.figure(
      {
        var quantity = Quantity.upTo(325_000)
        quantity.significantDigits = 3
        return quantity
      }(), "killed", at: 20)
    let statement = InventedWar.figure(more, "losses", at: 60)
    let derivation = try #require(try InventedWar.check(statement, among: [north, killed]))
    #expect(derivation.verdict == .notCheckable)
    #expect(derivation.kind == .multiple)
    let bases = Dictionary(
      uniqueKeysWithValues: derivation.results.map { ($0.subject, $0.span.high) })
    #expect(bases["implied base of casualties"] == Quantity.Bound(240_000, inclusive: false))
    #expect(bases["implied base of killed"] == Quantity.Bound(65_000, inclusive: false))
    let note = try #require(derivation.notes.first { $0.hasPrefix("it implies a base of ") })
    #expect(note.contains("less than 240,000 casualties"))
    #expect(note.contains("less than 65,000 killed"))
  }

  @Test func ofSoManyTimesWhatTheReportCites() throws {
    let base = InventedWar.figure(InventedWar.number(240_000), "casualties", by: nil, at: 70) {
      $0.group.conflict = "old-war"
      $0.citedForScale = true
    }
    func times(_ value: Double) throws -> Derivation.Verdict? {
      try InventedWar.check(
        InventedWar.figure(
          InventedWar.derived(.multiple, "times", value), "casualties", at: 60),
        among: [north, base])?.verdict
    }
    #expect(try times(5) == .reproduced)
    // Nobody says that this is the base: it rules nothing out.
    #expect(try times(7) == .notCheckable)
  }

  func rate(
    _ value: Double, per unit: Claim.RateUnit, by claimant: Source = InventedWar.minister,
    at offset: Int = 0, in month: String? = nil
  ) -> Claim {
    InventedWar.figure(InventedWar.number(value, digits: 1), "killed", by: claimant, at: offset) {
      $0.kind = .rate
      $0.ratePer = unit
      $0.time = ClaimTime(
        from: month.flatMap { on($0) }, to: month.flatMap { on($0) }, statedOn: on("2002-01-05"))
    }
  }

  @Test func ofRatesOfOneClaimant() throws {
    let daily = rate(1000, per: .day, in: "2001-12")
    let right = try InventedWar.check(rate(30_000, per: .month, at: 50), among: [daily])
    #expect(right?.verdict == .reproduced)
    #expect(right?.formula.contains("1,000 × 31 = 31,000") == true)
    let wrong = try InventedWar.check(rate(90_000, per: .month, at: 50), among: [daily])
    #expect(wrong?.verdict == .contradicted)
    // Two claimants may differ without an error of either.
    let other = try InventedWar.check(
      rate(90_000, per: .month, by: InventedWar.institute, at: 50), among: [daily])
    #expect(other == nil)
    // One rate alone is no derived statement.
    #expect(try InventedWar.check(daily, among: []) == nil)
  }

  @Test func ofARateAndWhatTheCountRoseBy() throws {
    func level(_ value: Double, _ day: String) -> Claim {
      InventedWar.figure(
        .exact(value, digits: 5), "killed", by: InventedWar.minister, in: "series \(day)"
      ) { $0.time.asOf = on(day) }
    }
    let levels = [level(10_000, "2001-11-30"), level(13_100, "2001-12-31")]
    let right = try InventedWar.check(rate(100, per: .day, in: "2001-12"), among: levels)
    #expect(right?.verdict == .reproduced)
    #expect(right?.formula.contains("(13,100 − 10,000) / 31 = 100") == true)
    let wrong = try InventedWar.check(rate(300, per: .day, in: "2001-12"), among: levels)
    #expect(wrong?.verdict == .contradicted)
  }
}
