import Ledger

/// A running count or the total of a stretch of time, made ready for comparison: whose people and which fates it counts,
/// from which day to which, and how many at the least and at the most.
struct Level: Sendable {
  let figure: StatedFigure
  /// Where it stands among the levels of its war; that of the first part for a sum.
  let index: Int
  let who: Who
  let extent: Extent
  /// Nil: anywhere.
  let place: String?
  let responsible: PartyID?
  let stretch: Stretch
  /// The day on which it begins to count: as a text names it, else as most texts on the war do (`War`).
  var first: DayRange?
  let stated: Interval
  let rounded: Interval
  /// It counts single cases, named or verified, and says nothing about how many there were at the most.
  let countsCases: Bool
  /// Its text says that it counts all of a war or of a stretch of time, so that nothing within it can be more.
  var isTotal: Bool
  /// Only the appearance of its report dates it, and the report has another number of the same system for the same people.
  var isAmbiguous = false
  /// A text calls it a part of another figure.
  let isPart: Bool
  /// The claims of the parts that were added up to it; empty for what a text states itself.
  var parts: [Level] = []

  /// Whose people.
  struct Who: Hashable, Sendable {
    var party: PartyID
    var population: PopulationID?
  }

  var system: String? { figure.system }
  var id: ClaimID { figure.id }
  /// The claims that it rests on: one, or those of its parts.
  var claims: [ClaimID] { parts.isEmpty ? [id] : parts.map(\.id) }
  /// The least that it allows, as rounded.
  var floor: Double { rounded.low.value }
  /// The most that it allows others that count no more than it does, as rounded; infinite where it says nothing about that.
  var ceiling: Double { countsCases ? .infinity : ownCeiling }
  /// The most that it allows the same count on an earlier day.
  var ownCeiling: Double { isTotal && !isPart ? rounded.high.value : .infinity }

  /// Nil for what is no level, or names no people of one side in one war, or speaks of one event. Figures that name no
  /// population may mean any, and are compared with nothing.
  init?(_ figure: StatedFigure, index: Int, in context: AnswerContext) {
    guard figure.isLevel, !figure.figure.citedForScale, figure.topic.conflict != nil,
      let party = figure.topic.party, figure.topic.population != nil,
      figure.scope.incident == nil,
      figure.figure.quantity.form != .vague,
      let stated = figure.stated, let rounded = figure.rounded
    else { return nil }
    self.figure = figure
    self.index = index
    who = Who(party: party, population: figure.topic.population)
    extent = context.fates(of: figure)
    guard !context.isReversible(extent) else { return nil }
    place = figure.scope.place
    responsible = figure.scope.responsible
    stretch = Stretch(figure, in: context)
    first = stretch.named
    (self.stated, self.rounded) = (stated, rounded)
    countsCases = context.countsCases(figure)
    isPart = figure.isPart || figure.statements.contains { $0.subsetOf != .none }
    isTotal = Self.isTotal(stretch, stated)
  }

  /// Rule *total*: most texts that give a number of dead do not say of what: a day, a battle, or a war. A figure is taken for
  /// all that its system counts where the text names its beginning, gives it for a day ("as of 4 February"), or gives a whole
  /// stretch of time; or where a large number was stated on a day, without any other date.
  private static func isTotal(_ stretch: Stretch, _ stated: Interval) -> Bool {
    switch stretch.lastFrom {
    case .stated:
      return stretch.namesFirst || stretch.last?.isOneDay ?? false
    case .conflictBegan, .statementMade:
      return stretch.namesFirst || stated.low.value >= leastTotal
    case .published: return stretch.namesFirst
    case .unknown: return false
    }
  }

  /// Smaller numbers that a text dates only by who stated them when are those of days and battles.
  private static let leastTotal = 1_000.0

