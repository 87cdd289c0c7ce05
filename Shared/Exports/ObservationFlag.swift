import Ledger

/// What there is to know of an observation: codes of CL_OBS_STATUS. Where there is room for one, the first of these holds
/// that applies; none is `A`, a normal value.
package enum ObservationFlag: String, CaseIterable, Sendable {
  /// Time series break: it is lower than the count before, which cannot fall, or counted from another day, or otherwise.
  case timeSeriesBreak = "B"
  /// Forecast: nobody counted it; it is projected.
  case forecast = "F"
  /// Definition differs: by the registry, the source's count includes other fates than the measure does.
  case definitionDiffers = "D"
  /// Estimated: worked out from something else than cases.
  case estimated = "E"
  /// Low reliability: a vague phrase, a date that was concluded from something else, or nobody who is named for it.
  case lowReliability = "U"
  /// Provisional: cases that were named or verified one by one, of which more are found later.
  case provisional = "P"

  static func all(
    of figure: Figure, on topic: Topic, by claimant: Source?, after previous: Figure?,
    _ known: IndexedSources
  ) -> [ObservationFlag] {
    allCases.filter { flag in
      switch flag {
      case .timeSeriesBreak: isBreak(figure, after: previous, on: topic, known)
      case .forecast: figure.polarity == .projected
      case .definitionDiffers: differs(topic, claimant, known)
      case .estimated: nature(figure) == .estimate
      case .lowReliability:
        figure.quantity.form == .vague || claimant == nil
          || ObservationPeriod(figure)?.basis == .inferred
      case .provisional: nature(figure) == .floor
      }
    }
  }

  private static func nature(_ figure: Figure) -> Vocabulary.Nature? {
    Vocabulary.Nature(figure.method) ?? figure.nature
  }

  private static func isBreak(
    _ figure: Figure, after previous: Figure?, on topic: Topic, _ known: IndexedSources
  ) -> Bool {
    guard let previous, figure.polarity == .asserted else { return false }
    if let one = nature(previous), let other = nature(figure), one != other { return true }
    guard figure.kind == .cumulative else { return false }
    if let one = previous.time.from?.date, let other = figure.time.from?.date,
      one.lastDay.dayNumber < other.firstDay.dayNumber
        || other.lastDay.dayNumber < one.firstDay.dayNumber
    {
      return true
    }
    guard known.measures[topic.measure]?.isReversible == false else { return false }
    // A hedged number may mean more or less: it has no end here, and breaks nothing.
    guard let before = previous.quantity.low?.value, let after = figure.quantity.high?.value else {
      return false
    }
    return after < before
  }

  private static func differs(_ topic: Topic, _ claimant: Source?, _ known: IndexedSources) -> Bool
  {
    guard let source = claimant?.id.flatMap({ known.sources[$0] }),
      let count = known.vocabulary.count(
        of: source, measure: topic.measure, party: topic.party, population: topic.population,
        conflict: topic.conflict)
    else { return false }
    if count.measure != topic.measure || !count.excludes.isEmpty { return true }
    let whole = Set(known.measures[topic.measure]?.includes ?? [])
    return !count.includes.isEmpty && Set(count.includes) != whole
  }
}
