import Synchronization

/// A value that others can wait on. Each reader of `changes()` gets the present value at once, then the newest whenever
/// it changed; values in between may be passed over.
///
/// Readers are woken when the lock is free again, and look up the value then: to wake a task takes its lock, and whoever
/// cancels the task has that lock while the reader is taken off here.
package final class Watched<Value: Sendable & Equatable>: Sendable {
  private struct State {
    var value: Value
    var readers: [Int: AsyncStream<Void>.Continuation] = [:]
    var next = 0
  }

  private let state: Mutex<State>

  package init(_ value: Value) { state = Mutex(State(value: value)) }

  package var value: Value { state.withLock(\.value) }

  package func set(_ value: Value) { update { _ in value } }

  package func update(_ change: (Value) -> Value) {
    let readers: [AsyncStream<Void>.Continuation] = state.withLock { state in
      let value = change(state.value)
      guard state.value != value else { return [] }
      state.value = value
      return Array(state.readers.values)
    }
    for reader in readers { reader.yield() }
  }

  package func changes() -> AsyncStream<Value> {
    let (signals, signal) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let key = state.withLock { state in
      state.next += 1
      state.readers[state.next] = signal
      return state.next
    }
    signal.onTermination = { [weak self] _ in
      _ = self?.state.withLock { $0.readers.removeValue(forKey: key) }
    }
    signal.yield()
    let last = Last<Value>()
    return AsyncStream {
      for await _ in signals {
        let value = self.value
        if last.replace(with: value) { return value }
      }
      return nil
    }
  }

  /// Returns the first value that satisfies the condition. Throws `CancellationError` when the task is cancelled.
  package func wait(until condition: (Value) -> Bool) async throws -> Value {
    for await value in changes() where condition(value) { return value }
    throw CancellationError()
  }
}

/// What a reader has been given last.
private final class Last<Value: Sendable & Equatable>: Sendable {
  private let value = Mutex<Value?>(nil)

  /// - Returns: false where it is the same again.
  func replace(with newest: Value) -> Bool {
    value.withLock { value in
      guard value != newest else { return false }
      value = newest
      return true
    }
  }
}
