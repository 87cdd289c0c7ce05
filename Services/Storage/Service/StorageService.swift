import Ledger
import LedgerStore
import Messages
import RPC
import Runtime

/// The ledger's handlers: each turns a request into one question to the store.
struct StorageService: Sendable {
  let store: LedgerStore
  let limits: StorageLimits
  let backups: BackupSettings
  /// How many different reviewers must decide the same before it holds.
  var requiredReviewers = 1

  /// Whose entries these are, before there are tokens.
  static let author = "local"

  func register(with routes: inout Routes) {
    routes.serve(StorageAPI.getHead, head)
    routes.serve(StorageAPI.tellHead, tellHead)
    routes.serve(StorageAPI.append, append)
    routes.serve(StorageAPI.appendVocabulary, appendVocabulary)
    routes.serve(StorageAPI.appendReviews, appendReviews)
    routes.serve(StorageAPI.getClaims.packed, claims)
    routes.serve(StorageAPI.listClaims.packed, listClaims)
    routes.serve(StorageAPI.findText.packed, findText)
    routes.serve(StorageAPI.listReports, listReports)
    routes.serve(StorageAPI.getVocabulary, vocabulary)
    routes.serve(StorageAPI.watch, watch)
    routes.serve(StorageAPI.getStatus, status)
    routes.serve(StorageAPI.verify, verify)
    routes.serve(StorageAPI.rebuild, rebuild)
    routes.serve(StorageAPI.listCheckpoints, listCheckpoints)
    routes.serve(StorageAPI.getCheckpoint, checkpoint)
    routes.serve(StorageAPI.getProof, proof)
    registerOriginals(with: &routes)
    routes.serve(StorageAPI.withdraw, withdraw)
    routes.serve(StorageAPI.backup, backup)
    routes.serve(StorageAPI.listBackups, listBackups)
    routes.serve(StorageAPI.listReadings, listReadings)
    routes.serve(StorageAPI.countBySource, countBySource)
  }

  @Sendable private func head(_ request: GetHeadRequest) async throws -> GetHeadResponse {
    let head = try await store.head(at: request.at)
    return GetHeadResponse(
      revision: head.revision, hash: head.revision == .empty ? nil : head.hash,
      recordedAt: head.recordedAt)
  }

  @Sendable private func tellHead(
    _ questions: Incoming<TellHeadRequest>, _ out: Outgoing<TellHeadResponse>
  ) async throws {
    for try await _ in questions {
      let head = try await store.head()
      try await out.send(
        TellHeadResponse(
          revision: head.revision, hash: head.revision == .empty ? nil : head.hash))
    }
  }

  @Sendable private func append(_ parts: Incoming<AppendRequest>) async throws -> AppendResponse {
    let held = limits.unfinished.reservation()
    defer { held.releaseAll() }
    let recording = try await RecordingAssembly.assemble(parts, limits, held)
    let outcome = try await store.append(recording, author: Self.author, at: .now)
    return AppendResponse(
      revision: outcome.revision, claims: outcome.claims,
      alreadyRecorded: outcome.alreadyRecorded, keptByReview: outcome.keptByReview)
  }

  @Sendable private func appendVocabulary(_ request: AppendVocabularyRequest) async throws
    -> AppendVocabularyResponse
  {
    // Another method's message reads as a vocabulary that knows nothing, which would take effect at once.
    guard Digest(hex: request.vocabulary.lexiconFingerprint) != nil,
      !request.vocabulary.measures.isEmpty
    else {
      throw LedgerError(
        .malformed, subject: "vocabulary", "without the fingerprint of a lexicon, or any measure",
        hint: "send the whole vocabulary of a lexicon")
    }
    let outcome = try await store.append(request.vocabulary, author: Self.author, at: .now)
    return AppendVocabularyResponse(
      revision: outcome.revision, alreadyRecorded: outcome.alreadyRecorded)
  }

