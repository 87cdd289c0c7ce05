package import Ledger
import Synchronization

/// What recording a decision changed.
package struct ReviewOutcome: Sendable {
  /// The claims as they stand now, each once, in the order asked for.
  package var claims: [ClaimRecord]
  /// Those on which the reviewer had decided the same already.
  package var alreadyRecorded: [ClaimID]
  /// The findings among what the decision was about.
  package var findings: [FindingID]
  package var revision: Revision
}

extension LedgerStore {
  /// How many claims one decision may be about.
  package static let reviewedAtOnce = 100

  /// Records what a reviewer decided, on each of some claims or on none of them. The same decision of the same reviewer
  /// again, for the same reason, is no new entry.
  /// - Parameters:
  ///   - ids: claims by id or by an unambiguous beginning of one; findings by their whole id, because nobody keeps them.
  ///   - decision: without a subject. How many reviewers it requires is recorded with it.
  /// - Throws: `notFound` for a claim, party, measure, conflict, population or source that is not known; `malformed` for
  ///   a decision that cannot be recorded, or a correction that cannot be applied; `tooLarge`.
  package func review(
    _ ids: [String], _ decision: ReviewDecision, author: String, at moment: Moment
  ) async throws -> ReviewOutcome {
    try decision.check()
    guard (1...Self.reviewedAtOnce).contains(ids.count) else {
      throw LedgerError(
        ids.isEmpty ? .malformed : .tooLarge, subject: "claims", "\(ids.count) claims at once",
        hint: "name 1 to \(Self.reviewedAtOnce)")
    }
    let decisions = try await readers.read { (snapshot) throws(LedgerError) in
      try snapshot.decisions(ids, decision)
    }
    let known = KnownDecisions()
    let outcome = try await writer.append(
      Writer.Job(author: author, moment: moment) { (scribe) throws(LedgerError) in
        try known.write(decisions, with: &scribe)
      })
    return try await readers.read { (snapshot) throws(LedgerError) in
      var records: [ClaimRecord] = []
      for decision in decisions where FindingID(decision.subject) == nil {
        records.append(
          try snapshot.claim(try IDPrefix(decision.subject, of: "claim"), outcome.revision))
      }
      return ReviewOutcome(
        claims: records, alreadyRecorded: known.claims,
        findings: decisions.compactMap { FindingID($0.subject) }, revision: outcome.revision)
    }
  }
}

/// Which of some decisions were known. An append may be tried more than once, and the last time counts.
private final class KnownDecisions: Sendable {
  private let known = Mutex<[ClaimID]>([])

  var claims: [ClaimID] { known.withLock { $0 } }

  func write(_ decisions: [ReviewDecision], with scribe: inout Scribe) throws(LedgerError)
    -> RecordingOutcome
  {
    var claims: [ClaimID] = []
    var recorded = 0
    for decision in decisions {
      let voices = try ReviewRows.voices(on: decision.subject, scribe.connection)
      guard !ReviewState(voices).knows(decision, among: voices) else {
        claims += ClaimID(decision.subject).map { [$0] } ?? []
        continue
      }
      guard voices.count < ReviewDecision.decisionLimit else {
        throw LedgerError(
          .tooLarge, subject: "claim \(decision.subject)",
          "\(voices.count) decisions; one claim has at most \(ReviewDecision.decisionLimit)")
      }
      try scribe.write(.review(decision))
      recorded += 1
    }
    known.withLock { [claims] in $0 = claims }
    return RecordingOutcome(
      revision: scribe.head.revision, claims: decisions.count,
      alreadyRecorded: recorded == 0)
  }
}

extension Snapshot {
  /// The decision on each of the claims, once, with corrections that were tried on it.
  fileprivate func decisions(_ ids: [String], _ decision: ReviewDecision) throws(LedgerError)
    -> [ReviewDecision]
  {
    let vocabulary = try vocabulary(at: head) ?? Vocabulary()
    var decisions: [ReviewDecision] = []
    for id in ids {
      if let finding = FindingID(id) {
        decisions.append(try self.decision(decision, on: finding))
        continue
      }
      let record = try claim(try IDPrefix(id, of: "claim"), head)
      var decision = decision
      decision.subject = record.id.description
      guard !decisions.contains(where: { $0.subject == decision.subject }) else { continue }
      if decision.decision == .corrected {
        do throws(LedgerError) {
          decision.corrections = try corrections(decision.corrections, of: record.claim, vocabulary)
        } catch {
          var error = error
          error.subject = "claim \(record.id.description.prefix(10)), \(error.subject)"
          throw error
        }
      }
      decisions.append(decision)
    }
    return decisions
  }

  /// A finding is worked out anew for each answer: a reviewer agrees with it or not, and there is nothing to correct.
  private func decision(_ decision: ReviewDecision, on finding: FindingID) throws(LedgerError)
    -> ReviewDecision
  {
    guard decision.decision != .corrected else {
      throw LedgerError(
        .malformed, subject: "finding \(finding)", "it has no fields to correct",
        hint: "accept or reject it, or correct its claims")
    }
    var decision = decision
    decision.subject = finding.description
    return decision
  }

  /// Corrections as they are recorded: each value in the form in which the schema writes it.
  private func corrections(
    _ stated: [String: String], of claim: Claim, _ vocabulary: Vocabulary
  ) throws(LedgerError) -> [String: String] {
    let corrections = vocabulary.named(stated)
    let reading = try claim.corrected(by: corrections)
    let differences = claim.differences(to: reading)
    guard !differences.isEmpty else {
      throw LedgerError(
        .malformed, subject: "corrections", "the claim was extracted so",
        hint: "accept it: reckon review accept")
    }
    try vocabulary.requireKnown(differences) { (kind, id) throws(LedgerError) in
      try isUsed(id, as: kind)
    }
    return reading.values(of: corrections.keys)
  }

  /// Whether a claim has an id, in whatever state.
  private func isUsed(_ id: String, as kind: CorrectableField.Kind) throws(LedgerError) -> Bool {
    let column =
      switch kind {
      case .party: "party"
      case .measure: "measure"
      case .conflict: "conflict"
      case .population: "population"
      case .source: "claimant_id"
      }
    return try connection.first(
      "SELECT 1 FROM claim WHERE \(column) = ? LIMIT 1", [.text(id)]
    ) { (_) throws(LedgerError) in true } ?? false
  }
}
