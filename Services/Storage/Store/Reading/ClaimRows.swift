import Ledger
import Messages

/// How a claim is read out of the tables, whichever claims are asked for.
enum ClaimRows {
  /// Columns and joins; binds the revision. Claims come first in the join, whatever the planner thinks,
  /// so that a page in their order needs no sorting.
  static let select = select(from: "claim")

  /// The decision that held at a revision, which it binds; NULL where there was none.
  static let decision = """
    (SELECT decision FROM review WHERE review.subject = lower(hex(claim.id)) AND review.entry <= ?
        ORDER BY review.entry DESC LIMIT 1)
    """

  /// The language of the claim's document.
  static let language = "(SELECT run.language FROM run WHERE run.entry = claim.number >> 20)"

  /// - Parameter source: something with the table `claim`.
  static func select(from source: String) -> String {
    """
    SELECT claim.number, claim.ended, packed.packed, run.extractor_version, run.lexicon_fingerprint,
      entry.recorded_at, entry.author, quotation.sentence, quotation.number_text,
      \(decision),
      (SELECT document FROM withdrawal WHERE withdrawal.document = claim.document LIMIT 1)
    FROM \(source)
    CROSS JOIN claim_packed AS packed ON packed.number = claim.number
    CROSS JOIN run ON run.entry = claim.began
    CROSS JOIN entry ON entry.sequence = claim.began
    LEFT JOIN quotation ON quotation.number = claim.number
    """
  }

  /// The claim in a row of `select`, as it stood at a revision, and without words that were withdrawn by today.
  static func record(_ row: Row, at revision: Revision, in snapshot: Snapshot) throws(LedgerError)
    -> ClaimRecord
  {
    let number = ClaimNumber(row.integer(0))
    var claim = try claim(row, number)
    var withdrawn: WithdrawalMark?
    if let document = row.optionalRevision(10) {
      withdrawn = try Stored.withdrawal(of: document, snapshot.connection)
    } else {
      claim.evidence.sentenceText = row.text(7)
      claim.evidence.numberText = row.text(8)
    }
    // An end that lies ahead of the revision was not known then.
    let ended = row.optionalRevision(1).flatMap { $0 <= revision ? $0 : nil }
    return ClaimRecord(
      id: ClaimID(of: claim), claim: claim, began: number.run, ended: ended,
      recordedAt: Moment(microseconds: row.integer(5)), author: row.text(6),
      extractorVersion: row.text(3), lexiconFingerprint: row.text(4),
      review: ReviewDecision.Decision(rawValue: Int32(clamping: row.integer(9))) ?? .unreviewed,
      withdrawn: withdrawn)
  }

  /// Bytes of the record in a row, about as many as it takes when packed.
  static func size(_ row: Row) -> Int {
    [2, 3, 4, 6, 7, 8].reduce(64) { $0 + row.size($1) }
  }

  private static func claim(_ row: Row, _ number: ClaimNumber) throws(LedgerError) -> Claim {
    do throws(LedgerError) {
      return try row.withBytes(2) { (buffer) throws(LedgerError) in try Claim(unpacking: buffer) }
    } catch {
      throw .damaged(
        "entry \(number.run)", "one of its claims cannot be read: \(error.message)")
    }
  }
}
