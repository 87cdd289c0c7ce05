import Ledger

/// Finds what in the projections is not what the entries say: projects every entry once more, into a database that goes
/// with the check, and compares row by row.
final class ProjectionCheck {
  private let scratch: Connection

  /// - Parameter directory: where the database is made.
  init(directory: String, _ schema: Schema) throws(LedgerError) {
    scratch = try Scratch.make(in: directory)
    for item in schema.made
    where item.isProjection && item.type != "trigger" && !SearchIndex.tables.contains(item.table)
      && !Self.needless.contains(item.name)
    {
      try scratch.execute(item.sql)
    }
    try scratch.execute("BEGIN")
  }

  /// Indexes that nothing is looked up in while entries are projected. Those of the ledger itself are compared with
  /// their tables by the check of the file.
  private static let needless: Set<String> = [
    "claim_by_conflict", "claim_by_party", "claim_by_recorded", "run_by_document",
  ]

  func project(_ entry: Entry, bytes: [UInt8], chain: Digest) throws(LedgerError) {
    try Projector(scratch).project(entry, bytes: bytes, chain: chain)
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
    return total
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
    for column in Int32(keys)..<expected.columnCount where !expected.hasSame(column, as: found) {
      return expected.name(column)
    }
    return nil
  }
}
