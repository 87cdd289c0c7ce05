import GRPCCore
import GRPCNIOTransportHTTP2Posix
import Ledger
import Messages

/// At which address a call is made, and when it is made again.
extension Peer {
  typealias Attempt<T> =
    @Sendable (GRPCClient<HTTP2ClientTransport.Posix>, CallOptions, Metadata, SendFailure)
    async throws -> T

  /// Makes a call one time, at an address that is there.
  func once<T: Sendable>(_ method: MethodName, _ attempt: Attempt<T>) async throws -> T {
    try await once(method, at: try await reached(for: method), attempt)
  }

  /// Makes a unary call, more than one time where that is the same as one time.
  func retrying<T: Sendable>(_ method: MethodName, _ attempt: @escaping Attempt<T>) async throws
    -> T
  {
    let begun = ContinuousClock.now
    var wait = Duration.milliseconds(40)
    var round = 1
    var tried: [Endpoint] = []
    while true {
      var asked: Endpoint?
      do {
        let first = try await reached(for: method, not: tried)
        asked = first
        return try await hedged(method, at: first, attempt)
      } catch let error as LedgerError where method.idempotent && error.mayPass {
        guard begun.duration(to: .now) < timeout else { throw error }
        if let asked, case .any = scope {
          tried.append(asked)
          if endpoints.choose(not: tried) != nil { continue }
        }
        guard round < attempts else { throw error }
        // Spread out, so that many callers of a service that comes back do not come at once; not before it was said.
        var pause = wait * Double.random(in: 0.5...1.5)
        if error.retryAfterMilliseconds > 0 {
          pause += .milliseconds(error.retryAfterMilliseconds)
          // What was said is of more use than that there was no more time.
          guard try (remaining(for: method) ?? timeout) > pause else { throw error }
        }
        try await Task.sleep(for: pause)
        wait *= 3
        round += 1
        tried = []
      }
    }
  }

  // MARK: - Where

  /// An address for a call. Where the call must not be made twice, or may take long, one that gave a sign of life: a
  /// service that has stopped refuses at once, but one whose machine or container is gone refuses nothing, and a call to
  /// it would wait until its caller has no time left.
  private func reached(for method: MethodName, not tried: [Endpoint] = []) async throws -> Endpoint
  {
    let left = try remaining(for: method)
    switch scope {
    case .none(let error): throw error
    case .one(let endpoint):
      if mayTakeLong(method, left) || method.streams && endpoints.isSeveral,
        try await !isAlive(endpoint, within: timeout)
      {
        throw doesNotAnswer(endpoint)
      }
      return endpoint
    case .any:
      if endpoints.isEmpty { try await endpoints.wait(within: min(left ?? timeout, timeout)) }
      let isSeveral = endpoints.isSeveral
      let canBeHedged = method.idempotent && !method.streams
      guard mayTakeLong(method, left) || isSeveral && !canBeHedged else {
        let moves = tried.isEmpty && method != StandardAPI.checkHealth.name
        guard let endpoint = endpoints.choose(not: tried, moves: moves) ?? endpoints.choose() else {
          throw nowhere
        }
        return endpoint
      }
      return try await alive(not: tried, left, isSeveral)
    }
  }

  private func mayTakeLong(_ method: MethodName, _ left: Duration?) -> Bool {
    guard let left else { return false }
    return left > timeout && method != StandardAPI.checkHealth.name
  }

  private func alive(not given: [Endpoint], _ left: Duration?, _ isSeveral: Bool) async throws
    -> Endpoint
  {
    var tried = given
    var last: Endpoint?
    let begun = ContinuousClock.now
    while let endpoint = await next(not: tried) {
      // Others must still get their turn, also one that the name stands for by now.
      var limit = timeout
      if isSeveral || endpoints.hasNames {
        limit = min(limit, .seconds(1))
        if let left { limit = min(limit, (left - begun.duration(to: .now)) / 2) }
      }
      guard limit > .zero else { break }
      if try await isAlive(endpoint, within: limit) { return endpoint }
      tried.append(endpoint)
      last = endpoint
    }
    // The only one there is may be slow.
    if !isSeveral, let last, endpoints.hasNames, try await isAlive(last, within: timeout) {
      return last
    }
    throw last.map(doesNotAnswer) ?? nowhere
  }

  private func next(not tried: [Endpoint]) async -> Endpoint? {
    if let endpoint = endpoints.choose(not: tried, moves: tried.isEmpty) { return endpoint }
    return tried.isEmpty ? nil : await endpoints.another(than: tried)
  }

  private func isAlive(_ endpoint: Endpoint, within limit: Duration) async throws -> Bool {
    if let last = endpoint.lastHeard, last.duration(to: .now) < .seconds(1) { return true }
    let life = await endpoint.life(within: limit, limits)
    try Task.checkCancellation()
    switch life {
    case .serving, .notServing: return true
    case .silent, .refusing:
      endpoints.fail(endpoint)
      return false
    }
  }

  // MARK: - One attempt

