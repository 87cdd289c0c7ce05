import Ledger

/// So many people a day, as a formula, with what it rests on.
struct Pace {
  let words: String
  let expression: Expression
  var notes: [String] = []
  var mismatches: [String] = []
}

/// The paces at which the people of one side are counted.
///
/// Rule *paces*: what the level itself rose by on average over the time that it covers; the last whole month of each running
/// count of the side that is dated by days; each stated rate; each stated total of a stretch of time. Of the same measure,
/// or where the projection is of several fates of any that is; how the fates differ is said.
struct Paces {
  let offer: Offer
  let conflict: ConflictID?
  let measure: MeasureID
  let extent: Extent
  let population: PopulationID?

  /// Of each rule so many, the latest first.
  private static let perRule = 2

  func average(_ level: StatedFigure, _ operand: Operand, of side: String) -> Pace? {
    guard let days = Days.covered(by: level, conflictBegan: offer.began(conflict)),
      days.lowerBound >= OfferedPaces.leastDays, let length = Days.operand("days", days)
    else { return nil }
    return Pace(
      words: "the average of \(side) over \(level.periodWords) by \(level.counter)",
      expression: .quotient(.operand(operand), .operand(length)))
  }

  /// - Parameter day: what is known later is no pace of the time before.
  func months(of side: PartyID, upTo day: Int) -> [Pace] {
    let systems = Dictionary(
      grouping: comparable(side).filter { $0.isWholeLevel && $0.system != nil },
      by: { Key(system: $0.system, measure: $0.topic.measure) })
    var found: [(figure: StatedFigure, pace: Pace)] = []
    for (_, levels) in systems {
      guard let (month, rise) = LevelSeries(levels, in: offer.context).lastMonth(upTo: day) else {
        continue
      }
      let length = month.lastDay.dayNumber - month.dayNumber + 1
      guard let days = Days.operand("days of \(month)", length...length) else { continue }
      let pace = Pace(
        words: "the pace of \(side) in \(month) by \(rise.end.counter)",
        expression: .quotient(rise.expression, .operand(days)), mismatches: apart(rise.end))
      found.append((rise.end, pace))
    }
    let order = found.map(\.figure).byRecency.map(\.id)
    return order.compactMap { id in found.first { $0.figure.id == id }?.pace }
      .prefix(Self.perRule).map { $0 }
  }

  func stated(of side: PartyID) -> [Pace] {
    let figures = comparable(side)
    let rates = figures.filter(\.isRate).byRecency.prefix(Self.perRule).compactMap(rate)
    let totals = figures.filter {
      $0.isWholeLevel && $0.figure.kind == .periodTotal && $0.namedPeriod != nil
    }.byRecency.prefix(Self.perRule).compactMap(total)
    return rates + totals
  }

  private func rate(_ figure: StatedFigure) -> Pace? {
    guard let unit = figure.figure.ratePer, let rate = Operand("a \(unit)", figure) else {
      return nil
    }
    let words = "the pace of \(figure.display) that \(figure.counter) states"
    guard unit != .day else {
      return Pace(words: words, expression: .operand(rate), mismatches: apart(figure))
    }
    let days = Days.of(unit, in: figure.namedPeriod)
    guard let length = Operand("days", counting: days.lowerBound, days.upperBound) else {
      return nil
    }
    return Pace(
      words: words, expression: .quotient(.operand(rate), .operand(length)),
      mismatches: apart(figure))
  }

  private func total(_ figure: StatedFigure) -> Pace? {
    guard let total = Operand("total", figure) else { return nil }
    return average(figure, total, of: "the total").map {
      Pace(words: $0.words, expression: $0.expression, mismatches: apart(figure))
    }
  }

  private struct Key: Hashable {
    var system: String?
    var measure: MeasureID
  }

  private func comparable(_ side: PartyID) -> [StatedFigure] {
    offer.choice.figures(conflict, side).filter {
      $0.countsPeople && !$0.figure.citedForScale && !$0.isPart
        && ($0.topic.measure == measure || $0.extent.isMixed && extent.isMixed)
    }
  }

  private func apart(_ figure: StatedFigure) -> [String] {
    var apart: [String] = []
    if figure.topic.population != population {
      apart.append(
        "population: \(figure.topic.population?.value ?? "not stated") beside \(population?.value ?? "not stated")"
      )
    }
    if figure.extent != extent {
      apart.append(
        "definition: the pace counts \(figure.extent.words), the projection \(extent.words)")
    }
    return apart
  }
}
