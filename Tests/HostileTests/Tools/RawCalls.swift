import GRPCCore
import GRPCNIOTransportHTTP2Posix

/// Calls with any bytes for messages, to any method.
struct RawCalls {
  let client: GRPCClient<HTTP2ClientTransport.Posix>

  /// The answer's bytes, or the status that came instead.
  func unary(
    _ service: String, _ method: String, _ message: [UInt8], timeout: Duration = .seconds(60)
  ) async -> Result<[UInt8], RPCError> {
    var options = CallOptions.defaults
    options.timeout = timeout
    let descriptor = MethodDescriptor(fullyQualifiedService: service, method: method)
    do {
      let answer = try await client.unary(
        request: ClientRequest(message: message), descriptor: descriptor,
        serializer: Verbatim(), deserializer: Verbatim(), options: options
      ) { try $0.message }
      return .success(answer)
    } catch let error as RPCError {
      return .failure(error)
    } catch {
      return .failure(RPCError(code: .unknown, message: "\(error)"))
    }
  }

  /// A client of its own for the body: its connection is nobody else's.
  static func at<T: Sendable>(
    _ address: String, _ body: @escaping @Sendable (RawCalls) async throws -> T
  ) async throws -> T {
    let parts = address.split(separator: ":")
    let transport = try HTTP2ClientTransport.Posix(
      target: .ipv4(address: String(parts[0]), port: Int(parts[1]) ?? 0),
      transportSecurity: .plaintext)
    return try await withGRPCClient(transport: transport) { client in
      try await body(RawCalls(client: client))
    }
  }
}

/// Takes bytes for messages as they are.
struct Verbatim: MessageSerializer, MessageDeserializer {
  func serialize<Bytes: GRPCContiguousBytes>(_ message: [UInt8]) throws -> Bytes {
    Bytes(message)
  }

  func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> [UInt8] {
    bytes.withUnsafeBytes { Array($0) }
  }
}
