/// A decision in the ledger, and what became of it.
package struct ReviewRecord: Hashable, Sendable {
  package var decision: ReviewDecision
  package var entry: Revision
  package var recordedAt: Moment
  /// Of the entry: whose program recorded it.
  package var author: String
  package var effect: Effect

  package init(
    decision: ReviewDecision, entry: Revision, recordedAt: Moment, author: String, effect: Effect
  ) {
    self.decision = decision
    self.entry = entry
    self.recordedAt = recordedAt
    self.author = author
    self.effect = effect
  }

  /// Numbers are those of `ReviewEffect` in review.proto; a test compares them.
  package enum Effect: Int32, CaseIterable, Sendable {
    /// It is what holds, or says the same.
    case holds = 1
    /// It waits for another reviewer who decides the same.
    case proposed
    /// Reviewers decided differently, and none of their decisions holds.
    case disputed
    /// Another decision has taken its place.
    case replaced
  }
}
