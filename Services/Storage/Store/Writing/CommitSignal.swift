import Ledger
import Synchronization

/// Wakes those who wait for the ledger to grow.
final class CommitSignal: Sendable {
  private struct State {
    var head: Revision
    var isClosed = false
    var nextTicket = 0
    var waiting: [Int: Waiter] = [:]
  }
  private struct Waiter {
    let after: Revision
    let continuation: CheckedContinuation<Void, any Error>
  }
  private let state: Mutex<State>

  init(head: Revision) { state = Mutex(State(head: head)) }

  /// Returns once the head is beyond a revision. Throws `cancelled` with the task, `unavailable` when the ledger closes.
  func wait(after revision: Revision) async throws {
    let ticket = state.withLock { state in
      state.nextTicket += 1
      return state.nextTicket
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        // A cancellation before this point found no waiter to wake, hence the question whether there was one.
        let answer: Result<Void, any Error>? = state.withLock { state in
          if state.head > revision { return .success(()) }
          if state.isClosed { return .failure(LedgerError.closed) }
          if Task.isCancelled { return .failure(LedgerError.waitCancelled) }
          state.waiting[ticket] = Waiter(after: revision, continuation: continuation)
          return nil
        }
        if let answer { continuation.resume(with: answer) }
      }
    } onCancel: {
      let waiter = state.withLock { $0.waiting.removeValue(forKey: ticket) }
      waiter?.continuation.resume(throwing: LedgerError.waitCancelled)
    }
  }

  var newest: Revision { state.withLock { $0.head } }

  /// The head is at least there now.
  func announce(_ head: Revision) {
    let ready = state.withLock { state in
      state.head = max(state.head, head)
      let ready = state.waiting.filter { $0.value.after < head }
      for ticket in ready.keys { state.waiting[ticket] = nil }
      return ready
    }
    for waiter in ready.values { waiter.continuation.resume() }
  }

  /// The ledger will not grow any more.
  func close() {
    let left = state.withLock { state in
      state.isClosed = true
      let left = state.waiting
      state.waiting = [:]
      return left
    }
    for waiter in left.values { waiter.continuation.resume(throwing: LedgerError.closed) }
  }
}

extension LedgerError {
  static var waitCancelled: LedgerError { LedgerError(.cancelled, "the wait was given up") }
}
