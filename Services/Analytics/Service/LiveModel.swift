import Ledger
import RPC
import Reconciliation
import Synchronization

/// The model that the feed fills and questions read, and how far it has come.
final class LiveModel: Sendable {
  private let model = Mutex(ClaimModel())
  private let position = Watched(Position())

  struct Position: Hashable, Sendable {
    /// The last entry applied.
    var revision = Revision.empty
    /// All that the ledger held when the feed was first read has been applied.
    var ready = false
  }

  init() {}

  var now: Position { position.value }

  func apply(_ entry: Entry) throws {
    let revision = try model.withLock { model in
      try model.apply(entry)
      return model.revision
    }
    position.update { Position(revision: revision, ready: $0.ready) }
  }

  func caughtUp() { position.update { Position(revision: $0.revision, ready: true) } }

  /// Empty again: the ledger that it followed is not the one that answers now.
  func reset() {
    model.withLock { $0 = ClaimModel() }
    position.set(Position())
  }

  /// Asks the model. Questions wait for each other, and for entries being applied.
  func ask<Answer: Sendable>(_ question: (ClaimModel) throws -> Answer) rethrows -> Answer {
    try model.withLock { try question($0) }
  }

  /// Waits until the revision is reached. False when the caller's deadline comes first: there is then just time left
  /// to answer with what there is.
  func wait(for revision: Revision) async throws -> Bool {
    if now.revision >= revision { return true }
    let limit = Call.current.deadline.map { ContinuousClock.now.duration(to: $0) } ?? .seconds(5)
    do {
      return try await withTimeout(limit - min(limit / 4, .milliseconds(250))) { [position] in
        _ = try await position.wait { $0.revision >= revision }
        return true
      } timedOut: {
        LedgerError(.deadline, "not reached")
      }
    } catch let error as LedgerError where error.reason == .deadline {
      return false
    }
  }
}
