import CSQLite
import Ledger

/// One compiled statement of one connection, which it must not outlive.
final class Statement {
  private let handle: OpaquePointer
  /// Somebody runs it.
  var isInUse = false
  /// It was put among those that are kept compiled.
  var isKept = false

  /// Takes over a statement that SQLite has just compiled.
  init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { sqlite3_finalize(handle) }

  /// Binds all parameters, in order. Returns SQLite's result code.
  func bind(_ values: [SQLValue]) -> Int32 {
    for (index, value) in values.enumerated() {
      let code = bind(value, at: Int32(index + 1))
      guard code == SQLITE_OK else { return code }
    }
    return SQLITE_OK
  }

  func bind(_ value: SQLValue, at index: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(handle, index)
    case .integer(let number): return sqlite3_bind_int64(handle, index, number)
    case .text(var text):
      return text.withUTF8 { units in
        units.withMemoryRebound(to: CChar.self) { characters in
          sqlite3_bind_text64(
            handle, index, characters.baseAddress ?? Self.nothing, UInt64(characters.count),
            reckoner_sqlite_transient(), UInt8(SQLITE_UTF8))
        }
      }
    case .utf8(let bytes):
      return bytes.withUnsafeBytes { buffer in
        sqlite3_bind_text64(
          handle, index, buffer.baseAddress?.assumingMemoryBound(to: CChar.self) ?? Self.nothing,
          UInt64(buffer.count), reckoner_sqlite_transient(), UInt8(SQLITE_UTF8))
      }
    case .blob(let bytes):
      // An empty blob has no address, and SQLite takes no address for NULL.
      guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(handle, index, 0) }
      return bytes.withUnsafeBytes { buffer in
        sqlite3_bind_blob64(
          handle, index, buffer.baseAddress, UInt64(buffer.count), reckoner_sqlite_transient())
      }
    }
  }

  /// An address that is not null, for empty text: SQLite takes a null one for NULL.
  private static var nothing: UnsafePointer<CChar>? { UnsafePointer(bitPattern: 1) }

  /// Runs to the next row. Returns SQLite's result code.
  func step() -> Int32 { sqlite3_step(handle) }

  /// Makes the statement ready to run again.
  func rewind() { sqlite3_reset(handle) }

  /// The same, and lets go of what was bound.
  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  /// The row that the last step arrived at. Valid until the next step.
  var row: Row { Row(handle: handle) }
}

/// The current row of a statement, read by column number from 0. It must not leave the closure that it is given to.
struct Row {
  fileprivate let handle: OpaquePointer

  func isNull(_ column: Int32) -> Bool { type(column) == SQLITE_NULL }

  func isBlob(_ column: Int32) -> Bool { type(column) == SQLITE_BLOB }

  /// SQLite's code for the type of the value that is stored.
  func type(_ column: Int32) -> Int32 { sqlite3_column_type(handle, column) }

  var columnCount: Int32 { sqlite3_column_count(handle) }

  func name(_ column: Int32) -> String {
    sqlite3_column_name(handle, column).map { String(cString: $0) } ?? ""
  }

  func real(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func revision(_ column: Int32) -> Revision { Revision(integer(column)) }

  func optionalRevision(_ column: Int32) -> Revision? {
    isNull(column) ? nil : revision(column)
  }

  /// Text; empty for NULL. Damaged text is made readable here, and found by its seal when the chain is verified.
  func text(_ column: Int32) -> String {
    withBytes(column) { String(decoding: $0, as: UTF8.self) }
  }

  func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { Array($0) } }

  func digest(_ column: Int32, _ subject: @autoclosure () -> String) throws(LedgerError) -> Digest {
    guard let digest = Digest(bytes: bytes(column)) else {
      throw .damaged(subject(), "\(size(column)) bytes where a SHA-256 has 32")
    }
    return digest
  }

  /// Bytes of a blob or text.
  func size(_ column: Int32) -> Int { Int(sqlite3_column_bytes(handle, column)) }

  /// The bytes where SQLite holds them, until the next step or another look at the column.
  func bytesInPlace(_ column: Int32) -> UnsafeRawBufferPointer {
    // The address must be asked for before the size: the call may convert the value.
    let start = sqlite3_column_blob(handle, column)
    return UnsafeRawBufferPointer(start: start, count: size(column))
  }

  /// The bytes where SQLite holds them, for as long as the closure runs.
  func withBytes<Result, Failure: Error>(
    _ column: Int32, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(bytesInPlace(column))
  }
}
