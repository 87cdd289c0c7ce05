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

  /// - Parameter waiting: told why it has to wait, each time.
  func deliver(
    _ recording: Recording, waiting: @escaping @Sendable (LedgerError) -> Void
  ) async throws -> AppendResponse {
    try await persevering("report \(recording.document.id)", telling: waiting) {
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

  /// The publication date that submitters gave for a document, with this sighting or an earlier one: the earliest of
  /// the most precise. A submission without a date must not undo what is known.
  /// Throws `withdrawn` for a document whose words were taken out of reach: storage would not take it either.
  func suppliedDate(of sighting: Sighting) async throws -> DateStatement? {
    let request = ListReportsRequest(document: sighting.document.description)
    let reports = try await persevering("sightings of \(sighting.document)") {
      do {
        return try await storage.call(StorageAPI.listReports, request).reports
      } catch let error as LedgerError where error.reason == .notFound {
        return []
      }
    }
    if let withdrawn = reports.first?.withdrawn {
      throw withdrawn.refusal(of: sighting.document)
    }
    let dates = (reports.flatMap(\.sightings) + [sighting]).compactMap(\.published).filter {
      $0.basis == .supplied
    }
    return dates.min { one, other in
      (-one.date.description.utf8.count, one.date.description)
        < (-other.date.description.utf8.count, other.date.description)
    }
  }

  func deliver(_ vocabulary: Vocabulary) async throws {
    _ = try await persevering("vocabulary") {
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

  private func persevering<T: Sendable>(
    _ what: String, telling waiting: (@Sendable (LedgerError) -> Void)? = nil,
    _ step: @Sendable () async throws -> T
  ) async throws -> T {
    var wait = Duration.milliseconds(100)
    while true {
      do {
        let call = Call(deadline: .now + .seconds(60))
        return try await Call.$current.withValue(call) { try await step() }
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        let failure = LedgerError(error, doing: what)
        guard Self.mayPass(failure.reason) else { throw failure }
        logger.warning("waiting to deliver", metadata: ["what": "\(what)", "error": "\(failure)"])
        waiting?(failure)
        try await Task.sleep(for: wait * Double.random(in: 0.5...1.5))
        wait = min(wait * 2, .seconds(5))
      }
    }
  }

  /// Whether the same step may succeed later. What storage will never take must not be tried for ever.
  private static func mayPass(_ reason: LedgerError.Reason) -> Bool {
    switch reason {
    case .unavailable, .deadline, .overloaded, .writeConflict, .cancelled, .diskFull,
      .internalFailure,
      .damaged:
      true
    case .malformed, .notFound, .revisionUnknown, .schemaTooNew, .tooLarge, .unsupported,
      .misconfigured, .withdrawn:
      false
    }
  }
}
