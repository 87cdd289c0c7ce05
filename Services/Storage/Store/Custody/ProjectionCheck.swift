import Foundation
import Ledger

/// Finds what in the projections is not what the entries say: projects every entry once more, into a database that goes
/// with the check, and compares row by row.
final class ProjectionCheck {
  private let scratch: Connection
  private let search: SearchCheck

  /// - Parameter directory: where the database is made. It has no name there once it is open.
  init(directory: String, _ schema: Schema) throws(LedgerError) {
    // A name that no other ledger's verification has: the directory may be another's, too.
    let number = UInt64.random(in: .min ... .max)
    let path = "\(directory)/\(Self.prefix)\(number)\(Self.suffix)"
    try DirectoryLock.createPrivate(path)
    do throws(LedgerError) {
      scratch = try Connection(path: path, mode: .writing)
    } catch {
      try? DirectoryLock.remove(path)
      throw error
    }
    defer { try? DirectoryLock.remove(path) }
    for setting in ["journal_mode = OFF", "synchronous = OFF", "cache_size = -16384"] {
      try scratch.execute("PRAGMA \(setting)")
    }
    for item in schema.made
    where item.isProjection && item.type != "trigger" && !SearchIndex.tables.contains(item.table) {
      try scratch.execute(item.sql)
    }
    search = try SearchCheck(scratch, schema)
    try scratch.execute("BEGIN")
  }

  private static let prefix = "verification-"
  private static let suffix = ".sqlite"

  /// What a process left that was killed in the moment before the name went.
  static func removeLeftovers(in directory: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    for name in names where name.hasPrefix(prefix) && name.hasSuffix(suffix) {
      try? DirectoryLock.remove(directory + "/" + name)
    }
  }

  func project(_ entry: Entry, _ step: ChainWalk.Step) throws(LedgerError) {
    try Projector(scratch).project(entry, bytes: step.bytes, chain: step.chain)
  }

  /// Over the entries that were projected.
  var tree: MerkleTree { Tree(scratch).whole }

  /// How many rows there should be.
  func count() throws(LedgerError) -> Int64 {
    var total: Int64 = 0
    for table in Projector.tables {
      total +=
        try scratch.first("SELECT count(*) FROM \(table)") { (row) throws(LedgerError) in
          row.integer(0)
        } ?? 0
    }
    return total + (try search.count())
  }

  /// - Parameter passed: called for each row.
  func compare(
    with connection: Connection, _ report: inout VerificationReport,
    passed: () throws(LedgerError) -> Void
  ) throws(LedgerError) {
    for (table, key) in Projector.keys {
      do throws(LedgerError) {
        try compare(table, key, connection, &report, passed)
      } catch {
        guard error.reason == .damaged || error.reason == .internalFailure else { throw error }
        report.add(
          LedgerProblem(
            .projection, subject: "table \(table)", "it cannot be read: \(error.message)"))
      }
    }
    try search.compare(with: connection, &report, passed)
  }

  private func compare(
    _ table: String, _ key: [String], _ connection: Connection,
    _ report: inout VerificationReport, _ passed: () throws(LedgerError) -> Void
  ) throws(LedgerError) {
    // The key as its own first columns, so that both sides are read in its order.
    let sql =
      "SELECT \(key.joined(separator: ", ")), * FROM \(table) ORDER BY \(key.joined(separator: ", "))"
    let (due, there) = (try scratch.rows(sql), try connection.rows(sql))
    var (expected, found) = (try due.next(), try there.next())
    while true {
      guard expected != nil || found != nil else { return }
      let order = Self.order(expected, found, Int32(key.count))
      func note(_ row: Row?, _ message: String) {
        let name = key.indices.map { "\(key[$0]) \(row?.text(Int32($0)) ?? "")" }
        report.add(
          LedgerProblem(
            .projection, subject: "table \(table), \(name.joined(separator: ", "))", message))
      }
      if order < 0 {
        note(expected, "the row is missing")
      } else if order > 0 {
        note(found, "no entry accounts for this row")
      } else if let expected, let found, let column = Self.difference(expected, found, key.count) {
        note(expected, "its \(column) is not what the entries say")
      }
      if order <= 0 {
        report.rows += 1
        try passed()
        expected = try due.next()
      }
      if order >= 0 { found = try there.next() }
    }
  }

  /// Negative where the row that should be there comes first, or there is no other.
  private static func order(_ expected: Row?, _ found: Row?, _ keys: Int32) -> Int {
    guard let expected else { return 1 }
    guard let found else { return -1 }
    for column in 0..<keys {
      let (one, other) = (expected.value(column), found.value(column))
      if one != other { return one < other ? -1 : 1 }
    }
    return 0
  }

  private static func difference(_ expected: Row, _ found: Row, _ keys: Int) -> String? {
    guard expected.columnCount == found.columnCount else { return "number of columns" }
    for column in Int32(keys)..<expected.columnCount
    where expected.value(column) != found.value(column) { return expected.name(column) }
    return nil
  }
}
