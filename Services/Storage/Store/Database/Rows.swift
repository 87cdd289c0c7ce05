import CSQLite
import Ledger

/// The rows of a statement one by one, for those who read two statements in step. Of one connection, which it must not
/// outlive.
final class Rows {
  private let statement: Statement
  private let failure: (Int32) -> LedgerError

  init(_ statement: Statement, failure: @escaping (Int32) -> LedgerError) {
    self.statement = statement
    self.failure = failure
  }

  /// Begins again, with other values.
  func begin(_ values: [SQLValue]) throws(LedgerError) {
    statement.reset()
    let code = statement.bind(values)
    guard code == SQLITE_OK else { throw failure(code) }
  }

  /// The next row, valid until the one after it is asked for; nil at the end.
  func next() throws(LedgerError) -> Row? {
    let code = statement.step()
    if code == SQLITE_DONE { return nil }
    guard code == SQLITE_ROW else { throw failure(code) }
    return statement.row
  }
}

/// A value as it is stored, of whatever type.
enum StoredValue: Hashable, Comparable {
  case null
  case integer(Int64)
  case real(UInt64)
  case text([UInt8])
  case blob([UInt8])

  /// The order of SQLite for the types that keys have here.
  static func < (one: StoredValue, other: StoredValue) -> Bool {
    switch (one, other) {
    case (.integer(let one), .integer(let other)): one < other
    case (.text(let one), .text(let other)), (.blob(let one), .blob(let other)):
      one.lexicographicallyPrecedes(other)
    default: one.rank < other.rank
    }
  }

  private var rank: Int {
    switch self {
    case .null: 0
    case .integer, .real: 1
    case .text: 2
    case .blob: 3
    }
  }
}

extension Row {
  func value(_ column: Int32) -> StoredValue {
    switch type(column) {
    case SQLITE_INTEGER: .integer(integer(column))
    case SQLITE_FLOAT: .real(real(column).bitPattern)
    case SQLITE_TEXT: .text(bytes(column))
    case SQLITE_BLOB: .blob(bytes(column))
    default: .null
    }
  }

  /// Whether a column holds the same value of the same type as that of another row.
  func hasSame(_ column: Int32, as other: Row) -> Bool {
    let type = type(column)
    guard type == other.type(column) else { return false }
    switch type {
    case SQLITE_INTEGER: return integer(column) == other.integer(column)
    case SQLITE_FLOAT: return real(column).bitPattern == other.real(column).bitPattern
    case SQLITE_NULL: return true
    default:
      return withBytes(column) { one in
        other.withBytes(column) { one.isSame(as: $0) }
      }
    }
  }

  /// All columns of the row.
  var values: [StoredValue] { (0..<columnCount).map { value($0) } }
}
