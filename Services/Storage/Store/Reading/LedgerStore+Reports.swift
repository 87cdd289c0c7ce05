package import Ledger
import Messages

extension LedgerStore {
  /// The sightings of some documents: in the order of the documents, each document's oldest first. A document that
  /// the ledger did not have at the revision has none.
  package func sightings(of documents: [DocumentID], at revision: Revision) async throws
    -> [Sighting]
  {
    try await readers.read { (snapshot) throws(LedgerError) in
      try snapshot.check(revision)
      var found: [Sighting] = []
      for id in documents {
        guard let document = try snapshot.document(id, at: revision) else { continue }
        found += try snapshot.sightings(of: document, at: revision)
      }
      return found
    }
  }

  /// Documents, newest first, as they stood at a revision. Their `recordedAt` is when the document itself was
  /// recorded; their `revision` is the last entry about it, be it a later sighting or run.
  /// - Parameters:
  ///   - prefix: an id or an unambiguous beginning of one; empty for all documents.
  ///   - cursor: from the page before; it carries the revision of the first page, which holds for all.
  /// - Throws: `notFound`, or `malformed` where several documents begin so or the cursor is of another list.
  package func listReports(
    document prefix: String, at revision: Revision, pageSize: Int, cursor: String
  ) async throws -> Page<ReportRecord> {
    let question = Digest(of: prefix.utf8)
    let begin = try Cursor(cursor, .reports, question)
    return try await readers.read { (snapshot) throws(LedgerError) in
      let revision = begin?.revision ?? revision
      try snapshot.check(revision)
      let range = prefix.isEmpty ? nil : try IDPrefix(prefix, of: "document")
      return try snapshot.reports(range, at: revision, below: begin?.last, pageSize, question)
    }
  }
}

extension Snapshot {
  fileprivate func reports(
    _ prefix: IDPrefix?, at revision: Revision, below last: Int64?, _ pageSize: Int,
    _ question: Digest
  ) throws(LedgerError) -> Page<ReportRecord> {
    var conditions = Conditions()
    conditions.add("document.began < ?", .integer(last ?? revision.next.number))
    if let prefix {
      let id = try documentID(prefix, at: revision)
      conditions.add("document.id = ?", .digest(id))
    }
    var budget = PageBudget(pageSize: pageSize)
    var items: [ReportRecord] = []
    var reached: Int64 = 0
    var more = false
    try connection.forEach(
      """
      SELECT document.began, document.id, document.media_type, document.size, document.seal,
        entry.recorded_at
      FROM document CROSS JOIN entry ON entry.sequence = document.began
      WHERE \(conditions.joined) ORDER BY document.began DESC LIMIT ?
      """, conditions.values + [.integer(budget.items + 1)]
    ) { (row) throws(LedgerError) in
      let report = try report(row, at: revision, withMapping: prefix != nil)
      guard budget.take(bytes: try report.approximateSize()) else {
        more = true
        return false
      }
      reached = row.integer(0)
      items.append(report)
      return true
    }
    return Page(
      items: items,
      nextCursor: more ? Cursor(revision: revision, last: reached).text(.reports, question) : "",
      revision: revision)
  }

  /// The document that an id, or the beginning of one, names at a revision.
  func documentID(_ prefix: IDPrefix, at revision: Revision) throws(LedgerError) -> Digest {
    let candidates = try connection.all(
      "SELECT id FROM document WHERE id BETWEEN ? AND ? AND began <= ? LIMIT ?",
      [
        .blob(prefix.first), .blob(prefix.last), .revision(revision),
        .integer(IDPrefix.lookedFor),
      ]
    ) { (row) throws(LedgerError) in try row.digest(0, "a document's id") }
    return try prefix.only(of: candidates, "document")
  }

  private func report(
    _ row: Row, at revision: Revision, withMapping: Bool
  ) throws(LedgerError) -> ReportRecord {
    let key = row.revision(0)
    let record = DocumentRecord(
      id: DocumentID(try row.digest(1, "entry \(key)")), mediaType: row.text(2),
      size: Int(row.integer(3)), seal: row.isNull(4) ? nil : try row.digest(4, "entry \(key)"))
    let run = try newestRun(of: key, at: revision)
    let claims = try claims(of: key, at: revision)
    let versions = try versions(of: key, at: revision)
    return ReportRecord(
      document: record, sightings: try sightings(of: key, at: revision),
      language: run?.language ?? "", claims: claims.standing,
      warnings: run?.warnings ?? [], recordedAt: Moment(microseconds: row.integer(5)),
      revision: try lastEntry(about: key, at: revision), rejectedClaims: claims.rejected,
      previousVersion: versions.previous, nextVersion: versions.next,
      withdrawn: try Stored.withdrawal(of: key, connection),
      mapping: withMapping ? run?.mapping ?? "" : "")
  }

  func newestRun(of document: Revision, at revision: Revision) throws(LedgerError)
    -> ExtractionRun?
  {
    try connection.first(
      "SELECT packed, entry FROM run WHERE document = ? AND entry <= ? ORDER BY entry DESC LIMIT 1",
      [.revision(document), .revision(revision)]
    ) { (row) throws(LedgerError) in try row.run(0, entry: 1) }
  }

  /// How many claims of a document hold, and how many of those that would were rejected.
  private func claims(of document: Revision, at revision: Revision) throws(LedgerError) -> (
    standing: Int, rejected: Int
  ) {
    try connection.first(
      """
      SELECT count(*), coalesce(sum(EXISTS (
        SELECT 1 FROM review_state AS state WHERE state.claim = claim.id AND state.decision = ?
          AND state.entry <= ? AND (state.ended IS NULL OR state.ended > ?))), 0) FROM claim
      WHERE document = ? AND number < ? AND (ended IS NULL OR ended > ?)
      """,
      [
        .integer(Int64(ReviewDecision.Decision.rejected.rawValue)), .revision(revision),
        .revision(revision), .revision(document),
        .integer(ClaimNumber.bound(after: revision)), .revision(revision),
      ]
    ) { (row) throws(LedgerError) in
      (Int(row.integer(0) - row.integer(1)), Int(row.integer(1)))
    } ?? (0, 0)
  }

  private func lastEntry(about document: Revision, at revision: Revision) throws(LedgerError)
    -> Revision
  {
    try connection.first(
      "SELECT max(entry) FROM history WHERE document = ? AND entry <= ?",
      [.revision(document), .revision(revision)]
    ) { (row) throws(LedgerError) in row.revision(0) } ?? document
  }
}

extension Row {
  /// A run without its claims.
  func run(_ column: Int32, entry: Int32) throws(LedgerError) -> ExtractionRun {
    do throws(LedgerError) {
      return try withBytes(column) { (buffer) throws(LedgerError) in
        try ExtractionRun(unpacking: buffer)
      }
    } catch {
      throw .damaged("entry \(integer(entry))", "it cannot be read: \(error.message)")
    }
  }
}

extension ReportRecord {
  /// About as many bytes as the record takes when packed.
  fileprivate func approximateSize() throws(LedgerError) -> Int {
    var size = 256 + mapping.utf8.count + warnings.reduce(0) { $0 + $1.utf8.count + 4 }
    for sighting in sightings { size += try sighting.packed().count + 4 }
    return size
  }
}
