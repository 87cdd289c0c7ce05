import Ledger

/// What reviewers decided on claims, at each revision.
struct Reviews: Sendable {
  private var states: [ClaimID: ReviewState] = [:]
  /// What held, from which revision on.
  private var decisions: [ClaimID: History<ReviewDecision.Decision>] = [:]
  /// Those on findings, which are made anew for each answer.
  private var onFindings: [FindingID: (state: ReviewState, held: History<ReviewRecord>)] = [:]

  /// Takes a decision of an entry.
  /// - Returns: the claim where it reads otherwise from now on.
  mutating func record(_ decision: ReviewDecision, of entry: Entry, at revision: UInt32)
    -> ClaimID?
  {
    if let finding = FindingID(decision.subject) {
      record(decision, of: entry, on: finding, at: revision)
      return nil
    }
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

  /// A decision on a finding says nothing about its claims.
  private mutating func record(
    _ decision: ReviewDecision, of entry: Entry, on finding: FindingID, at revision: UInt32
  ) {
    var known = onFindings[finding] ?? (ReviewState(), History())
    known.state.add(decision, at: entry.sequence)
    // One that waits, or says what holds already, leaves what holds as it is.
    if known.state.standing?.entry == entry.sequence {
      known.held.record(
        ReviewRecord(
          decision: decision, entry: entry.sequence, recordedAt: entry.recordedAt,
          author: entry.author, effect: .holds), at: revision)
    }
    onFindings[finding] = known
  }

  /// The decisions on findings that held at a revision.
  func decisions(onFindingsAt revision: UInt32) -> [FindingID: ReviewRecord] {
    onFindings.compactMapValues { $0.held.value(at: revision) }
  }

  /// The corrections of a claim that hold now.
  func corrections(of claim: ClaimID) -> [String: String] { states[claim]?.corrections ?? [:] }

  /// No decision on a claim was ever recorded.
  var isEmpty: Bool { decisions.isEmpty }

  /// What held at a revision, of a claim that reviewers had decided on; nil for all others.
  func decision(on claim: ClaimID, at revision: UInt32) -> ReviewDecision.Decision? {
    decisions.isEmpty ? nil : decisions[claim]?.value(at: revision)
  }

  /// Left out is what the decisions themselves say: there are as many as people wrote.
  var byteCount: Int {
    states.capacity * MemoryLayout<(ClaimID, ReviewState)>.stride
      + decisions.capacity * MemoryLayout<(ClaimID, History<ReviewDecision.Decision>)>.stride
      + decisions.values.reduce(0) { $0 + $1.byteCount }
  }
}
