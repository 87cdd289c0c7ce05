import Ledger

extension ClaimModel {
  /// What each running count under a question allows at the end of a day, by topic. Figures about later days than the
  /// question's count, too: they bound the day from above.
  func countsAtDate(
    _ question: Question, _ date: CivilDate, at revision: Revision, _ kept: inout KeptAnswers
  ) throws -> [Topic: [CountAtDate]] {
    var all = question
    all.asOf = nil
    let selection = try select(all, at: revision, &kept)
    var byTopic: [Topic: [CountAtDate]] = [:]
    for answer in selection.topics {
      let counts = answer.counts(in: selection.context).compactMap { CountAtDate($0, date) }
      guard !counts.isEmpty else { continue }
      byTopic[answer.topic] = counts.sorted { one, other in
        one.claimant.sortKey == other.claimant.sortKey
          ? (one.claims.first.map { [$0] } ?? []).lexicographicallyPrecedes(other.claims)
          : one.claimant.sortKey < other.claimant.sortKey
      }
    }
    return byTopic
  }
}

extension CountAtDate {
  fileprivate init?(_ count: RunningCount, _ date: CivilDate) {
    guard let claimant = count.claimant else { return nil }
    self.init(claimant: claimant)
    switch count.bracket(atEndOf: date.lastDay.dayNumber) {
    case .success(let bracket):
      low = bound(bracket.interval.low)
      high = bound(bracket.interval.high)
      (formula, claims) = (bracket.formula, bracket.claims)
      (before, after) = (bracket.before?.figure, bracket.after?.figure)
    case .failure(let refusal):
      (self.refusal, claims) = (refusal.reason, refusal.claims)
    }
  }
}

/// Nil for an open end.
private func bound(_ end: Interval.End) -> Quantity.Bound? {
  end.value.isFinite ? Quantity.Bound(end.value, inclusive: end.included) : nil
}
