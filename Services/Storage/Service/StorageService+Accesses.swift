import Ledger
import LedgerStore
import Messages
import RPC
import Runtime

/// Originals, who was given them, and what was recorded about them.
extension StorageService {
  func registerOriginals(with routes: inout Routes) {
    routes.serve(StorageAPI.getOriginal, original)
    routes.serve(StorageAPI.listAccesses, listAccesses)
    routes.serve(StorageAPI.listCustody, listCustody)
  }

  @Sendable private func original(
    _ request: GetOriginalRequest, _ out: Outgoing<GetOriginalResponse>
  ) async throws {
    let id = request.document
    let page = try await store.listReports(
      document: id, at: try await store.head().revision, pageSize: 1, cursor: "")
    guard !id.isEmpty, let report = page.items.first else {
      throw LedgerError(
        .malformed, subject: "document", "none is named", hint: "give a document's id")
    }
    let held = limits.unfinished.reservation()
    defer { held.releaseAll() }
    try held.add(report.document.size)
    let original = try await store.original(
      of: report.document.id.description, purpose: request.purpose, author: Self.author, at: .now)
    try await out.send(
      GetOriginalResponse(.header(OriginalHeader(report: report, access: original.access))))
    try await send(original.bytes, out) { .content($0) }
    guard request.withTranscripts else { return }
    for transcript in original.transcripts {
      try await out.send(GetOriginalResponse(.transcript(transcript)))
      try await send(transcript.words, out) { .transcriptContent($0) }
    }
  }

  private func send(
    _ bytes: [UInt8], _ out: Outgoing<GetOriginalResponse>, as part: ([UInt8]) -> OriginalPart
  ) async throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(TransportLimits.partSize)
      rest = rest.dropFirst(piece.count)
      try await out.send(GetOriginalResponse(part(Array(piece))))
    }
  }

  @Sendable private func listAccesses(_ request: ListAccessesRequest) async throws
    -> ListAccessesResponse
  {
    let page = try await store.listAccesses(
      document: request.document, pageSize: try PageSize.of(request.pageSize),
      cursor: request.cursor)
    return ListAccessesResponse(
      accesses: page.items, nextCursor: page.nextCursor, revision: page.revision)
  }

  @Sendable private func listCustody(_ request: ListCustodyRequest) async throws
    -> ListCustodyResponse
  {
    let page = try await store.listCustody(
      of: request.document, pageSize: try PageSize.of(request.pageSize), cursor: request.cursor)
    return ListCustodyResponse(
      steps: page.items, nextCursor: page.nextCursor, revision: page.revision)
  }
}
