import Ledger
import Reconciliation
import Support
import Testing

@Suite struct OrderOfArrival {
  /// Claims drawn from few values, so that many of them repeat, contradict and shorten one another.
  static func crowd(seed: UInt64, count: Int = 60) -> [Claim] {
    var random = SeededRandom(state: seed)
    let quantities: [Quantity] = [
      .exact(100), .exact(140), .upTo(140), .atLeast(100), .range(100, 140), .about(140, "about"),
      .moreThan(100), .vague("dozens"), .exact(0), .range(100, 140, best: 120), .exact(120),
    ]
    let claimants: [Source?] = [
      csis, zelensky, nil, Source(name: "csis"), Source(id: "csis", name: "C.S.I.S."),
    ]
    let dates: [DateStatement?] = [
      nil, nil, on("2025"), on("2025-12"), on("2025-12-31"), on("2026-02-04"),
      on("2026-01", .inferred),
    ]
    return (0..<count).map { index in
      claim(
        quantities.randomElement(using: &random) ?? .exact(1),
        by: claimants.randomElement(using: &random) ?? nil,
        in: "D\(Int.random(in: 0..<12, using: &random))", at: index * 10
      ) {
        $0.time.asOf = dates.randomElement(using: &random) ?? nil
        $0.time.statedOn = dates.randomElement(using: &random) ?? nil
        $0.kind = [.cumulative, .cumulative, .periodTotal, .incident].randomElement(using: &random)!
        $0.group.place = [nil, nil, "Kyiv", "Odesa"].randomElement(using: &random)!
        $0.polarity = [.asserted, .asserted, .projected].randomElement(using: &random)!
        $0.evidence.section = Section.allCases.randomElement(using: &random)!
      }
    }
  }

  @Test(arguments: 0..<16)
  func decidesNothing(_ seed: UInt64) throws {
    let claims = Self.crowd(seed: seed)
    var random = SeededRandom(state: seed &+ 1000)
    let first = try compare(claims)
    for _ in 0..<4 {
      #expect(try compare(claims.shuffled(using: &random)) == first)
    }
  }

  @Test(arguments: 0..<8)
  func noClaimIsLostOrShownTwice(_ seed: UInt64) throws {
    let claims = Self.crowd(seed: seed)
    let answer = try compare(claims)
    let shown = answer.figures.flatMap(\.claims)
    #expect(Set(shown) == Set(claims.map { ClaimID(of: $0) }))
    #expect(shown.count == claims.count)
    #expect(answer.claims == claims.count)
  }

  @Test func topicsSystemsAndFiguresStandInTheirOrder() throws {
    let answer = try compare([
      claim(.exact(9), in: "A"),
      claim(.exact(1), by: zelensky, in: "A"),
      claim(.exact(2), by: csis, in: "A") { $0.time.asOf = on("2026-01-02") },
      claim(.exact(3), by: csis, in: "A") { $0.time.asOf = on("2026-01-01") },
      claim(.exact(4), by: csis, in: "A"),
      claim(.exact(5), by: csis, in: "A") { $0.group.conflict = "gaza" },
      claim(.exact(6), by: csis, in: "A") { $0.group.conflict = nil },
      claim(.exact(7), by: csis, in: "A") { $0.group.party = nil },
    ])
    #expect(
      answer.topics.map(\.topic.conflict) == ["gaza", "russia-ukraine", "russia-ukraine", nil])
    #expect(answer.topics.map(\.topic.party) == ["russia", "russia", nil, "russia"])
    #expect(answer.topics[1].systems.map(\.claimant?.name) == ["CSIS", "Volodymyr Zelensky", nil])
    #expect(answer.topics[1].systems[0].figures.map(\.quantity.best) == [3, 2, 4])
  }
}
