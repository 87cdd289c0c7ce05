import Ledger
import Reconciliation
import Testing

@Suite("What nobody stated is offered")
struct OfferTests {
  func offers(_ claims: [Claim], _ kind: Derivation.Kind) throws -> [Derivation] {
    try InventedWar.derivations(claims, DerivationQuery(kind: kind, pageSize: 200)).derivations
      .filter { $0.statement == nil || kind == .timeToReach }
  }

  let north = InventedWar.figure(InventedWar.number(1_200_000), "casualties") {
    $0.kind = .periodTotal
    $0.time = ClaimTime(from: on("2001-03"), to: on("2004-12"))
  }
  let south = InventedWar.figure(
    InventedWar.range(500_000, 600_000), "casualties", of: "south", at: 40
  ) {
    $0.kind = .periodTotal
    $0.time = ClaimTime(from: on("2001-03"), to: on("2004-12"))
  }

  @Test func howManySurvivedForEachWhoDied() throws {
    let killed = InventedWar.figure(
      InventedWar.range(100_000, 140_000), "killed", of: "south", at: 90
    ) {
      $0.time = ClaimTime(from: on("2001-03"), to: on("2004-12"))
      $0.kind = .periodTotal
    }
    let ratio = try #require(try offers([south, killed], .ratio).first)
    #expect(ratio.verdict == .offered)
    #expect(ratio.result(.paired) == [3.286, 4])
    #expect(ratio.result(.unpaired) == [2.571, 5])
    let share = try #require(try offers([south, killed], .share).first)
    #expect(share.result(.paired) == [20, 23.333])
  }

  @Test func aCeilingLeavesTheRatioOpen() throws {
    let killed = InventedWar.figure(.upTo(325_000), "killed", at: 90) {
      $0.time = ClaimTime(from: on("2001-03"), to: on("2004-12"))
      $0.kind = .periodTotal
    }
    let ratio = try #require(try offers([north, killed], .ratio).first)
    #expect(ratio.result(.single) == [2.692, 2.692])
    let bounds = try #require(ratio.results.first { $0.pairing == .bounds })
    #expect(bounds.span.high == nil)
    #expect(ratio.notes.contains { $0.contains("a ceiling") })
  }

  @Test func besideARatioThatAnotherCounterStates() throws {
    let total = InventedWar.figure(
      InventedWar.number(434, digits: 3), "casualties", by: InventedWar.minister, in: "B"
    ) {
      $0.kind = .periodTotal
      $0.time = ClaimTime(from: on("2002"), to: on("2002"))
    }
    let killed = InventedWar.figure(
      InventedWar.number(150), "killed", by: InventedWar.minister, in: "B", at: 30
    ) {
      $0.kind = .periodTotal
      $0.time = ClaimTime(from: on("2002"), to: on("2002"))
    }
    func stated(_ value: Double) -> Claim {
      InventedWar.figure(InventedWar.ratio(value, digits: 1), "wounded", in: "A") {
        $0.measure.includes = ["killed"]
      }
    }
    let near = try #require(try offers([total, killed, stated(2)], .ratio).first)
    #expect(near.verdict == .compatible)
    #expect(near.result() == [1.893, 1.893])
    let far = try #require(try offers([total, killed, stated(9)], .ratio).first)
    #expect(far.verdict == .offered)
    #expect(far.notes.contains { $0.hasPrefix("not in agreement with the ratio of 9") })
  }

  @Test func whoCountedBothSidesAndWhoIsOneOfThem() throws {
    let within = try #require(try offers([north, south], .exchange).first)
    #expect(within.result() == [2, 2.4])
    #expect(within.mismatches.isEmpty)
    let claimed = InventedWar.figure(
      InventedWar.number(900_000), "casualties", by: InventedWar.minister, in: "B"
    ) {
      $0.time = ClaimTime(from: on("2001-03"), asOf: on("2003-02-01"))
    }
    let own = InventedWar.figure(
      InventedWar.number(100_000), "casualties", of: "south", by: InventedWar.minister, in: "C"
    ) {
      $0.time = ClaimTime(from: on("2001-03"), asOf: on("2004-12-31"))
    }
    let all = try offers([north, south, claimed, own], .exchange)
    let across = try #require(all.first { !$0.mismatches.isEmpty })
    #expect(across.mismatches.first?.hasPrefix("period: ") == true)
    #expect(
      all.allSatisfy { $0.notes.contains { $0.contains("counted by") } })
    #expect(
      all.contains { $0.notes.contains { $0.contains("Minister Bo (a belligerent: south)") } })
  }

  @Test func soManyADayOverTheDaysThatAFigureCovers() throws {
    let rate = try #require(try offers([north], .rate).first)
    // From the first day of the war, not of its month, to the last day of the month that it ends in.
    #expect(rate.formula.contains { $0.contains("1,200,000 / 1,402 = 856 a day") })
    #expect(rate.results.last?.unit == .peoplePerMonth)
  }

  @Test func whenWhatWasProjectedIsReached() throws {
    func count(_ value: Double, _ day: String) -> Claim {
      InventedWar.figure(
        .exact(value, digits: 7), "losses", by: InventedWar.staff, in: "series \(day)"
      ) { $0.time.asOf = on(day) }
    }
    let series = [count(1_000_000, "2004-12-01"), count(1_031_000, "2005-01-01")]
    let target = InventedWar.figure(
      InventedWar.number(2_000_000, digits: 1), "casualties", of: "both", at: 120
    ) {
      $0.polarity = .projected
      $0.time.to = on("2005-05")
    }
    let ratio = InventedWar.figure(InventedWar.ratio(2, 2.5), "casualties", at: 150)
    let found = try offers(series + [north, south, target, ratio], .timeToReach)
    let month = try #require(found.first { $0.reason.contains("in 2004-12") })
    // 1,000 a day and, divided by 2 to 2.5, 400 to 500: 200,000 in 133 to 143 days, 300,000 in 200 to 214.
    let spans = month.results.map { [$0.span.low?.value, $0.span.high?.value] }
    #expect(spans == [[200, 214], [133, 143]])
    #expect(month.results.map(\.earliest?.description) == ["2005-07-19", "2005-05-13"])
    #expect(month.results.map(\.latest?.description) == ["2005-08-02", "2005-05-23"])
    #expect(month.verdict == .compatible)
    #expect(month.reason.contains("only from 1,800,000"))
    let average = try #require(found.first { $0.reason.contains("the average of all sides") })
    #expect(average.verdict == .contradicted)
  }

  @Test func notBetweenConflictsAndNotFromFiguresForScale() throws {
    var old = south
    old.group.conflict = "old-war"
    #expect(try offers([north, old], .exchange).isEmpty)
    var cited = south
    cited.citedForScale = true
    #expect(try offers([north, cited], .exchange).isEmpty)
  }

  @Test func inPages() throws {
    let first = try InventedWar.derivations([north, south], DerivationQuery(pageSize: 1))
    #expect(first.derivations.count == 1)
    #expect(first.total > 2)
    let second = try InventedWar.derivations(
      [north, south], DerivationQuery(pageSize: 200, cursor: first.nextCursor))
    #expect(second.derivations.count == first.total - 1)
    #expect(second.nextCursor.isEmpty)
    #expect(!second.derivations.contains(first.derivations[0]))
    #expect(throws: LedgerError.self) {
      try InventedWar.derivations([north], DerivationQuery(cursor: "x"))
    }
  }
}
