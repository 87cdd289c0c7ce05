import Ledger
import Messages
import Testing

@Suite struct DerivationRoundTrips {
  private let derivation = Derivation(
    kind: .timeToReach, verdict: .compatible, reason: "because", topic: Full.topic,
    statement: ClaimID(of: Full.claim), formula: ["a / b", "6 / 3 = 2"],
    inputs: [
      .init(
        role: "a", figure: "6", claimant: Source(id: "csis", name: "CSIS"),
        claims: [ClaimID(of: Full.claim)]),
      .init(role: "b", figure: "3", claimant: nil, claims: []),
    ], unit: .days, stated: .init(low: .init(0, inclusive: false), high: nil),
    results: [
      .init(
        pairing: .unpaired, span: .init(low: nil, high: .init(2.5)), unit: .days,
        subject: "from 6", earliest: CivilDate("2026-04-28"), latest: nil)
    ], tolerance: "±0.5", mismatches: ["period: 2022 beside 2024"], notes: ["a floor", ""])

  private func expectRoundTrip<M: Message & Equatable>(_ message: M) throws {
    #expect(try M(unpacking: try message.packed()) == message)
  }

  @Test func derivations() throws {
    let page = DerivationPage(
      derivations: [derivation], total: 3, omitted: 1, claims: 9, rejectedClaims: 2,
      nextCursor: "1")
    try expectRoundTrip(
      AnalyticsServiceListDerivationsResponse(page: page, revision: Revision(4), complete: true))
    try expectRoundTrip(
      ListDerivationsResponse(
        status: AnswerStatus(revision: Revision(4)), page: page, evidence: [Full.record]))
    let query = DerivationQuery(
      question: Question(conflict: "long-war", asOf: CivilDate("2025-02")), kind: .exchange,
      verdict: .notCheckable, pageSize: 7, cursor: "50")
    try expectRoundTrip(
      AnalyticsServiceListDerivationsRequest(
        query: query, revision: .empty, hash: Digest(of: [1])))
    try expectRoundTrip(ListDerivationsRequest(query: query, at: .head, sentences: true))
    try expectRoundTrip(ListDerivationsRequest())
  }

  @Test func namesEachClaimOnce() {
    let page = DerivationPage(derivations: [derivation, derivation])
    #expect(page.namedClaims == [ClaimID(of: Full.claim)])
  }
}
