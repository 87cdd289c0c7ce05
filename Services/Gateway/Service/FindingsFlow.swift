import Ledger
import Messages
import RPC

/// Findings of one state of the ledger, in pages, with the sentences of their claims.
struct FindingsFlow: Sendable {
  let storage: Peer
  let analytics: Peer
  let pinning: Pinning

  /// What tells a cursor of this list from those of others.
  private static let list = "f"

  func list(_ request: ListFindingsRequest) async throws -> ListFindingsResponse {
    let question = request.question.parts
    let cursor = try AnswerCursor(request.cursor, Self.list, question)
    let pin = try await pinning.pin(cursor.map { .revision($0.revision) } ?? request.at)
    let start = cursor?.start ?? 0
    let answer = try await analytics.call(
      AnalyticsAPI.listFindings,
      AnalyticsServiceListFindingsRequest(
        question: request.question, revision: pin.revision, hash: pin.hash, start: start,
        pageSize: request.pageSize))
    guard answer.complete else { throw LedgerError.notReached(answer.revision) }
    let part = AnswerPart(name: "findings", complete: true)
    let (evidence, sentences) = try await sentences(of: answer.findings, at: answer.revision, pin)
    let end = start + answer.findings.findings.count
    return ListFindingsResponse(
      status: try AnswerStatus(
        [part, pin.part, sentences], revision: answer.revision,
        answer: AnswerID(request.question, at: answer.revision, hash: pin.hash)),
      findings: answer.findings, evidence: evidence,
      nextCursor: end < answer.findings.count && !answer.findings.findings.isEmpty
        ? AnswerCursor(revision: answer.revision, start: end).text(Self.list, question) : "")
  }

  private func sentences(of set: FindingSet, at revision: Revision, _ pin: Pin) async throws -> (
    [ClaimRecord], AnswerPart
  ) {
    // What storage would be asked would fail like this, and take as long to.
    if let failure = pin.storageFailure {
      return ([], AnswerPart(name: "sentences", complete: false, error: failure))
    }
    let claims = set.findings.flatMap { $0.claims.map(\.claim) } + set.together.flatMap(\.binding)
    return try await EvidenceFetch(storage: storage).claims(claims, at: revision)
  }
}
