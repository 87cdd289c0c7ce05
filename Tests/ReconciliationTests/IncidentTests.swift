import Ledger
import Reconciliation
import Testing

@Suite struct IncidentsAreKeptApart {
  func train(_ document: String, _ change: (inout Claim) -> Void = { _ in }) -> Claim {
    claim(.exact(5), in: document) {
      $0.kind = .incident
      $0.group.party = "ukraine"
      $0.group.population = "civilian"
      $0.group.incident = "passenger train"
      $0.time.from = on("2026-01-27", .resolved)
      $0.time.to = on("2026-01-27", .resolved)
      change(&$0)
    }
  }

  @Test func oneEventInTwoReports() throws {
    #expect(try compare([train("A"), train("B")]).figures.count == 1)
  }

  @Test func theSameNumberOnAnotherDay() throws {
    let other = train("B") {
      $0.time.from = on("2026-01-28")
      $0.time.to = on("2026-01-28")
    }
    #expect(try compare([train("A"), other]).figures.count == 2)
  }

  @Test func theSameNumberAtAnUnnamedEvent() throws {
    #expect(try compare([train("A"), train("B") { $0.group.incident = nil }]).figures.count == 2)
  }

  @Test func theSameNumberWithoutADay() throws {
    #expect(try compare([train("A"), train("B") { $0.time = ClaimTime() }]).figures.count == 2)
  }

  @Test func aCaptionOfTheSameReport() throws {
    let caption = train("A") {
      $0.quantity = .atLeast(5)
      $0.evidence.section = .caption
      $0.group.incident = nil
      $0.time = ClaimTime()
    }
    let figures = try compare([train("A"), caption]).figures
    #expect(figures.count == 1)
    #expect(figures[0].changes == ["bound added", "date lost"])
  }

  @Test func incidentsAreNeitherAddedUpNorASpan() throws {
    let answer = try compare([train("A"), train("B") { $0.quantity = .exact(0) }])
    #expect(answer.topics.count == 1)
    #expect(answer.topics[0].lowest == nil)
    #expect(answer.topics[0].highest == nil)
    #expect(answer.figures.contains { $0.quantity.form == .zero })
  }

  @Test(arguments: [("2026-01-27", "2026-01"), ("2026", "2026-01-27"), ("2026-01", "2026")])
  func datesOfOneEventAgreeToTheirPrecision(_ one: String, _ other: String) throws {
    let reports = [("A", one), ("B", other)].map { document, date in
      train(document) { $0.time = ClaimTime(asOf: on(date)) }
    }
    #expect(try compare(reports).figures.count == 1)
  }

  @Test func manyEventsWithOneNumberStayManyEvents() throws {
    let first = try #require(CivilDate("2022-02-24"))
    let claims = (0..<90).map { number in
      train("D\(number)") {
        $0.quantity = .exact(2)
        $0.group.incident = "strike"
        $0.time = ClaimTime(
          asOf: first.adding(days: number / 2).map { DateStatement($0, basis: .stated) })
      }
    }
    let figures = try compare(claims).figures
    #expect(figures.count == 45)
    #expect(figures.allSatisfy { $0.documents == 2 })
  }
}
