import Ledger
import LedgerStore
import Messages
import RPC

/// Documents as they were submitted, and who read them.
extension StorageService {
  @Sendable func original(_ request: GetOriginalRequest, _ out: Outgoing<GetOriginalResponse>)
    async throws
  {
    let (document, content) = try await store.original(
      of: request.document, purpose: request.purpose)
    try await out.send(.document(document))
    var rest = content[...]
    while !rest.isEmpty {
      try await out.send(.content(Array(rest.prefix(TransportLimits.partSize))))
      rest = rest.dropFirst(TransportLimits.partSize)
    }
  }

  @Sendable func listReadings(_ request: ListReadingsRequest) async throws -> ListReadingsResponse {
    let revision = try await store.head(at: request.at).revision
    let (page, total) = try await store.listReadings(
      otherThan: request.otherThanExtractor, lexicon: request.otherThanLexicon, at: revision,
      pageSize: try PageSize.of(request.pageSize), cursor: request.cursor)
    return ListReadingsResponse(
      readings: page.items, nextCursor: page.nextCursor, revision: page.revision, total: total)
  }
}
