import GRPCCore
import Ledger
import Logging
import Messages

/// The one way to register a handler. For each call it sets `Call.current` from what arrived, ties the handler's life to
/// the call's, turns whatever is thrown into a status, and writes one log line.
package struct Routes: Sendable {
  private var registrations: [@Sendable (inout Registrar) -> Void] = []
  /// Full names of the services that have a handler here.
  private(set) var services: Set<String> = []
  let logger: Logger
  let lifecycle: ServerLifecycle
  let limits: TransportLimits
  private let admission: Admission?

  init(
    logger: Logger, lifecycle: ServerLifecycle, limits: TransportLimits, admission: Admission?
  ) {
    self.logger = logger
    self.lifecycle = lifecycle
    self.limits = limits
    self.admission = admission
  }

  package mutating func serve<In, Out>(
    _ method: Unary<In, Out>, _ handler: @escaping @Sendable (In) async throws -> Out
  ) {
    add(method) { request, scope in
      let out = try await scope.run {
        try await handler(try await Self.single(request))
      }
      return StreamingServerResponse(single: ServerResponse(message: out))
    }
  }

  package mutating func serve<In, Out>(
    _ method: ClientStream<In, Out>,
    _ handler: @escaping @Sendable (Incoming<In>) async throws -> Out
  ) {
    let wait = limits.partWait
    add(method) { request, scope in
      let out = try await scope.run {
        let patience = Patience(wait)
        return try await patience.watch {
          try await handler(Incoming(request.messages, patience: patience))
        }
      }
      return StreamingServerResponse(single: ServerResponse(message: out))
    }
  }

  package mutating func serve<In, Out>(
    _ method: ServerStream<In, Out>,
    _ handler: @escaping @Sendable (In, Outgoing<Out>) async throws -> Void
  ) {
    let wait = limits.partWait
    add(method) { request, scope in
      let message = try await scope.translating {
        let patience = Patience(wait)
        patience.begin()
        return try await patience.watch { try await Self.single(request) }
      }
      return StreamingServerResponse { writer in
        try await scope.run { try await handler(message, Outgoing(writer)) }
        return [:]
      }
    }
  }

  package mutating func serve<In, Out>(
    _ method: Bidirectional<In, Out>,
    _ handler: @escaping @Sendable (Incoming<In>, Outgoing<Out>) async throws -> Void
  ) {
    let wait = limits.partWait
    add(method) { request, scope in
      StreamingServerResponse { writer in
        try await scope.run {
          // Who asks one thing after another owes nothing in between; a handler knows when a message is not all.
          let patience = Patience(wait, owes: false)
          try await patience.watch {
            try await handler(Incoming(request.messages, patience: patience), Outgoing(writer))
          }
        }
        return [:]
      }
    }
  }

  private static func single<In>(_ request: StreamingServerRequest<In>) async throws -> In {
    try await ServerRequest(stream: request).message
  }

  private mutating func add<M: TypedMethod>(
    _ method: M,
    _ handler:
      @escaping @Sendable (StreamingServerRequest<M.In>, CallScope) async throws ->
      StreamingServerResponse<M.Out>
  ) {
    let (logger, lifecycle, limits, admission) = (logger, lifecycle, limits, admission)
    services.insert(method.name.service)
    registrations.append { registrar in
      registrar.add(method, limits) { request, caller in
        let timeout: Duration? = method.name.streams ? nil : CallScope.defaultTimeout
        let call = Call(metadata: request.metadata, default: timeout, from: caller)
        let scope = CallScope(
          method: method.name, call: call, logger: logger, lifecycle: lifecycle,
          admission: admission)
        return try await handler(request, scope)
      }
    }
  }

  func register(with registrar: inout Registrar) {
    for registration in registrations { registration(&registrar) }
  }
}

/// Collects handlers before there is a router to put them in, whose type names a transport.
struct Registrar {
  private(set) var handlers: [any HandlerBox] = []

  mutating func add<M: TypedMethod>(
    _ method: M, _ limits: TransportLimits,
    _ handler:
      @escaping @Sendable (StreamingServerRequest<M.In>, Caller) async throws ->
      StreamingServerResponse<M.Out>
  ) { handlers.append(Handler(name: method.name, limits: limits, handler: handler)) }
}

protocol HandlerBox {
  func add<Transport: ServerTransport>(to router: inout RPCRouter<Transport>)
}

private struct Handler<In: WireValue, Out: WireValue>: HandlerBox {
  let name: MethodName
  let limits: TransportLimits
  let handler:
    @Sendable (StreamingServerRequest<In>, Caller) async throws -> StreamingServerResponse<Out>

  func add<Transport: ServerTransport>(to router: inout RPCRouter<Transport>) {
    router.registerHandler(
      forMethod: name.descriptor, deserializer: Unpacker<In>(limits: limits),
      serializer: Packer<Out>(limits: limits)
    ) { [handler] request, context in
      try await handler(request, Caller(peer: context.remotePeer))
    }
  }
}
