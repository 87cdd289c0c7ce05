package import Ledger
import Synchronization

/// What the ledger cannot do at present, and why. Each part is well again with the first time that it succeeds.
final class Condition: Sendable {
  private struct State {
    var writing: LedgerError?
    var reading: LedgerError?
    var log: LedgerError?
  }
  private let state = Mutex(State())

  /// The gravest first; nil where all is well.
  var error: LedgerError? {
    state.withLock { $0.reading ?? $0.writing ?? $0.log }
  }

  /// The last write failed.
  var cannotWrite: Bool { state.withLock { $0.writing != nil } }

  /// Another program keeps the log from being emptied.
  var cannotEmptyLog: Bool { state.withLock { $0.log != nil } }

  func noteWritten() { state.withLock { $0.writing = nil } }

  /// Returns the failure as whoever wanted to write is to see it.
  func noteWriting(failed error: LedgerError) -> LedgerError {
    var error = error
    switch error.reason {
    case .misconfigured:
      // The directory could be written when the ledger was opened, and may be again: what waits must not be given up.
      error.reason = .unavailable
      fallthrough
    case .diskFull, .damaged, .unavailable, .overloaded:
      state.withLock { $0.writing = error }
    case .malformed, .notFound, .revisionUnknown, .schemaTooNew, .writeConflict, .tooLarge,
      .unsupported, .cancelled, .deadline, .internalFailure, .withdrawn:
      break
    }
    return error
  }

  func noteReading(failed error: LedgerError) {
    if error.reason == .damaged { state.withLock { $0.reading = error } }
  }

  /// All of the ledger was looked at and is as it was recorded, or its projections were written again.
  func noteWhole() { state.withLock { $0.reading = nil } }

  func noteLog(_ error: LedgerError?) { state.withLock { $0.log = error } }
}

extension LedgerStore {
  /// What the ledger cannot do at present; nil where all is well. What failed is tried again: nobody has to record
  /// anything for it to be noticed that the cause is gone.
  package func shortcoming() async -> LedgerError? {
    if condition.cannotWrite { try? await writer.probe() }
    if condition.cannotEmptyLog { await keepLogShort(now: true) }
    return condition.error
  }
}
