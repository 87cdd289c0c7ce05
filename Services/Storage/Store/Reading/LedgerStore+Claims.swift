package import Ledger
package import Messages

extension LedgerStore {
  /// Claims by id or by an unambiguous beginning of one, in the order asked for. One that has ceased to hold at the
  /// revision comes with its end; where it has had several spans of life, the last one that had begun. With the decisions
  /// on each.
  /// - Throws: `notFound` for one that had not begun, `malformed` where several begin so.
  package func claims(ids: [String], at revision: Revision) async throws -> [ClaimRecord] {
    try await readers.read { (snapshot) throws(LedgerError) in
      try snapshot.check(revision)
      var records: [ClaimRecord] = []
      for id in ids {
        var record = try snapshot.claim(try IDPrefix(id, of: "claim"), revision)
        try snapshot.addReviews(to: &record, at: revision)
        records.append(record)
      }
      return records
    }
  }

  /// The same without the decisions, packed: as many as fit into an answer, and the first one in any case.
  package func packedClaims(ids: [String], at revision: Revision) async throws
    -> [Packed<ClaimRecord>]
  {
    try await readers.read { (snapshot) throws(LedgerError) in
      try snapshot.check(revision)
      let rows = try PageRows(snapshot, at: revision)
      var wanted: [SQLValue] = []
      for text in ids {
        let prefix = try IDPrefix(text, of: "claim")
        let id: Digest
        if let whole = prefix.whole {
          id = whole
        } else {
          id = try snapshot.claimID(prefix, revision)
        }
        wanted.append(.digest(id))
      }
      var found = [Packed<ClaimRecord>?](repeating: nil, count: ids.count)
      try snapshot.connection.firsts(
        rows.select(from: "claim") + Self.lastSpan,
        [.revision(revision), .integer(ClaimNumber.bound(after: revision))], wanted
      ) { (place, row) throws(LedgerError) in found[place] = try rows.packed(row) }
      var budget = PageBudget(pageSize: ids.count)
      var fitting: [Packed<ClaimRecord>] = []
      for (id, claim) in zip(ids, found) {
        guard let claim else { throw try snapshot.missing(IDPrefix(id, of: "claim"), revision) }
        guard budget.take(bytes: claim.bytes.count) else { break }
        fitting.append(claim)
      }
      return fitting
    }
  }

  private static let lastSpan =
    " WHERE claim.id = ?3 AND claim.number < ?2 ORDER BY claim.number DESC LIMIT 1"

  /// The claims that hold at a point and match a filter, packed: newest entry first, within an entry in the order of the
  /// text. A page ends at `pageSize` claims (0: 100; at most 500), and before it would be larger than 2 MiB.
  /// - Parameter cursor: from the page before; it carries the revision of the first page, which holds for all.
  /// - Throws: `malformed` for a cursor of another list or filter.
  package func listPackedClaims(
    _ filter: ClaimFilter, at point: LedgerPoint, pageSize: Int, cursor: String
  ) async throws -> Page<Packed<ClaimRecord>> {
    try await listSeenClaims(
      filter, at: point, pageSize: pageSize, cursor: cursor, sightings: false
    ).page
  }

  /// The same, where it is asked for with where the claims' documents were seen: the first sightings of each document on
  /// the page, which count towards its size.
  package func listSeenClaims(
    _ filter: ClaimFilter, at point: LedgerPoint, pageSize: Int, cursor: String, sightings: Bool
  ) async throws -> (page: Page<Packed<ClaimRecord>>, sightings: [Sighting]) {
    let question = filter.digest
    let begin = try Cursor(cursor, .claims, question)
    return try await readers.read { (snapshot) throws(LedgerError) in
      let revision = try snapshot.revision(at: point, orOf: begin)
      return try snapshot.page(
        of: filter, at: revision, below: begin?.last, pageSize, question, sightings: sightings)
    }
  }

  /// The same, for those who read them here.
  package func listClaims(
    _ filter: ClaimFilter, at revision: Revision, pageSize: Int, cursor: String
  ) async throws -> Page<ClaimRecord> {
    let page = try await listPackedClaims(
      filter, at: .revision(revision), pageSize: pageSize, cursor: cursor)
    return Page(
      items: try page.items.map { try $0.message() }, nextCursor: page.nextCursor,
      revision: page.revision)
  }
}

extension Snapshot {
  /// The claim that an id, or the beginning of one, names at a revision.
  func claim(_ prefix: IDPrefix, _ revision: Revision) throws(LedgerError)
    -> ClaimRecord
  {
    let id = try claimID(prefix, revision)
    let record = try connection.first(
      ClaimRows.select
        + " WHERE claim.id = ? AND claim.number < ? ORDER BY claim.number DESC LIMIT 1",
      [.revision(revision), .digest(id), .integer(ClaimNumber.bound(after: revision))]
    ) { (row) throws(LedgerError) in try ClaimRows.record(row, at: revision, in: self) }
    guard let record else { throw try missing(prefix, revision) }
    return record
  }

  /// The id of the one claim that had begun by a revision and whose id begins so.
  fileprivate func claimID(_ prefix: IDPrefix, _ revision: Revision) throws(LedgerError) -> Digest {
    let range: [SQLValue] = [
      .blob(prefix.first), .blob(prefix.last), .integer(ClaimNumber.bound(after: revision)),
    ]
    let candidates = try connection.all(
      "SELECT DISTINCT id FROM claim WHERE id BETWEEN ? AND ? AND number < ? LIMIT ?",
      range + [.integer(IDPrefix.lookedFor)]
    ) { (row) throws(LedgerError) in try row.digest(0, "a claim's id") }
    return try prefix.only(of: candidates, "claim")
  }

  /// Why there is no row of a claim: there is no such claim, or a part of it is gone.
  fileprivate func missing(_ prefix: IDPrefix, _ revision: Revision) throws(LedgerError)
    -> LedgerError
  {
    .damaged(
      "claim \(try claimID(prefix, revision).hex)", "its run or its entry is missing")
  }

  fileprivate func page(
    of filter: ClaimFilter, at revision: Revision, below last: Int64?, _ pageSize: Int,
    _ question: Digest, sightings wanted: Bool
  ) throws(LedgerError) -> (page: Page<Packed<ClaimRecord>>, sightings: [Sighting]) {
    var budget = PageBudget(pageSize: pageSize)
    let selection = try ClaimSelection(filter, at: revision, below: last, connection)
    let rows = try PageRows(self, at: revision)
    var items: [Packed<ClaimRecord>] = []
    var sightings: [Sighting] = []
    var seen: Set<Revision> = []
    var reached: Int64 = 0
    var more = false
    try connection.forEach(
      """
      \(rows.select(from: selection.source))
      WHERE \(selection.conditions.joined)
      ORDER BY \(selection.key) DESC LIMIT ?
      """, [.revision(revision)] + selection.conditions.values + [.integer(budget.items + 1)]
    ) { (row) throws(LedgerError) in
      let item = try rows.packed(row)
      var size = item.bytes.count
      var further: [Sighting] = []
      let document = PageRows.document(row)
      if wanted, !seen.contains(document) {
        further = try self.sightings(of: document, at: revision, limit: Sighting.mostOnPage)
        for sighting in further { size += try sighting.packed().count }
      }
      guard budget.take(bytes: size) else {
        more = true
        return false
      }
      reached = row.integer(0)
      items.append(item)
      sightings += further
      seen.insert(document)
      return true
    }
    let page = Page(
      items: items,
      nextCursor: more ? Cursor(revision: revision, last: reached).text(.claims, question) : "",
      revision: revision)
    return (page, sightings)
  }
}
