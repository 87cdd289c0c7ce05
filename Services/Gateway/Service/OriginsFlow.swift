import Ledger
import Messages
import RPC

/// Origins of one state of the ledger, in pages, with the sentences that they and their relays are shown by.
struct OriginsFlow: Sendable {
  let storage: Peer
  let analytics: Peer
  let pinning: Pinning

  /// What tells a cursor of this list from those of others.
  private static let list = "o"

  func list(_ request: ListOriginsRequest) async throws -> ListOriginsResponse {
    let question = request.question.parts
    let cursor = try AnswerCursor(request.cursor, Self.list, question)
    let pin = try await pinning.pin(cursor.map { .revision($0.revision) } ?? request.at)
    let start = cursor?.start ?? 0
    let answer = try await analytics.call(
      AnalyticsAPI.listOrigins,
      AnalyticsServiceListOriginsRequest(
        question: request.question, revision: pin.revision, hash: pin.hash, start: start,
        pageSize: request.pageSize))
    guard answer.complete else { throw LedgerError.notReached(answer.revision) }
    let figures = AnswerPart(name: "origins", complete: true)
    let (evidence, sentences) = try await sentences(of: answer.origins, at: answer.revision, pin)
    let end = start + answer.origins.origins.count
    return ListOriginsResponse(
      status: try AnswerStatus(
        [figures, pin.part, sentences], revision: answer.revision,
        answer: AnswerID(.origins, request.question, at: answer.revision, hash: pin.hash)),
      origins: answer.origins, evidence: evidence,
      nextCursor: end < answer.origins.total && !answer.origins.origins.isEmpty
        ? AnswerCursor(revision: answer.revision, start: end).text(Self.list, question) : "")
  }

  /// Of each relay that changed something, and of each origin.
  private func sentences(of set: OriginSet, at revision: Revision, _ pin: Pin) async throws -> (
    [ClaimRecord], AnswerPart
  ) {
    // What storage would be asked would fail like this, and take as long to.
    if let failure = pin.storageFailure {
      return ([], AnswerPart(name: "sentences", complete: false, error: failure))
    }
    let shown = set.origins.flatMap { origin in
      origin.figure.claims.prefix(1)
        + origin.relays.filter { !$0.changes.isEmpty }.map(\.claim)
    }
    return try await EvidenceFetch(storage: storage).claims(shown, at: revision)
  }
}