  /// The sum of counts of different fates that one system gives of the same people for the same day. Only its floor is
  /// used: what the parts leave out is not known.
  init(sum parts: [Level]) {
    let first = parts[0]
    (figure, index, who, place) = (first.figure, first.index, first.who, first.place)
    (responsible, stretch, self.first) = (first.responsible, first.stretch, first.first)
    extent = Extent(
      certain: parts.reduce(into: []) { $0.formUnion($1.extent.certain) },
      possible: parts.reduce(into: []) { $0.formUnion($1.extent.possible) })
    stated = parts.dropFirst().reduce(first.stated) { $0 + $1.stated }
    rounded = parts.dropFirst().reduce(first.rounded) { $0 + $1.rounded }
    (countsCases, isTotal, isPart) = (true, false, false)
    self.parts = parts
  }

  /// Only in headlines and captions, which shorten.
  var isShortened: Bool { figure.statements.allSatisfy(\.isShortened) }
}

/// The days that a level counts, as far as its statements tell together.
struct Stretch: Hashable, Sendable {
  /// The day on which it begins to count, where a text names it.
  let named: DayRange?
  /// The last day counted.
  let last: DayRange?
  let lastFrom: Coverage.Origin
  /// It is the total of a stretch with two ends, both known to the day.
  let isWhole: Bool
  /// A text names the last day, too: "from February 2022 to December 2025".
  let namesBoth: Bool

  /// Rule *dated*: of the statements that a figure rests on, the one that says most surely up to which day it counts. A
  /// period that names its end counts to the end of it ("to December 2025"). A relative phrase in a report without a
  /// publication date says nothing. A report counts up to its publication at the latest: for the earliest of several.
  init(_ figure: StatedFigure, in context: AnswerContext) {
    let readings = figure.statements.map { Reading($0, in: context) }
    let ends = readings.filter { $0.last != nil }
    let best = ends.min { $0.endRank < $1.endRank }
    named = readings.filter { $0.first != nil }.min { $0.beginRank < $1.beginRank }?.first
    last = best?.last
    lastFrom = best?.lastFrom ?? .unknown
    namesBoth = readings.contains { $0.namesBoth }
    isWhole =
      readings.contains { $0.isWhole } && (named?.isOneDay ?? false)
      && (last?.isOneDay ?? false)
  }

  var namesFirst: Bool { named != nil }
  /// The last day that a floor may speak about.
  var floorDay: Int? { last?.latest }
  /// The first day that a ceiling may speak about.
  var ceilingDay: Int? { last?.earliest }

  /// What one statement says of its days.
  private struct Reading {
    var first: DayRange?
    var last: DayRange?
    var lastFrom = Coverage.Origin.unknown
    var isWhole = false
    var namesBoth = false

    init(_ row: ClaimRow, in context: AnswerContext) {
      let time = context.table.time(of: row).trusted
      let coverage = Coverage(time, kind: row.kind, conflictBegan: nil)
      (first, last, lastFrom) = (coverage.first, coverage.last, coverage.lastFrom)
      if let to = time.to?.date {
        last = DayRange(to.lastDay)
        if let from = time.from?.date {
          namesBoth = true
          // "In 2024": the whole of it. "From February 2022 to December 2025" may begin on any day of February.
          if from.precision == .day || from == to { first = DayRange(from.firstDay) }
          isWhole = first?.isOneDay ?? false
        }
      }
    }

    var endRank: (Int, Int, Int) {
      let days = last.map { $0.latest - $0.earliest } ?? .max
      return (lastFrom.rawValue, days, last?.latest ?? .max)
    }
    var beginRank: Int { first.map { $0.latest - $0.earliest } ?? .max }
  }
}

extension ClaimTime {
  /// Without what was resolved against a publication date that nobody knows.
  var trusted: ClaimTime {
    guard published == nil else { return self }
    var time = self
    for path in [\ClaimTime.from, \.to, \.asOf, \.statedOn] where time[keyPath: path] != nil {
      if time[keyPath: path]?.basis == .resolved { time[keyPath: path] = nil }
    }
    return time
  }
}
