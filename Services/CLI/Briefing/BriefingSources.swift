import Ledger
import Messages
import RPC

/// All that a briefing is made of, of one state of the ledger.
struct BriefingSources {
  let comparison: CompareResponse
  let findings: ListFindingsResponse
  let coverage: ListCoverageResponse
  let sources: ListSourcesResponse
  let vocabulary: DescribeVocabularyResponse

  /// Findings that a reader of a briefing needs: how counts stand to each other, the most severe first.
  private static let mostFindings = 40

  init(_ gateway: Peer, _ question: Question, at point: LedgerPoint) async throws {
    let first = try await gateway.call(
      GatewayAPI.compare, CompareRequest(question: question, at: point))
    let at = LedgerPoint.revision(first.status.revision)
    let filter = ClaimFilter(conflict: question.conflict)
    async let findings = gateway.call(
      GatewayAPI.listFindings,
      ListFindingsRequest(
        question: FindingQuestion(question: question, severity: .medium), at: at,
        pageSize: Self.mostFindings))
    async let coverage = gateway.call(
      GatewayAPI.listCoverage, ListCoverageRequest(question: question, at: at, pageSize: 50))
    async let sources = gateway.call(
      GatewayAPI.listSources, ListSourcesRequest(filter: filter, at: at))
    async let vocabulary = gateway.call(
      GatewayAPI.describeVocabulary, DescribeVocabularyRequest(at: at))
    comparison = first
    self.findings = try await findings
    self.coverage = try await coverage
    self.sources = try await sources
    self.vocabulary = try await vocabulary
  }

  /// Everything that is missing from any part.
  var statuses: [AnswerStatus] {
    [comparison.status, findings.status, coverage.status, sources.status, vocabulary.status]
  }

  var records: [ClaimID: ClaimRecord] {
    let all = comparison.evidence + findings.evidence + coverage.evidence
    return Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
  }
}
