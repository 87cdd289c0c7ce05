import Ledger
import Messages
import RPC

/// Claims that match a filter, a page at a time, as storage packed them.
struct ClaimsFlow: Sendable {
  let storage: Peer
  let newest: NewestHead
  let seen: SeenRevision
  let kept: KeptAnswers<SearchClaimsRequest, SearchClaimsResponse>

  func search(_ request: SearchClaimsRequest) async throws -> Packed<SearchClaimsResponse> {
    // Whoever has asked the same before may ask a third time.
    guard request.at == .head, request.cursor.isEmpty, kept.isAskedAgain(request),
      let newest = try await newestState()
    else { return try await page(request, at: request.at) }
    seen.raise(to: newest.revision)
    if let answer = kept.answer(to: request, newest) { return answer }
    let answer = try await page(request, at: .revision(newest.revision))
    return kept.keep(answer, to: request, newest)
  }

  /// Nil where there is no state yet. A storage that does not say which one is newest gives no page either.
  private func newestState() async throws -> NewestState? {
    let head = try await newest.ask()
    return head.hash.map { NewestState(revision: head.revision, hash: $0) }
  }

  private func page(_ request: SearchClaimsRequest, at point: LedgerPoint) async throws
    -> Packed<SearchClaimsResponse>
  {
    let page = try await storage.call(
      StorageAPI.listClaims.packed,
      ListClaimsRequest(
        filter: request.filter, at: point, pageSize: request.pageSize, cursor: request.cursor,
        count: request.count, sightings: request.sightings))
    return try Packed(
      handingOn: page, with: SearchClaimsResponse(status: seen.whole("claims", try page.revision()))
    )
  }
}
