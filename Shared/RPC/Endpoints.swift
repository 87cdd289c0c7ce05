import Ledger
import Synchronization

/// How often names are resolved.
package struct ResolutionRhythm: Sendable {
  /// However quiet it is.
  package var interval: Duration
  /// However many calls fail.
  package var least: Duration

  package init(interval: Duration = .seconds(30), least: Duration = .milliseconds(500)) {
    self.interval = interval
    self.least = least
  }
}

/// The processes behind the addresses of one service: names are resolved again and again, an address that fails is
/// passed over for a while and then asked whether it is back.
final class Endpoints: Sendable {
  /// An address as it was configured, and what it stands for.
  private struct Target {
    let address: Address
    var endpoints: [Endpoint] = []
    /// Why it stands for nothing.
    var failure: LedgerError?
  }

  private struct State {
    var targets: [Target]
    /// Of all targets, each process once.
    var all: [Endpoint] = []
    /// Where choosing begins.
    var turn = 0
    var isStopped = false
  }

  private let state: Mutex<State>
  /// How often it was tried to resolve names.
  private let resolutions = Watched(0)
  let isBalanced: Bool
  private let names: NameResolution
  /// What some of the addresses stand for may change.
  let hasNames: Bool
  private let rhythm: ResolutionRhythm
  private let limits: TransportLimits
  private let probeLimit: Duration
  private let (connections, connecting) = AsyncStream<Connection>.makeStream()
  private let (questions, questioning) = AsyncStream<Endpoint>.makeStream()
  private let (requests, requesting) = AsyncStream<Void>.makeStream(
    bufferingPolicy: .bufferingNewest(1))

  /// - Parameters:
  ///   - isBalanced: calls go to all of them in turn; else to the first that answers.
  ///   - probeLimit: how long a sign of life may take.
  init(
    _ addresses: [Address], isBalanced: Bool, probeLimit: Duration, limits: TransportLimits,
    rhythm: ResolutionRhythm, names: NameResolution
  ) throws(LedgerError) {
    self.isBalanced = isBalanced
    self.probeLimit = probeLimit
    self.limits = limits
    self.rhythm = rhythm
    self.names = names
    hasNames = addresses.contains(where: \.isName)
    state = Mutex(State(targets: addresses.map { Target(address: $0) }))
    for (index, address) in addresses.enumerated() where !address.isName {
      try take([address], forTarget: index)
    }
  }

