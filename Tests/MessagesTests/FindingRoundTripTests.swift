import Ledger
import Messages
import Testing

/// What is packed comes back as it was.
@Suite struct FindingRoundTripTests {
  private func expectRoundTrip<M: Message & Equatable>(_ message: M) throws {
    #expect(try M(unpacking: try message.packed()) == message)
  }

  @Test func findingsOfAllTypes() throws {
    let claims = (1...3).map { ClaimID(Digest(of: [UInt8($0)])) }
    let widening = Widening(claims: claims, asStated: 0.25, asRounded: 0, isLeast: true)
    let finding = Finding(
      type: .countFallsAcross, severity: .high, summary: "s",
      claims: zip(claims, [FindingRole.earlier, .later, .growth]).map { FindingClaim($0, $1) },
      formula: "1 > 0",
      values: [
        FindingValue("gap", low: 0, high: nil),
        FindingValue("days", low: nil, high: 3, unit: "days"),
      ],
      explanations: FindingExplanation.Kind.allCases.map {
        FindingExplanation($0, "w", [FindingValue("v", low: 2, high: 2)])
      }, missing: ["m"], widening: widening, further: 4, decision: .accepted,
      review: Full.record.reviews.first)
    let set = FindingSet(
      findings: [finding], count: 7,
      together: [
        TogetherGroup(conflict: "war", cause: .direct, widening: widening, binding: [claims[0]])
      ], claims: 5, rejectedClaims: 6, limits: ["l"])
    for type in FindingType.allCases {
      try expectRoundTrip(Finding(type: type, severity: .low, summary: "", claims: []))
    }
    let question = FindingQuestion(
      question: Question(party: "p"), types: [.notObserved, .countFalls], severity: .medium,
      together: true, decision: .accepted)
    try expectRoundTrip(
      AnalyticsServiceListFindingsRequest(
        question: question, revision: .empty, start: 3, pageSize: 4))
    try expectRoundTrip(
      AnalyticsServiceListFindingsResponse(findings: set, revision: Revision(2), complete: true))
    try expectRoundTrip(
      ListFindingsRequest(question: question, at: .revision(Revision(1)), pageSize: 2, cursor: "c"))
    try expectRoundTrip(
      ListFindingsResponse(
        status: AnswerStatus(revision: Revision(2)), findings: set, evidence: [Full.record],
        nextCursor: "n"))
  }
}
