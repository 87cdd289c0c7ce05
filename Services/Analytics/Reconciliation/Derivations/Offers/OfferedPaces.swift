import Ledger

/// Offers rates: a total divided by the days that it covers, and what a running count rose by.
struct OfferedPaces {
  let offer: Offer
  /// A rate over fewer days says more of the days than of the war.
  static let leastDays = 30

  /// - Parameter levels: the totals of one group of people, on one measure, by one counter.
  func derivations(_ levels: [StatedFigure]) -> [Derivation] {
    let series = LevelSeries(levels, in: offer.context)
    return [levels.latest.flatMap(rate)].compactMap { $0 } + growth(series)
      + [shareOfPeriod(levels)].compactMap { $0 }
  }

  func rate(_ level: StatedFigure) -> Derivation? {
    guard let days = Days.covered(by: level, conflictBegan: offer.began(level.topic.conflict)),
      days.lowerBound >= Self.leastDays, let total = Operand(level.topic.measure.value, level),
      let length = Days.operand("days", days),
      let computed = Computation(.quotient(.operand(total), .operand(length)), .peoplePerDay)
    else { return nil }
    var derivation = offer.derivation(
      .rate, level.topic, computed, notes: ["over \(level.periodWords)"])
    derivation.results += computed.outcomes.prefix(1).map {
      Derivation.Result(
        pairing: $0.pairing,
        span: .init(low: .init($0.low * Days.inMeanMonth), high: .init($0.high * Days.inMeanMonth)),
        unit: .peoplePerMonth)
    }
    return derivation
  }

  /// The last whole month of a series.
  private func growth(_ series: LevelSeries) -> [Derivation] {
    guard let last = series.figures.last?.coverage.last?.latest,
      let (month, rise) = series.lastMonth(upTo: last),
      let computed = Computation(rise.expression, .people)
    else { return [] }
    let days = Double(month.lastDay.dayNumber - month.dayNumber + 1)
    var derivation = offer.derivation(.growth, rise.end.topic, computed, notes: ["in \(month)"])
    derivation.results += computed.outcomes.prefix(1).map {
      Derivation.Result(
        pairing: $0.pairing,
        span: .init(low: .init($0.low / days), high: .init($0.high / days)), unit: .peoplePerDay)
    }
    return [derivation]
  }

  /// The total of a stretch of time as a share of the same counter's total.
  private func shareOfPeriod(_ levels: [StatedFigure]) -> Derivation? {
    let parts = levels.filter { $0.figure.kind == .periodTotal && $0.namedPeriod != nil }
    for part in parts.byRecency {
      guard let whole = Wholes(levels, around: part).figures.latest,
        let top = Operand("\(part.topic.measure) in \(part.periodWords)", part),
        let bottom = Operand("all \(whole.topic.measure)", whole),
        let computed = Computation(.quotient(.operand(top), .operand(bottom)), .percent)
      else { continue }
      return offer.derivation(
        .share, part.topic, computed,
        mismatches: [
          Fit.population(part, whole), Fit.place(part, whole), Fit.definition(part, whole),
        ]
        .compactMap { $0 })
    }
    return nil
  }
}
