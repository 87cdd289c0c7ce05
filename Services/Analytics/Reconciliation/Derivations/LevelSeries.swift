import Ledger

/// The running counts of one system on one topic that are dated to a day, in the order of their days.
struct LevelSeries: Sendable {
  let figures: [StatedFigure]
  private let byDay: [Int: StatedFigure]

  /// Of each day the figure that comes first: those of a day that differ are not for this rule to weigh.
  init(_ levels: [StatedFigure]) {
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
  }

  func figure(on day: Int) -> StatedFigure? { byDay[day] }

  /// Rule *morning report*: a running count dated to a day is taken to say what was known that morning. What a stretch of
  /// time added is then the value on the day after it minus the value on its first day.
  func growth(over days: ClosedRange<Int>) -> (from: StatedFigure, to: StatedFigure)? {
    guard let from = byDay[days.lowerBound], let to = byDay[days.upperBound + 1] else { return nil }
    return (from, to)
  }

  /// The last whole month that it covers, no later than a day.
  func lastMonth(upTo day: Int) -> (month: CivilDate, from: StatedFigure, to: StatedFigure)? {
    guard let last = figures.last?.coverage.last?.latest,
      var date = CivilDate(dayNumber: min(last, day + 1))
    else { return nil }
    // As many months as a war may be interrupted in its reports.
    for _ in 0..<24 {
      guard let before = date.firstDay.monthBefore else { return nil }
      let period = before.dayNumber...before.lastDay.dayNumber
      if let found = growth(over: period) { return (before, found.from, found.to) }
      date = before
    }
    return nil
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
