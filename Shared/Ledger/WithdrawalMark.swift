/// That the words of a document were withdrawn: what answers show in place of the words. It stands there at every
/// revision, because a withdrawal speaks of today.
package struct WithdrawalMark: Hashable, Sendable {
  /// The strongest that was decided: what was erased after it was sealed is erased.
  package var mode: Withdrawal.Mode
  /// The entry that decided it.
  package var revision: Revision
  package var recordedAt: Moment
  package var author: String
  package var reason: String

  package init(
    mode: Withdrawal.Mode, revision: Revision, recordedAt: Moment, author: String, reason: String
  ) {
    self.mode = mode
    self.revision = revision
    self.recordedAt = recordedAt
    self.author = author
    self.reason = reason
  }

  /// For people: `erased at entry 12, 2026-02-05T10:20:30Z, by local: a court's order`.
  package var description: String {
    "\(mode) at entry \(revision), \(recordedAt), by \(author): \(reason)"
  }

  /// What whoever asks for the words is told, or brings them again.
  package func refusal(of document: DocumentID) -> LedgerError {
    LedgerError(
      .withdrawn, subject: "document \(document)", "its words were withdrawn: \(description)",
      hint: "the withdrawal stands; the document's figures remain in the ledger")
  }
}

extension Withdrawal {
  /// Bytes that a reason may have.
  package static let reasonLimit = 1000

  /// A reason as it is recorded: without blanks around it.
  /// Throws `malformed` for none, `tooLarge` for one that is too long.
  package static func checked(reason: String) throws(LedgerError) -> String {
    let isBlank = { (character: Character) in character.isWhitespace }
    let text = reason.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
    let checked = String(text)
    guard checked.utf8.count <= reasonLimit else {
      throw LedgerError(
        .tooLarge, subject: "reason", "\(checked.utf8.count) bytes; at most \(reasonLimit)",
        hint: "name the decision, and keep the rest where it was made")
    }
    guard !checked.isEmpty, !checked.utf8.contains(0) else {
      throw LedgerError(
        .malformed, subject: "reason", "there is none, or it has a NUL character",
        hint: "say why; it is recorded for good, so do not repeat the words that are withdrawn")
    }
    return checked
  }
}

/// What a withdrawal did.
package struct WithdrawalReport: Hashable, Sendable {
  package var document: DocumentID
  /// What holds for the document now.
  package var withdrawn: WithdrawalMark
  /// It was so before: nothing was recorded.
  package var alreadyRecorded: Bool
  /// Claims of the document that hold; their figures stay.
  package var claims: Int
  /// Why erased words may still be in the database file; nil: they are gone from it, or were only sealed.
  package var pending: LedgerError?
  /// Copies of the words that are known of and that the withdrawal did not touch.
  package var copies: [WithdrawnCopy]
  /// The ledger's head after it.
  package var revision: Revision
  /// Version of the program that answered.
  package var version: String = ""

  package init(
    document: DocumentID, withdrawn: WithdrawalMark, alreadyRecorded: Bool, claims: Int,
    pending: LedgerError? = nil, copies: [WithdrawnCopy] = [], revision: Revision
  ) {
    self.document = document
    self.withdrawn = withdrawn
    self.alreadyRecorded = alreadyRecorded
    self.claims = claims
    self.pending = pending
    self.copies = copies
    self.revision = revision
  }
}

/// Somewhere that withdrawn words may still be.
package struct WithdrawnCopy: Hashable, Sendable {
  /// A file or a place.
  package var place: String
  /// What it is, and what to do about it.
  package var note: String

  package init(place: String, note: String) {
    self.place = place
    self.note = note
  }
}
