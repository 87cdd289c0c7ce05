import Ledger

/// Rows of words that no entry accounts for.
struct StrayWords {
  private var rows: [(table: WordsTable, key: Int64)] = []
  private var further = 0

  mutating func add(_ strays: (keys: [Int64], count: Int), of table: WordsTable) {
    rows += strays.keys.map { (table, $0) }
    further += strays.count - strays.keys.count
  }

  /// Adds those behind the last entry, or before the first.
  mutating func add(behind head: Revision, _ connection: Connection) throws(LedgerError) {
    for table in WordsTable.allCases {
      var rows = try WordsRows(table, connection)
      try rows.begin(head.number + 1 ... .max)
      try rows.end()
      add(rows.strays, of: table)
    }
  }

  /// Those of several stretches of the ledger, which follow each other.
  static func report(_ stretches: [StrayWords], _ report: inout VerificationReport) {
    for table in WordsTable.allCases {
      for row in stretches.lazy.flatMap(\.rows) where row.table == table {
        report.add(
          LedgerProblem(
            .words, subject: table.subject(row.key), "no entry accounts for this row"))
      }
    }
    report.furtherProblems += Int64(stretches.reduce(0) { $0 + $1.further })
  }
}
