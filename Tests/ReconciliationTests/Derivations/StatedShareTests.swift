import Ledger
import Reconciliation
import Testing

@Suite("Stated shares are computed again")
struct StatedShareTests {
  /// "Between 44 and 55 percent of its casualties fell in 2002."
  func share(_ low: Double, _ high: Double? = nil) -> Claim {
    InventedWar.figure(InventedWar.percent(low, high), "casualties", by: nil, at: 200) {
      $0.time.from = on("2002")
    }
  }

  let year = InventedWar.figure(
    {
      var quantity = Quantity.moreThan(434)
      quantity.significantDigits = 3
      return quantity
    }(), "casualties", by: InventedWar.minister, at: 100
  ) {
    $0.kind = .periodTotal
    $0.time = ClaimTime(from: on("2002"), to: on("2002"))
  }

  func war(_ quantity: Quantity, _ measure: MeasureID, at offset: Int) -> Claim {
    InventedWar.figure(quantity, measure, at: offset) {
      $0.time = ClaimTime(from: on("2001-03"), statedOn: on("2003-02-04"))
    }
  }

  @Test func fromTheFatesPutTogetherWhereNoTotalIsStated() throws {
    let parts = [
      war(InventedWar.range(300, 350), "killed", at: 0),
      war(InventedWar.range(600, 700, digits: 1), "wounded", at: 30),
      war(InventedWar.range(50, 70, digits: 1), "missing", at: 60), year,
    ]
    let derivation = try #require(try InventedWar.check(share(41, 48), among: parts))
    #expect(derivation.verdict == .reproduced)
    #expect(derivation.result() == [41.333, 48.222])
    #expect(derivation.formula.contains("434 / (350 + 700) = 41.3 %"))
    #expect(derivation.notes.contains { $0.contains("missing") && $0.contains("left out") })
    #expect(derivation.notes.contains { $0.contains("a floor") })
    #expect(derivation.notes.contains { $0.contains("two counters") })
    // With the missing in the whole the share is less, and that is what another text may have meant.
    // The sum is ours and not the text's: what does not come out of it may be a share of something else.
    #expect(try InventedWar.check(share(80, 90), among: parts)?.verdict == .compatible)
    #expect(try InventedWar.check(share(10, 20), among: parts)?.verdict == .notCheckable)
    let wide = try InventedWar.check(share(39, 46), among: parts)
    #expect(wide?.verdict == .reproduced)
    #expect(wide?.result() == [38.75, 45.684])
  }

  @Test func fromTheTotalWhereOneIsStated() throws {
    let total = war(InventedWar.number(1000), "casualties", at: 0)
    #expect(try InventedWar.check(share(43), among: [year, total])?.verdict == .reproduced)
    // More than 434 of about 1,000: nothing shuts 60 in a hundred out, but 20 is less than there can be.
    #expect(try InventedWar.check(share(60), among: [year, total])?.verdict == .compatible)
    #expect(try InventedWar.check(share(20), among: [year, total])?.verdict == .contradicted)
  }

  @Test func notWithoutTheTotalOfTheStretch() throws {
    let total = war(InventedWar.number(1000), "casualties", at: 0)
    let derivation = try #require(try InventedWar.check(share(43), among: [total]))
    #expect(derivation.verdict == .notCheckable)
    #expect(derivation.reason.hasPrefix("missing: "))
  }

  @Test func ofTheOnePartThatTheReportCounts() throws {
    let whole = InventedWar.figure(InventedWar.number(434, digits: 3), "casualties")
    let part = InventedWar.figure(InventedWar.number(150), "killed", at: 30)
    func verdict(_ percent: Double, _ claims: [Claim]) throws -> Derivation.Verdict? {
      try InventedWar.check(
        InventedWar.figure(InventedWar.percent(percent), "casualties", at: 60), among: claims)?
        .verdict
    }
    #expect(try verdict(35, [whole, part]) == .reproduced)
    // It may be the share of the officers.
    #expect(try verdict(53, [whole, part]) == .notCheckable)
    let other = InventedWar.figure(InventedWar.number(200), "wounded", at: 40)
    #expect(try verdict(35, [whole, part, other]) == .notCheckable)
  }
}