  @Sendable private func claims(_ request: GetClaimsRequest) async throws
    -> Packed<GetClaimsResponse>
  {
    guard request.ids.count <= PageSize.largest else {
      throw LedgerError(
        .tooLarge, subject: "ids", "\(request.ids.count) ids at once",
        hint: "ask for at most \(PageSize.largest)")
    }
    let revision = try await store.head(at: request.at).revision
    guard request.history else {
      return try Packed(
        claims: try await store.packedClaims(ids: request.ids, at: revision), revision: revision)
    }
    let claims = try await store.claims(ids: request.ids, at: revision)
    var hashes: [Digest] = []
    for claim in claims { hashes.append(try await store.entryHash(at: claim.began)) }
    let documents = Set(claims.map(\.claim.document)).sorted()
    return try Packed(
      GetClaimsResponse(
        claims: claims, sightings: try await store.sightings(of: documents, at: revision),
        entryHashes: hashes, revision: revision))
  }

  /// Claims go out as they are stored, which takes a fraction of the time of unpacking and packing them.
  @Sendable private func listClaims(_ request: ListClaimsRequest) async throws
    -> Packed<ListClaimsResponse>
  {
    let (page, sightings) = try await store.listSeenClaims(
      request.filter, at: request.at, pageSize: try PageSize.of(request.pageSize),
      cursor: request.cursor, sightings: request.sightings)
    var counts: ClaimCounts?
    if let count = request.count {
      counts = try await store.counts(count, of: request.filter, at: page.revision)
    }
    return try Packed(
      claims: page.items, nextCursor: page.nextCursor, revision: page.revision, counts: counts,
      sightings: sightings)
  }

  @Sendable private func findText(_ request: FindTextRequest) async throws
    -> Packed<FindTextResponse>
  {
    let page = try await store.searchPacked(
      request.filter, in: request.scope, at: request.at,
      pageSize: try PageSize.of(request.pageSize), cursor: request.cursor)
    var counts: ClaimCounts?
    if let count = request.count {
      counts = try await store.counts(
        count, of: request.filter, in: request.scope, at: page.revision)
    }
    return try Packed(
      hits: page.items, nextCursor: page.nextCursor, revision: page.revision, counts: counts)
  }

  @Sendable private func listReports(_ request: ListReportsRequest) async throws
    -> ListReportsResponse
  {
    let revision = try await store.head(at: request.at).revision
    let page = try await store.listReports(
      document: request.document, at: revision, pageSize: try PageSize.of(request.pageSize),
      cursor: request.cursor)
    return ListReportsResponse(
      reports: page.items, nextCursor: page.nextCursor, revision: page.revision)
  }

  @Sendable private func vocabulary(_ request: GetVocabularyRequest) async throws
    -> GetVocabularyResponse
  {
    let revision = try await store.head(at: request.at).revision
    return GetVocabularyResponse(
      vocabulary: try await store.vocabulary(at: revision), revision: revision)
  }

  @Sendable private func status(_ request: GetStorageStatusRequest) async throws
    -> GetStorageStatusResponse
  {
    // How it is must be told above all when the ledger cannot be counted.
    let numbers: Statistics
    do {
      numbers = try await store.statistics()
    } catch let error as LedgerError where error.reason == .damaged {
      numbers = Statistics(
        entries: store.newest.number, documents: 0, claims: 0, databaseSize: 0, logSize: 0,
        transactions: 0)
    }
    let shortcoming = await store.shortcoming()
    return GetStorageStatusResponse(
      status: ServiceStatus(
        service: "storage", version: Version.current,
        health: shortcoming == nil ? .ready : .degraded, revision: store.newest,
        note: "\(numbers.documents) documents, \(numbers.claims) claims"
          + (store.hasErasuresToFinish ? "; erased words may still be in the file" : ""),
        error: shortcoming),
      entries: Int64(numbers.entries), documents: Int64(numbers.documents),
      claims: Int64(numbers.claims), databaseSize: Int64(numbers.databaseSize),
      logSize: Int64(numbers.logSize))
  }
}

/// How many items a page may hold.
enum PageSize {
  static let standard = 100
  static let largest = 500

  static func of(_ wanted: Int) throws(LedgerError) -> Int {
    guard (0...largest).contains(wanted) else {
      throw LedgerError(
        .malformed, subject: "page_size", "\(wanted) is not between 1 and \(largest)")
    }
    return wanted == 0 ? standard : wanted
  }
}
