import Ledger
import Synchronization

/// Decides at a server's door which calls are taken on, which wait for a turn, and which are refused at once, so that what
/// is taken on is answered in time however much is asked for.
///
/// A call for one answer takes turns with the others, by what it costs and by who asks (`TurnQueue`). A call that streams
/// takes as long as its other end wants, so it holds a place instead, of which there are so many and so many for each
/// caller: whoever reads slowly keeps nobody else's turn. Calls that cost nothing, such as those that ask whether anybody
/// is there, are always taken on.
package final class Admission: Sendable {
  package struct Bounds: Hashable, Sendable {
    /// Units of cost under way at once, for calls of one answer.
    package var atOnce: Int
    /// That such a call may wait for its turn.
    package var longestWait: Duration
    /// After so long a call that is under way no longer counts among those at once.
    package var turn: Duration
    /// Calls that stream, at once.
    package var streams: Int
    /// Of those, how many may be of one caller.
    package var streamsOfCaller: Int

    package init(
      atOnce: Int, longestWait: Duration = .seconds(2), turn: Duration = .milliseconds(250),
      streams: Int = 256, streamsOfCaller: Int = 64
    ) {
      self.atOnce = atOnce
      self.longestWait = longestWait
      self.turn = turn
      self.streams = streams
      self.streamsOfCaller = streamsOfCaller
    }
  }

  /// How it is, for whoever watches.
  package struct Load: Hashable, Sendable {
    /// Calls of one answer that are under way, and that wait for a turn.
    package var running: Int
    package var waiting: Int
    /// Calls that stream.
    package var streams: Int
  }

  private typealias Waiter = CheckedContinuation<Void, any Error>

  private struct State {
    var queue: TurnQueue
    var waiters: [TurnQueue.Ticket: Waiter] = [:]
    var last: TurnQueue.Ticket = 0
    var streams: [Caller: Int] = [:]
    var streamCount = 0
  }

  private let bounds: Bounds
  private let state: Mutex<State>
  private let (lines, queuing) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

  package init(_ bounds: Bounds) {
    self.bounds = bounds
    state = Mutex(
      State(
        queue: TurnQueue(
          TurnQueue.Bounds(
            atOnce: bounds.atOnce, longestWait: bounds.longestWait, turn: bounds.turn))))
  }

  package var load: Load {
    state.withLock {
      Load(
        running: $0.queue.runningCount, waiting: $0.queue.waitingCount, streams: $0.streamCount)
    }
  }

  /// Looks after those who wait, until it is cancelled: nobody waits for longer than they may because nobody else leaves.
  package func run() async {
    for await _ in lines {
      while state.withLock({ $0.queue.waitingCount > 0 }) {
        guard (try? await Task.sleep(for: .milliseconds(50))) != nil else { return }
        apply { $0.sweep(at: .now) }
      }
    }
  }

  /// Runs the body when its turn has come.
  /// - Throws: `overloaded`, with a hint when to come again, where that would be too late.
  func inTurn<T>(
    _ method: MethodName, of caller: Caller, _ body: () async throws -> T
  ) async throws -> T {
    if method.streams {
      try takePlace(of: caller)
      defer { leavePlace(of: caller) }
      return try await body()
    }
    guard method.cost > 0 else { return try await body() }
    let ticket = try await turn(method.cost, of: caller)
    defer { apply { $0.leave(ticket, at: .now) } }
    return try await body()
  }

  // MARK: - Turns

  private func turn(_ cost: Int, of caller: Caller) async throws -> TurnQueue.Ticket {
    let (ticket, isTurn) = state.withLock { state in
      state.last += 1
      return (
        state.last,
        state.queue.beginAtOnce(state.last, cost: cost, at: .now)
      )
    }
    if !isTurn { try await waitForTurn(ticket, cost, of: caller) }
    return ticket
  }

  private func waitForTurn(_ ticket: TurnQueue.Ticket, _ cost: Int, of caller: Caller) async throws
  {
    let deadline = Call.current.deadline
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (waiter: Waiter) in
        let now = ContinuousClock.now
        let entry = state.withLock { state -> TurnQueue.Entry? in
          // Whoever is cancelled from here on is found among those who wait.
          guard !Task.isCancelled else { return nil }
          let entry = state.queue.enter(
            ticket, of: caller, cost: cost,
            patience: deadline.map { now.duration(to: $0) } ?? .seconds(86_400), at: now)
          if entry == .waits { state.waiters[ticket] = waiter }
          return entry
        }
        switch entry {
        case .turn: waiter.resume()
        case .waits: queuing.yield()
        case .refused(let wait): waiter.resume(throwing: tooMuch(wait))
        case nil: waiter.resume(throwing: CancellationError())
        }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        state.queue.giveUp(ticket)
        return state.waiters.removeValue(forKey: ticket)
      }
      waiter?.resume(throwing: CancellationError())
    }
  }

  /// Changes the queue, and tells those who wait what that means for them.
  private func apply(_ step: (inout TurnQueue) -> TurnQueue.Change) {
    let (begin, leave) = state.withLock { state in
      let change = step(&state.queue)
      return (
        change.turns.compactMap { state.waiters.removeValue(forKey: $0) },
        change.refused.compactMap { state.waiters.removeValue(forKey: $0) }
      )
    }
    for waiter in begin { waiter.resume() }
    for waiter in leave { waiter.resume(throwing: tooMuch(bounds.longestWait)) }
  }

  private func tooMuch(_ wait: Duration) -> LedgerError {
    let milliseconds = Int(wait / .milliseconds(1))
    return LedgerError(
      .overloaded, subject: "call", "more is asked for than can be answered in time",
      hint: "try again in a moment, and ask for one thing after another",
      retryAfterMilliseconds: min(max(milliseconds, 50), 10_000))
  }

  // MARK: - Places

  private func takePlace(of caller: Caller) throws(LedgerError) {
    let full = state.withLock { state -> (key: String, count: Int)? in
      let own = state.streams[caller, default: 0]
      if own >= bounds.streamsOfCaller {
        return ("admission.streams-per-caller", bounds.streamsOfCaller)
      }
      if state.streamCount >= bounds.streams { return ("admission.streams", bounds.streams) }
      state.streams[caller] = own + 1
      state.streamCount += 1
      return nil
    }
    guard let full else { return }
    throw LedgerError(
      .overloaded, subject: full.key, "\(full.count) calls that stream are under way already",
      hint: "try again when others have ended", retryAfterMilliseconds: 1000)
  }

  private func leavePlace(of caller: Caller) {
    state.withLock { state in
      let left = state.streams[caller, default: 1] - 1
      state.streams[caller] = left > 0 ? left : nil
      state.streamCount -= 1
    }
  }
}
