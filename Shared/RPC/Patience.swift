import Ledger
import Synchronization

/// How long a handler waits for a caller that owes it a message. Without it, a caller who begins a report and falls
/// silent would keep a call, and what it has sent so far, for ever.
final class Patience: Sendable {
  private struct State {
    /// Since when the handler has been waiting; nil while it does not wait.
    var since: ContinuousClock.Instant?
    /// Whether the caller is in the middle of something.
    var owes: Bool
  }

  private let limit: Duration
  private let state: Mutex<State>

  /// - Parameter owes: whether the caller is in the middle of something from the first.
  init(_ limit: Duration, owes: Bool = true) {
    self.limit = limit
    state = Mutex(State(owes: owes))
  }

  /// Between two passages, say, a caller may take its time.
  func expectMore(_ owes: Bool) { state.withLock { $0.owes = owes } }

  func begin() { state.withLock { $0.since = $0.owes ? .now : nil } }

  func end() { state.withLock { $0.since = nil } }

  /// Runs the body as long as the caller does not stay silent for too long.
  func watch<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) async throws -> T {
    try await withThrowingTaskGroup(of: T.self) { group in
      group.addTask { try await body() }
      group.addTask { [self] in throw try await silence() }
      defer { group.cancelAll() }
      guard let result = try await group.next() else { throw CancellationError() }
      return result
    }
  }

  private func silence() async throws -> LedgerError {
    while true {
      let due = (state.withLock(\.since) ?? .now) + limit
      if due <= .now {
        return LedgerError(
          .deadline, subject: "request",
          "the caller sent nothing for \(limit.components.seconds) s in the middle of it (limits.part-wait)",
          hint: "send it again without such a pause")
      }
      try await Task.sleep(until: due, clock: .continuous)
    }
  }
}
