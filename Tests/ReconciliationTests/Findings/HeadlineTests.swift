import Ledger
import Reconciliation
import Testing

@Suite("A headline and its text")
struct HeadlinesAgainstTexts {
  @Test func aHeadlineThatDropsAnEnd() throws {
    try expectFinding(.headlineAgainstBody, .medium) { war in
      [
        headline(war, .upTo(3_500)),
        war.level(.range(3_000, 3_500, about: true), by: MadeUpWar.minister, in: "A", at: 90),
      ]
    } check: { found in
      #expect(found.formula == "≤ 3,500 / ~3,000–3,500")
      #expect(found.claims.map(\.role) == [.headline, .body])
    }
  }

  @Test func aHeadlineThatDropsAHedgeWeighsLess() throws {
    try expectFinding(.headlineAgainstBody, .low) { war in
      [
        headline(war, .exact(3_500, digits: 2)),
        war.level(.about(3_500, "about", digits: 2), by: MadeUpWar.minister, in: "A", at: 90),
      ]
    }
  }

  @Test func aHeadlineThatAssertsWhatTheTextProjects() throws {
    try expectFinding(.headlineAgainstBody, .medium) { war in
      [
        headline(war, .about(200_000, "near", digits: 1), "casualties") { $0.group.party = "both" },
        war.level(
          .exact(200_000, digits: 1), "casualties", by: MadeUpWar.institute, in: "A", at: 90
        ) {
          $0.group.party = "both"
          $0.polarity = .projected
        },
        war.level(
          .exact(120_000, digits: 2), "casualties", by: MadeUpWar.institute, in: "A", at: 130),
        war.level(
          .range(50_000, 60_000), "casualties", by: MadeUpWar.institute, in: "A", at: 170
        ) { $0.group.party = war.theirs },
      ]
    } check: { found in
      #expect(found.formula.contains("170,000–180,000"))
      #expect(found.claims(.part).count == 2)
      #expect(found.explained.contains(.rounding))
      let above = try #require(found.value("headline above the sum"))
      #expect(abs((above.low ?? 0) - 100 * (200.0 / 180 - 1)) < 1e-6)
      #expect(abs((above.high ?? 0) - 100 * (200.0 / 170 - 1)) < 1e-6)
    }
  }

  @Test func aHeadlineWithAnotherNumber() throws {
    try expectFinding(.headlineAgainstBody, .medium) { war in
      [
        headline(war, .exact(500, digits: 3)),
        war.level(.exact(471, digits: 3), by: MadeUpWar.minister, in: "A", at: 90),
      ]
    }
  }

  @Test(arguments: [
    "the same", "rounded", "other people", "two figures", "another report", "caption",
  ])
  func headlineAndTextGoTogetherWhere(_ difference: String) throws {
    try expectSilence { war in
      var head = headline(war, .exact(500, digits: 1))
      var body = [
        war.level(.exact(500, digits: 1), by: MadeUpWar.minister, in: "A", at: 90)
      ]
      switch difference {
      case "the same": break
      case "rounded": body[0].quantity = .exact(471, digits: 3)
      case "other people": body[0].group.population = "civilian"
      case "two figures":
        head.quantity = .exact(900, digits: 3)
        body = [
          war.level(.exact(400, digits: 3), by: MadeUpWar.minister, in: "A", at: 90),
          war.level(.exact(500, digits: 3), by: MadeUpWar.institute, in: "A", at: 130),
        ]
      case "another report": body[0].document = DocumentID(original: [7])
      default:
        head.quantity = .exact(900, digits: 3)
        head.evidence.section = .caption
        head.attribution.mode = .caption
      }
      return [head] + body
    }
  }

  func headline(
    _ war: MadeUpWar, _ quantity: Quantity, _ measure: MeasureID = "killed",
    _ change: (inout Claim) -> Void = { _ in }
  ) -> Claim {
    war.level(quantity, measure, by: nil, in: "A", at: 5) {
      $0.evidence.section = .headline
      $0.attribution.mode = .headline
      change(&$0)
    }
  }

  @Test func aFigureOfBothSidesUnderTheNameOfOne() throws {
    try expectFinding(.headlineAgainstBody, .low) { war in
      [
        headline(war, .exact(90_000, digits: 1)) {
          $0.group.party = "both"
          $0.evidence.subject = war.ours
        },
        war.level(.exact(90_000, digits: 1), by: MadeUpWar.institute, in: "A", at: 90) {
          $0.group.party = "both"
        },
      ]
    } check: { found in
      #expect(found.summary.contains("The headline's subject is "))
    }
  }

  @Test(arguments: ["no subject", "a figure of the subject", "the same number of the subject"])
  func aHeadlineMayNameASideWhere(_ guarded: String) throws {
    try expectSilence { war in
      var head = headline(war, .exact(90_000, digits: 1)) {
        $0.group.party = "both"
        $0.evidence.subject = guarded == "no subject" ? nil : war.ours
      }
      var body = war.level(.exact(90_000, digits: 1), by: MadeUpWar.institute, in: "A", at: 90) {
        $0.group.party = "both"
      }
      if guarded == "a figure of the subject" {
        (head.group.party, body.group.party) = (war.ours, war.ours)
      }
      let own = war.level(
        .exact(90_000, digits: 1), by: MadeUpWar.minister, in: "A", at: 130)
      return [head, body] + (guarded == "the same number of the subject" ? [own] : [])
    }
  }
}
