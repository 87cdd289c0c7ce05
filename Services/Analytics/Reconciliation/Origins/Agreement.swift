import Ledger

/// Rule *agreement*: whether two figures on one topic bear each other out. Both must count people for certain, with a least
/// and a most, each as rounded; what they allow must overlap; they must be of one time, and of one scope. A floor under an
/// estimate, or a bound that nothing can contradict, bears nothing out.
struct Agreement {
  private static let sameTime = CommonDates.restatedAfterDays
  /// An interval whose top is more than so many times its bottom is borne out by almost anything.
  static let tellingRatio = 2.0

  /// What a figure allows, as rounded, where that is little enough to be borne out by anything; nil where it is not.
  static func telling(_ figure: StatedFigure) -> Interval? {
    guard figure.countsPeople, let interval = figure.rounded, isTelling(interval) else {
      return nil
    }
    return interval
  }

  static func holds(_ one: StatedFigure, _ other: StatedFigure) -> Bool {
    guard let a = telling(one), let b = telling(other), a.overlaps(b),
      !one.scope.contradicts(other.scope),
      one.figure.ratePer == other.figure.ratePer, one.isPart == other.isPart
    else { return false }
    guard let first = one.coverage.last, let second = other.coverage.last else { return false }
    if one.topic.kind == .incident {
      return first.overlaps(second) && one.scope.sharesPlaceOrIncident(with: other.scope)
    }
    let apart = max(0, second.earliest - first.latest, first.earliest - second.latest)
    return apart <= sameTime && one.coverage.beginsLike(other.coverage)
  }

  private static func isTelling(_ interval: Interval) -> Bool {
    interval.low.value > 0 && interval.high.value <= interval.low.value * tellingRatio
  }
}

/// Rule *proposed credibility*: the second axis of the Admiralty code as far as origins tell it. 1, confirmed by other
/// sources, only where another independent origin agrees; 2, probably true, where somebody agrees whose independence cannot
/// be guaranteed; 3, possibly true, where one origin stands alone; 6, cannot be judged, where nobody is named. Doubt (4 and
/// 5) is not told by origins but by findings. It is a proposal: reviewers decide.
/// Source: NATO STANAG 2511, annex on source reliability and information credibility.
struct CredibilityProposal {
  let grade: Int
  let reason: String
  let independentOrigins: Int

  /// - Parameters:
  ///   - others: figures of the topic that may agree, without the figure itself.
  ///   - group: which voice a source belongs to.
  init(_ figure: StatedFigure, among others: [StatedFigure], group: (String) -> String) {
    guard let own = figure.claimant.flatMap({ $0.isNameless ? nil : $0.key }) else {
      (grade, reason, independentOrigins) = (6, "the texts name nobody who counted", 0)
      return
    }
    let agreeing = others.filter { Agreement.holds(figure, $0) }
    var independent: [String: Source] = [:]
    for other in agreeing {
      guard let claimant = other.claimant, !claimant.isNameless, group(claimant.key) != group(own)
      else { continue }
      let name = group(claimant.key)
      independent[name] = first(independent[name] ?? claimant, claimant)
    }
    independentOrigins = independent.count + 1
    if !independent.isEmpty {
      let names = independent.values.map(\.name).sorted().joined(separator: ", ")
      (grade, reason) = (1, "agrees with \(names)")
    } else if agreeing.contains(where: { $0.system != own }) {
      (grade, reason) = (2, "others agree, none of them known to be independent of it")
    } else {
      (grade, reason) = (3, "no other origin agrees")
    }
  }
}

/// By their names.
private func first(_ one: Source, _ other: Source) -> Source {
  other.sortKey < one.sortKey ? other : one
}
