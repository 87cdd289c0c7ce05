import CSQLite
import Foundation

/// The ledger's file as anybody with a database browser has it: to look at what is stored, and to tamper with it.
final class RawDatabase {
  private var handle: OpaquePointer?

  struct Failure: Error, CustomStringConvertible { let description: String }

  init(_ path: String) throws {
    guard sqlite3_open(path, &handle) == SQLITE_OK else { throw failure }
    sqlite3_busy_timeout(handle, 5000)
  }

  deinit { sqlite3_close(handle) }

  private var failure: Failure { Failure(description: String(cString: sqlite3_errmsg(handle))) }

  func execute(_ sql: String) throws {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure }
  }

  /// Every row, each value as SQL writes it (`quote`), so that blobs and NULL are told apart from text.
  func rows(_ sql: String) throws -> [[String]] {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { throw failure }
    defer { sqlite3_finalize(statement) }
    var rows: [[String]] = []
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        rows.append(
          (0..<sqlite3_column_count(statement)).map { column in
            sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "NULL"
          })
      case SQLITE_DONE: return rows
      default: throw failure
      }
    }
  }

  func blobs(_ sql: String) throws -> [[UInt8]] {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { throw failure }
    defer { sqlite3_finalize(statement) }
    var blobs: [[UInt8]] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      let count = Int(sqlite3_column_bytes(statement, 0))
      blobs.append(
        Array(UnsafeRawBufferPointer(start: sqlite3_column_blob(statement, 0), count: count)))
    }
    return blobs
  }

  /// All of a table, in the order of its first columns.
  func dump(_ table: String) throws -> [[String]] {
    let columns = try rows("SELECT name FROM pragma_table_xinfo('\(table)')").map { $0[0] }
    let quoted = columns.map { "quote(\"\($0)\")" }.joined(separator: ", ")
    return try rows("SELECT \(quoted) FROM \(table) ORDER BY 1, 2")
  }

  /// Takes the guards away, as somebody would who means to change what was recorded.
  func dropTriggers() throws {
    for row in try rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
      try execute("DROP TRIGGER \(row[0])")
    }
  }
}
