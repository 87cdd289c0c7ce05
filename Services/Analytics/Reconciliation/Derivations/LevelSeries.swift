import Ledger

/// The running counts of one system on one topic that are dated to a day, in the order of their days.
struct LevelSeries: Sendable {
  let figures: [StatedFigure]
  private let reporting: ReportingDay
  private let byDay: [Int: StatedFigure]

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
    self.byDay = byDay
    figures = byDay.sorted { $0.key < $1.key }.map(\.value)
    reporting = context.reportingDay(of: levels.first?.claimant)
  }

  /// The date of the figure that stands at the end of a day: `ReportingDay` decides.
  private func date(ofEnd day: Int) -> Int {
    2 * day - reporting.state(of: DayRange(day, day)).earliest
  }

  /// What a stretch of days added: the figure at the end of its last day less the figure at the end of the day before its
  /// first one. Nil where one of the two days has no figure of its own: nothing is put in its place.
  func growth(over days: ClosedRange<Int>) -> Rise? {
    guard let before = byDay[date(ofEnd: days.lowerBound - 1)],
      let end = byDay[date(ofEnd: days.upperBound)]
    else { return nil }
    return Rise(before, end)
  }

  /// The last whole month that it covers, no later than a day.
  func lastMonth(upTo day: Int) -> (month: CivilDate, rise: Rise)? {
    guard let last = figures.last?.coverage.last?.latest,
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
