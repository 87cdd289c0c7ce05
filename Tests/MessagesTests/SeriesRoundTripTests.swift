import Ledger
import Messages
import Testing

/// Comparisons and series come back as they were.
@Suite struct SeriesRoundTripTests {
  private func expectRoundTrip<M: Message & Equatable>(_ message: M) throws {
    #expect(try M(unpacking: try message.packed()) == message)
  }

  @Test func comparisonsAndSeries() throws {
    let system = CountingSystem(
      claimant: nil, definition: "", figures: [Full.figure], furtherFigures: 3)
    let atDate = [
      CountAtDate(
        claimant: Source(id: "csis", name: "CSIS"), low: .init(5), high: .init(9, inclusive: false),
        formula: "[low, high]", claims: [Full.record.id], before: Full.figure, after: Full.figure),
      CountAtDate(claimant: Source(name: "X"), claims: [Full.record.id], refusal: "it fell"),
    ]
    let topic = ComparedTopic(
      topic: Full.topic, systems: [system], lowest: 0, highest: nil, atDate: atDate)
    try expectRoundTrip(
      CompareResponse(
        status: AnswerStatus(
          complete: false, parts: [AnswerPart(name: "figures", complete: false, error: Full.error)],
          revision: Revision(9), version: "1"),
        comparison: Comparison(
          topics: [topic], claims: 1, rejectedClaims: 4, atDate: CivilDate("2026-01-01")),
        evidence: [Full.record]))
    try expectRoundTrip(
      AnalyticsServiceListSeriesResponse(
        series: [Series(topic: Full.topic, claimant: Source(name: "X"), points: [Full.figure])],
        claims: 2, rejectedClaims: 3, revision: Revision(4), complete: true, points: 5))
    try expectRoundTrip(
      ListSeriesRequest(
        question: Question(party: "p"), at: .revision(Revision(3)), pageSize: 2, cursor: "c",
        projections: true))
    try expectRoundTrip(
      ListSeriesResponse(
        status: AnswerStatus(revision: Revision(9)),
        series: [Series(topic: Full.topic, claimant: nil, points: [Full.figure])], claims: 2,
        nextCursor: "n"))
  }
}
