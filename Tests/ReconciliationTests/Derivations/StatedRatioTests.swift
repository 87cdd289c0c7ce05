import Ledger
import Reconciliation
import Testing

@Suite("Stated ratios are computed again")
struct StatedRatioTests {
  let killed = InventedWar.figure(InventedWar.range(300, 350), "killed")
  let wounded = InventedWar.figure(InventedWar.range(600, 700), "wounded", at: 50)

  func woundedPerKilled(_ quantity: Quantity, in document: String = "A") -> Claim {
    InventedWar.figure(quantity, "wounded", in: document, at: 90) {
      $0.measure.includes = ["killed"]
    }
  }

  @Test func fromRangesOfOneStatementWithTheirEndsPaired() throws {
    let found = try InventedWar.check(
      woundedPerKilled(InventedWar.ratio(2)), among: [killed, wounded])
    let derivation = try #require(found)
    #expect(derivation.verdict == .reproduced)
    #expect(derivation.kind == .ratio)
    #expect(derivation.result() == [2, 2])
    #expect(derivation.results.first?.pairing == .paired)
    #expect(derivation.result(.unpaired) == [1.714, 2.333])
    #expect(derivation.formula.contains("600 / 300 = 2"))
    #expect(
      derivation.inputs.map(\.claims) == [[ClaimID(of: wounded)], [ClaimID(of: killed)]])
  }

  @Test func andContradictedOnlyWhereNothingFits() throws {
    let far = try InventedWar.check(
      woundedPerKilled(InventedWar.ratio(5)), among: [killed, wounded])
    #expect(far?.verdict == .contradicted)
    // 1.8 is not what comes out, and nothing that the ranges shut out.
    let near = try InventedWar.check(
      woundedPerKilled(InventedWar.ratio(1.8)), among: [killed, wounded])
    #expect(near?.verdict == .compatible)
  }

  @Test func toTheDigitsThatTheyAreStatedWith() throws {
    // 600 / 205 = 2.93: three to one as people say it, but not 2.9 to three digits.
    let few = InventedWar.figure(.exact(205, digits: 3), "killed")
    let many = InventedWar.figure(.exact(600, digits: 3), "wounded", at: 50)
    func verdict(_ value: Double, digits: Int) throws -> Derivation.Verdict? {
      try InventedWar.check(
        woundedPerKilled(InventedWar.ratio(value, digits: digits)), among: [few, many])?.verdict
    }
    #expect(try verdict(2.9, digits: 2) == .reproduced)
    #expect(try verdict(2.93, digits: 3) == .reproduced)
    #expect(try verdict(3, digits: 1) == .compatible)
    #expect(try verdict(2.80, digits: 3) == .contradicted)
    #expect(try verdict(5, digits: 1) == .contradicted)
  }

  @Test func notFromWhatOthersCounted() throws {
    let other = InventedWar.figure(
      InventedWar.number(100), "killed", by: InventedWar.staff, in: "B")
    let derivation = try #require(
      try InventedWar.check(woundedPerKilled(InventedWar.ratio(2)), among: [wounded, other]))
    #expect(derivation.verdict == .notCheckable)
    #expect(derivation.reason.contains("missing: killed of north"))
  }

  @Test func notOfOtherPeople() throws {
    var civilians = killed
    civilians.group.population = "civilian"
    let derivation = try #require(
      try InventedWar.check(woundedPerKilled(InventedWar.ratio(2)), among: [wounded, civilians]))
    #expect(derivation.verdict == .notCheckable)
    #expect(derivation.mismatches == ["population: military beside civilian"])
  }

  @Test func notOfAnotherStretchOfTime() throws {
    var year = killed
    year.time = ClaimTime(from: on("2002"), to: on("2002"))
    year.kind = .periodTotal
    var whole = wounded
    whole.time = ClaimTime(from: on("2001-03"), asOf: on("2004-05-06"))
    let derivation = try #require(
      try InventedWar.check(woundedPerKilled(InventedWar.ratio(2)), among: [whole, year]))
    #expect(derivation.verdict == .notCheckable)
    #expect(derivation.mismatches.first?.hasPrefix("period: ") == true)
  }

  @Test func notByNobody() throws {
    let none = InventedWar.figure(.exact(0, digits: 1), "killed")
    let derivation = try #require(
      try InventedWar.check(woundedPerKilled(InventedWar.ratio(2)), among: [wounded, none]))
    #expect(derivation.verdict == .notCheckable)
    #expect(derivation.reason.contains("not 0"))
  }

  @Test(arguments: ["north", "south"] as [PartyID])
  func ofTwoSidesWhicheverIsNamedFirst(_ named: PartyID) throws {
    let north = InventedWar.figure(InventedWar.number(1_200_000), "casualties")
    let south = InventedWar.figure(
      InventedWar.range(500_000, 600_000, digits: 1), "casualties", of: "south", at: 40)
    let ratio = InventedWar.figure(InventedWar.ratio(2, 2.5), "casualties", of: named, at: 80)
    let derivation = try #require(try InventedWar.check(ratio, among: [north, south]))
    #expect(derivation.kind == .exchange)
    #expect(derivation.verdict == .reproduced)
    #expect(derivation.result() == [2, 2.4])
    #expect(
      derivation.notes.contains { $0.contains("read with north first") } == (named == "south"))
  }

  @Test func ofTwoSidesThatOneReportCounts() throws {
    let north = InventedWar.figure(InventedWar.number(1_200_000), "casualties")
    let ratio = InventedWar.figure(InventedWar.ratio(2), "casualties", at: 80)
    let derivation = try #require(try InventedWar.check(ratio, among: [north]))
    #expect(derivation.verdict == .notCheckable)
    #expect(derivation.reason.contains("of two sides"))
  }
}
