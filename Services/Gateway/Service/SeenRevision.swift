import Ledger
import Messages
import RPC
import Synchronization

/// The newest revision that this gateway has answered about. While storage does not say what is newest, nothing before it
/// is given out as the newest.
final class SeenRevision: Sendable {
  private struct State {
    var revision = Revision.empty
    /// When it was heard of.
    var at = ContinuousClock.now
  }
  private let state = Mutex(State())

  var value: Revision { state.withLock(\.revision) }

  /// What storage said is newest. A ledger that was restored from a backup has gone back; an answer that overtook another
  /// one has not.
  /// - Parameter asked: when storage was asked.
  func note(_ newest: Revision, asked: ContinuousClock.Instant) {
    state.withLock { state in
      guard newest >= state.revision || asked > state.at else { return }
      state = State(revision: newest)
    }
  }

  /// Something was answered about it.
  func raise(to revision: Revision) {
    state.withLock { if revision > $0.revision { $0 = State(revision: revision) } }
  }

  /// The status of an answer that has one part, and has it.
  func whole(_ name: String, _ revision: Revision) -> AnswerStatus {
    raise(to: revision)
    return .whole(name, revision)
  }
}
