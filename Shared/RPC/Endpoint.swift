import GRPCCore
import Ledger
import Messages
import Synchronization

/// One process that a peer may call: an address without a name, a connection to it, and how it has done lately.
final class Endpoint: Sendable {
  private struct State {
    var connection: Connection
    var standing = Standing()
    /// When it last answered anything.
    var lastHeard: ContinuousClock.Instant?
    /// Calls under way.
    var calls = 0
    var label: String
  }

  let address: Address
  private let limits: TransportLimits
  private let state: Mutex<State>

  init(_ address: Address, label: String, _ limits: TransportLimits) throws(LedgerError) {
    self.address = address
    self.limits = limits
    state = Mutex(State(connection: try Connection(to: address, limits), label: label))
  }

  /// For messages: the address as it was configured, with what its name stands for where that is more than one.
  var label: String {
    get { state.withLock(\.label) }
    set { state.withLock { $0.label = newValue } }
  }

  var connection: Connection { state.withLock(\.connection) }
  var lastHeard: ContinuousClock.Instant? { state.withLock(\.lastHeard) }
  var passedOverUntil: ContinuousClock.Instant? { state.withLock(\.standing.passedOverUntil) }
  var isTrusted: Bool { state.withLock { $0.standing.isTrusted(.now) } }

  /// What choosing goes by: the less, the better.
  func rank(_ now: ContinuousClock.Instant) -> (
    distrust: Int, calls: Int, until: ContinuousClock.Instant
  ) {
    state.withLock { state in
      state.standing.isTrusted(now)
        ? (0, state.calls, now) : (1, state.calls, state.standing.passedOverUntil ?? now)
    }
  }

  /// A call begins; `end` must follow.
  func begin() -> Connection {
    state.withLock { state in
      state.calls += 1
      state.connection.begin()
      return state.connection
    }
  }

  func end(_ connection: Connection) {
    connection.end()
    state.withLock { $0.calls -= 1 }
  }

  func heard(answered: Bool) {
    state.withLock { state in
      state.lastHeard = .now
      if answered { state.standing.succeed() }
    }
  }

  /// - Returns: whether it was trusted before.
  func fail() -> Bool {
    state.withLock { $0.standing.fail(.now, spread: .random(in: 0.5...1)) }
  }

  func failAgain() { state.withLock { $0.standing.failAgain(.now, spread: .random(in: 0.5...1)) } }
  func question() { state.withLock { $0.standing.isInQuestion = true } }
  func readmit() { state.withLock { $0.standing.readmit() } }

  /// Another connection in place of one on which nothing comes back: what was sent into it may never arrive. Calls
  /// under way keep the old one.
  /// - Returns: the new one, which has to be run.
  func renew() -> Connection? {
    guard let new = try? Connection(to: address, limits) else { return nil }
    let old = state.withLock { state in
      defer { state.connection = new }
      return state.connection
    }
    old.retire()
    return new
  }

  enum Life { case serving, notServing, silent, refusing }

  /// Whether it is there.
  func life(within limit: Duration, _ limits: TransportLimits) async -> Life {
    var options = CallOptions.defaults
    options.timeout = limit
    let connection = begin()
    defer { end(connection) }
    do {
      let answer = try await connection.client.unary(
        request: ClientRequest(message: HealthCheckRequest(), metadata: Call.current.metadata),
        descriptor: StandardAPI.checkHealth.name.descriptor,
        serializer: Packer<HealthCheckRequest>(limits: limits),
        deserializer: Unpacker<HealthCheckResponse>(limits: limits), options: options
      ) { try $0.message }
      heard(answered: false)
      return answer.status == .serving ? .serving : .notServing
    } catch let error as RPCError where error.code == .deadlineExceeded {
      return .silent
    } catch let error as RPCError where error.code == .unavailable {
      return .refusing
    } catch {
      // Any other status is a sign of life.
      if !Task.isCancelled { heard(answered: false) }
      return .serving
    }
  }
}
