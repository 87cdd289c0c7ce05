import CSQLite
import Foundation

/// SQLite by its own C interface and nothing else: what the ledger is compared with.
final class SQLite {
  let handle: OpaquePointer

  init(_ path: String, readOnly: Bool = false) {
    var opened: OpaquePointer?
    let flags = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    let code = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard let opened, code == SQLITE_OK else { fail("\(path) cannot be opened") }
    handle = opened
  }

  deinit { sqlite3_close_v2(handle) }

  func run(_ sql: String) {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
      fail("\(String(cString: sqlite3_errmsg(handle))): \(sql)")
    }
  }

  func statement(_ sql: String) -> OpaquePointer {
    var compiled: OpaquePointer?
    sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &compiled, nil)
    guard let compiled else { fail("\(String(cString: sqlite3_errmsg(handle))): \(sql)") }
    return compiled
  }

  /// The rows of a query, as values that can be bound again.
  func rows(_ sql: String) -> [[SQLiteValue]] {
    let statement = statement(sql)
    defer { sqlite3_finalize(statement) }
    var rows: [[SQLiteValue]] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      rows.append(
        (0..<sqlite3_column_count(statement)).map { SQLiteValue(statement, column: $0) })
    }
    return rows
  }

  func texts(_ sql: String) -> [String] {
    rows(sql).compactMap { if case .text(let text)? = $0.first { text } else { nil } }
  }
}

enum SQLiteValue {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])

  init(_ statement: OpaquePointer, column: Int32) {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
    case SQLITE_TEXT:
      self = .text(
        String(decoding: Self.bytes(statement, column), as: UTF8.self))
    case SQLITE_BLOB: self = .blob(Array(Self.bytes(statement, column)))
    default: self = .null
    }
  }

  private static func bytes(_ statement: OpaquePointer, _ column: Int32)
    -> UnsafeRawBufferPointer
  {
    let start = sqlite3_column_blob(statement, column)
    return UnsafeRawBufferPointer(
      start: start, count: Int(sqlite3_column_bytes(statement, column)))
  }

  /// Gives its bytes to SQLite where they are, as a program would that has them in memory.
  func bind(_ statement: OpaquePointer, at place: Int32) {
    switch self {
    case .null: sqlite3_bind_null(statement, place)
    case .integer(let number): sqlite3_bind_int64(statement, place, number)
    case .text(var text):
      text.withUTF8 { units in
        units.withMemoryRebound(to: CChar.self) {
          _ = sqlite3_bind_text(
            statement, place, $0.baseAddress, Int32($0.count), reckoner_sqlite_transient())
        }
      }
    case .blob(let bytes):
      bytes.withUnsafeBytes {
        _ = sqlite3_bind_blob(
          statement, place, $0.baseAddress, Int32($0.count), reckoner_sqlite_transient())
      }
    }
  }
}

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(2)
}
