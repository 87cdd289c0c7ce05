import GRPCCore
import GRPCNIOTransportHTTP2Posix
import RPC
import Support

/// A server that is well by its own account, has every method of our services and answers each call with the same error.
final class ErringServer: Sendable {
  private let server: GRPCServer<HTTP2ServerTransport.Posix>

  init(_ methods: [MethodName], with error: RPCError) {
    var router = RPCRouter<HTTP2ServerTransport.Posix>()
    for method in methods {
      router.registerHandler(
        forMethod: MethodDescriptor(
          fullyQualifiedService: method.service, method: method.method),
        deserializer: Bytes(), serializer: Bytes()
      ) { _, _ in throw error }
    }
    router.registerHandler(
      forMethod: MethodDescriptor(fullyQualifiedService: "grpc.health.v1.Health", method: "Check"),
      deserializer: Bytes(), serializer: Bytes()
    ) { _, _ in
      // A HealthCheckResponse that says SERVING.
      StreamingServerResponse(single: ServerResponse(message: [8, 1]))
    }
    server = GRPCServer(
      transport: HTTP2ServerTransport.Posix(
        address: .ipv4(host: "127.0.0.1", port: 0), transportSecurity: .plaintext), router: router)
  }

  /// Serves while the body runs, which is told where.
  func serving<T: Sendable>(_ body: @escaping @Sendable (String) async throws -> T) async throws
    -> T
  {
    try await withThrowingTaskGroup(of: T?.self) { group in
      group.addTask { [server] in
        try await server.serve()
        return nil
      }
      group.addTask { [server] in
        defer { server.beginGracefulShutdown() }
        guard let address = try await server.transport.listeningAddress.ipv4 else {
          throw Stack.Failure("it listens nowhere")
        }
        return try await body("\(address.host):\(address.port)")
      }
      var found: T?
      while let result = try await group.next() { found = result ?? found }
      guard let found else { throw CancellationError() }
      return found
    }
  }
}

private struct Bytes: MessageSerializer, MessageDeserializer {
  func serialize<B: GRPCContiguousBytes>(_ message: [UInt8]) throws -> B { B(message) }
  func deserialize<B: GRPCContiguousBytes>(_ bytes: B) throws -> [UInt8] {
    bytes.withUnsafeBytes { Array($0) }
  }
}
