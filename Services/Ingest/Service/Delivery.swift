import Ledger
import Logging
import Messages
import RPC

/// What submitters told of a document that decides how it is read.
struct ReadingBasis: Sendable {
  /// The best publication date that somebody gave; nil for the text's own.
  var published: DateStatement?
  /// For a table: the newest mapping that somebody gave. Empty for a text.
  var mapping: String

  init(published: DateStatement? = nil, mapping: String = "") {
    self.published = published
    self.mapping = mapping
  }

  /// - Parameters:
  ///   - known: what the ledger has of it, asked for by its id.
  ///   - sighting: the newest one, which the ledger may not have yet.
  init(of known: ReportRecord?, _ sighting: Sighting) {
    published = ((known?.sightings ?? []) + [sighting]).suppliedDate
    mapping = sighting.mapping.isEmpty ? known?.mapping ?? "" : sighting.mapping
  }
}

/// Brings recordings to storage and does not give up while there is hope: until storage says that it has them, or that
/// it never will.
struct Delivery: Sendable {
  let storage: Peer
  let logger: Logger
  private let seen = SeenLedger()

  init(storage: Peer, logger: Logger) {
    self.storage = storage
    self.logger = logger
  }

  /// Reads a document by what is known of it, and records the reading. Where somebody else told more meanwhile, a better
  /// date or another mapping, it is read once more.
  /// - Parameters:
  ///   - waiting: told why it has to wait, each time.
  ///   - read: the reading, by what submitters told.
  func deliver(
    _ sighting: Sighting, as patience: Perseverance = .forAccepted,
    waiting: @escaping @Sendable (LedgerError) -> Void = { _ in },
    read: (ReadingBasis) async throws -> Recording
  ) async throws -> (recording: Recording, outcome: AppendResponse) {
    while true {
      let recording = try await read(try await basis(of: sighting, as: patience))
      do {
        return (recording, try await append(recording, as: patience, waiting: waiting))
      } catch let conflict as LedgerError where conflict.reason == .writeConflict {
        logger.info("read again", metadata: ["why": "\(conflict)"])
        try Task.checkCancellation()
      }
    }
  }

  private func append(
    _ recording: Recording, as patience: Perseverance,
    waiting: @escaping @Sendable (LedgerError) -> Void
  ) async throws -> AppendResponse {
    try await persevering("report \(recording.document.id)", patience, telling: waiting) {
      try await storage.send(StorageAPI.append) { out in
        try await out.send(.recording(Self.header(of: recording)))
        for batch in recording.run.claims.batches(bytes: TransportLimits.batchSize) {
          try await out.send(.claims(batch))
        }
        for part in recording.original.parts(TransportLimits.partSize) {
          try await out.send(.original(part))
        }
        for part in (recording.run.transcript?.words ?? []).parts(TransportLimits.partSize) {
          try await out.send(.transcript(part))
        }
      }
    }
  }

  /// What submitters told of a document, with this sighting or an earlier one.
  /// Throws `withdrawn` for a document whose words were taken out of reach: storage would not take it either.
  private func basis(of sighting: Sighting, as patience: Perseverance) async throws
    -> ReadingBasis
  {
    let request = ListReportsRequest(document: sighting.document.description)
    let reports = try await persevering("sightings of \(sighting.document)", patience) {
      do {
        return try await storage.call(StorageAPI.listReports, request).reports
      } catch let error as LedgerError where error.reason == .notFound {
        return []
      }
    }
    if let withdrawn = reports.first?.withdrawn {
      throw withdrawn.refusal(of: sighting.document)
    }
    return ReadingBasis(of: reports.first, sighting)
  }

  func deliver(_ vocabulary: Vocabulary, as patience: Perseverance = .forAccepted) async throws {
    _ = try await persevering("vocabulary", patience) {
      try await storage.call(
        StorageAPI.appendVocabulary, AppendVocabularyRequest(vocabulary: vocabulary))
    }
  }

  /// Brings the vocabulary again where the ledger has gone back: it may not hold it any more, and no report may come
  /// before it.
  func renew(_ vocabulary: Vocabulary) async throws {
    let head = try await persevering("head") {
      try await storage.call(StorageAPI.getHead, GetHeadRequest())
    }
    guard seen.hasGoneBack(to: head.revision) else { return }
    logger.warning(
      "the ledger has gone back; it gets the vocabulary again",
      metadata: ["revision": "\(head.revision)"])
    try await deliver(vocabulary)
  }

  private static func header(of recording: Recording) -> RecordingHeader {
    var run = recording.run
    run.claims = []
    run.transcript?.words = []
    return RecordingHeader(
      document: recording.document, sighting: recording.sighting, run: run,
      claims: recording.run.claims.count)
  }

  /// Tries a step again for as long as it is worth it.
  func persevering<T: Sendable>(
    _ what: String, _ patience: Perseverance = .forAccepted,
    telling waiting: (@Sendable (LedgerError) -> Void)? = nil,
    _ step: @Sendable () async throws -> T
  ) async throws -> T {
    let begun = ContinuousClock.now
    var wait = Duration.milliseconds(100)
    while true {
      do {
        // In the name of whoever asked for it, for as long as it takes.
        let asked = Call.current.isNone ? Call() : Call.current
        let call = Call(
          requestID: asked.requestID, deadline: .now + .seconds(60), trace: asked.trace)
        return try await Call.$current.withValue(call) { try await step() }
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        let failure = LedgerError(error, doing: what)
        guard patience.mayPass(failure.reason), begun.duration(to: .now) < patience.limit else {
          throw failure
        }
        logger.warning("waiting to deliver", metadata: ["what": "\(what)", "error": "\(failure)"])
        waiting?(failure)
        try await Task.sleep(for: wait * Double.random(in: 0.5...1.5))
        wait = min(wait * 2, .seconds(5))
      }
    }
  }
}

extension [UInt8] {
  /// All of it in pieces of a size, the last of which may be shorter.
  fileprivate func parts(_ size: Int) -> some Sequence<[UInt8]> {
    stride(from: 0, to: count, by: size).lazy.map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
