import Ledger

/// What reviewers decided on claims, at each revision.
struct Reviews: Sendable {
  private var states: [ClaimID: ReviewState] = [:]
  /// What held, from which revision on.
  private var decisions: [ClaimID: History<ReviewDecision.Decision>] = [:]

  /// Takes a decision.
  /// - Returns: the claim where it reads otherwise from now on.
  mutating func record(_ decision: ReviewDecision, at revision: UInt32) -> ClaimID? {
    // A decision on a finding has another kind of subject, and says nothing about a claim.
    guard let claim = ClaimID(decision.subject) else { return nil }
    // Why it was decided so is the ledger's to tell.
    var decision = decision
    decision.reason = ""
    let before = states[claim, default: ReviewState()]
    var after = before
    after.add(decision, at: Revision(Int64(revision)))
    states[claim] = after
    if after.decision != before.decision {
      decisions[claim, default: History()].record(after.decision, at: revision)
    }
    return after.corrections == before.corrections ? nil : claim
  }

  /// The corrections of a claim that hold now.
  func corrections(of claim: ClaimID) -> [String: String] { states[claim]?.corrections ?? [:] }

  /// What held at a revision, of claims that reviewers had decided on.
  func decisions(at revision: UInt32) -> [ClaimID: ReviewDecision.Decision] {
    decisions.compactMapValues { $0.value(at: revision) }
  }

  /// Left out is what the decisions themselves say: there are as many as people wrote.
  var byteCount: Int {
    states.capacity * MemoryLayout<(ClaimID, ReviewState)>.stride
      + decisions.capacity * MemoryLayout<(ClaimID, History<ReviewDecision.Decision>)>.stride
      + decisions.values.reduce(0) { $0 + $1.byteCount }
  }
}
