import Ledger
import Reconciliation
import Testing

@Suite struct Questions {
  let claims = [
    claim(.upTo(325_000), by: csis, in: "A") { $0.time.asOf = on("2025-12-31") },
    claim(.exact(168_142), by: mediazona, in: "B") { $0.time.asOf = on("2026-02-01") },
    claim(.exact(55_000), by: zelensky, in: "C") {
      $0.group.party = "ukraine"
      $0.time.statedOn = on("2026-02-04")
    },
    claim(.exact(2_514), by: unitedNations, in: "D") {
      $0.group.party = "ukraine"
      $0.group.population = "civilian"
      $0.kind = .periodTotal
      $0.time.from = on("2025")
      $0.time.to = on("2025")
    },
    claim(.exact(7), in: "E") { $0.group.conflict = "sudan" },
  ]

  func values(_ question: Question) throws -> [Double] {
    try compare(claims, question).figures.compactMap(\.quantity.leadingValue).sorted()
  }

  @Test func askForAnyPartOrAll() throws {
    #expect(try values(Question()) == [7, 2_514, 55_000, 168_142, 325_000])
    #expect(try values(Question(conflict: "sudan")) == [7])
    #expect(try values(Question(party: "ukraine")) == [2_514, 55_000])
    #expect(try values(Question(party: "ukraine", population: "civilian")) == [2_514])
    #expect(try values(Question(measure: "wounded")) == [])
    #expect(try compare(claims, Question(party: "ukraine")).claims == 2)
  }

  @Test func leaveOutFiguresAboutLaterDays() throws {
    #expect(try values(Question(asOf: CivilDate("2026-01-31"))) == [7, 2_514, 325_000])
    #expect(try values(Question(asOf: CivilDate("2025-06-30"))) == [7, 2_514])
    #expect(try values(Question(asOf: CivilDate("2025"))) == [7, 2_514, 325_000])
    #expect(try values(Question(asOf: CivilDate("2024-12-31"))) == [7])
  }

  @Test func aRunningCountIsAboutItsLastDayAndNotItsFirst() throws {
    let count = claim(.about(1_243_070, "about"), "losses", by: generalStaff, in: "A") {
      $0.time.from = on("2022-02-24")
      $0.time.asOf = on("2026-02-04")
    }
    #expect(try compare([count], Question(asOf: CivilDate("2025-06-30"))).figures.isEmpty)
    #expect(try compare([count], Question(asOf: CivilDate("2026-02-04"))).figures.count == 1)
  }

  @Test func anUnknownIdIsNamedWithWhatItMayMean() throws {
    func hint(_ question: Question) -> LedgerError? {
      #expect(throws: LedgerError.self) { try compare(claims, question, vocabulary) }
    }
    let conflict = hint(Question(conflict: "ukraine"))
    #expect(conflict?.reason == .notFound)
    #expect(conflict?.subject == "ukraine")
    #expect(conflict?.hint == "did you mean russia-ukraine?")
    #expect(hint(Question(party: "rusia"))?.hint == "did you mean russia?")
    #expect(hint(Question(measure: "kiled"))?.hint == "did you mean killed?")
    #expect(hint(Question(population: "civilians"))?.hint == "did you mean civilian?")
    #expect(hint(Question(conflict: "x1y2z3"))?.hint == "")
  }

  @Test func whatEitherVocabularyOrAClaimKnowsIsNoMistake() throws {
    #expect(try compare(claims, Question(conflict: "sudan"), vocabulary).claims == 1)
    #expect(try compare([], Question(conflict: "russia-ukraine"), vocabulary).claims == 0)
    #expect(
      try compare([], Question(party: "both", population: "children"), vocabulary).claims == 0)
    #expect(try compare([], Question(conflict: "nowhere")).claims == 0)
  }
}
