import GRPCCore
package import Ledger
import Messages

/// The one way to call another service. Deadlines and request ids go along; what comes back as a status comes out as a
/// `LedgerError`; idempotent calls are tried again while the service is unavailable and time is left, at another of its
/// addresses first.
package final class Peer: Sendable {
  /// Which of the service's processes this one calls.
  enum Scope: Sendable {
    case any
    case one(Endpoint)
    /// None, because an address stands for nothing.
    case none(LedgerError)
  }

  /// Who it is, for messages: `storage`.
  package let name: String
  /// As they were configured.
  package let addresses: [Address]
  let endpoints: Endpoints
  let scope: Scope
  /// For calls outside any other call's deadline.
  let timeout: Duration
  let attempts: Int
  let limits: TransportLimits
  let hedges: HedgeBudget

  /// - Parameters:
  ///   - isBalanced: its addresses are processes of equal standing, and each takes its share of the calls. Otherwise they
  ///     are ways to one process, and the first that answers is used.
  ///   - attempts: how often an idempotent call is made at each address at most.
  package init(
    name: String, addresses: [Address], isBalanced: Bool = true, timeout: Duration = .seconds(5),
    attempts: Int = 4, limits: TransportLimits = TransportLimits(),
    rhythm: ResolutionRhythm = ResolutionRhythm(),
    names: NameResolution = .system
  ) throws(LedgerError) {
    self.name = name
    self.addresses = addresses
    self.timeout = timeout
    self.attempts = max(1, attempts)
    self.limits = limits
    scope = .any
    hedges = HedgeBudget()
    do {
      endpoints = try Endpoints(
        addresses, isBalanced: isBalanced, probeLimit: min(timeout, .seconds(1)), limits: limits,
        rhythm: rhythm, names: names)
    } catch {
      throw LedgerError(.misconfigured, subject: "\(name) \(error.subject)", error.message)
    }
  }

  package convenience init(
    name: String, address: Address, timeout: Duration = .seconds(5), attempts: Int = 4,
    limits: TransportLimits = TransportLimits()
  ) throws(LedgerError) {
    try self.init(
      name: name, addresses: [address], timeout: timeout, attempts: attempts, limits: limits)
  }

  /// The same service, one process of it.
  private init(_ whole: Peer, _ scope: Scope) {
    name = whole.name
    addresses = whole.addresses
    endpoints = whole.endpoints
    self.scope = scope
    timeout = whole.timeout
    attempts = whole.attempts
    limits = whole.limits
    hedges = whole.hedges
  }

  /// Each process of the service by itself: for what has to be asked of all. An address that stands for none at present
  /// is one that answers nothing and says why.
  package func each() async -> [Peer] {
    guard endpoints.isBalanced else { return [self] }
    await endpoints.waitForNames(within: min(Call.current.remaining() ?? timeout, timeout))
    return endpoints.members.map { member in
      switch member {
      case .success(let endpoint): Peer(self, .one(endpoint))
      case .failure(let error): Peer(self, .none(error))
      }
    }
  }

  /// Where it is, for people.
  package var label: String {
    switch scope {
    case .any: addresses.map(\.description).joined(separator: ", ")
    case .one(let endpoint): endpoint.label
    case .none(let error): error.subject
    }
  }

  /// Keeps connections until `stop()`.
  package func run() async throws { await endpoints.run() }
  package func stop() { endpoints.stop() }

  package func call<In, Out>(_ method: Unary<In, Out>, _ message: In) async throws -> Out {
    try await retrying(method.name) { [limits] client, options, metadata, failure in
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
    try await once(method.name) { [limits] client, options, metadata, failure in
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
    try await once(method.name) { [limits] client, options, metadata, failure in
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
    try await once(method.name) { [limits] client, options, metadata, failure in
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
}
