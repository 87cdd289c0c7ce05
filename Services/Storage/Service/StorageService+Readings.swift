import Ledger
import LedgerStore
import Messages
import RPC

/// Who read the documents, and who claims what stands in them.
extension StorageService {
  @Sendable func listReadings(_ request: ListReadingsRequest) async throws -> ListReadingsResponse {
    let revision = try await store.head(at: request.at).revision
    let (page, total) = try await store.listReadings(
      otherThan: request.otherThanExtractor, lexicon: request.otherThanLexicon, at: revision,
      pageSize: try PageSize.of(request.pageSize), cursor: request.cursor)
    return ListReadingsResponse(
      readings: page.items, nextCursor: page.nextCursor, revision: page.revision, total: total)
  }

  @Sendable func countBySource(_ request: CountBySourceRequest) async throws
    -> CountBySourceResponse
  {
    let revision = try await store.head(at: request.at).revision
    let counted = try await store.countBySource(request.filter, at: revision)
    return CountBySourceResponse(
      sources: counted.sources, revision: revision, otherSources: counted.otherSources,
      otherClaims: counted.otherClaims)
  }
}
