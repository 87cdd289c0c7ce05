package import Ledger
package import Messages

extension LedgerStore {
  /// Passages that hold the words of a filter, packed: newest entry first, within an entry in the order of the text. A page
  /// ends at `pageSize` passages (0: 100; at most 500), and before it would be larger than 2 MiB.
  ///
  /// The order is that of recording, because a measure of how well a passage fits would change with everything that is
  /// appended, and with it the pages of an earlier revision.
  /// - Parameters:
  ///   - filter: its words are looked for. A sentence must be of a claim that matches the rest; a document matches the
  ///     rest where one of its claims does.
  ///   - scope: nil: everywhere.
  ///   - cursor: from the page before; it carries the revision of the first page, which holds for all.
  /// - Throws: `malformed` where there is nothing to look for, or for a cursor of another question; `tooLarge` for more
  ///   words than can be looked for at once.
  package func searchPacked(
    _ filter: ClaimFilter, in scope: SearchScope?, at point: LedgerPoint, pageSize: Int,
    cursor: String
  ) async throws -> Page<Packed<TextHit>> {
    var fields = FieldDigest(domain: "reckoner.search.1")
    fields.add(filter.digest)
    fields.add(scope?.rawValue ?? 0)
    let question = fields.finish()
    let begin = try Cursor(cursor, .passages, question)
    return try await readers.read { (snapshot) throws(LedgerError) in
      let revision = try snapshot.revision(at: point, orOf: begin)
      let search = try TextSearch(filter, in: scope, at: revision, snapshot)
      return try search.page(below: begin?.last, pageSize, question)
    }
  }

  /// The same, for those who read them here.
  package func search(
    _ filter: ClaimFilter, in scope: SearchScope?, at revision: Revision, pageSize: Int,
    cursor: String
  ) async throws -> Page<TextHit> {
    let page = try await searchPacked(
      filter, in: scope, at: .revision(revision), pageSize: pageSize, cursor: cursor)
    return Page(
      items: try page.items.map { try $0.message() }, nextCursor: page.nextCursor,
      revision: page.revision)
  }

  /// How many claims and reports a search finds in all, and how many claims of each.
  package func counts(
    _ question: CountQuestion, of filter: ClaimFilter, in scope: SearchScope?,
    at revision: Revision
  ) async throws -> ClaimCounts {
    try await readers.read { (snapshot) throws(LedgerError) in
      try snapshot.check(revision)
      let search = try TextSearch(filter, in: scope, at: revision, snapshot)
      var counts = ClaimCounts()
      if scope != .reports {
        counts = try snapshot.counts(question, of: filter, at: revision)
      }
      counts.reports = scope == .claims ? 0 : try search.countOfReports()
      return counts
    }
  }
}

/// One search of one state of the ledger.
struct TextSearch {
  private let filter: ClaimFilter
  private let scope: SearchScope?
  private let revision: Revision
  private let snapshot: Snapshot
  private let words: WordQuery
  private let hits: HitMaker
  private var connection: Connection { snapshot.connection }

  init(
    _ filter: ClaimFilter, in scope: SearchScope?, at revision: Revision, _ snapshot: Snapshot
  ) throws(LedgerError) {
    (self.filter, self.scope, self.revision, self.snapshot) = (filter, scope, revision, snapshot)
    let tokenizer = try snapshot.connection.madeTokenizer()
    words = try WordQuery(filter.words ?? "", tokenizer)
    hits = HitMaker(
      snapshot: snapshot, revision: revision, excerpts: ExcerptMaker(words, tokenizer))
  }

