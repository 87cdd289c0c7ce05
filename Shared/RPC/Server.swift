import GRPCCore
import GRPCNIOTransportHTTP2Posix
package import Ledger
package import Logging
import Synchronization

/// Whether a server has begun to stop. Shared by all of its calls.
package final class ServerLifecycle: Sendable {
  private let stopping = Atomic<Bool>(false)

  package init() {}

  var isStopping: Bool { stopping.load(ordering: .acquiring) }
  package func stop() { stopping.store(true, ordering: .releasing) }
}

/// A gRPC server of one of our services, with health and reflection.
package final class Server: Sendable {
  private let server: GRPCServer<HTTP2ServerTransport.Posix>
  private let lifecycle: ServerLifecycle
  private let wanted: Address
  private let logger: Logger
  package let health: Health

  /// - Parameters:
  ///   - admission: decides which calls are taken on; nil: all are.
  ///   - routes: registers the service's handlers.
  package init(
    service: String, address: Address, limits: TransportLimits, admission: Admission? = nil,
    logger: Logger, routes: (inout Routes) -> Void
  ) {
    let lifecycle = ServerLifecycle()
    let health = Health(service: service)
    var table = Routes(
      logger: logger, lifecycle: lifecycle, limits: limits, admission: admission)
    routes(&table)
    health.register(with: &table)
    Reflection.register(with: &table)

    let host: SocketAddress =
      address.host.contains(":")
      ? .ipv6(host: address.host, port: address.port)
      : .ipv4(host: address.host == "localhost" ? "127.0.0.1" : address.host, port: address.port)
    let gate = ConnectionGate(limits: limits, logger: logger)
    let transport = HTTP2ServerTransport.Posix(
      address: host, transportSecurity: .plaintext,
      config: .defaults { config in
        config.connection.flushCoalescing = nil
        config.http2.targetWindowSize = 1 << 20
        config.http2.maxConcurrentStreams = limits.concurrentCalls
        // The guard refuses what is over the limit, with a status; nothing else ever is.
        config.rpc.maxRequestPayloadSize = .max
        config.channelDebuggingCallbacks.onAcceptHTTP2Stream = {
          MessageLengthGuard.add(to: $0, limits)
        }
        config.connection.maxIdleTime = limits.idleConnection
        // Callers may ask as often as we do, with or without calls.
        config.connection.keepalive = .init(
          time: limits.silence, timeout: limits.silence,
          clientBehavior: .init(
            minPingIntervalWithoutCalls: limits.silence / 4, allowWithoutCalls: true))
        config.channelDebuggingCallbacks.onAcceptTCPConnection = { gate.admit($0) }
      })
    var router = RPCRouter<HTTP2ServerTransport.Posix>()
    var registrar = Registrar()
    table.register(with: &registrar)
    for handler in registrar.handlers { handler.add(to: &router) }
    server = GRPCServer(transport: transport, router: router)
    self.lifecycle = lifecycle
    self.health = health
    self.logger = logger
    wanted = address
  }

  /// Serves until `stop()` was called and calls in progress are done.
  package func run() async throws {
    do {
      try await server.serve()
    } catch {
      throw LedgerError.cannotListen(on: wanted, error)
    }
  }

  /// The address that it listens on: the port chosen by the system where 0 was asked for.
  package func address() async throws -> Address {
    do {
      let bound = try await server.transport.listeningAddress
      if let address = bound.ipv4 { return Address(host: address.host, port: address.port) }
      if let address = bound.ipv6 { return Address(host: address.host, port: address.port) }
      return wanted
    } catch {
      throw LedgerError.cannotListen(on: wanted, error)
    }
  }

  /// Takes no more calls and ends those that would never end by themselves; the others may finish.
  package func stop() {
    lifecycle.stop()
    health.stop()
    server.beginGracefulShutdown()
  }
}

extension LedgerError {
  /// Why a server cannot listen where it was told to.
  package static func cannotListen(on address: Address, _ error: any Error) -> LedgerError {
    let text = "\(error)"
    if text.contains("Address already in use") || text.contains("errno: 98") {
      return LedgerError(
        .misconfigured, subject: "\(address)", "the port is in use",
        hint: "stop what uses it, or choose another port")
    }
    return LedgerError(
      .misconfigured, subject: "\(address)", "cannot listen: \(text)",
      hint: "check the address and the right to use the port")
  }
}
