import Extraction
import Ledger
import Messages
import RPC
import Synchronization

/// Reads documents of the ledger again with the present extractor and lexicon, some at once, and tells what differs.
/// Each document is recorded by itself, so that one who stops in the middle and begins again has only the rest to do.
final class Rereading: Sendable {
  private let documents: LedgerDocuments
  private let delivery: Delivery
  private let reader: ReportReader
  private let workers: Int
  /// One at a time: each takes as many texts at once as there are workers.
  private let isRunning = Atomic(false)

  init(documents: LedgerDocuments, delivery: Delivery, reader: ReportReader, workers: Int) {
    self.documents = documents
    self.delivery = delivery
    self.reader = reader
    self.workers = workers
  }

  /// - Parameter send: takes what is to be told, in order.
  /// - Throws: `overloaded` while another one is running, `notFound` for a document that was named and is not there.
  ///   What is wrong with one document is told with it, and does not end the others.
  func run(_ wanted: Reextraction, _ send: @Sendable (ReextractionPart) async throws -> Void)
    async throws
  {
    guard
      isRunning.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing)
        .exchanged
    else {
      throw LedgerError(
        .overloaded, subject: "re-extraction", "documents are being read again already",
        hint: "try again when that is done", retryAfterMilliseconds: 10_000)
    }
    defer { isRunning.store(false, ordering: .releasing) }
    var selected = try await SelectedDocuments(wanted, documents, reader: reader)
    // Answers about what is recorded depend on the vocabulary: it goes first.
    if !wanted.dryRun { try await delivery.deliver(reader.vocabulary, as: .forAsked) }
    var report = ReextractionReport(
      extractorVersion: reader.extractorVersion, lexiconFingerprint: reader.lexiconFingerprint,
      dryRun: wanted.dryRun)
    var progress = ReextractionProgress(total: selected.total)
    try await send(.progress(progress))
    try await withThrowingTaskGroup(of: Reread.self) { group in
      var running = 0
      while true {
        while running < workers, let document = try await selected.next() {
          group.addTask { try await self.read(document, dryRun: wanted.dryRun) }
          running += 1
        }
        guard let read = try await group.next() else { return }
        running -= 1
        for part in ClaimChanges.parts(
          of: read.changes, document: read.document.document, bytes: TransportLimits.batchSize)
        {
          try await send(.changes(part))
        }
        try await send(.document(read.document))
        report.add(read.document)
        progress.done += 1
        try await send(.progress(progress))
      }
    }
    try await send(.report(report))
  }

  private struct Reread: Sendable {
    var document: DocumentReextraction
    var changes: [ClaimChange] = []
  }

  private func read(_ id: DocumentID, dryRun: Bool) async throws -> Reread {
    do {
      return try await difference(of: id, dryRun: dryRun)
    } catch {
      let failure = LedgerError(error, doing: "document \(id)")
      guard failure.isOfOneDocument else { throw failure }
      return Reread(document: DocumentReextraction(document: id, error: failure))
    }
  }

  private func difference(of id: DocumentID, dryRun: Bool) async throws -> Reread {
    let known = try await documents.report(id)
    guard let sighting = known.sightings.last else {
      throw LedgerError(.damaged, subject: "document \(id)", "it has no sighting")
    }
    if let withdrawn = known.withdrawn { throw withdrawn.refusal(of: id) }
    let content = try await documents.original(of: id)
    let held = try await documents.claims(of: id)
    var answer = DocumentReextraction(document: id, title: sighting.title)
    let recording: Recording
    if dryRun {
      recording = try await reader.rereading(
        of: content, sighting, by: ReadingBasis(of: known, sighting))
    } else {
      let delivered = try await delivery.deliver(sighting, as: .forAsked) { basis in
        try await reader.rereading(of: content, sighting, by: basis)
      }
      recording = delivered.recording
      answer.revision = delivered.outcome.revision
    }
    let difference = ClaimDifference(held: held, read: recording.run.claims)
    answer.claims = ClaimTally(difference)
    answer.warnings = recording.run.warnings
    return Reread(document: answer, changes: difference.changes)
  }
}

extension LedgerError {
  /// Whether the next document may fare better.
  fileprivate var isOfOneDocument: Bool {
    switch reason {
    case .malformed, .notFound, .tooLarge, .unsupported, .damaged, .internalFailure, .writeConflict,
      .withdrawn:
      true
    case .revisionUnknown, .schemaTooNew, .unavailable, .diskFull, .overloaded, .cancelled,
      .deadline, .misconfigured:
      false
    }
  }
}
