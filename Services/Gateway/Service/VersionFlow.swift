import Ledger
import Messages
import RPC

/// What differs: between two versions of a page, and between what documents yielded and what they yield now.
struct VersionFlow: Sendable {
  let storage: Peer
  let seen: SeenRevision
  let ingest: Peer

  /// Claims of one version that are compared at once: bounds what the gateway holds for one question.
  static let mostClaims = 10_000

  func reextract(_ request: ReextractRequest, _ out: Outgoing<ReextractResponse>) async throws {
    // What is read again is the ledger's, so one ingest does all of it, and refuses to do it twice at once.
    let ingest = try await ingest.first()
    let inner = IngestServiceReextractRequest(reextraction: request.reextraction)
    try await ingest.read(IngestAPI.reextract, inner) { answers in
      for try await answer in answers { try await out.send(ReextractResponse(answer.part)) }
    }
  }

  func diff(_ request: DiffReportsRequest, _ out: Outgoing<DiffReportsResponse>) async throws {
    let revision = try await storage.call(
      StorageAPI.getHead, GetHeadRequest(at: request.at)
    ).revision
    let after = try await report(request.after, revision)
    let before = try await self.before(request.before, after, revision)
    guard before.document.id != after.document.id else {
      throw LedgerError(
        .malformed, subject: "document \(after.document.id)", "it is the same as the other one",
        hint: "name two documents")
    }
    let (old, new) = try await together(
      { try await claims(of: before.document.id, revision) },
      { try await claims(of: after.document.id, revision) })
    let difference = ClaimDifference(version: old, next: new.map(\.claim))
    for part in ClaimChanges.parts(
      of: difference.changes, document: after.document.id, bytes: TransportLimits.batchSize)
    {
      try await out.send(.changes(part))
    }
    try await out.send(
      .difference(
        ReportDifference(
          status: seen.whole("difference", revision), before: before, after: after,
          claims: ClaimTally(difference))))
  }

  private func before(_ id: String, _ after: ReportRecord, _ revision: Revision) async throws
    -> ReportRecord
  {
    if !id.isEmpty { return try await report(id, revision) }
    guard let previous = after.previousVersion else {
      throw LedgerError(
        .notFound, subject: "document \(after.document.id)",
        "no earlier version of it is known: nothing else was seen at its address before it",
        hint: "name the document that it is to be compared with")
    }
    return try await report(previous.description, revision)
  }

  private func report(_ id: String, _ revision: Revision) async throws -> ReportRecord {
    guard !id.isEmpty else {
      throw LedgerError(
        .malformed, subject: "document", "missing", hint: "say which document is meant")
    }
    let request = ListReportsRequest(at: .revision(revision), document: id)
    guard let report = try await storage.call(StorageAPI.listReports, request).reports.first else {
      throw LedgerError(.notFound, subject: id, "the ledger has no such document")
    }
    return report
  }

  private func claims(of document: DocumentID, _ revision: Revision) async throws -> [ClaimRecord] {
    var claims: [ClaimRecord] = []
    var cursor = ""
    repeat {
      let page = try await storage.call(
        StorageAPI.listClaims,
        ListClaimsRequest(
          filter: ClaimFilter(document: document), at: .revision(revision), pageSize: 500,
          cursor: cursor))
      claims += page.claims
      cursor = page.nextCursor
      guard claims.count <= Self.mostClaims else {
        throw LedgerError(
          .tooLarge, subject: "document \(document)",
          "more than \(Self.mostClaims) claims, which is what can be compared",
          hint: "list the claims of both documents instead")
      }
    } while !cursor.isEmpty
    return claims
  }
}
