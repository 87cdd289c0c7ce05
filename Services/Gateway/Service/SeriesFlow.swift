import Ledger
import Messages
import RPC

/// Series of one state of the ledger, in pages: pinned by storage, or, without it, whatever analytics has.
struct SeriesFlow: Sendable {
  let storage: Peer
  let analytics: Peer
  let pinning: Pinning

  /// What tells a cursor of this list from those of others.
  private static let list = "s"

  func list(_ request: ListSeriesRequest) async throws -> ListSeriesResponse {
    let asked = request.question.parts + [request.projections ? "projections" : ""]
    let cursor = try AnswerCursor(request.cursor, Self.list, asked)
    let pin = try await pinning.pin(cursor.map { .revision($0.revision) } ?? request.at)
    let start = cursor?.start ?? 0
    let answer = try await analytics.call(
      AnalyticsAPI.listSeries,
      AnalyticsServiceListSeriesRequest(
        question: request.question, revision: pin.revision, hash: pin.hash, start: start,
        pageSize: request.pageSize, projections: request.projections))
    guard answer.complete else { throw LedgerError.notReached(answer.revision) }
    let part = AnswerPart(name: "series", complete: true)
    let shown = answer.series.reduce(0) { $0 + $1.points.count }
    return ListSeriesResponse(
      status: try AnswerStatus(
        [part, pin.part], revision: answer.revision,
        answer: AnswerID(
          .series, request.question, at: answer.revision, hash: pin.hash,
          [("projections", request.projections ? "yes" : nil)])),
      series: answer.series, claims: answer.claims, rejectedClaims: answer.rejectedClaims,
      nextCursor: start + shown < answer.points && shown > 0
        ? AnswerCursor(revision: answer.revision, start: start + shown).text(Self.list, asked)
        : "")
  }
}
