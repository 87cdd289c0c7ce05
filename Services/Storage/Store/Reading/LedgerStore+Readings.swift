package import Ledger

extension LedgerStore {
  /// Who read each document last, newest document first: without those whose words were withdrawn, for nobody reads
  /// them again.
  /// - Parameters:
  ///   - extractor: with `lexicon`, leaves out the documents that both of them read last; both empty: none.
  ///   - cursor: from the page before; it carries the revision of the first page, which holds for all.
  /// - Returns: the page, and on the first one how many readings there are on all of them.
  /// - Throws: `malformed` for a cursor of another list.
  package func listReadings(
    otherThan extractor: String, lexicon: String, at revision: Revision, pageSize: Int,
    cursor: String
  ) async throws -> (page: Page<DocumentReading>, total: Int64) {
    var fields = FieldDigest(domain: "reckoner.readings.1")
    fields.add(extractor)
    fields.add(lexicon)
    let question = fields.finish()
    let begin = try Cursor(cursor, .readings, question)
    return try await readers.read { (snapshot) throws(LedgerError) in
      let revision = begin?.revision ?? revision
      try snapshot.check(revision)
      let select = ReadingsQuery(extractor: extractor, lexicon: lexicon, revision: revision)
      let total = begin == nil ? try snapshot.count(select) : 0
      return (try snapshot.page(of: select, below: begin?.last, pageSize, question), total)
    }
  }
}

/// Documents with the newest run of each.
private struct ReadingsQuery {
  let revision: Revision
  private let extractor: String
  private let lexicon: String

  init(extractor: String, lexicon: String, revision: Revision) {
    self.revision = revision
    self.extractor = extractor
    self.lexicon = lexicon
  }

  static let from = """
    FROM document CROSS JOIN run ON run.entry = (
      SELECT max(entry) FROM run AS newest
      WHERE newest.document = document.began AND newest.entry <= ?)
    WHERE document.began < ? AND NOT EXISTS (
        SELECT 1 FROM withdrawal WHERE withdrawal.document = document.began)
      AND (? OR run.extractor_version <> ? OR run.lexicon_fingerprint <> ?)
    """

  func values(below last: Int64?) -> [SQLValue] {
    [
      .revision(revision), .integer(last ?? revision.next.number),
      .integer(extractor.isEmpty && lexicon.isEmpty ? 1 : 0), .text(extractor), .text(lexicon),
    ]
  }
}

extension Snapshot {
  fileprivate func count(_ query: ReadingsQuery) throws(LedgerError) -> Int64 {
    try connection.first(
      "SELECT count(*) \(ReadingsQuery.from)", query.values(below: nil)
    ) { (row) throws(LedgerError) in row.integer(0) } ?? 0
  }

  fileprivate func page(
    of query: ReadingsQuery, below last: Int64?, _ pageSize: Int, _ question: Digest
  ) throws(LedgerError) -> Page<DocumentReading> {
    var budget = PageBudget(pageSize: pageSize)
    var items: [DocumentReading] = []
    var reached: Int64 = 0
    var more = false
    try connection.forEach(
      """
      SELECT document.began, document.id, run.extractor_version, run.lexicon_fingerprint, run.entry
      \(ReadingsQuery.from) ORDER BY document.began DESC LIMIT ?
      """, query.values(below: last) + [.integer(Int64(budget.items + 1))]
    ) { (row) throws(LedgerError) in
      let reading = DocumentReading(
        document: DocumentID(try row.digest(1, "entry \(row.integer(0))")),
        extractorVersion: row.text(2), lexiconFingerprint: row.text(3), run: row.revision(4))
      let size = 80 + reading.extractorVersion.utf8.count + reading.lexiconFingerprint.utf8.count
      guard budget.take(bytes: size) else {
        more = true
        return false
      }
      reached = row.integer(0)
      items.append(reading)
      return true
    }
    return Page(
      items: items,
      nextCursor: more
        ? Cursor(revision: query.revision, last: reached).text(.readings, question) : "",
      revision: query.revision)
  }
}
