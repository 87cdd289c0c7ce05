import GRPCCore
import GRPCNIOTransportHTTP2Posix
package import Ledger
import Messages
import Synchronization

/// The one way to call another service. Deadlines and request ids go along; what comes back as a status comes out as a
/// `LedgerError`; idempotent calls are tried again while the service is unavailable and time is left.
package final class Peer: Sendable {
  private let client: GRPCClient<HTTP2ClientTransport.Posix>
  /// Who it is, for messages: `storage`.
  package let name: String
  package let address: Address
  /// For calls outside any other call's deadline.
  private let timeout: Duration
  private let attempts: Int
  /// When it last answered anything.
  private let lastHeard = Mutex<ContinuousClock.Instant?>(nil)
  private let limits: TransportLimits

  package init(
    name: String, address: Address, timeout: Duration = .seconds(5), attempts: Int = 4,
    limits: TransportLimits = TransportLimits()
  ) throws(LedgerError) {
    self.name = name
    self.address = address
    self.timeout = timeout
    self.attempts = max(1, attempts)
    self.limits = limits
    do {
      let config = HTTP2ClientTransport.Posix.Config.defaults { config in
        config.connection.flushCoalescing = nil
        config.http2.targetWindowSize = 1 << 20
        // Well before the server would: a connection that ends under a call that begins is a failure.
        config.connection.maxIdleTime = .seconds(300)
        // A service that comes back is found at once: the default backoff grows to two minutes.
        config.backoff.initial = .milliseconds(50)
        config.backoff.max = .milliseconds(250)
      }
      let transport =
        if address.isIPv4 {
          try HTTP2ClientTransport.Posix(
            target: .ipv4(address: address.host, port: address.port),
            transportSecurity: .plaintext, config: config)
        } else if address.host.contains(":") {
          try HTTP2ClientTransport.Posix(
            target: .ipv6(address: address.host, port: address.port),
            transportSecurity: .plaintext, config: config)
        } else {
          try HTTP2ClientTransport.Posix(
            target: .dns(host: address.host, port: address.port),
            transportSecurity: .plaintext, config: config)
        }
      client = GRPCClient(transport: transport)
    } catch {
      throw LedgerError(.misconfigured, subject: "\(name) \(address)", "\(error)")
    }
  }

  /// Keeps connections until `stop()`.
  package func run() async throws { try await client.runConnections() }
  package func stop() { client.beginGracefulShutdown() }

  package func call<In, Out>(_ method: Unary<In, Out>, _ message: In) async throws -> Out {
    try await retrying(method.name) { [client, limits] options, metadata, failure in
      try await client.unary(
        request: ClientRequest(message: message, metadata: metadata),
        descriptor: method.name.descriptor,
        serializer: Packer<In>(limits: limits, failure: failure),
        deserializer: Unpacker<Out>(limits: limits), options: options
      ) { try $0.message }
    }
  }

  /// Makes sure that the service can be reached, trying again for a moment. Before a call that must not be made twice,
  /// this is how a service that has just come back is not taken for one that is gone.
  package func reach() async throws {
    _ = try await call(StandardAPI.checkHealth, HealthCheckRequest())
  }

  /// Reads a stream of answers. `consume` may stop early by returning.
  package func read<In, Out, Result: Sendable>(
    _ method: ServerStream<In, Out>, _ message: In,
    _ consume: @escaping @Sendable (Incoming<Out>) async throws -> Result
  ) async throws -> Result {
    try await once(method.name) { [client, limits] options, metadata, failure in
      try await Self.untilConsumed { consumed in
        try await client.serverStreaming(
          request: ClientRequest(message: message, metadata: metadata),
          descriptor: method.name.descriptor,
          serializer: Packer<In>(limits: limits, failure: failure),
          deserializer: Unpacker<Out>(limits: limits), options: options
        ) { consumed(try await consume(Incoming($0.messages))) }
      }
    }
  }

  /// Sends a stream of parts for one answer. Not tried again: the caller has the parts.
  package func send<In, Out>(
    _ method: ClientStream<In, Out>,
    _ produce: @escaping @Sendable (Outgoing<In>) async throws -> Void
  ) async throws -> Out {
    try await once(method.name) { [client, limits] options, metadata, failure in
      try await client.clientStreaming(
        request: Self.request(metadata, failure, produce),
        descriptor: method.name.descriptor,
        serializer: Packer<In>(limits: limits, failure: failure),
        deserializer: Unpacker<Out>(limits: limits), options: options
      ) { try $0.message }
    }
  }

  /// Sends and reads at once.
  package func exchange<In, Out, Result: Sendable>(
    _ method: Bidirectional<In, Out>,
    _ produce: @escaping @Sendable (Outgoing<In>) async throws -> Void,
    _ consume: @escaping @Sendable (Incoming<Out>) async throws -> Result
  ) async throws -> Result {
    try await once(method.name) { [client, limits] options, metadata, failure in
      try await Self.untilConsumed { consumed in
        try await client.bidirectionalStreaming(
          request: Self.request(metadata, failure, produce),
          descriptor: method.name.descriptor,
          serializer: Packer<In>(limits: limits, failure: failure),
          deserializer: Unpacker<Out>(limits: limits), options: options
        ) { consumed(try await consume(Incoming($0.messages))) }
      }
    }
  }

  /// Ends a call when its reader has what it wants. By itself the transport would wait for the end of the stream, which
  /// an endless one does not have.
  private static func untilConsumed<T: Sendable>(
    _ call: @escaping @Sendable (@escaping @Sendable (T) -> Void) async throws -> Void
  ) async throws -> T {
    let (results, result) = AsyncStream<T>.makeStream()
    return try await withThrowingTaskGroup(of: T?.self) { group in
      group.addTask {
        defer { result.finish() }
        try await call { result.yield($0) }
        return nil
      }
      group.addTask { await results.first { _ in true } }
      defer { group.cancelAll() }
      while let outcome = try await group.next() {
        if let outcome { return outcome }
      }
      throw CancellationError()
    }
  }

  private typealias Attempt<T> = @Sendable (CallOptions, Metadata, SendFailure) async throws -> T

  private static func request<In: WireValue>(
    _ metadata: Metadata, _ failure: SendFailure,
    _ produce: @escaping @Sendable (Outgoing<In>) async throws -> Void
  ) -> StreamingClientRequest<In> {
    StreamingClientRequest(metadata: metadata) { writer in
      do {
        try await produce(Outgoing(writer))
      } catch {
        failure.note(error)
        throw error
      }
    }
  }

  private func once<T: Sendable>(_ method: MethodName, _ attempt: Attempt<T>) async throws -> T {
    var options = CallOptions.defaults
    options.timeout = try remaining(for: method)
    if let left = options.timeout, left > timeout, method != StandardAPI.checkHealth.name {
      try await expectSignOfLife()
    }
    let failure = SendFailure()
    do {
      let result = try await attempt(options, Call.current.metadata, failure)
      lastHeard.withLock { $0 = .now }
      return result
    } catch {
      try Task.checkCancellation()
      // A stream that its receiver ended fails to send, too; what the receiver said of it is the reason then.
      let received = (error as? RPCError).map { !$0.metadata.isEmpty } ?? false
      throw explained(received ? error : failure.first ?? error, method)
    }
  }

  /// Before a call that may take long. A service that has stopped refuses at once, but one whose machine or container
  /// is gone refuses nothing, and a call to it would wait until its caller has no time left.
  private func expectSignOfLife() async throws {
    if let last = lastHeard.withLock(\.self), last.duration(to: .now) < .seconds(1) { return }
    var options = CallOptions.defaults
    options.timeout = timeout
    do {
      _ = try await client.unary(
        request: ClientRequest(message: HealthCheckRequest(), metadata: Call.current.metadata),
        descriptor: StandardAPI.checkHealth.name.descriptor,
        serializer: Packer<HealthCheckRequest>(limits: limits),
        deserializer: Unpacker<HealthCheckResponse>(limits: limits), options: options
      ) { try $0.message }
    } catch let error as RPCError
      where error.code == .unavailable || error.code == .deadlineExceeded
    {
      try Task.checkCancellation()
      throw doesNotAnswer
    } catch {
      // Any other status is a sign of life.
      try Task.checkCancellation()
    }
    lastHeard.withLock { $0 = .now }
  }

  private func retrying<T: Sendable>(_ method: MethodName, _ attempt: Attempt<T>) async throws -> T
  {
    let begun = ContinuousClock.now
    var wait = Duration.milliseconds(40)
    for _ in 1..<attempts {
      do {
        return try await once(method, attempt)
      } catch let error as LedgerError
        where error.reason == .unavailable && method.idempotent
        && begun.duration(to: .now) < timeout
      {
        // Spread out, so that many callers of a service that comes back do not come at once.
        try await Task.sleep(for: wait * Double.random(in: 0.5...1.5))
        wait *= 3
      }
    }
    return try await once(method, attempt)
  }

  private func remaining(for method: MethodName) throws -> Duration? {
    if Call.current.deadline == nil { return method.streams ? nil : timeout }
    let left = Call.current.remaining() ?? timeout
    guard left > .zero else {
      throw LedgerError(.deadline, subject: name, "no time left to ask")
    }
    return left
  }

  /// What the transport says of a service that is not there is long and names no service; say which, and where.
  private func explained(_ error: any Error, _ method: MethodName) -> LedgerError {
    let failure = LedgerError(error, doing: "\(name).\(method.method)")
    if failure.reason == .deadline, failure.hint.isEmpty {
      return LedgerError(
        .deadline, subject: "\(name) at \(address)", "did not answer \(method.method) in time",
        hint: "it may be busy, or take no more connections; try again, or allow more time")
    }
    guard failure.reason == .unavailable, !(error is LedgerError), failure.hint.isEmpty else {
      return failure
    }
    return doesNotAnswer
  }

  private var doesNotAnswer: LedgerError {
    LedgerError(
      .unavailable, subject: "\(name) at \(address)", "does not answer",
      hint: "check that it runs, and its address in the configuration")
  }
}
