import Ledger
import Messages
import RPC
import Synchronization

/// Which state of the ledger is the newest, as storage says when it is asked.
///
/// Most answers begin with that question, and those that are kept consist of little else. So a call to storage is held open
/// for it, through which it takes a quarter of the time that a call of its own takes. One question is under way at a time;
/// whoever asks meanwhile shares the next one, so that nobody is told a state from before they asked. While that call is not
/// open, or is slow, each asks by a call of their own, which also says why there is no answer.
final class NewestHead: Sendable {
  struct Bounds: Sendable {
    /// That an answer may take until whoever waits for it asks by themselves.
    var patience: Duration = .milliseconds(250)
    /// That one call is held open: the name of storage may stand for another process by then.
    var age: Duration = .seconds(10)
    /// Before the next one, where one was open for no longer than this.
    var pause: Duration = .milliseconds(500)
  }

  /// Nil: ask by yourself.
  private typealias Waiter = CheckedContinuation<TellHeadResponse?, Never>
  private typealias Signal = AsyncStream<Void>.Continuation

  private struct State {
    /// Makes the open call send a question; nil while there is none.
    var signal: Signal?
    var opened = ContinuousClock.now
    /// It has answered its last question in time.
    var answers = false
    /// Since when a question has been under way.
    var since: ContinuousClock.Instant?
    /// Whose question that is.
    var asked: [Int: Waiter] = [:]
    /// For whom the next one will be.
    var waiting: [Int: Waiter] = [:]
    var last = 0
  }

  private let storage: Peer
  private let bounds: Bounds
  private let state = Mutex(State())
  private let (questions, questioned) = AsyncStream<Void>.makeStream(
    bufferingPolicy: .bufferingNewest(1))

  init(_ storage: Peer, _ bounds: Bounds = Bounds()) {
    self.storage = storage
    self.bounds = bounds
  }

  func ask() async throws -> TellHeadResponse {
    if let told = await told() { return told }
    try Task.checkCancellation()
    let head = try await storage.call(StorageAPI.getHead, GetHeadRequest(at: .head))
    return TellHeadResponse(revision: head.revision, hash: head.hash)
  }

  // MARK: - Asking

  private func told() async -> TellHeadResponse? {
    let key = state.withLock { state in
      state.last += 1
      return state.last
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        let waits = state.withLock { wait(waiter, key, &$0) }
        if !waits { waiter.resume(returning: nil) }
      }
    } onCancel: {
      let waiter = state.withLock {
        $0.waiting.removeValue(forKey: key) ?? $0.asked.removeValue(forKey: key)
      }
      waiter?.resume(returning: nil)
    }
  }

  private func wait(_ waiter: Waiter, _ key: Int, _ state: inout State) -> Bool {
    // Whoever is cancelled from here on is found among those who wait.
    guard state.answers, let signal = state.signal, !Task.isCancelled else { return false }
    guard state.opened.duration(to: .now) < bounds.age else {
      state.answers = false
      signal.finish()
      return false
    }
    state.waiting[key] = waiter
    if state.since == nil { signal.yield() }
    return true
  }

  // MARK: - The open call

  /// Holds a call open until it is cancelled.
  func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.holdOpen() }
      group.addTask { await self.watch() }
    }
  }

  private func holdOpen() async {
    while !Task.isCancelled {
      let opened = ContinuousClock.now
      // Whoever asks by themselves is told what is wrong.
      try? await exchange(opened)
      close()
      if opened.duration(to: .now) < bounds.pause { try? await Task.sleep(for: bounds.pause) }
    }
  }

  private func exchange(_ opened: ContinuousClock.Instant) async throws {
    let (signals, signal) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    state.withLock { ($0.signal, $0.opened) = (signal, opened) }
    // Nobody waits for the first question: that it is answered shows that others will be.
    signal.yield()
    try await storage.exchange(StorageAPI.tellHead) { [self] out in
      for await _ in signals where takeQuestion() { try await out.send(TellHeadRequest()) }
    } _: { [self] answers in
      for try await answer in answers { take(answer) }
    }
  }

  private func takeQuestion() -> Bool {
    let isNext = state.withLock { state in
      guard state.since == nil else { return false }
      state.since = .now
      (state.asked, state.waiting) = (state.waiting, [:])
      return true
    }
    if isNext { questioned.yield() }
    return isNext
  }

  private func take(_ answer: TellHeadResponse) {
    let told = state.withLock { state in
      let told = state.asked
      (state.answers, state.since, state.asked) = (true, nil, [:])
      if !state.waiting.isEmpty { state.signal?.yield() }
      return told.values
    }
    for waiter in told { waiter.resume(returning: answer) }
  }

  private func close() {
    leave { state in
      state.signal?.finish()
      (state.signal, state.since) = (nil, nil)
    }
  }

  // MARK: - Patience

  /// Sends away who has waited for too long for an answer.
  private func watch() async {
    for await _ in questions {
      while state.withLock({ $0.since != nil }) {
        guard (try? await Task.sleep(for: bounds.patience)) != nil else { return }
        let isSlow = state.withLock {
          $0.since.map { $0.duration(to: .now) >= bounds.patience } ?? false
        }
        // The question stays under way; with its answer, others wait here again.
        if isSlow { leave { _ in } }
      }
    }
  }

  private func leave(_ step: (inout State) -> Void) {
    let left = state.withLock { state in
      let left = Array(state.asked.values) + state.waiting.values
      (state.answers, state.asked, state.waiting) = (false, [:], [:])
      step(&state)
      return left
    }
    for waiter in left { waiter.resume(returning: nil) }
  }
}
