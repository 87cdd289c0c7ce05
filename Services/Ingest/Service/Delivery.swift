import Ledger
import Logging
import Messages
import RPC

/// Brings recordings to storage and does not give up while there is hope: until storage says that it has them, or that
/// it never will.
struct Delivery: Sendable {
  let storage: Peer
  let logger: Logger

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
  private func suppliedDate(of sighting: Sighting, as patience: Perseverance) async throws
    -> DateStatement?
  {
    let request = ListReportsRequest(document: sighting.document.description)
    let known = try await persevering("sightings of \(sighting.document)", patience) {
      do {
        return try await storage.call(StorageAPI.listReports, request).reports.flatMap(\.sightings)
      } catch let error as LedgerError where error.reason == .notFound {
        return []
      }
    }
    return (known + [sighting]).suppliedDate
  }

  func deliver(_ vocabulary: Vocabulary, as patience: Perseverance = .forAccepted) async throws {
    _ = try await persevering("vocabulary", patience) {
      try await storage.call(
        StorageAPI.appendVocabulary, AppendVocabularyRequest(vocabulary: vocabulary))
    }
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