  /// Keeps connections until `stop()`, and calls under way until they are done.
  func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.connect() }
      group.addTask { await self.keepUp() }
      // Keeping up ends only when it is cancelled.
      await group.next()
      group.cancelAll()
    }
  }

  func stop() {
    let all = state.withLock { state in
      state.isStopped = true
      return state.all
    }
    for endpoint in all { endpoint.connection.retire() }
    connecting.finish()
  }

  private func connect() async {
    await withDiscardingTaskGroup { group in
      for await connection in connections { group.addTask { await connection.run() } }
    }
  }

  private func keepUp() async {
    await withDiscardingTaskGroup { group in
      if hasNames {
        group.addTask { await self.keepResolved() }
        group.addTask { await self.request(every: self.rhythm.interval) }
      }
      for await endpoint in questions { group.addTask { await self.question(endpoint) } }
    }
  }

  // MARK: - Which one

  /// The best one that is not among those that were tried: first of those that are trusted the one with the fewest calls
  /// under way, then, of the others, the one whose failure is the longest ago.
  /// - Parameter moves: whether the next call begins with another one.
  func choose(not tried: [Endpoint] = [], trusted: Bool = false, moves: Bool = false) -> Endpoint? {
    let (all, turn) = state.withLock { state in
      if moves { state.turn &+= 1 }
      return (state.all, isBalanced ? state.turn : 0)
    }
    // Where there is no choice, there is nothing to weigh.
    if all.count == 1, tried.isEmpty, !trusted { return all[0] }
    let now = ContinuousClock.now
    var best: (endpoint: Endpoint, rank: (Int, Int, ContinuousClock.Instant))?
    for offset in all.indices {
      let endpoint = all[(offset + turn) % all.count]
      if tried.contains(where: { $0 === endpoint }) { continue }
      let (distrust, calls, until) = endpoint.rank(now)
      if trusted, distrust > 0 { continue }
      let rank = distrust == 0 ? (0, isBalanced ? calls : 0, now) : (1, 0, until)
      if best.map({ rank < $0.rank }) ?? true { best = (endpoint, rank) }
    }
    return best?.endpoint
  }

  var isSeveral: Bool { state.withLock { $0.all.count > 1 } }
  var isEmpty: Bool { state.withLock(\.all.isEmpty) }

  /// What each configured address stands for: one process, or several, or none and why.
  var members: [Result<Endpoint, LedgerError>] {
    state.withLock { state in
      var members = state.all.map { Result<Endpoint, LedgerError>.success($0) }
      for target in state.targets where target.endpoints.isEmpty {
        members.append(.failure(target.failure ?? unresolved(target.address)))
      }
      return members
    }
  }

  private func unresolved(_ address: Address) -> LedgerError {
    LedgerError(
      .unavailable, subject: "\(address)", "the name is not resolved yet",
      hint: "ask again in a moment")
  }

  /// Waits until there is anything to choose from. Throws `unavailable` where no name stands for anything.
  func wait(within limit: Duration) async throws {
    guard isEmpty else { return }
    let seen = resolutions.value
    requesting.yield()
    try await withTimeout(limit) { [resolutions] in
      _ = try await resolutions.wait { $0 != seen || !self.isEmpty }
    } timedOut: {
      self.nothing
    }
    if isEmpty { throw nothing }
  }

  /// Waits until it was tried to resolve every name.
  func waitForNames(within limit: Duration) async {
    guard isResolving, limit > .zero else { return }
    let seen = resolutions.value
    requesting.yield()
    try? await withTimeout(limit) { [resolutions] in
      _ = try await resolutions.wait { $0 != seen || !self.isResolving }
    } timedOut: {
      CancellationError()
    }
  }

  private var isResolving: Bool {
    state.withLock { $0.targets.contains { $0.endpoints.isEmpty && $0.failure == nil } }
  }

  private var nothing: LedgerError {
    state.withLock { state in
      state.targets.compactMap(\.failure).first
        ?? unresolved(state.targets.first?.address ?? Address(host: "", port: 0))
    }
  }

  // MARK: - Failure

  /// It refused, fell silent, or said that it is not available.
  func fail(_ endpoint: Endpoint) {
    // The name may stand for another one by now.
    requesting.yield()
    if endpoint.fail() { questioning.yield(endpoint) }
  }

  /// Asks one that is in question whether it is there, until it is, or is no longer one of these.
  private func question(_ endpoint: Endpoint) async {
    while !Task.isCancelled, state.withLock({ $0.all.contains { $0 === endpoint } }) {
      if let until = endpoint.passedOverUntil {
        guard (try? await Task.sleep(until: until, clock: .continuous)) != nil else { return }
      }
      switch await endpoint.life(within: probeLimit, limits) {
      case .serving: return endpoint.readmit()
      case .silent: renew(endpoint)
      case .notServing, .refusing: break
      }
      endpoint.failAgain()
      requesting.yield()
    }
  }

  private func renew(_ endpoint: Endpoint) {
    if let connection = endpoint.renew() { begin(connection) }
  }

  private func begin(_ connection: Connection) {
    let isStopped = state.withLock(\.isStopped)
    if isStopped { connection.retire() } else { connecting.yield(connection) }
  }

  /// One that is trusted, beside those that do not answer. Where there is none, they may have been replaced: their name may
  /// stand for another one by now.
  func another(than tried: [Endpoint]) async -> Endpoint? {
    if let other = choose(not: tried, trusted: true) { return other }
    guard hasNames else { return nil }
    let seen = resolutions.value
    requesting.yield()
    guard (try? await resolutions.wait { $0 != seen }) != nil else { return nil }
    return choose(not: tried)
  }

  // MARK: - Names

  private func request(every interval: Duration) async {
    repeat { requesting.yield() } while (try? await Task.sleep(for: interval)) != nil
  }

  private func keepResolved() async {
    for await _ in requests {
      let addresses = state.withLock { $0.targets.map(\.address) }
      for index in addresses.indices where addresses[index].isName {
        do {
          try take(try await names.resolve(addresses[index]), forTarget: index)
        } catch {
          // What it stood for is still better than nothing.
          let failure = LedgerError(error, doing: "\(addresses[index])")
          state.withLock { $0.targets[index].failure = failure }
        }
      }
      resolutions.update { $0 + 1 }
      guard (try? await Task.sleep(for: rhythm.least)) != nil else { return }
    }
  }

  /// From now on a configured address stands for these. Calls to others that are under way may end.
  private func take(_ found: [Address], forTarget index: Int) throws(LedgerError) {
    let (target, known) = state.withLock { ($0.targets[index], $0.all) }
    var endpoints: [Endpoint] = []
    for address in found.prefix(Address.mostInAList) {
      let label =
        found.count > 1 ? "\(target.address) (\(address.host))" : "\(target.address)"
      if let endpoint = known.first(where: { $0.address == address }) {
        endpoint.label = label
        endpoints.append(endpoint)
      } else {
        endpoints.append(try Endpoint(address, label: label, limits))
      }
    }
    let (came, left, isSeveral) = state.withLock { state in
      let before = state.all
      state.targets[index].endpoints = endpoints
      state.targets[index].failure = nil
      state.all = []
      for endpoint in state.targets.flatMap(\.endpoints)
      where !state.all.contains(where: { $0 === endpoint }) { state.all.append(endpoint) }
      let all = state.all
      return (
        all.filter { one in !before.contains { $0 === one } },
        before.filter { one in !all.contains { $0 === one } }, all.count > 1
      )
    }
    for endpoint in left { endpoint.connection.retire() }
    for endpoint in came {
      begin(endpoint.connection)
      guard isSeveral else { continue }
      // Whether it serves is not known; the others are relied on first.
      endpoint.question()
      questioning.yield(endpoint)
    }
  }
}
