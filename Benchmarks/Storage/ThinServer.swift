import CSQLite
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import Ledger
import Messages
import RPC
import Synchronization

/// SQLite's rows through the least that a gRPC server can be: what no service made of both can be faster than. Each call
/// asks the next question, whatever its request says, and its answer is all columns of the rows as they are.
final class ThinServer: Sendable {
  private let server: GRPCServer<HTTP2ServerTransport.Posix>

  /// - Parameters:
  ///   - ledger: asked for pages.
  ///   - plain: the texts in an ordinary full-text index.
  init(ledger: String, plain: String, head: Revision, port: Int) {
    var router = RPCRouter<HTTP2ServerTransport.Posix>()
    let pages = Answerer(ledger, Questions.page) { Questions($1).bind($0, head) }
    pages.serve(StorageAPI.listClaims.name, &router)
    let reports = SeededReports()
    let searches = Answerer(plain, Questions.search) {
      SQLiteValue.text(Questions($1).words(reports)).bind($0, at: 1)
    }
    searches.serve(StorageAPI.findText.name, &router)
    Answerer(nil, "") { _, _ in }.serve(StandardAPI.checkHealth.name, &router)
    server = GRPCServer(
      transport: HTTP2ServerTransport.Posix(
        address: .ipv4(host: "127.0.0.1", port: port), transportSecurity: .plaintext,
        config: .defaults { $0.http2.targetWindowSize = 1 << 20 }), router: router)
  }

  func run() async throws { try await server.serve() }
}

/// Answers each call with the rows of the next question.
private final class Answerer: Sendable {
  private let path: String?
  private let sql: String
  private let bind: @Sendable (OpaquePointer, Int) -> Void
  private let next = Atomic<Int>(0)
  /// Connections with their statement that nobody uses.
  private let free = Mutex<[Statement]>([])

  init(
    _ path: String?, _ sql: String, bind: @escaping @Sendable (OpaquePointer, Int) -> Void
  ) { (self.path, self.sql, self.bind) = (path, sql, bind) }

  func serve(_ method: MethodName, _ router: inout RPCRouter<HTTP2ServerTransport.Posix>) {
    router.registerHandler(
      forMethod: MethodDescriptor(fullyQualifiedService: method.service, method: method.method),
      deserializer: Raw(), serializer: Raw()
    ) { [self] request, _ in
      for try await _ in request.messages {}
      return StreamingServerResponse(single: ServerResponse(message: answer()))
    }
  }

  private func answer() -> [UInt8] {
    // The answer to the question after its health: it serves.
    guard let path else { return [8, 1] }
    let statement = free.withLock { $0.popLast() } ?? Statement(path, sql)
    defer { free.withLock { $0.append(statement) } }
    bind(statement.handle, next.add(1, ordering: .relaxed).oldValue)
    return statement.rows(atMost: 100)
  }
}

/// A connection with one statement. Used by one call at a time, which takes it from a list under a lock.
private final class Statement: @unchecked Sendable {
  private let database: SQLite
  let handle: OpaquePointer

  init(_ path: String, _ sql: String) {
    database = SQLite(path, readOnly: true)
    database.run("PRAGMA cache_size = -16384")
    handle = database.statement(sql)
  }

  deinit { sqlite3_finalize(handle) }

  /// All columns, one after the other.
  func rows(atMost limit: Int) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(128 << 10)
    var rows = 0
    while rows < limit, sqlite3_step(handle) == SQLITE_ROW {
      rows += 1
      for column in 0..<sqlite3_column_count(handle) {
        if sqlite3_column_type(handle, column) == SQLITE_INTEGER {
          withUnsafeBytes(of: sqlite3_column_int64(handle, column)) { out += $0 }
        } else if let start = sqlite3_column_blob(handle, column) {
          out += UnsafeRawBufferPointer(
            start: start, count: Int(sqlite3_column_bytes(handle, column)))
        }
      }
    }
    sqlite3_reset(handle)
    return out
  }
}

/// Messages as they are.
private struct Raw: MessageSerializer, MessageDeserializer {
  func serialize<Bytes: GRPCContiguousBytes>(_ message: [UInt8]) -> Bytes {
    var bytes = Bytes(repeating: 0, count: message.count)
    bytes.withUnsafeMutableBytes { $0.copyBytes(from: message) }
    return bytes
  }
  func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) -> [UInt8] {
    bytes.withUnsafeBytes { Array($0) }
  }
}
