import Ledger

/// Finds out whether the full-text index holds the words that it should, and no others.
///
/// FTS5 compares an index with its contents itself, but only where it may write, and only where it has contents. So the
/// index's blocks are copied into the scratch database, beside the words as the entries have them, and compared there;
/// nobody is kept from appending meanwhile.
struct SearchCheck {
  private let scratch: Connection

  /// - Parameter scratch: an empty database.
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
    try scratch.execute("BEGIN")
  }

  /// - Parameter passed: called for each passage.
  func compare(
    with connection: Connection, _ report: inout VerificationReport,
    _ passed: () throws(LedgerError) -> Void
  ) throws(LedgerError) {
    do throws(LedgerError) {
      try gather(connection, passed)
      guard try hasTheSameConfiguration(connection) else {
        return report.add(Self.problem("its configuration is not as this program made it"))
      }
      try copyBlocks(from: connection, &report)
      try copyPages(from: connection, &report)
      try scratch.execute("INSERT INTO passage (passage, rank) VALUES ('integrity-check', 1)")
    } catch {
      guard error.reason == .damaged || error.reason == .internalFailure else { throw error }
      report.add(Self.problem("it does not hold the words that the ledger holds: \(error.message)"))
    }
  }

  private static func problem(_ message: String) -> LedgerProblem {
    LedgerProblem(.projection, subject: "table \(SearchIndex.table)", message)
  }

  /// Puts the words together. Which passages there are, the ledger's own projections say: those are compared with the
  /// entries row by row.
  private func gather(_ connection: Connection, _ passed: () throws(LedgerError) -> Void)
    throws(LedgerError)
  {
    let passages = Passages(connection)
    try passages.visit { (passage) throws(LedgerError) in
      try passed()
      guard !passage.words.isEmpty else { return }
      try scratch.execute(
        "INSERT INTO words (number, \(passage.kind.column)) VALUES (?, ?)",
        [.integer(passage.number), .utf8(SearchableText.text(of: passage.words))])
    }
  }

  /// False where it was made in another way than this program makes it: then FTS5 would not open it.
  private func hasTheSameConfiguration(_ connection: Connection) throws(LedgerError) -> Bool {
    let sql = "SELECT k, v FROM passage_config ORDER BY k"
    let due = try scratch.all(sql) { (row) throws(LedgerError) in row.values }
    return try connection.all(sql) { (row) throws(LedgerError) in row.values } == due
  }

  /// Copies the index's blocks, and compares each with its digest.
  private func copyBlocks(from connection: Connection, _ report: inout VerificationReport)
    throws(LedgerError)
  {
    try scratch.execute("DELETE FROM passage_data")
    let digests = try connection.rows("SELECT id, digest FROM passage_block ORDER BY id")
    let blocks = try connection.rows("SELECT id, block FROM passage_data ORDER BY id")
    var (digest, block) = (try digests.next(), try blocks.next())
    while digest != nil || block != nil {
      let (due, there) = (digest?.integer(0) ?? .max, block?.integer(0) ?? .max)
      let id = min(due, there)
      if due != there {
        report.add(Self.problem("its block \(id) \(due < there ? "is missing" : "is none of its")"))
      } else if let digest, let block,
        block.value(1) != .blob(block.bytes(1))
          || digest.bytes(1) != SearchBlocks.digest(block.bytes(1)).bytes
      {
        report.add(Self.problem("its block \(id) is not as it was written"))
      }
      if let block, there == id {
        try scratch.execute(
          "INSERT INTO passage_data (id, block) VALUES (?, ?)", block.values.map(\.bound))
      }
      if digest != nil, due == id { digest = try digests.next() }
      if block != nil, there == id { block = try blocks.next() }
    }
  }

  /// Copies the list of which page begins with which word, and compares it with the pages. FTS5 does not look at all of
  /// it either.
  private func copyPages(from connection: Connection, _ report: inout VerificationReport)
    throws(LedgerError)
  {
    try scratch.execute("DELETE FROM passage_idx")
    let pages = try connection.rows(
      "SELECT segid, term, pgno FROM passage_idx ORDER BY segid, term")
    var page = try pages.next()
    let segments = try SearchSegments(scratch)
    try scratch.forEach("SELECT id, block FROM passage_data WHERE id > 10 ORDER BY id") {
      (row) throws(LedgerError) in
      guard let leaf = SearchLeaf(id: row.integer(0), block: row.bytes(1)),
        let word = leaf.firstWord, !segments.isMerged(leaf.page, of: leaf.segment)
      else { return true }
      var isTrimmed = false
      while let merged = page, segments.isMerged(merged.integer(2) >> 1, of: merged.integer(0)) {
        isTrimmed = merged.integer(0) == leaf.segment
        try copy(merged)
        page = try pages.next()
      }
      let rowIndex = SearchLeaf.rowIndex(segment: leaf.segment, page: leaf.page)
      let hasRowIndex =
        try scratch.first("SELECT 1 FROM passage_data WHERE id = ?", [.integer(rowIndex)]) {
          (_) throws(LedgerError) in true
        } ?? false
      let isListed =
        page.map {
          let beginning = $0.bytes(1)
          return $0.values == [
            .integer(leaf.segment), .blob(beginning),
            .integer(leaf.page << 1 | (hasRowIndex ? 1 : 0)),
          ] && (isTrimmed || word.starts(with: beginning))
        } ?? false
      if !isListed {
        report.add(
          Self.problem("its page \(leaf.page) of segment \(leaf.segment) is not listed as it is"))
      }
      if let page { try copy(page) }
      page = try pages.next()
      return true
    }
    while let left = page {
      if !segments.isMerged(left.integer(2) >> 1, of: left.integer(0)) {
        report.add(Self.problem("it lists a page of segment \(left.integer(0)) that it has not"))
      }
      try copy(left)
      page = try pages.next()
    }
  }

  private func copy(_ page: Row) throws(LedgerError) {
    try scratch.execute(
      "INSERT INTO passage_idx (segid, term, pgno) VALUES (?, ?, ?)", page.values.map(\.bound))
  }
}

extension StoredValue {
  /// To be stored again. Neither fractions nor text is ever stored here.
  fileprivate var bound: SQLValue {
    switch self {
    case .null: .null
    case .integer(let number): .integer(number)
    case .real(let bits): .integer(Int64(bitPattern: bits))
    case .text(let bytes), .blob(let bytes): .blob(bytes)
    }
  }
}
