package import Ledger
import Messages

extension LedgerStore {
  /// Passages that hold the words of a filter: newest entry first, within an entry in the order of the text. A page
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
  package func search(
    _ filter: ClaimFilter, in scope: SearchScope?, at revision: Revision, pageSize: Int,
    cursor: String
  ) async throws -> Page<TextHit> {
    var fields = FieldDigest(domain: "reckoner.search.1")
    fields.add(filter.digest)
    fields.add(scope?.rawValue ?? 0)
    let question = fields.finish()
    let begin = try Cursor(cursor, .passages, question)
    return try await readers.read { (snapshot) throws(LedgerError) in
      let revision = begin?.revision ?? revision
      try snapshot.check(revision)
      let search = try TextSearch(filter, in: scope, at: revision, snapshot)
      return try search.page(below: begin?.last, pageSize, question)
    }
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
  private let excerpts: ExcerptMaker
  private var connection: Connection { snapshot.connection }

  init(
    _ filter: ClaimFilter, in scope: SearchScope?, at revision: Revision, _ snapshot: Snapshot
  ) throws(LedgerError) {
    (self.filter, self.scope, self.revision, self.snapshot) = (filter, scope, revision, snapshot)
    let tokenizer = try snapshot.connection.madeTokenizer()
    words = try WordQuery(filter.words ?? "", tokenizer)
    excerpts = ExcerptMaker(words, tokenizer)
  }

  /// A passage that was found: its number, and what it is.
  private enum Found {
    /// By the number of its words, and by that of the row of its claim.
    case sentence(Int64, claim: Int64)
    case report(Int64, document: Revision, isTitle: Bool)

    var number: Int64 {
      switch self {
      case .sentence(let number, _), .report(let number, _, _): number
      }
    }
  }

  func page(below last: Int64?, _ pageSize: Int, _ question: Digest) throws(LedgerError)
    -> Page<TextHit>
  {
    var budget = PageBudget(pageSize: pageSize)
    let limit = budget.items + 1
    // Both come in the order of the page; what is left over of each is not needed.
    var found: [Found] = []
    if scope != .reports { found += try sentences(below: last, limit) }
    if scope != .claims { found += try reports(below: last, limit) }
    found.sort { $0.number > $1.number }
    var items: [TextHit] = []
    var reached: Int64 = 0
    for passage in found {
      guard !Task.isCancelled else { throw LedgerError(.cancelled, "the question was withdrawn") }
      let (hit, size) = try hit(passage)
      guard budget.take(bytes: size) else { break }
      reached = passage.number
      items.append(hit)
    }
    let more = items.count < found.count
    try noteVersions(in: &items)
    return Page(
      items: items,
      nextCursor: more ? Cursor(revision: revision, last: reached).text(.passages, question) : "",
      revision: revision)
  }

  private func noteVersions(in items: inout [TextHit]) throws(LedgerError) {
    var records = items.compactMap(\.claim)
    try snapshot.noteVersions(in: &records, at: revision)
    var noted = records.makeIterator()
    for index in items.indices where items[index].claim != nil { items[index].claim = noted.next() }
  }

  private func sentences(below last: Int64?, _ limit: Int) throws(LedgerError) -> [Found] {
    let selection = try ClaimSelection(filter, at: revision, below: last, connection)
    return try connection.all(
      """
      SELECT \(selection.key), claim.number FROM \(selection.source) WHERE \(selection.conditions.joined)
      ORDER BY \(selection.key) DESC LIMIT ?
      """, selection.conditions.values + [.integer(limit)]
    ) { (row) throws(LedgerError) in .sentence(row.integer(0), claim: row.integer(1)) }
  }

  private func reports(below last: Int64?, _ limit: Int) throws(LedgerError) -> [Found] {
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

  /// The hit, and about how many bytes it takes when packed.
  private func hit(_ found: Found) throws(LedgerError) -> (TextHit, Int) {
    switch found {
    case .sentence(_, let claim): return try sentence(claim)
    case .report(let number, let document, let isTitle):
      return try report(document, isTitle ? Passage.entry(of: number) : nil)
    }
  }

  private func sentence(_ number: Int64) throws(LedgerError) -> (TextHit, Int) {
    let found = try connection.first(
      ClaimRows.select + " WHERE claim.number = ?", [.revision(revision), .integer(number)]
    ) { (row) throws(LedgerError) in
      (try ClaimRows.record(row, at: revision, in: snapshot), ClaimRows.size(row))
    }
    guard let (record, size) = found else {
      throw LedgerError(
        .damaged, subject: "claim number \(number)", "its run or its entry is missing",
        hint: LedgerPart.projection.hint)
    }
    let excerpt = excerpts.excerpt(of: record.claim.evidence.sentenceText)
    return (
      TextHit(
        kind: .sentence, document: record.claim.document, claim: record, excerpt: excerpt),
      size + excerpt.approximateSize
    )
  }

  /// - Parameter title: the sighting that has the title; nil for the text.
  private func report(_ document: Revision, _ title: Revision?) throws(LedgerError) -> (
    TextHit, Int
  ) {
    let id = try connection.first(
      "SELECT id FROM document WHERE began = ?", [.revision(document)]
    ) { (row) throws(LedgerError) in DocumentID(try row.digest(0, "entry \(document)")) }
    guard let id else {
      throw LedgerError(
        .damaged, subject: "document of entry \(document)", "it is missing",
        hint: LedgerPart.projection.hint)
    }
    let passages = Passages(projections: connection, words: connection)
    let words =
      if let title { try passages.title(of: title) } else { try passages.original(of: document) }
    let excerpt = excerpts.excerpt(of: words ?? "")
    let sighting = try snapshot.firstSighting(of: document, from: title, at: revision)
    let size = try sighting?.packed().count ?? 0
    return (
      TextHit(
        kind: title == nil ? .text : .title, document: id, sighting: sighting, excerpt: excerpt),
      64 + size + excerpt.approximateSize
    )
  }
}

extension Excerpt {
  fileprivate var approximateSize: Int { words.utf8.count + 32 * matches.count + 16 }
}
