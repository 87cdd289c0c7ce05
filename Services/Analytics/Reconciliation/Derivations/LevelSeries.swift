import Ledger

/// The running counts of one system on one topic that are dated to a day, in the order of their days.
struct LevelSeries: Sendable {
  private let series: DatedSeries<StatedFigure>
  private let reporting: ReportingDay

  /// Of each day the figure that comes first: those of a day that differ are not for this rule to weigh.
  init(_ levels: [StatedFigure], in context: AnswerContext) {
    var byDay: [Int: StatedFigure] = [:]
    for level in levels where level.figure.kind == .cumulative {
      guard let last = level.coverage.last, last.isOneDay, level.coverage.lastFrom == .stated else {
        continue
      }
      if let known = byDay[last.earliest], known.id < level.id { continue }
      byDay[last.earliest] = level
    }
    series = DatedSeries(points: byDay.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    reporting = context.reportingDay(of: levels.first?.claimant)
  }

  /// In the order of their days.
  var figures: [StatedFigure] { series.points.map(\.element) }

  /// What a stretch of days added (`DatedSeries`). Nil where one of its ends has no figure of its own: nothing is put in its
  /// place.
  func growth(over days: ClosedRange<Int>) -> Rise? {
    guard let before = series.around(endOf: days.lowerBound - 1, reporting), before.isExact,
      let end = series.around(endOf: days.upperBound, reporting), end.isExact
    else { return nil }
    return Rise(before.above, end.above)
  }

  /// The last whole month that it covers, no later than a day.
  func lastMonth(upTo day: Int) -> (month: CivilDate, rise: Rise)? {
    guard let last = series.points.last?.day,
      var date = CivilDate(
        dayNumber: min(reporting.state(of: DayRange(last, last)).latest, day) + 1)
    else { return nil }
    // As many months as a war may be interrupted in its reports.
    for _ in 0..<24 {
      guard let before = date.firstDay.monthBefore else { return nil }
      if let rise = growth(over: before.dayNumber...before.lastDay.dayNumber) {
        return (before, rise)
      }
      date = before
    }
    return nil
  }
}

/// What a running count rose by between two of its figures.
struct Rise: Sendable {
  let end: StatedFigure
  let expression: Expression

  init?(_ before: StatedFigure, _ end: StatedFigure) {
    guard let first = Operand("count before", before), let second = Operand("count at the end", end)
    else { return nil }
    self.end = end
    expression = .difference(.operand(second), .operand(first))
  }
}

extension CivilDate {
  /// The month before the one that this date is in; nil before the year 1000.
  fileprivate var monthBefore: CivilDate? {
    guard let month else { return nil }
    return month == 1
      ? CivilDate(year: year - 1, month: 12) : CivilDate(year: year, month: month - 1)
  }
}
