import Extraction
import Ledger
import Messages
import RPC
import Runtime

/// The intake's handlers.
struct IngestService: Sendable {
  let spool: Spool
  let board: IntakeBoard
  let reader: ReportReader
  let limits: IntakeLimits
  let rereading: Rereading

  func register(with routes: inout Routes) {
    routes.serve(IngestAPI.submit, submit)
    routes.serve(IngestAPI.follow, follow)
    routes.serve(IngestAPI.extract, extract)
    routes.serve(IngestAPI.getStatus, status)
    routes.serve(IngestAPI.dropRefused) { request in
      DropRefusedResponse(removed: try spool.dropRefused(request.document))
    }
    routes.serve(IngestAPI.reextract) { request, out in
      try await rereading.run(request.reextraction) {
        try await out.send(IngestServiceReextractResponse($0))
      }
    }
  }

  @Sendable private func submit(_ parts: Incoming<IngestServiceSubmitRequest>) async throws
    -> IngestServiceSubmitResponse
  {
    // A full spool refuses before the bytes travel, not after.
    try spool.requireRoom()
    let held = limits.unfinished.reservation()
    defer { held.releaseAll() }
    let (header, content) = try await SubmissionAssembly.assemble(parts, limits, held)
    // What cannot be read is refused now, while somebody is there to be told.
    if header.mapping.isEmpty {
      try await reader.check(content)
    } else {
      _ = try await reader.readTable(content, by: header.mapping, published: nil)
    }
    let document = DocumentID(original: content)
    let sighting = Sighting(
      document: document, outlet: header.outlet.isEmpty ? nil : Source(name: header.outlet),
      url: header.url, fileName: header.fileName,
      published: header.published.map { DateStatement($0, basis: .supplied) }, receivedAt: .now,
      mapping: header.mapping)
    let id = try spool.accept(sighting, content)
    board.set(id, IntakeProgress(state: .queued, document: document))
    return IngestServiceSubmitResponse(
      receipt: Receipt(id: id, document: document, size: content.count))
  }

  @Sendable private func follow(
    _ request: IngestServiceFollowRequest, _ out: Outgoing<IngestServiceFollowResponse>
  ) async throws {
    let receipt = request.receipt
    guard let changes = board.changes(receipt.id) else {
      // After a restart, what still waits is known by its file only.
      if spool.isQueued(receipt.id) {
        board.set(receipt.id, IntakeProgress(state: .queued, document: receipt.document))
        return try await follow(request, out)
      }
      return try await out.send(
        IngestServiceFollowResponse(
          progress: IntakeProgress(state: .unknown, document: receipt.document)))
    }
    for await progress in changes {
      try await out.send(IngestServiceFollowResponse(progress: progress))
      if progress.state == .recorded || progress.state == .refused { return }
    }
  }

  @Sendable private func extract(
    _ parts: Incoming<IngestServiceExtractRequest>, _ out: Outgoing<IngestServiceExtractResponse>
  ) async throws {
    var assembly = PassageAssembly(limits)
    for try await part in parts {
      let passage = try assembly.add(part.passage)
      parts.expectMore(assembly.isWithinPassage)
      guard let (header, content) = passage else { continue }
      for answer in await answers(header, content) {
        try await out.send(IngestServiceExtractResponse(passage: answer))
      }
      assembly.letGo()
    }
    try assembly.finish()
  }

  /// One passage's claims, in as many messages as it takes; a passage that cannot be read is one message that says so.
  private func answers(_ header: PassageHeader, _ content: Result<[UInt8], LedgerError>) async
    -> [PassageClaims]
  {
    do {
      let context = ReportContext(
        published: header.published.map { DateStatement($0, basis: .supplied) },
        outlet: header.outlet.isEmpty ? nil : Source(name: header.outlet))
      let (_, extraction) =
        header.mapping.isEmpty
        ? try await reader.extract(try content.get(), context, explain: header.explain)
        : try await reader.readTable(
          try content.get(), by: header.mapping, published: context.published)
      var answers = PassageClaims.parts(
        id: header.id, extraction.claims, extraction.explanations, extraction.passedOver,
        bytes: TransportLimits.batchSize)
      answers.append(
        PassageClaims(
          id: header.id, warnings: extraction.warnings, published: extraction.published, last: true)
      )
      return answers
    } catch {
      let failure = LedgerError(error, doing: "passage \(header.id)")
      return [PassageClaims(id: header.id, last: true, error: failure)]
    }
  }

  @Sendable private func status(_ request: GetIngestStatusRequest) async throws
    -> GetIngestStatusResponse
  {
    let (queued, refused) = (spool.queuedCount, spool.refusedCount)
    return GetIngestStatusResponse(
      status: ServiceStatus(
        service: "ingest", version: Version.current, health: .ready, revision: .empty,
        queueLength: queued, note: refused == 0 ? "" : "\(refused) refused reports kept aside"),
      extractorVersion: Extractor.version, lexiconFingerprint: reader.lexiconFingerprint,
      queued: queued, refused: refused)
  }
}
