import Ledger
import Messages
import RPC

/// What changed in how sources report, by one state of the ledger, in pages, with the sentences of the claims around it.
struct CoverageFlow: Sendable {
  let storage: Peer
  let analytics: Peer
  let pinning: Pinning

  /// What tells a cursor of this list from those of others.
  private static let list = "c"

  func list(_ request: ListCoverageRequest) async throws -> ListCoverageResponse {
    let question = request.question.parts
    let cursor = try AnswerCursor(request.cursor, Self.list, question)
    let pin = try await pinning.pin(cursor.map { .revision($0.revision) } ?? request.at)
    let start = cursor?.start ?? 0
    let answer = try await analytics.call(
      AnalyticsAPI.listCoverage,
      AnalyticsServiceListCoverageRequest(
        question: request.question, revision: pin.revision, hash: pin.hash, start: start,
        pageSize: request.pageSize))
    guard answer.complete else { throw LedgerError.notReached(answer.revision) }
    let part = AnswerPart(name: "coverage", complete: true)
    let (evidence, sentences) = try await sentences(of: answer.coverage, at: answer.revision, pin)
    let end = start + answer.coverage.notices.count
    return ListCoverageResponse(
      status: try AnswerStatus(
        [part, pin.part, sentences], revision: answer.revision,
        answer: AnswerID(.coverage, request.question, at: answer.revision, hash: pin.hash)),
      coverage: answer.coverage, evidence: evidence,
      nextCursor: end < answer.coverage.count && !answer.coverage.notices.isEmpty
        ? AnswerCursor(revision: answer.revision, start: end).text(Self.list, question) : "")
  }

  private func sentences(of set: CoverageSet, at revision: Revision, _ pin: Pin) async throws -> (
    [ClaimRecord], AnswerPart
  ) {
    // What storage would be asked would fail like this, and take as long to.
    if let failure = pin.storageFailure {
      return ([], AnswerPart(name: "sentences", complete: false, error: failure))
    }
    return try await EvidenceFetch(storage: storage).claims(
      set.notices.flatMap(\.claims), at: revision)
  }
}
