import Ledger
import Messages
import Wording

/// What reviewers decided, for people.
enum ReviewPage {
  /// One line for each claim that a decision was about.
  static func lines(_ answer: ReviewClaimsResponse) -> [String] {
    let known = Set(answer.alreadyRecorded)
    return answer.claims.map { record in
      Terminal.safe(
        ([Words.short(record.id) + "  " + state(record)] + record.corrections.map(words)
          + (known.contains(record.id) ? ["decided so already"] : [])).joined(separator: "; "))
    } + answer.findings.map { "\($0)  a finding: reckon findings shows the decision with it" }
  }

  /// What holds, and what waits: `accepted`, `unreviewed (proposed)`.
  static func state(_ record: ClaimRecord) -> String {
    switch record.pendingReview {
    case .proposed?: "\(record.review) (proposed: another reviewer has to decide the same)"
    case .disputed?:
      "\(record.review) (disputed: reviewers decided differently, and none of it holds)"
    case nil, .holds?, .replaced?: "\(record.review)"
    }
  }

  /// `group.party: russia → ukraine`
  static func words(_ correction: FieldCorrection) -> String {
    func value(_ text: String) -> String { text.isEmpty ? "(open)" : text }
    return "\(correction.field): \(value(correction.from)) → \(value(correction.to))"
  }

  /// Names and values of a claim's page, in its order.
  static func facts(_ record: ClaimRecord) -> [(name: String, value: String)] {
    var facts = [("review", state(record))]
    for correction in record.corrections { facts.append(("corrected", words(correction))) }
    if !record.sourceReliability.isEmpty {
      facts.append(("reliability", record.sourceReliability + " (of the source)"))
    }
    if record.credibility > 0 {
      facts.append(("credibility", "\(record.credibility) (of the claim)"))
    }
    for review in record.reviews { facts.append(("decided", decided(review))) }
    if record.earlierReviews > 0 {
      facts.append(("decided", "\(record.earlierReviews) earlier decisions are not shown"))
    }
    return facts
  }

  static func decided(_ review: ReviewRecord) -> String {
    let decision = review.decision
    let name = decision.reviewer.isEmpty ? "(no name stated)" : decision.reviewer
    var text = "\(decision.decision) by \(name), \(review.recordedAt), entry \(review.entry)"
    if review.effect != .holds { text += " (\(review.effect))" }
    let values = decision.corrections.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    if !values.isEmpty { text += ": " + values.joined(separator: ", ") }
    return text + ": “\(decision.reason)”"
  }
}
