import Ledger
import Messages
import RPC

/// Originals, who was given them, and what was recorded about them: all of it storage's.
struct OriginalsFlow: Sendable {
  let storage: Peer
  let seen: SeenRevision

  func fetch(_ request: FetchOriginalRequest, _ out: Outgoing<FetchOriginalResponse>) async throws {
    try await storage.reach()
    let inner = GetOriginalRequest(
      document: request.document, purpose: request.purpose,
      withTranscripts: request.withTranscripts)
    try await storage.read(StorageAPI.getOriginal, inner) { answers in
      for try await answer in answers { try await out.send(FetchOriginalResponse(answer.part)) }
    }
  }

  func browseAccesses(_ request: BrowseAccessesRequest) async throws -> BrowseAccessesResponse {
    let page = try await storage.call(
      StorageAPI.listAccesses,
      ListAccessesRequest(
        document: request.document, pageSize: request.pageSize, cursor: request.cursor))
    return BrowseAccessesResponse(
      status: seen.whole("accesses", page.revision), accesses: page.accesses,
      nextCursor: page.nextCursor)
  }

  func browseCustody(_ request: BrowseCustodyRequest) async throws -> BrowseCustodyResponse {
    let page = try await storage.call(
      StorageAPI.listCustody,
      ListCustodyRequest(
        document: request.document, pageSize: request.pageSize, cursor: request.cursor))
    return BrowseCustodyResponse(
      status: seen.whole("custody", page.revision), steps: page.steps, nextCursor: page.nextCursor)
  }
}
