import Ledger
import Messages

/// How a claim is read out of the tables, whichever claims are asked for.
enum ClaimRows {
  /// Columns and joins; binds the revision, as the first parameter. Claims come first in the join, whatever the planner
  /// thinks, so that a page in their order needs no sorting.
  static let select = select(from: "claim")

  /// The decision that held at a revision, which it binds twice; NULL where there was none.
  static let decision = """
    (SELECT state.decision FROM review_state AS state WHERE state.claim = claim.id
        AND state.entry <= ? AND (state.ended IS NULL OR state.ended > ?))
    """

  /// The language of the claim's document.
  static let language = """
    (SELECT run.language FROM run WHERE run.entry = coalesce(claim.recorded, claim.number) >> 20)
    """

  /// - Parameter source: something with the table `claim`, that binds nothing.
  static func select(from source: String) -> String {
    """
    SELECT claim.number, claim.ended, packed.packed, run.extractor_version, run.lexicon_fingerprint,
      entry.recorded_at, entry.author, quotation.sentence, quotation.number_text,
      packed.number, state.decision, state.pending, review.packed, review.entry,
      (SELECT document FROM withdrawal WHERE withdrawal.document = claim.document LIMIT 1),
      (\(newerSighting(than: "claim.document", at: "?1"))), claim.document
    FROM \(source)
    CROSS JOIN claim_packed AS packed ON packed.number = coalesce(claim.recorded, claim.number)
    CROSS JOIN run ON run.entry = packed.number >> 20
    CROSS JOIN entry ON entry.sequence = run.entry
    LEFT JOIN quotation ON quotation.number = packed.number
    LEFT JOIN review_state AS state ON state.claim = claim.id
      AND state.entry <= ?1 AND (state.ended IS NULL OR state.ended > ?1)
    LEFT JOIN review ON review.entry = state.standing
    """
  }

  /// The first sighting of other bytes at an address of a document, after the document was last seen there.
  static func newerSighting(than document: String, at revision: String) -> String {
    """
    SELECT min(later.entry) FROM address AS own
      CROSS JOIN address AS later ON later.place = own.place AND later.entry > own.entry
      WHERE own.document = \(document) AND own.entry <= \(revision) AND later.entry <= \(revision)
        AND NOT EXISTS (SELECT 1 FROM address AS again WHERE again.place = own.place
          AND again.entry > own.entry AND again.entry <= \(revision)
          AND again.document = own.document)
    """
  }

  /// The same, packed. What nobody decided on is handed on as it is stored, and whoever unpacks it checks the claim's
  /// id; in what was decided on or withdrawn the row does not say all.
  static func packed(_ row: Row, at revision: Revision, in snapshot: Snapshot) throws(LedgerError)
    -> Packed<ClaimRecord>
  {
    guard row.isNull(12), row.isNull(14) else {
      return try Packed(try record(row, at: revision, in: snapshot))
    }
    let number = ClaimNumber(row.integer(9))
    let newer = try snapshot.documentSeen(at: row.optionalRevision(15))
    do throws(LedgerError) {
      let run = try PackedRunHead(
        recordedAt: Moment(microseconds: row.integer(5)), author: row.bytesInPlace(6),
        extractorVersion: row.bytesInPlace(3), lexiconFingerprint: row.bytesInPlace(4))
      return try StoredClaimRecord(
        claim: row.bytesInPlace(2), sentence: row.bytesInPlace(7),
        numberText: row.bytesInPlace(8), began: number.run, ended: ended(row, at: revision),
        run: run, review: decision(row), pendingReview: pending(row), newerVersion: newer
      ).packed()
    } catch {
      throw unreadable(number, error)
    }
  }

  /// The words are out of reach, whatever is stored.
  static func isWithdrawn(_ row: Row) -> Bool { !row.isNull(14) }

  static func sentence(_ row: Row) -> UnsafeRawBufferPointer { row.bytesInPlace(7) }

  /// The entry of the claim's document.
  static func document(_ row: Row) -> Revision { row.revision(16) }

  /// The claim in a row of `select`, as it stood at a revision, and without words that were withdrawn by today.
  static func record(_ row: Row, at revision: Revision, in snapshot: Snapshot) throws(LedgerError)
    -> ClaimRecord
  {
    let number = ClaimNumber(row.integer(9))
    var claim = try claim(row, 2, number)
    var withdrawn: WithdrawalMark?
    if let document = row.optionalRevision(14) {
      withdrawn = try Stored.withdrawal(of: document, snapshot.connection)
    } else {
      claim.setWords(sentence: row.text(7), number: row.text(8))
    }
    var record = ClaimRecord(
      id: ClaimID(of: claim), claim: claim, began: number.run, ended: ended(row, at: revision),
      recordedAt: Moment(microseconds: row.integer(5)), author: row.text(6),
      extractorVersion: row.text(3), lexiconFingerprint: row.text(4),
      review: decision(row), pendingReview: pending(row), withdrawn: withdrawn,
      newerVersion: try snapshot.documentSeen(at: row.optionalRevision(15)))
    if !row.isNull(12) {
      record.apply(try ReviewRows.decision(row, 12, entry: row.revision(13)))
    }
    return record
  }

  /// An end that lies ahead of the revision was not known then.
  static func ended(_ row: Row, at revision: Revision) -> Revision? {
    row.optionalRevision(1).flatMap { $0 <= revision ? $0 : nil }
  }

  private static func decision(_ row: Row) -> ReviewDecision.Decision {
    ReviewDecision.Decision(rawValue: Int32(clamping: row.integer(10))) ?? .unreviewed
  }

  private static func pending(_ row: Row) -> ReviewRecord.Effect? {
    ReviewRecord.Effect(rawValue: Int32(clamping: row.integer(11)))
  }

  /// Bytes of the record in a row, about as many as it takes when packed.
  static func size(_ row: Row) -> Int {
    // What a decision corrected makes a second reading of the claim.
    let isCorrected = row.integer(10) == Int64(ReviewDecision.Decision.corrected.rawValue)
    let columns: [Int32] = [2, 3, 4, 6, 7, 8, 12] + (isCorrected ? [2, 7, 8] : [])
    return columns.reduce(64) { $0 + row.size($1) }
  }

  /// The packed claim of a row, without words.
  static func claim(_ row: Row, _ column: Int32, _ number: ClaimNumber) throws(LedgerError)
    -> Claim
  {
    do throws(LedgerError) {
      return try row.withBytes(column) { (buffer) throws(LedgerError) in
        try Claim(unpacking: buffer)
      }
    } catch {
      throw unreadable(number, error)
    }
  }

  static func unreadable(_ number: ClaimNumber, _ error: LedgerError) -> LedgerError {
    .damaged("entry \(number.run)", "one of its claims cannot be read: \(error.message)")
  }
}

extension ClaimRecord {
  /// What the decision that holds says of the claim.
  fileprivate mutating func apply(_ decision: ReviewDecision) {
    sourceReliability = decision.sourceReliability
    credibility = decision.credibility
    guard decision.decision == .corrected else { return }
    let reading = claim.reading(with: decision.corrections)
    self.reading = reading
    corrections = claim.differences(to: reading)
  }
}
