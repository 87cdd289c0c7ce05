import Ledger
import Reconciliation
import Testing

/// Pairs with the same number, or close ones, that are two figures all the same.
@Suite struct NeverMerged {
  static let base = claim(.exact(325_000), by: csis, in: "A") { $0.time.asOf = on("2025-12-31") }

  @Test(arguments: [
    "claimant", "party", "population", "conflict", "measure", "cause", "polarity", "as of", "from",
    "restated", "place", "includes", "method", "responsible", "rate", "unit", "scale", "number",
  ])
  func differsIn(_ field: String) throws {
    var other = claim(.exact(325_000), by: csis, in: "B") { $0.time.asOf = on("2025-12-31") }
    var base = Self.base
    switch field {
    case "claimant": other.attribution.claimant = mediazona
    case "party": other.group.party = "ukraine"
    case "population": other.group.population = "civilian"
    case "conflict": other.group.conflict = "sudan"
    case "measure": other.measure.id = "casualties"
    case "cause": other.group.cause = .hungerOrDisease
    case "polarity": other.polarity = .hypothetical
    case "as of": other.time.asOf = on("2026-01-31")
    case "from":
      base.time.from = on("2022-02-24")
      other.time.from = on("2014")
    case "restated":
      (base.time.asOf, other.time.asOf) = (nil, nil)
      (base.time.statedOn, other.time.statedOn) = (on("2025-02-04"), on("2026-02-04"))
    case "place":
      base.group.place = "Mariupol"
      other.group.place = "Bakhmut"
    case "includes":
      base.measure.includes = ["killed", "wounded"]
      other.measure.includes = ["killed", "wounded", "missing", "captured"]
    case "method":
      base.group.method = .named
      other.group.method = .modelled
    case "responsible":
      base.group.responsible = .init(party: "russia", statedBy: "")
      other.group.responsible = .init(party: "ukraine", statedBy: "")
    case "rate":
      (base.kind, other.kind) = (.rate, .rate)
      (base.ratePer, other.ratePer) = (.day, .month)
    case "unit": other.quantity.unit = "percent"
    case "scale": other.citedForScale = true
    default: other.quantity = .exact(325_001)
    }
    #expect(try compare([base, other]).figures.count == 2)
    #expect(try compare([other, base]).figures.count == 2)
  }

  @Test func cellsOfOneTable() throws {
    func cell(_ section: Section, _ offset: Int) -> Claim {
      claim(.exact(12_000), by: csis, in: "A", at: offset) { $0.evidence.section = section }
    }
    #expect(try compare([cell(.table, 0), cell(.table, 40)]).figures.count == 2)
    #expect(try compare([cell(.body, 0), cell(.body, 40)]).figures.count == 1)
    #expect(try compare([cell(.body, 0), cell(.table, 40)]).figures.count == 1)
  }

  @Test(arguments: [
    (Quantity.atLeast(140_000), Quantity.upTo(140_000)),
    (.atLeast(140_000), .range(100_000, 140_000)),
    (.upTo(100_000), .range(100_000, 140_000)),
    (.range(500_000, 600_000), .range(500_000, 700_000)),
    (.vague("dozens"), .vague("hundreds")),
    (.vague("dozens"), .exact(24)),
    (.exact(1_243_070), .exact(1_200_000)),
  ])
  func numbersThatDiffer(_ one: Quantity, _ other: Quantity) throws {
    let claims = [claim(one, by: csis, in: "A"), claim(other, by: csis, in: "B")]
    #expect(try compare(claims).figures.count == 2)
  }

  @Test func killedAndCasualtiesOfOneStudyAreTwoTopics() throws {
    let answer = try compare([
      claim(.upTo(325_000), by: csis, in: "S4"),
      claim(.exact(1_200_000, digits: 2), "casualties", by: csis, in: "S4", at: 40),
    ])
    #expect(answer.topics.map(\.topic.measure) == ["casualties", "killed"])
    #expect(answer.topics.map(\.highest) == [1_200_000, 325_000])
  }

  @Test func aRunningCountAndAPeriodTotalStandInOneTopic() throws {
    let answer = try compare([
      claim(.moreThan(434_000), "casualties", by: generalStaff, in: "A") {
        $0.kind = .periodTotal
        $0.time.from = on("2024")
        $0.time.to = on("2024")
      },
      claim(.exact(842_930), "casualties", by: generalStaff, in: "A", at: 9),
      claim(.exact(1_000), "casualties", by: generalStaff, in: "A", at: 19) {
        $0.kind = .rate
        $0.ratePer = .day
      },
    ])
    #expect(answer.topics.map(\.topic.kind) == [.cumulative, .rate])
    #expect(answer.topics[0].systems[0].figures.count == 2)
  }
}
