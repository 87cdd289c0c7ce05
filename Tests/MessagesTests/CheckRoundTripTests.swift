import Ledger
import Messages
import Testing

/// What is packed comes back as it was.
@Suite struct CheckRoundTripTests {
  private func expectRoundTrip<M: Message & Equatable>(_ message: M) throws {
    #expect(try M(unpacking: try message.packed()) == message)
  }

  private let claims = (1...3).map { ClaimID(Digest(of: [UInt8($0)])) }
  private let status = AnswerStatus(
    complete: false, parts: [AnswerPart(name: "remarks", complete: true)], revision: Revision(7),
    version: "1", answer: "compare@7-00112233/measure=killed")

  @Test func remarksOfAllVerdicts() throws {
    let remarks = CheckRemark.Verdict.allCases.map {
      CheckRemark(
        $0, .warning, "s", sources: [Source(id: "a", name: "A")], independentOrigins: 2,
        claims: claims, changes: [RelayChange(kind: "k", before: "b", after: "a")],
        formula: "1 > 0", values: [FindingValue("v", low: 1, high: nil)], finding: .countFalls)
    }
    let draft = CheckedDraft(
      figures: [CheckedFigure(claim: Full.claim, remarks: remarks)], limits: ["l"])
    try expectRoundTrip(
      AnalyticsServiceCheckRequest(
        claims: [Full.claim], revision: .empty, hash: Digest(of: [1])))
    try expectRoundTrip(
      AnalyticsServiceCheckResponse(draft: draft, revision: Revision(2), complete: true))
    try expectRoundTrip(CheckRequest(passage: .content([1, 2])))
    try expectRoundTrip(
      CheckResponse(
        status: status, draft: draft,
        published: CivilDate("2026-02-01").map { DateStatement($0, basis: .supplied) },
        warnings: ["w"]))
  }

  @Test func explainedAnswers() throws {
    try expectRoundTrip(ExplainRequest(answer: "compare@7", pageSize: 3, cursor: "c"))
    try expectRoundTrip(
      ExplainResponse(
        status: status,
        steps: [
          ExplainedStep(0, "topic", "t"),
          ExplainedStep(1, "figure", "f", formula: "as stated", claims: claims),
        ], nextCursor: "c"))
  }

  @Test func whatChangedInWhoReports() throws {
    let topic = Topic(
      conflict: "war", party: "north", population: "military", measure: "killed",
      cause: .unstated, kind: .cumulative)
    let date = try #require(CivilDate("2031-02-03"))
    let notices = CoverageNotice.Kind.allCases.map {
      CoverageNotice(
        $0, source: Source(name: "A"), isOutlet: true, topic: topic, date: date, summary: "s",
        before: "b", after: "a", claims: claims)
    }
    let set = CoverageSet(
      notices: notices, count: 9, newest: date, claims: 5, rejectedClaims: 1)
    try expectRoundTrip(
      AnalyticsServiceListCoverageRequest(
        question: Question(party: "north"), revision: Revision(3), start: 2, pageSize: 4))
    try expectRoundTrip(
      AnalyticsServiceListCoverageResponse(coverage: set, revision: Revision(2), complete: true))
    try expectRoundTrip(ListCoverageRequest(at: .revision(Revision(2)), pageSize: 1, cursor: "c"))
    try expectRoundTrip(ListCoverageResponse(status: status, coverage: set, nextCursor: "n"))
  }
}
