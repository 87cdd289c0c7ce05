import Ledger

/// The dated running counts of one system on the same people and fates, and what they grew by over a stretch of days.
struct CountSeries {
  let key: LevelClass
  /// Those whose day is known, in the order of their days.
  private let levels: [(day: Int, level: Level)]

  var claimant: Source? { levels.first?.level.figure.claimant }

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
    self.levels = levels.compactMap { level in
      guard let last = level.stretch.last, last.isOneDay, !level.isLoose, !level.stretch.isWhole,
        !level.figure.isPart
      else { return nil }
      return (last.earliest, level)
    }.sorted { ($0.day, $0.level.id) < ($1.day, $1.level.id) }
    if self.levels.count < 2 { return nil }
  }

  /// Rule *period from series*: what a stretch added is the count at its end less the count at its beginning. A source whose
  /// figure dated with a day is that of its morning counts up to the day before: the figure of the day behind the stretch less
  /// that of its first day. Of a source that does not say so, both readings are allowed for. Where no figure is dated so,
  /// those around it bound what was added, because a running count does not fall.
  func growth(_ first: Int, _ last: Int, reports: Reporting) -> Growth? {
    // A figure dated d counts up to day d − early at the least, and up to d − late at the most.
    let (early, late) = reports.shift
    guard let startBelow = at(orBefore: first - 1 + late),
      let endAbove = at(orBehind: last + early),
      let startAbove = at(orBehind: first - 1 + early), let endBelow = at(orBefore: last + late),
      startBelow.level.id != endAbove.level.id
    else { return nil }
    func span(_ interval: (Level) -> Interval) -> Interval? {
      let least = max(0, interval(endBelow.level).low.value - interval(startAbove.level).high.value)
      let most = interval(endAbove.level).high.value - interval(startBelow.level).low.value
      return Interval(.init(least), .init(max(least, most)))
    }
    guard let stated = span(\.stated), let rounded = span(\.rounded) else { return nil }
    return Growth(
      start: startBelow.level, end: endAbove.level, stated: stated, rounded: rounded,
      isExact: startBelow.day == startAbove.day && endAbove.day == endBelow.day)
  }

  private func at(orBefore day: Int) -> (day: Int, level: Level)? {
    levels.last { $0.day <= day }
  }

  private func at(orBehind day: Int) -> (day: Int, level: Level)? {
    levels.first { $0.day >= day }
  }

  /// Which moment of a day the figures of a source speak about.
  enum Reporting {
    case morning, evening, unknown

    /// By how many days the figure dated with a day may run behind it, at the most and at the least.
    var shift: (early: Int, late: Int) {
      switch self {
      case .morning: (1, 1)
      case .evening: (0, 0)
      case .unknown: (1, 0)
      }
    }
  }
}
