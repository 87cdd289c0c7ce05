import Synchronization

/// A value that others can wait on. Each reader of `changes()` gets the present value at once, then the newest whenever
/// it changed; values in between may be passed over.
package final class Watched<Value: Sendable & Equatable>: Sendable {
  private struct State {
    var value: Value
    var readers: [Int: AsyncStream<Value>.Continuation] = [:]
    var next = 0
  }

  private let state: Mutex<State>

  package init(_ value: Value) { state = Mutex(State(value: value)) }

  package var value: Value { state.withLock(\.value) }

  package func set(_ value: Value) { update { _ in value } }

  package func update(_ change: (Value) -> Value) {
    state.withLock { state in
      let value = change(state.value)
      guard state.value != value else { return }
      state.value = value
      for reader in state.readers.values { reader.yield(value) }
    }
  }

  package func changes() -> AsyncStream<Value> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      let key = state.withLock { state in
        state.next += 1
        state.readers[state.next] = continuation
        continuation.yield(state.value)
        return state.next
      }
      continuation.onTermination = { [weak self] _ in
        _ = self?.state.withLock { $0.readers.removeValue(forKey: key) }
      }
    }
  }

  /// Returns the first value that satisfies the condition. Throws `CancellationError` when the task is cancelled.
  package func wait(until condition: (Value) -> Bool) async throws -> Value {
    for await value in changes() where condition(value) { return value }
    throw CancellationError()
  }
}
