import Ledger

/// A level that is higher than another one that counts all that it counts, to the same day or a later one.
struct Excess {
  let part: Level
  let whole: Level
  /// Other pairs of the same two classes to which the same applies.
  let further: Int

  /// One system's count of the same people and fates, by itself or with another method.
  var isOneCount: Bool { part.system == whole.system && countsTheSame }
  var countsTheSame: Bool { LevelClass(part).countsTheSame(as: LevelClass(whole)) }
  var shareDocument: Bool {
    !Set(part.figure.statements.map(\.document))
      .isDisjoint(with: whole.figure.statements.map(\.document))
  }
  /// The day up to which the whole counts is only known to be before a report appeared.
  var isLooselyDated: Bool { whole.stretch.lastFrom > .statementMade }
  /// Days between the two, at the least.
  var days: Int { max(0, (whole.stretch.ceilingDay ?? 0) - (part.stretch.floorDay ?? 0)) }
}

extension Excess {
  /// Rule *same order of magnitude*: figures that differ by more than this factor count different things more often than
  /// they contradict each other: a battle and a war, a town and a country. Nothing is said about them.
  static let mostApart = 10.0

  /// The pair of two classes that goes furthest apart; of two that are as far apart, the one nearest in time. Nil where
  /// none does.
  ///
  /// Both stand in the order of their days. For each whole the highest floor up to its day decides, so that the time
  /// taken is that of going through both once.
  /// - Parameter isOneCount: both are one count of one system, so that a count of cases has a most of its own.
  static func worst(_ parts: [Level], _ wholes: [Level], isOneCount: Bool) -> Excess? {
    func most(_ level: Level) -> Double { isOneCount ? level.ownCeiling : level.ceiling }
    guard let top = parts.map(\.floor).max(), let bottom = wholes.map(most).min(),
      top >= bottom
    else { return nil }
    var best: (part: Level, whole: Level)?
    var count = 0
    var highest: Level?
    var next = 0
    let ordered = wholes.filter { $0.stretch.ceilingDay != nil }.sorted {
      ($0.stretch.ceilingDay ?? 0, $0.id) < ($1.stretch.ceilingDay ?? 0, $1.id)
    }
    for whole in ordered {
      guard let day = whole.stretch.ceilingDay else { continue }
      while next < parts.count, let other = parts[next].stretch.floorDay, other <= day {
        // The latest of equals is the nearest in time.
        if highest.map({ parts[next].floor >= $0.floor }) ?? true { highest = parts[next] }
        next += 1
      }
      guard let part = highest, part.id != whole.id, exceeds(part, whole, most(whole)) else {
        continue
      }
      count += 1
      if let known = best, known.part.floor - most(known.whole) >= part.floor - most(whole) {
        continue
      }
      best = (part, whole)
    }
    return best.map { Excess(part: $0.part, whole: $0.whole, further: count - 1) }
  }

  private static func exceeds(_ part: Level, _ whole: Level, _ most: Double) -> Bool {
    guard most.isFinite, most > 0, part.floor <= most * mostApart else { return false }
    guard part.floor == most else { return part.floor > most }
    return !(part.rounded.low.included && whole.rounded.high.included)
  }
}
