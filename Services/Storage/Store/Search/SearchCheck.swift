import Ledger

/// Finds out whether the full-text index holds the words that it should, and no others.
///
/// FTS5 compares an index with its contents itself, but only where it may write, and only where it has contents. So the
/// index's blocks are copied into the scratch database, beside the words as the entries have them, and compared there;
/// nobody is kept from appending meanwhile.
struct SearchCheck {
  private let scratch: Connection

  /// - Parameter scratch: a database with the projections as they should be, once they have been written.
  init(_ scratch: Connection, _ schema: Schema) throws(LedgerError) {
    self.scratch = scratch
    try scratch.execute(
      "CREATE TABLE words (number INTEGER PRIMARY KEY, text TEXT, title TEXT, sentence TEXT)")
    guard let made = schema.made.first(where: { $0.name == SearchIndex.table }) else {
      throw LedgerError(.internalFailure, "the schema has no full-text index")
    }
    // The same, but with contents.
    try scratch.execute(
      made.sql.replacing("content=''", with: "content=words, content_rowid=number"))
  }

  /// How many passages there should be.
  func count() throws(LedgerError) -> Int64 {
    let kept = "NOT IN (SELECT document FROM withdrawal)"
    return try scratch.first(
      """
      SELECT (SELECT count(*) FROM document WHERE began \(kept))
        + (SELECT count(*) FROM sighting WHERE document \(kept))
        + (SELECT count(*) FROM claim WHERE document \(kept))
      """
    ) { (row) throws(LedgerError) in row.integer(0) } ?? 0
  }

  /// - Parameter passed: called for each passage.
  func compare(
    with connection: Connection, _ report: inout VerificationReport,
    _ passed: () throws(LedgerError) -> Void
  ) throws(LedgerError) {
    do throws(LedgerError) {
      try gather(connection, passed)
      guard try copy(from: connection) else {
        return report.add(Self.problem("its configuration is not as this program made it"))
      }
      try scratch.execute("INSERT INTO passage (passage, rank) VALUES ('integrity-check', 1)")
    } catch {
      guard error.reason == .damaged || error.reason == .internalFailure else { throw error }
      report.add(Self.problem("it does not hold the words that the ledger holds: \(error.message)"))
    }
  }

  private static func problem(_ message: String) -> LedgerProblem {
    LedgerProblem(.projection, subject: "table \(SearchIndex.table)", message)
  }

  private func gather(_ connection: Connection, _ passed: () throws(LedgerError) -> Void)
    throws(LedgerError)
  {
    let passages = Passages(projections: scratch, words: connection)
    try passages.forEach { (passage) throws(LedgerError) in
      try passed()
      guard !passage.words.isEmpty else { return }
      try scratch.execute(
        "INSERT INTO words (number, \(passage.kind.column)) VALUES (?, ?)",
        [.integer(passage.number), .text(SearchableText(passage.words).text)])
    }
  }

  /// Copies the index's own tables. Returns false where it was made in another way than this program makes it: then
  /// FTS5 would not open it.
  private func copy(from connection: Connection) throws(LedgerError) -> Bool {
    let configuration = "SELECT k, v FROM passage_config ORDER BY k"
    let (due, there) = (
      try scratch.all(configuration) { (row) throws(LedgerError) in row.values },
      try connection.all(configuration) { (row) throws(LedgerError) in row.values }
    )
    guard due == there else { return false }
    for table in ["passage_data", "passage_idx"] { try scratch.execute("DELETE FROM \(table)") }
    try connection.forEach("SELECT id, block FROM passage_data ORDER BY id") {
      (row) throws(LedgerError) in
      try scratch.execute(
        "INSERT INTO passage_data (id, block) VALUES (?, ?)", [row.stored(0), row.stored(1)])
      return true
    }
    try connection.forEach("SELECT segid, term, pgno FROM passage_idx") {
      (row) throws(LedgerError) in
      try scratch.execute(
        "INSERT INTO passage_idx (segid, term, pgno) VALUES (?, ?, ?)",
        [row.stored(0), row.stored(1), row.stored(2)])
      return true
    }
    return true
  }
}

extension Row {
  /// The value as it is stored, to be bound again.
  fileprivate func stored(_ column: Int32) -> SQLValue {
    switch value(column) {
    case .null: .null
    case .integer(let number): .integer(number)
    // Neither numbers with fractions nor others' text is ever stored here.
    case .real(let bits): .integer(Int64(bitPattern: bits))
    case .text(let bytes), .blob(let bytes): .blob(bytes)
    }
  }
}
