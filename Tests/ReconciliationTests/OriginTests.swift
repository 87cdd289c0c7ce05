import Ledger
import Reconciliation
import Testing

@Suite struct OneOriginIsOneFigure {
  @Test func aStudyInFourOutletsIsOneFigure() throws {
    let claims = ["S1", "S2", "S3", "S4"].map { claim(.upTo(325_000), by: csis, in: $0) }
    let answer = try compare(claims)
    #expect(answer.claims == 4)
    #expect(answer.figures.count == 1)
    let figure = try #require(answer.figures.first)
    #expect(figure.quantity == .upTo(325_000))
    #expect(figure.documents == 4)
    #expect(figure.claims.count == 4)
    #expect(
      figure.outlets == ["Outlet of S1", "Outlet of S2", "Outlet of S3", "Outlet of S4"])
    #expect(figure.changes.isEmpty)
    #expect(figure.formula == "as stated")
  }

  @Test func aTollThroughTwoOutletsIsShownByTheClaimantsOwnWords() throws {
    let headline = claim(.atLeast(55_000), by: zelensky, in: "S1") {
      $0.evidence.section = .headline
      $0.attribution.mode = .headline
    }
    let quote = claim(.exact(55_000, digits: 2), by: zelensky, in: "S1", at: 90) {
      $0.attribution.mode = .directQuote
      $0.evidence.section = .quotation
    }
    let other = claim(.exact(55_000, digits: 2), by: zelensky, in: "S3")
    let figures = try compare([headline, other, quote]).figures
    #expect(figures.count == 1)
    #expect(figures[0].claims.first == ClaimID(of: quote))
    #expect(figures[0].quantity.display == "55,000")
    #expect(figures[0].documents == 2)
    #expect(figures[0].changes == ["bound added"])
  }

  @Test(arguments: [
    (Quantity.upTo(325_000), Quantity.exact(325_000)),
    (.moreThan(434_000), .exact(434_000)),
    (.about(1_200_000, "about"), .exact(1_200_000)),
    (.range(100_000, 140_000), .upTo(140_000)),
    (.range(100_000, 140_000), .exact(140_000)),
    (.range(100_000, 140_000), .atLeast(100_000)),
    (.range(55_298, 78_525, best: 64_260), .exact(64_260)),
    (.range(300_000, 350_000, about: true), .range(300_000, 350_000)),
    (.atLeast(55_000), .moreThan(55_000)),
    (.vague("dozens"), .vague("dozens")),
  ])
  func whatARelayDroppedIsNoNewFigure(_ full: Quantity, _ poor: Quantity) throws {
    let figures = try compare([
      claim(poor, by: csis, in: "A"), claim(full, by: csis, in: "B"),
    ]).figures
    #expect(figures.count == 1)
    #expect(figures.first?.documents == 2)
    #expect(figures.first?.quantity.formRankForTests == full.formRankForTests)
  }

  @Test func aSourceIsTheSameByItsIdUnderAnyName() throws {
    let answer = try compare([
      claim(.upTo(325_000), by: csis, in: "A"),
      claim(
        .upTo(325_000),
        by: Source(id: "csis", name: "Center for Strategic and International Studies"), in: "B"),
    ])
    #expect(answer.figures.count == 1)
    #expect(answer.topics[0].systems[0].claimant == csis)
  }

  @Test func datesAgreeToTheirPrecision() throws {
    let answer = try compare([
      claim(.exact(1_243_070), by: generalStaff, in: "A") { $0.time.asOf = on("2026-02-04") },
      claim(.exact(1_243_070), by: generalStaff, in: "B") { $0.time.asOf = on("2026-02") },
      claim(.exact(1_243_070), by: generalStaff, in: "C") { $0.time.from = on("2022-02-24") },
      claim(.exact(1_243_070), by: generalStaff, in: "D"),
    ])
    #expect(answer.figures.count == 1)
    #expect(answer.figures[0].changes == ["date lost"])
  }

  @Test func aDateThatWasOnlyInferredSeparatesNothing() throws {
    let figures = try compare([
      claim(.upTo(325_000), by: csis, in: "A") { $0.time.asOf = on("2025-12") },
      claim(.upTo(325_000), by: csis, in: "B") { $0.time.asOf = on("2026-01", .inferred) },
    ]).figures
    #expect(figures.count == 1)
  }

  @Test func theRangeRepresentsBeforeTheBoundBeforeTheBareNumber() throws {
    let bare = claim(.exact(140_000), by: csis, in: "A")
    let bound = claim(.upTo(140_000), by: csis, in: "B")
    let range = claim(.range(100_000, 140_000), by: csis, in: "C")
    let headline = claim(.range(100_000, 140_000), by: csis, in: "D") {
      $0.evidence.section = .headline
    }
    let figures = try compare([headline, bare, bound, range]).figures
    #expect(figures.count == 1)
    let order = [range, bound, bare, headline].map { ClaimID(of: $0) }
    #expect(figures.first?.claims == order)
    #expect(figures.first?.changes == ["bound dropped"])
  }
}

extension Quantity {
  /// Range, bound, other.
  fileprivate var formRankForTests: Int {
    switch (low, high) {
    case (let low?, let high?) where low != high: 0
    case (nil, nil): 2
    case (_?, _?): 2
    default: 1
    }
  }
}
