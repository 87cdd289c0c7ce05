import Ledger
import Synchronization

/// A fixed number of readers. Whoever finds none free waits, first come, first served.
final class ReaderPool: Sendable {
  private struct State {
    let all: [Reader]
    var free: [Reader]
    var waiting: [(ticket: Int, continuation: CheckedContinuation<Reader, any Error>)] = []
    var nextTicket = 0
    var isClosed = false
    /// Who waits for all readers to be free; nobody gets one meanwhile.
    var pausing: CheckedContinuation<Void, Never>?
    var isPaused = false
  }
  private let state: Mutex<State>
  private let condition: Condition

  init(
    path: String, size: Int, condition: Condition, texts: UnpackedTexts
  ) throws(LedgerError) {
    var readers: [Reader] = []
    for _ in 0..<max(1, size) { readers.append(try Reader(path: path, texts: texts)) }
    state = Mutex(State(all: readers, free: readers))
    self.condition = condition
  }

  /// Reads one state of the ledger. A task that is cancelled ends its read, however long it is.
  func read<Result: Sendable>(
    _ body: @Sendable (Snapshot) throws(LedgerError) -> Result
  ) async throws -> Result {
    let ticket = newTicket()
    let reader = try await acquire(ticket)
    defer { release(reader) }
    do {
      return try await withTaskCancellationHandler {
        try await reader.read(ticket: ticket, body)
      } onCancel: {
        reader.interrupt(ticket: ticket)
      }
    } catch {
      if let error = error as? LedgerError { condition.noteReading(failed: error) }
      throw error
    }
  }

  /// Runs something while nobody reads: waits for the reads that are running, and lets the next ones wait. One at a
  /// time.
  func whileNobodyReads<Result: Sendable>(_ body: () async throws -> Result) async rethrows
    -> Result
  {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        state.isPaused = true
        if state.isClosed || state.free.count == state.all.count { return true }
        state.pausing = continuation
        return false
      }
      if isFree { continuation.resume() }
    }
    defer { resume() }
    return try await body()
  }

  private func resume() {
    let next = state.withLock { state in
      state.isPaused = false
      var next: [(CheckedContinuation<Reader, any Error>, Reader)] = []
      while !state.waiting.isEmpty, let reader = state.free.popLast() {
        next.append((state.waiting.removeFirst().continuation, reader))
      }
      return next
    }
    for (continuation, reader) in next { continuation.resume(returning: reader) }
  }

  /// Waits for the reads that are running and closes every reader. Those that wait for a reader are told so.
  func close() async {
    let (left, pausing) = state.withLock { state in
      state.isClosed = true
      let left = (state.waiting, state.pausing)
      state.waiting = []
      state.pausing = nil
      return left
    }
    pausing?.resume()
    for waiter in left { waiter.continuation.resume(throwing: LedgerError.closed) }
    // An actor takes its turns in order, so that a close comes after the read that is running.
    for reader in state.withLock({ $0.all }) { await reader.close() }
  }

  private func newTicket() -> Int {
    state.withLock { state in
      state.nextTicket += 1
      return state.nextTicket
    }
  }

  private func acquire(_ ticket: Int) async throws -> Reader {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        // A cancellation before this point found no waiter to wake, hence the question whether there was one.
        let answer: Result<Reader, any Error>? = state.withLock { state in
          if state.isClosed { return .failure(LedgerError.closed) }
          if Task.isCancelled { return .failure(LedgerError.waitCancelled) }
          if !state.isPaused, let reader = state.free.popLast() { return .success(reader) }
          state.waiting.append((ticket, continuation))
          return nil
        }
        if let answer { continuation.resume(with: answer) }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        let place = state.waiting.firstIndex { $0.ticket == ticket }
        return place.map { state.waiting.remove(at: $0) }
      }
      waiter?.continuation.resume(throwing: LedgerError.waitCancelled)
    }
  }

  private func release(_ reader: Reader) {
    let (next, pausing) = state.withLock { state in
      guard !state.isPaused, !state.waiting.isEmpty else {
        state.free.append(reader)
        guard state.isPaused, state.free.count == state.all.count else {
          return (
            CheckedContinuation<Reader, any Error>?.none, CheckedContinuation<Void, Never>?.none
          )
        }
        defer { state.pausing = nil }
        return (nil, state.pausing)
      }
      return (state.waiting.removeFirst().continuation, nil)
    }
    next?.resume(returning: reader)
    pausing?.resume()
  }
}
