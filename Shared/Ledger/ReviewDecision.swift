/// What a person decided about a claim or a finding. Decisions are only ever added; `ReviewState` says which one holds.
package struct ReviewDecision: Hashable, Sendable {
  /// The claim id or finding id that it is about.
  package var subject: String
  package var decision: Decision
  package var reason: String
  /// For `corrected`: the fields as they should be, under the schema's field paths ("group.party").
  package var corrections: [String: String]
  /// Reliability of the source, `A` to `F` (NATO STANAG 2511); empty where not judged.
  package var sourceReliability: String
  /// Credibility of the claim, 1 to 6 (NATO STANAG 2511); 0 where not judged.
  package var credibility: Int
  /// Who decided, as stated. It is recorded, and not proven.
  package var reviewer: String
  /// How many different reviewers had to decide the same when this was recorded; 0 counts as 1. It goes with the
  /// decision, so that what held at a revision never depends on how a program is configured today.
  package var requiredReviewers: Int

  package init(
    subject: String = "", decision: Decision, reason: String, corrections: [String: String] = [:],
    sourceReliability: String = "", credibility: Int = 0, reviewer: String = "",
    requiredReviewers: Int = 0
  ) {
    self.subject = subject
    self.decision = decision
    self.reason = reason
    self.corrections = corrections
    self.sourceReliability = sourceReliability
    self.credibility = credibility
    self.reviewer = reviewer
    self.requiredReviewers = requiredReviewers
  }

  /// Numbers are those of `Decision` in review.proto; a test compares them.
  package enum Decision: Int32, CaseIterable, Sendable {
    case unreviewed = 1
    case accepted, corrected, rejected
  }
}

/// Words taken out of reach, by whom the entry says, for a stated reason. The entries and the chain stay.
package struct Withdrawal: Hashable, Sendable {
  package var document: DocumentID
  package var mode: Mode
  package var reason: String
  package init(document: DocumentID, mode: Mode, reason: String) {
    self.document = document
    self.mode = mode
    self.reason = reason
  }

  /// Numbers are those of `WithdrawalMode` in entry.proto; a test compares them.
  package enum Mode: Int32, CaseIterable, Sendable {
    /// Kept, but shown to nobody.
    case sealed = 1
    /// Gone, with its salt.
    case erased
  }
}

/// Claims of a document that a later run no longer yields. They cease to hold at this entry.
package struct Supersession: Hashable, Sendable {
  package var document: DocumentID
  package var claims: [ClaimID]
  package var reason: String
  package init(document: DocumentID, claims: [ClaimID], reason: String) {
    self.document = document
    self.claims = claims
    self.reason = reason
  }
}