  private func once<T: Sendable>(
    _ method: MethodName, at endpoint: Endpoint, _ attempt: Attempt<T>
  ) async throws -> T {
    var options = CallOptions.defaults
    options.timeout = try remaining(for: method)
    let failure = SendFailure()
    let begun = ContinuousClock.now
    let connection = endpoint.begin()
    defer { endpoint.end(connection) }
    do {
      let result = try await attempt(connection.client, options, Call.current.metadata, failure)
      endpoint.heard(answered: true)
      return result
    } catch {
      try Task.checkCancellation()
      // A stream that its receiver ended fails to send, too; what the receiver said of it is the reason then.
      let received = (error as? RPCError).map { !$0.metadata.isEmpty } ?? false
      let cause = received ? error : failure.first ?? error
      let explained = explained(cause, method, endpoint)
      if received { endpoint.heard(answered: explained.reason != .unavailable) }
      if cause is RPCError, blames(explained.reason, since: begun, received, endpoint) {
        endpoints.fail(endpoint)
      }
      throw explained
    }
  }

  /// Whether a call failed because of who was asked, and not because of what was asked or for how long.
  private func blames(
    _ reason: LedgerError.Reason, since begun: ContinuousClock.Instant, _ received: Bool,
    _ endpoint: Endpoint
  ) -> Bool {
    switch reason {
    case .unavailable: true
    case .deadline: !received && (endpoint.lastHeard.map { $0 < begun } ?? true)
    default: false
    }
  }

  /// Makes an idempotent call, and where no answer comes for a while, makes it at another address as well: the first
  /// answer counts.
  private func hedged<T: Sendable>(
    _ method: MethodName, at first: Endpoint, _ attempt: @escaping Attempt<T>
  ) async throws -> T {
    guard case .any = scope, method.idempotent, method != StandardAPI.checkHealth.name,
      endpoints.isBalanced && endpoints.isSeveral || endpoints.hasNames
    else { return try await once(method, at: first, attempt) }
    hedges.earn()
    let patience = min((try remaining(for: method) ?? timeout) / 4, .milliseconds(500))
    let isAskedTwice = Watched(false)
    return try await withThrowingTaskGroup(of: Leg<T>.self) { group in
      group.addTask {
        .first(await self.outcome { try await self.once(method, at: first, attempt) })
      }
      group.addTask { [endpoints, hedges] in
        guard (try? await Task.sleep(for: patience)) != nil,
          let second = await endpoints.another(than: [first]), hedges.spend()
        else { return .none }
        isAskedTwice.set(true)
        let begun = ContinuousClock.now
        let outcome = await self.outcome { try await self.once(method, at: second, attempt) }
        return .second(outcome, took: begun.duration(to: .now))
      }
      defer { group.cancelAll() }
      var failure: LedgerError?
      while let leg = try await group.next() {
        try Task.checkCancellation()
        switch leg {
        case .none: continue
        case .first(.success(let answer)): return answer
        case .first(.failure(let error)):
          let mayPass = error.reason == .unavailable || error.reason == .deadline
          guard mayPass, failure == nil, isAskedTwice.value else { throw error }
          failure = error
        case .second(.success(let answer), let took):
          // One that is much slower than the other is passed over for a while.
          if failure == nil, took * 2 < patience { endpoints.fail(first) }
          return answer
        case .second(.failure(let error), _):
          if let failure { throw failure }
          failure = error
        }
      }
      throw failure ?? nowhere
    }
  }

  private func outcome<T: Sendable>(_ body: () async throws -> T) async -> Result<T, LedgerError> {
    do { return .success(try await body()) } catch {
      return .failure(LedgerError(error, doing: name))
    }
  }

  private func remaining(for method: MethodName) throws -> Duration? {
    if Call.current.deadline == nil { return method.streams ? nil : timeout }
    let left = Call.current.remaining() ?? timeout
    guard left > .zero else {
      throw LedgerError(.deadline, subject: name, "no time left to ask")
    }
    return left
  }

  // MARK: - What went wrong

  /// What the transport says of a service that is not there is long and names no service; say which, and where.
  private func explained(_ error: any Error, _ method: MethodName, _ endpoint: Endpoint)
    -> LedgerError
  {
    let failure = LedgerError(error, doing: "\(name).\(method.method)")
    if failure.reason == .deadline, failure.hint.isEmpty {
      return LedgerError(
        .deadline, subject: "\(name) at \(endpoint.label)",
        "did not answer \(method.method) in time",
        hint: "it may be busy, or take no more connections; try again, or allow more time")
    }
    guard failure.reason == .unavailable, !(error is LedgerError), failure.hint.isEmpty else {
      return failure
    }
    return doesNotAnswer(endpoint)
  }

  private func doesNotAnswer(_ endpoint: Endpoint) -> LedgerError {
    LedgerError(
      .unavailable, subject: "\(name) at \(endpoint.label)", "does not answer",
      hint: "check that it runs, and its address in the configuration")
  }

  private var nowhere: LedgerError {
    LedgerError(
      .unavailable, subject: name, "there is no address to ask",
      hint: "check its address in the configuration")
  }
}

/// One of two calls for the same answer.
private enum Leg<T: Sendable>: Sendable {
  case first(Result<T, LedgerError>)
  case second(Result<T, LedgerError>, took: Duration)
  case none
}

extension LedgerError {
  /// The same call may succeed in a moment: nobody answered, or somebody said when to come again.
  fileprivate var mayPass: Bool {
    reason == .unavailable || reason == .overloaded && retryAfterMilliseconds > 0
  }
}
