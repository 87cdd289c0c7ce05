import Ledger

/// How many days the units of rates have, and how many days figures cover.
///
/// Rule *days of a unit*: a named month or year has its days. Without a name a month is 30 to 31 days, as people reckon
/// it, and a year 365 to 366.
enum Days {
  static func of(_ unit: Claim.RateUnit, in period: NamedPeriod? = nil) -> ClosedRange<Double> {
    switch unit {
    case .day: return 1...1
    case .week: return 7...7
    case .month, .year:
      let precision: CivilDate.Precision = unit == .month ? .month : .year
      if let period, period.from == period.to, period.from.precision == precision,
        let days = period.days
      {
        return Double(days.count)...Double(days.count)
      }
      return unit == .month ? 30...31 : 365...366
    }
  }

  /// A month as it is reckoned where a rate a day is told a month: a twelfth of 365.25 days.
  static let inMeanMonth = 365.25 / 12

  /// Rule *covered days*: a named year or month is taken whole. Of a stretch from one date to another the last day is that
  /// of its end ("to December 2025" is all of December), and the first day any that its beginning may mean, but none from
  /// before its conflict. Nil where no text states the beginning, or an end is unknown.
  static func covered(by figure: StatedFigure, conflictBegan: CivilDate?) -> ClosedRange<Int>? {
    guard let first = figure.coverage.first, let last = figure.coverage.last,
      figure.coverage.firstFrom == .stated
    else { return nil }
    if let period = figure.namedPeriod, period.from == period.to, let days = period.days {
      return days.count...days.count
    }
    let earliest = Swift.max(first.earliest, conflictBegan?.firstDay.dayNumber ?? first.earliest)
    let latest = Swift.max(earliest, first.latest)
    let ends = figure.figure.time.to == nil ? last.earliest : last.latest
    guard latest <= ends else { return nil }
    return ends - latest + 1...last.latest - earliest + 1
  }

  static func operand(_ role: String, _ days: ClosedRange<Int>) -> Operand? {
    Operand(role, counting: Double(days.lowerBound), Double(days.upperBound))
  }
}
