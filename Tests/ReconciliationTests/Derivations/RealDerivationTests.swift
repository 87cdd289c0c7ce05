import Ledger
import Reconciliation
import Testing

/// What five real reports and the daily counts of one staff yield. The figures stand here and nowhere in the program.
@Suite(
  "Derivations on real reports",
  .enabled(if: RealData.isPresent, "../shared/seeds is absent: nothing to compute from"))
struct RealDerivationTests {
  private static let model = Result { try RealData.model() }

  private func derivations(_ kind: Derivation.Kind) throws -> [Derivation] {
    let model = try Self.model.get()
    return try model.derivations(
      DerivationQuery(
        question: Question(conflict: "russia-ukraine"), kind: kind, pageSize: 200),
      at: model.revision
    ).derivations
  }

  private func stated(_ kind: Derivation.Kind) throws -> Derivation {
    try #require(try derivations(kind).first { $0.statement != nil })
  }

  @Test func shareOfAYear() throws {
    let share = try stated(.share)
    #expect(share.verdict == .reproduced)
    #expect(share.result() == [41.333, 48.222])
    #expect(share.notes.contains { $0.hasPrefix("missing") && $0.contains("left out") })
    #expect(share.notes.contains { $0.contains("a floor") })
  }

  @Test func woundedPerKilled() throws {
    let ratios = try derivations(.ratio)
    let stated = try #require(ratios.first { $0.statement != nil })
    #expect(stated.verdict == .reproduced)
    #expect(stated.result(.paired) == [2, 2])
    #expect(stated.result(.unpaired) == [1.714, 2.333])
    // Another counter's year agrees with it, a study does not; neither is a contradiction.
    let year = try #require(ratios.first { $0.result() == [1.893, 1.893] })
    #expect(year.verdict == .compatible)
    let study = try #require(ratios.first { $0.result() == [2.692, 2.692] })
    #expect(study.verdict == .offered)
    #expect(study.notes.contains { $0.contains("not in agreement") })
    let other = try #require(ratios.first { $0.topic.party == "ukraine" })
    #expect(other.result(.unpaired) == [2.571, 5])
    #expect(ratios.allSatisfy { $0.verdict != .contradicted })
  }

  @Test func lossesOfTheSides() throws {
    let ratios = try derivations(.exchange)
    let stated = try #require(ratios.first { $0.statement != nil })
    #expect(stated.verdict == .reproduced)
    #expect(stated.result() == [2, 2.4])
    let killed = try #require(
      ratios.first { $0.statement == nil && $0.topic.measure == "killed" && $0.mismatches.isEmpty })
    #expect(killed.result() == [2.321, 3.25])
    #expect(
      ratios.allSatisfy { $0.statement != nil || $0.notes.contains { $0.contains("counted by") } })
  }

  @Test func bothSidesTogether() throws {
    let sum = try stated(.sum)
    #expect(sum.verdict == .compatible)
    #expect(sum.result() == [1_700_000, 1_800_000])
    #expect(sum.reason.contains("11 to 18 % above"))
  }

  @Test func timeToReachWhatWasProjected() throws {
    let all = try derivations(.timeToReach)
    let month = try #require(all.first { $0.reason.contains("in 2025-12") })
    #expect(month.verdict == .compatible)
    #expect(month.reason.contains("only from 1,800,000"))
    #expect(
      month.results.map { [$0.span.low?.value, $0.span.high?.value] } == [[177, 190], [118, 126]])
    #expect(month.results.last?.earliest?.description == "2026-04-28")
    #expect(month.results.last?.latest?.description == "2026-05-06")
    let average = try #require(all.first { $0.reason.contains("the average of all sides") })
    #expect(average.verdict == .contradicted)
    let spans = average.results.compactMap { result in
      result.span.low.flatMap { low in result.span.high.map { low.value...$0.value } }
    }
    #expect(spans.first?.contains(248) == true)
    #expect(spans.last?.contains(156) == true)
  }

  @Test func timeForWhatComesOnTop() throws {
    let all = try derivations(.timeToReach).filter { $0.topic.measure == "killed" }
    // D17: "at least two years" is near what the stated rate makes of it, and far from what last year's total does.
    let rate = try #require(all.first { $0.result() == [800, 800] })
    #expect(rate.verdict == .compatible)
    let year = try #require(all.first { $0.result() == [1952, 1952] })
    #expect(year.verdict == .contradicted)
    #expect(year.reason.contains("≥ 2 years"))
  }

  /// D14: 1,000 a day of December, which has 31 days.
  @Test func aMonthOfTheDaysRate() throws {
    let rate = try stated(.rate)
    #expect(rate.verdict == .reproduced)
    #expect(rate.result() == [31_000, 31_000] || rate.result() == [31_000])
    #expect(rate.stated?.low?.value == 30_000)
    #expect(rate.topic.measure == "killed" && rate.topic.party == "russia")
  }

  @Test func rateOverTheDaysOfTheWar() throws {
    let rate = try #require(
      try derivations(.rate).first {
        $0.statement == nil && $0.topic.measure == "casualties"
          && $0.formula.contains { $0.hasPrefix("1,200,000 / ") }
      })
    // The war began within the month that the report names: 853 a day over its 1,407 days is one of them.
    let ends = rate.result()
    #expect(ends.count == 2 && ends[0] < 853 && 853 < ends[1])
  }

  @Test func whatAMultipleImplies() throws {
    let model = try Self.model.get()
    let multiples = try model.derivations(
      DerivationQuery(kind: .multiple, pageSize: 200), at: model.revision
    ).derivations
    let multiple = try #require(multiples.first)
    #expect(multiples.count == 1)
    #expect(multiple.verdict == .notCheckable)
    #expect(multiple.reason.hasPrefix("missing: "))
    #expect(Set(multiple.results.compactMap(\.span.high?.value)) == [240_000, 65_000])
  }

  @Test func nothingStatedIsContradicted() throws {
    let model = try Self.model.get()
    let found = try model.derivations(
      DerivationQuery(verdict: .contradicted, pageSize: 200), at: model.revision
    ).derivations
    #expect(found.allSatisfy { $0.kind == .timeToReach })
  }
}
