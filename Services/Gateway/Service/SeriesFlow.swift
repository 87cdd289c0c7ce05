import Ledger
import Messages
import RPC

/// Series of one state of the ledger: pinned by storage, or, without it, whatever analytics has.
struct SeriesFlow: Sendable {
  let storage: Peer
  let analytics: Peer

  func list(_ request: ListSeriesRequest) async throws -> ListSeriesResponse {
    let pin = try await storage.pin(request.at)
    let answer = try await analytics.call(
      AnalyticsAPI.listSeries,
      AnalyticsServiceListSeriesRequest(
        question: request.question, revision: pin.revision.value, hash: pin.hash))
    let part = AnswerPart(name: "series", complete: answer.complete)
    return ListSeriesResponse(
      status: try AnswerStatus(
        [part, pin.revision.part], revision: answer.revision,
        answer: AnswerID(.series, request.question, at: answer.revision, hash: pin.hash)),
      series: answer.series,
      claims: answer.claims, rejectedClaims: answer.rejectedClaims)
  }
}
