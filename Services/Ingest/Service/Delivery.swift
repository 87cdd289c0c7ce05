import Ledger
import Logging
import Messages
import RPC

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

  /// Reads a document with the best publication date that is known, and records the reading. Where somebody else's
  /// better date was recorded meanwhile, it is read once more.
  /// - Parameters:
  ///   - waiting: told why it has to wait, each time.
  ///   - read: the reading, with the date that submitters gave.
  func deliver(
    _ sighting: Sighting, as patience: Perseverance = .forAccepted,
    waiting: @escaping @Sendable (LedgerError) -> Void = { _ in },
    read: (DateStatement?) async throws -> Recording
  ) async throws -> (recording: Recording, outcome: AppendResponse) {
    while true {
      let supplied = try await suppliedDate(of: sighting, as: patience)
      let recording = try await read(supplied)
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
        var rest = recording.original[...]
        while !rest.isEmpty {
          try await out.send(.original(Array(rest.prefix(TransportLimits.partSize))))
          rest = rest.dropFirst(TransportLimits.partSize)
        }
      }
    }
  }

  /// The publication date that submitters gave for a document, with this sighting or an earlier one.
  /// Throws `withdrawn` for a document whose words were taken out of reach: storage would not take it either.
  private func suppliedDate(of sighting: Sighting, as patience: Perseverance) async throws
    -> DateStatement?
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
    return (reports.flatMap(\.sightings) + [sighting]).suppliedDate
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
        let call = Call(deadline: .now + .seconds(60))
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
