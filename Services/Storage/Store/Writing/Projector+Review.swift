import Ledger
import Messages

/// What a decision changes: what holds of its claim, and how the claim reads.
extension Projector {
  func project(_ decision: ReviewDecision, _ entry: Revision) throws(LedgerError) {
    let before = ReviewState(try ReviewRows.voices(on: decision.subject, connection))
    try connection.execute(
      "INSERT INTO review (entry, subject, packed) VALUES (?, ?, ?)",
      [.revision(entry), .text(decision.subject), .blob(try decision.packed())])
    // Findings have subjects of another kind, and no rows that could change.
    guard let claim = ClaimID(decision.subject) else { return }
    var after = before
    after.add(decision, at: entry)
    if (before.standing, before.pending) != (after.standing, after.pending) {
      try write(after, of: claim, entry)
    }
    if before.corrections != after.corrections { try read(claim, with: after.corrections, entry) }
  }

  private func write(_ state: ReviewState, of claim: ClaimID, _ entry: Revision)
    throws(LedgerError)
  {
    try connection.execute(
      "UPDATE review_state SET ended = ? WHERE claim = ? AND ended IS NULL",
      [.revision(entry), .digest(claim.digest)])
    try connection.execute(
      """
      INSERT INTO review_state (entry, claim, decision, standing, pending) VALUES (?, ?, ?, ?, ?)
      """,
      [
        .revision(entry), .digest(claim.digest), .integer(Int64(state.decision.rawValue)),
        state.standing.map { .revision($0.entry) } ?? .null,
        .integer(state.pending.map { Int($0.rawValue) }),
      ])
  }

  /// Ends the row of a claim that holds, and begins one that reads as corrected. One that has ceased to hold has none.
  private func read(_ claim: ClaimID, with corrections: [String: String], _ entry: Revision)
    throws(LedgerError)
  {
    let found = try connection.first(
      """
      SELECT claim.number, claim.document, packed.number, packed.packed FROM claim
      JOIN claim_packed AS packed ON packed.number = coalesce(claim.recorded, claim.number)
      WHERE claim.id = ? AND claim.ended IS NULL
      """, [.digest(claim.digest)]
    ) { (row) throws(LedgerError) in
      let recorded = ClaimNumber(row.integer(2))
      return (
        number: row.integer(0), document: row.revision(1), recorded: recorded,
        claim: try ClaimRows.claim(row, 3, recorded)
      )
    }
    guard let found else { return }
    try connection.execute(
      "UPDATE claim SET ended = ? WHERE number = ?", [.revision(entry), .integer(found.number)])
    try write(
      found.claim.reading(with: corrections), claim, of: found.document,
      ClaimNumber(run: entry, place: 0), recorded: found.recorded)
  }

  /// The corrections of claims that a run brings, for those that were corrected in an earlier life of theirs.
  func corrections(of claim: ClaimID) throws(LedgerError) -> [String: String] {
    try connection.first(
      """
      SELECT review.packed, review.entry FROM review_state AS state
      JOIN review ON review.entry = state.standing
      WHERE state.claim = ? AND state.ended IS NULL AND state.decision = ?
      """,
      [
        .digest(claim.digest), .integer(Int64(ReviewDecision.Decision.corrected.rawValue)),
      ]
    ) { (row) throws(LedgerError) in
      try ReviewRows.decision(row, 0, entry: row.revision(1)).corrections
    } ?? [:]
  }

  /// Whether any claim at all is corrected: mostly none is, and a run need not ask for each of its own.
  func hasCorrections() throws(LedgerError) -> Bool {
    try connection.first(
      "SELECT 1 FROM review_state WHERE decision = ? LIMIT 1",
      [.integer(Int64(ReviewDecision.Decision.corrected.rawValue))]
    ) { (_) throws(LedgerError) in true } ?? false
  }
}
