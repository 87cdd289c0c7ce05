/// What the decisions on one claim come to, taken in the order of their entries: the one place that says which holds.
///
/// A decision takes effect once as many different reviewers as it requires have decided the same, each with their
/// newest decision. It then takes the place of the one that held, as a whole. Until then it waits, and what held before
/// goes on to hold; where those that wait differ, none of them holds.
package struct ReviewState: Hashable, Sendable {
  /// A decision and its entry.
  package struct Voice: Hashable, Sendable {
    package var decision: ReviewDecision
    package var entry: Revision
    package init(decision: ReviewDecision, entry: Revision) {
      self.decision = decision
      self.entry = entry
    }
  }

  /// What holds; nil where nothing ever took effect.
  package private(set) var standing: Voice?
  /// The entries of further decisions that say the same as the standing one.
  private var agreeing: [Revision] = []
  /// The newest decision of each reviewer who decided otherwise and is alone with it.
  package private(set) var waiting: [Voice] = []

  package init() {}

  package mutating func add(_ decision: ReviewDecision, at entry: Revision) {
    let voice = Voice(decision: decision, entry: entry)
    waiting.removeAll { $0.decision.reviewerKey == decision.reviewerKey }
    if let standing, standing.decision.decidesTheSame(as: decision) {
      agreeing.append(entry)
      return
    }
    let others = waiting.filter { $0.decision.decidesTheSame(as: decision) }
    guard others.count + 1 >= decision.requiredReviewers else {
      waiting.append(voice)
      return
    }
    standing = voice
    agreeing = others.map(\.entry)
    waiting = []
  }

  /// What holds, in one word.
  package var decision: ReviewDecision.Decision { standing?.decision.decision ?? .unreviewed }

  /// `proposed` or `disputed` where decisions wait; nil where none does.
  package var pending: ReviewRecord.Effect? {
    guard let first = waiting.first else { return nil }
    let isDisputed = waiting.contains { !$0.decision.decidesTheSame(as: first.decision) }
    return isDisputed ? .disputed : .proposed
  }

  /// The corrections that hold; none unless the claim is `corrected`.
  package var corrections: [String: String] {
    decision == .corrected ? standing?.decision.corrections ?? [:] : [:]
  }

  /// What became of the decision of an entry.
  package func effect(of entry: Revision) -> ReviewRecord.Effect {
    if standing?.entry == entry || agreeing.contains(entry) { return .holds }
    return waiting.contains { $0.entry == entry } ? pending ?? .proposed : .replaced
  }

  /// Whether a decision says nothing that its reviewer has not said already, and is not forgotten: the same, for the
  /// same reason, in a decision that holds or waits.
  /// - Parameter earlier: the decisions so far, in order, of which this is the state.
  package func knows(_ decision: ReviewDecision, among earlier: [Voice]) -> Bool {
    let own = earlier.last { $0.decision.reviewerKey == decision.reviewerKey }
    guard let own, own.decision.decidesTheSame(as: decision), own.decision.reason == decision.reason
    else { return false }
    switch effect(of: own.entry) {
    case .holds: return true
    // One that waits for more than is required now is worth saying again.
    case .proposed, .disputed: return own.decision.requiredReviewers <= decision.requiredReviewers
    case .replaced: return false
    }
  }
}

extension ReviewDecision {
  /// Whether two reviewers decided the same, for whatever reasons.
  package func decidesTheSame(as other: ReviewDecision) -> Bool {
    decision == other.decision && corrections == other.corrections
      && sourceReliability == other.sourceReliability && credibility == other.credibility
  }

  /// What makes two names the same reviewer's: without case, spaces around and between counted once, invisible
  /// characters left out. Whoever states no name is one reviewer.
  package var reviewerKey: String {
    var visible = ""
    for scalar in reviewer.unicodeScalars where scalar.properties.generalCategory != .format {
      visible.unicodeScalars.append(scalar)
    }
    return visible.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
