import Ledger
import Messages

/// How the claims of a page are read: a page has up to 500, and what a row of `ClaimRows` is joined of takes most of the
/// time of a list. What all claims of a run have in common is looked up once for the run, and what decisions and
/// withdrawals say only for the claims that there are any of.
struct PageRows {
  private let snapshot: Snapshot
  private let revision: Revision
  private let exceptions: String
  /// The last entry that recorded an address.
  private let lastAddress: Int64
  private var connection: Connection { snapshot.connection }

  init(_ snapshot: Snapshot, at revision: Revision) throws(LedgerError) {
    (self.snapshot, self.revision) = (snapshot, revision)
    let connection = snapshot.connection
    func isEmpty(_ table: String) throws(LedgerError) -> Bool {
      try connection.first("SELECT 1 FROM \(table) LIMIT 1") { (_) throws(LedgerError) in false }
        ?? true
    }
    // Each names the revision, which is the first thing bound.
    var exceptions = ["?1 IS NULL"]
    if try !isEmpty("review_state") { exceptions.append(Self.decided) }
    if try !isEmpty("withdrawal") { exceptions.append(Self.withdrawn) }
    self.exceptions = exceptions.joined(separator: " OR ")
    func number(_ sql: String) throws(LedgerError) -> Int64 {
      try connection.first(sql) { (row) throws(LedgerError) in row.integer(0) } ?? 0
    }
    lastAddress = try number("SELECT max(entry) FROM address")
    try connection.known.hold(
      schema: try number("PRAGMA schema_version"), lastAddress: lastAddress
    ) { (known) throws(LedgerError) in
      try connection.all(Self.seenSince, [.integer(known)]) { (row) throws(LedgerError) in
        row.integer(0)
      }
    }
  }

  private static let seenSince = """
    SELECT DISTINCT own.document FROM address AS later
      CROSS JOIN address AS own ON own.place = later.place WHERE later.entry > ?
    """

  private static let decided = """
    EXISTS (SELECT 1 FROM review_state AS state WHERE state.claim = claim.id
      AND state.entry <= ?1 AND (state.ended IS NULL OR state.ended > ?1))
    """
  private static let withdrawn =
    "EXISTS (SELECT 1 FROM withdrawal WHERE withdrawal.document = claim.document)"

  /// Columns and joins, as those of `ClaimRows`.
  func select(from source: String) -> String {
    """
    SELECT claim.number, claim.ended, packed.packed, packed.number, quotation.sentence,
      quotation.number_text, claim.document, \(exceptions)
    FROM \(source)
    CROSS JOIN claim_packed AS packed ON packed.number = coalesce(claim.recorded, claim.number)
    LEFT JOIN quotation ON quotation.number = packed.number
    """
  }

  /// The entry of the claim's document.
  static func document(_ row: Row) -> Revision { row.revision(6) }

  private static let whole = ClaimRows.select + " WHERE claim.number = ?"

  /// The claim in a row, as `ClaimRows` packs it.
  func packed(_ row: Row) throws(LedgerError) -> Packed<ClaimRecord> {
    let number = ClaimNumber(row.integer(3))
    guard row.integer(7) == 0 else {
      let found = try connection.first(
        Self.whole, [.revision(revision), .integer(row.integer(0))]
      ) { (row) throws(LedgerError) in try ClaimRows.packed(row, at: revision, in: snapshot) }
      guard let found else { throw missing(number.run) }
      return found
    }
    let run = try run(number.run)
    let newer = try snapshot.documentSeen(at: newerSighting(than: row.integer(6)))
    do throws(LedgerError) {
      return try StoredClaimRecord(
        claim: row.bytesInPlace(2), sentence: row.bytesInPlace(4),
        numberText: row.bytesInPlace(5), began: number.run,
        ended: ClaimRows.ended(row, at: revision), run: run, review: .unreviewed,
        pendingReview: nil, newerVersion: newer
      ).packed()
    } catch {
      throw ClaimRows.unreadable(number, error)
    }
  }

  private func run(_ entry: Revision) throws(LedgerError) -> PackedRunHead {
    if let known = connection.known.run(entry) { return known }
    let found = try connection.first(
      """
      SELECT run.extractor_version, run.lexicon_fingerprint, entry.recorded_at, entry.author
      FROM run CROSS JOIN entry ON entry.sequence = run.entry WHERE run.entry = ?
      """, [.revision(entry)]
    ) { (row) throws(LedgerError) in
      try PackedRunHead(
        recordedAt: Moment(microseconds: row.integer(2)), author: row.bytesInPlace(3),
        extractorVersion: row.bytesInPlace(0), lexiconFingerprint: row.bytesInPlace(1))
    }
    guard let found else { throw missing(entry) }
    connection.known.keep(found, of: entry)
    return found
  }

  private func newerSighting(than document: Int64) throws(LedgerError) -> Revision? {
    // Of an earlier state nothing is kept.
    let isNewest = revision.number >= lastAddress
    if isNewest, let known = connection.known.newerSighting(than: document) { return known }
    let found = try connection.first(Self.newer, [.integer(document), .revision(revision)]) {
      (row) throws(LedgerError) in row.optionalRevision(0)
    }.flatMap(\.self)
    if isNewest { connection.known.keep(newer: found, than: document) }
    return found
  }

  private static let newer = ClaimRows.newerSighting(than: "?1", at: "?2")

  private func missing(_ run: Revision) -> LedgerError {
    LedgerError(
      .damaged, subject: "entry \(run)", "its run is missing among those that are listed",
      hint: LedgerPart.projection.hint)
  }
}
