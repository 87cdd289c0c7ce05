import Ledger

/// The dated running counts of one system on the same people and fates, and what they grew by over a stretch of days.
struct CountSeries {
  let key: LevelClass
  /// Those whose day is known, in the order of their days.
  private let levels: DatedSeries<Level>

  var claimant: Source? { levels.points.first?.element.figure.claimant }

  /// What a series grew by over a stretch.
  struct Growth {
    let start: Level
    let end: Level
    let stated: Interval
    let rounded: Interval
    /// The days of the counts are those of the stretch, and not only around it.
    let isExact: Bool

    /// `790,800 − 360,010 = 430,790`.
    var formula: String {
      let (end, start) = (end.stated, start.stated)
      return
        "\(FindingWords.number(end.high.value)) − \(FindingWords.number(start.low.value)) = \(FindingWords.number(stated.high.value))"
    }
  }

  /// Nil where nothing has grown that anybody could see: fewer than two dated counts.
  init?(_ key: LevelClass, _ levels: [Level]) {
    guard !key.isSum, key.system != nil else { return nil }
    self.key = key
    let dated = levels.compactMap { level -> DatedSeries<Level>.Point? in
      guard let last = level.stretch.last, last.isOneDay, !level.isLoose, !level.stretch.isWhole,
        !level.figure.isPart
      else { return nil }
      return (last.earliest, level)
    }.sorted { ($0.day, $0.element.id) < ($1.day, $1.element.id) }
    if dated.count < 2 { return nil }
    self.levels = DatedSeries(points: dated)
  }

  /// Rule *period from series*: what a stretch added is the count at its end less the count at its beginning
  /// (`DatedSeries`). Of a source that does not say when in the day it reports, both readings are allowed for. Where no
  /// figure is dated so, those around it bound what was added, because a running count does not fall.
  func growth(_ first: Int, _ last: Int, reports: [ReportingDay]) -> Growth? {
    guard first <= last else { return nil }
    let starts = reports.compactMap { levels.around(endOf: first - 1, $0) }
    let ends = reports.compactMap { levels.around(endOf: last, $0) }
    guard starts.count == reports.count, ends.count == reports.count,
      let start = starts.map(\.below).min(by: { $0.stated.low.value < $1.stated.low.value }),
      let end = ends.map(\.above).max(by: { $0.stated.high.value < $1.stated.high.value }),
      start.id != end.id, let stated = growth(starts, ends, \.stated),
      let rounded = growth(starts, ends, \.rounded)
    else { return nil }
    return Growth(
      start: start, end: end, stated: stated, rounded: rounded,
      isExact: reports.count == 1 && starts[0].isExact && ends[0].isExact)
  }

  private func growth(
    _ starts: [DatedSeries<Level>.Around], _ ends: [DatedSeries<Level>.Around],
    _ of: (Level) -> Interval
  ) -> Interval? {
    guard let start = hull(starts.map { $0.interval(of) }),
      let end = hull(ends.map { $0.interval(of) })
    else { return nil }
    return end - start
  }

  private func hull(_ intervals: [Interval?]) -> Interval? {
    let known = intervals.compactMap(\.self)
    guard known.count == intervals.count,
      let low = known.map(\.low).min(by: { $0.value < $1.value }),
      let high = known.map(\.high).max(by: { $0.value < $1.value })
    else { return nil }
    return Interval(low, high)
  }
}
