import Ledger

/// A stated rate, times the stretch of time that its text gives it.
struct RateSpan {
  let figure: StatedFigure
  let who: Level.Who
  let extent: Extent
  let first: Int
  let last: Int
  /// How many units of the rate the stretch has: 31 for "a day in December".
  let units: Double
  let stated: Interval
  let rounded: Interval

  /// Nil for rates without a stretch of their own, and for those of a text that names no side.
  init?(_ figure: StatedFigure, in context: AnswerContext) {
    guard let party = figure.topic.party, let per = figure.figure.ratePer,
      figure.scope.incident == nil, let stated = figure.stated, let rounded = figure.rounded
    else { return nil }
    let time = context.table.time(of: figure.statements[0]).trusted
    guard let from = time.from?.date, let to = time.to?.date else { return nil }
    // A month that the text names is meant as a whole.
    (first, last) = (from.firstDay.dayNumber, to.lastDay.dayNumber)
    guard last >= first else { return nil }
    self.figure = figure
    who = Level.Who(party: party, population: figure.topic.population)
    extent = context.fates(of: figure)
    units = Self.units(per, first, last)
    self.stated = stated * units
    self.rounded = rounded * units
  }

  /// Rule *rate times time*: days are counted; whole months and years count as one each, other stretches by the mean length
  /// of a month and a year of the Gregorian calendar (400 years are 146,097 days).
  private static func units(_ per: Claim.RateUnit, _ first: Int, _ last: Int) -> Double {
    let days = Double(last - first + 1)
    switch per {
    case .day: return days
    case .week: return days / 7
    case .month: return wholeMonths(first, last) ?? days / (146_097 / 4_800)
    case .year: return wholeMonths(first, last).map { $0 / 12 } ?? days / (146_097 / 400)
    }
  }

  private static func wholeMonths(_ first: Int, _ last: Int) -> Double? {
    guard let from = CivilDate(dayNumber: first), let behind = CivilDate(dayNumber: last + 1),
      from.day == 1, behind.day == 1, let begin = from.month, let end = behind.month
    else { return nil }
    return Double((behind.year - from.year) * 12 + end - begin)
  }

  /// `1,000 a day × 31 = 31,000`.
  var formula: String {
    let unit = figure.figure.ratePer.map { "\($0)" } ?? ""
    return
      "\(figure.figure.quantity.display) per \(unit) × \(FindingWords.number(units)) = \(FindingWords.number(stated.low.value))"
      + (stated.isPoint ? "" : "–\(FindingWords.number(stated.high.value))")
  }

  var days: String { FindingWords.days(DayRange(first, last)) }
}