  func page(below last: Int64?, _ pageSize: Int, _ question: Digest) throws(LedgerError)
    -> Page<Packed<TextHit>>
  {
    var budget = PageBudget(pageSize: pageSize)
    let limit = budget.items + 1
    // Both come in the order of the page; what is left over of each is not needed.
    var found: [FoundPassage] = []
    if scope != .reports { found += try sentences(below: last, limit) }
    if scope != .claims { found += try reports(below: last, limit) }
    found.sort { $0.number > $1.number }
    var items: [Packed<TextHit>] = []
    var reached: Int64 = 0
    for passage in found {
      guard !Task.isCancelled else { throw LedgerError(.cancelled, "the question was withdrawn") }
      let (hit, size) = try hits.hit(passage)
      guard budget.take(bytes: size) else { break }
      reached = passage.number
      items.append(hit)
    }
    let more = items.count < found.count
    return Page(
      items: items,
      nextCursor: more ? Cursor(revision: revision, last: reached).text(.passages, question) : "",
      revision: revision)
  }

  private func sentences(below last: Int64?, _ limit: Int) throws(LedgerError) -> [FoundPassage] {
    let selection = try ClaimSelection(filter, at: revision, below: last, connection)
    return try connection.all(
      """
      SELECT \(selection.key), claim.number FROM \(selection.source) WHERE \(selection.conditions.joined)
      ORDER BY \(selection.key) DESC LIMIT ?
      """, selection.conditions.values + [.integer(limit)]
    ) { (row) throws(LedgerError) in .sentence(row.integer(0), claim: row.integer(1)) }
  }

  private func reports(below last: Int64?, _ limit: Int) throws(LedgerError) -> [FoundPassage] {
    let conditions = reportConditions(below: last)
    return try connection.all(
      """
      SELECT passage.rowid, \(Self.document), document.began IS NULL FROM \(Self.reports)
      WHERE \(conditions.joined) ORDER BY passage.rowid DESC LIMIT ?
      """, conditions.values + [.integer(limit)]
    ) { (row) throws(LedgerError) in
      .report(row.integer(0), document: row.revision(1), isTitle: row.integer(2) != 0)
    }
  }

  func countOfReports() throws(LedgerError) -> Int64 {
    let conditions = reportConditions(below: nil)
    return try connection.first(
      "SELECT count(*) FROM \(Self.reports) WHERE \(conditions.joined)", conditions.values
    ) { (row) throws(LedgerError) in row.integer(0) } ?? 0
  }

  /// Texts and titles: a text has the entry of its document, a title that of its sighting.
  private static let reports = """
    passage LEFT JOIN document ON document.began = passage.rowid >> 20
    LEFT JOIN sighting ON sighting.entry = passage.rowid >> 20
    """
  private static let document = "coalesce(document.began, sighting.document)"

  private func reportConditions(below last: Int64?) -> Conditions {
    var conditions = Conditions()
    let bound = ClaimNumber.bound(after: revision)
    conditions.add("passage MATCH ?", .text(words.expression(in: [.text, .title])))
    conditions.add("passage.rowid < ?", .integer(min(last ?? bound, bound)))
    // A document is found once: by its title only where its text has not the words, and by the first one of several.
    conditions.add(
      """
      (sighting.entry IS NULL OR NOT EXISTS (
        SELECT 1 FROM passage AS body WHERE body.passage MATCH ? AND body.rowid = sighting.document << 20))
      """, .text(words.expression(in: [.text])))
    conditions.add(
      """
      (sighting.entry IS NULL OR NOT EXISTS (
        SELECT 1 FROM sighting AS earlier
        CROSS JOIN passage AS heading ON heading.rowid = earlier.entry << 20
        WHERE earlier.document = sighting.document AND earlier.entry < sighting.entry
          AND heading.passage MATCH ?))
      """, .text(words.expression(in: [.title])))
    if filter.asksForMoreThanWords {
      var claims = Conditions()
      claims.add("claim.document = \(Self.document)")
      claims.add("claim.number < ?", .integer(bound))
      claims.add("(claim.ended IS NULL OR claim.ended > ?)", .revision(revision))
      filter.add(to: &claims, at: revision)
      conditions.add("EXISTS (SELECT 1 FROM claim WHERE \(claims.joined))", claims)
    }
    return conditions
  }
}
