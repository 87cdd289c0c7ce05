/// Which test raised a finding. Numbers are those of `FindingType` in finding.proto; a test compares them.
package enum FindingType: Int32, CaseIterable, Sendable {
  /// A running count of one system that is lower on a later day.
  case countFalls = 1
  /// What one system counted by one day is more than another counted by a later day.
  case countFallsAcross
  /// A part that is more than its whole.
  case partAboveWhole
  /// Single cases, named or verified, that are more than an estimate allows.
  case floorAboveEstimate
  /// A rate over its stretch of time against what another count says of the same stretch.
  case rateAgainstLevel
  /// The total of a stretch of time against the difference of a running count over it.
  case periodAgainstSeries
  /// Two systems on the same people, measure and date that allow no number in common.
  case disjointRanges
  /// A date that cannot be, or that others give otherwise.
  case conflictingDates
  /// A headline that says something else than the text below it.
  case headlineAgainstBody
  /// The same number for another measure, or a multiple of another measure.
  case otherMeasure
  /// Tellings of one figure that give it different bounds.
  case boundsDiffer
  /// A report that is cited for a figure which it does not contain.
  case figureNotInCited
  /// A mark: systems that are compared count different fates.
  case definitionsDiffer
  /// A mark: projections and hypotheses, which no series of counts contains.
  case notObserved
  /// A mark: a document in which another one, or a part on something else, seems to be glued.
  case gluedParts
  /// A mark: a figure cited for scale counts something else than what it is set beside.
  case scaleOfOtherMeasure
  /// A mark: a report whose relative dates nothing resolves.
  case undatedReport
  /// A text that speaks of several sources and names one.
  case severalSourcesOneCited

  /// Tells how claims are to be read, and no disagreement.
  package var isMark: Bool {
    switch self {
    case .definitionsDiffer, .notObserved, .gluedParts, .scaleOfOtherMeasure, .undatedReport: true
    default: false
    }
  }
}

/// How much a finding weighs. Less is more severe. Numbers are those of `FindingSeverity` in finding.proto.
package enum FindingSeverity: Int32, CaseIterable, Sendable, Comparable {
  /// It cannot be as it is written, whoever counts.
  case error = 1
  /// Nothing that the claims allow goes together.
  case high
  /// They go together only in a part, or the claims are further from each other than their words say.
  case medium
  /// Worth knowing when the claims are used.
  case low
  package static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

/// The part of a claim in a finding. Numbers are those of `FindingRole` in finding.proto; a test compares them.
package enum FindingRole: Int32, CaseIterable, Sendable {
  case earlier = 1
  case later
  case part, whole
  case floor, estimate
  case rate, total
  /// The value of a running count on the day at which a stretch begins, and behind its end.
  case seriesStart, seriesEnd
  case one, other
  case headline, body
  /// What the count grew by in between.
  case growth
  /// Two tellings of one statement.
  case telling, retelling
  /// What is cited, and the figure that its document gives instead.
  case cited, found
  /// A claim that a mark is about.
  case marked
  /// A ratio or share that others state of the same people.
  case reference
}
