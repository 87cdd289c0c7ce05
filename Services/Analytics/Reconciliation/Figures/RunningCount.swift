import Ledger

/// One count that one system keeps and adds to: its dated figures on one topic that have the same beginning, the same
/// scope and the same kind of method, in the order of the days that they speak of. Such a count does not fall; where its
/// figures do, nothing is concluded across the fall.
struct RunningCount: Sendable {
  /// In the order of their days.
  let points: [Point]
  /// The first day counted; nil where neither a text nor the vocabulary says it.
  let began: DayRange?
  let reporting: ReportingDay

  struct Point: Sendable {
    let figure: StatedFigure
    /// The days at whose end the count may have stood so.
    let state: DayRange
    /// What the figure allows, as it was said.
    let interval: Interval
    /// What it allows as its numbers were rounded.
    let rounded: Interval
    /// The text, or the day of the statement, says which day the figure is of. One that is dated by its publication alone
    /// may be older than that: it bounds later days from below and no earlier day from above.
    let bindsEarlierDays: Bool
  }

  var claimant: Source? { points.first?.figure.claimant }

  /// The running counts among some figures, whatever topics and systems those are of. Each figure stands in one of them at
  /// most: figures without a day, of parts, of closed periods, and all that count nobody stand in none.
  static func counts(in figures: [StatedFigure], of context: AnswerContext) -> [RunningCount] {
    let beginnings = Beginnings(figures, of: context)
    let lands = WholeLand(figures, of: context)
    var bySystem: [Key: [StatedFigure]] = [:]
    var keys: [Key] = []
    for figure in figures where beginnings.runs(figure) {
      guard let key = Key(figure, place: lands.place(of: figure)) else { continue }
      if bySystem[key] == nil { keys.append(key) }
      bySystem[key, default: []].append(figure)
    }
    return keys.flatMap { key in byBeginning(bySystem[key] ?? [], of: context) }
  }

  /// Beginnings that lie so many days apart, at the most, are taken for one: texts differ by days about when a war began.
  static let sameBeginning = 7

  /// Where the running counts of each topic begin, as texts say it. The total of a period is such a count's figure only
  /// where a text states it as one, or it begins where one begins: "in 2023" does not, "from February 2022 to December 2025"
  /// may.
  private struct Beginnings {
    private var known: [Topic: [DayRange]] = [:]

    init(_ figures: [StatedFigure], of context: AnswerContext) {
      for figure in figures where figure.isLevel {
        if known[figure.topic] == nil {
          let began = figure.topic.conflict.flatMap { context.conflicts[$0.value]?.from }
          known[figure.topic] = began.map { [DayRange($0)] } ?? []
        }
        for row in figure.statements where row.kind == .cumulative {
          if let from = row.time.from.date.map(DayRange.init),
            !(known[figure.topic]?.contains(from) ?? false)
          {
            known[figure.topic]?.append(from)
          }
        }
      }
    }

    func runs(_ figure: StatedFigure) -> Bool {
      if figure.statements.contains(where: { $0.kind == .cumulative }) { return true }
      guard let first = figure.coverage.first else { return false }
      return known[figure.topic]?.contains { $0.apart(first) <= RunningCount.sameBeginning }
        ?? false
    }
  }

  /// What two figures of one count have in common for certain.
  private struct Key: Hashable {
    let topic: Topic
    let system: String
    let place, incident: String?
    let responsible: PartyID?
    let method: Method

    enum Method: Hashable { case cases, estimate, open }

    /// - Parameter place: what narrows the figure to a place.
    init?(_ figure: StatedFigure, place: String?) {
      guard figure.isLevel, !figure.isPart, !figure.figure.citedForScale,
        figure.coverage.last != nil, let system = figure.system
      else { return nil }
      topic = figure.topic
      self.system = system
      (self.place, incident) = (place, figure.scope.incident)
      responsible = figure.scope.responsible
      switch figure.scope.method {
      case .named, .individuallyVerified: method = .cases
      case .estimated, .modelled: method = .estimate
      case .announced, .unstated: method = .open
      }
    }
  }

  /// Figures that name one beginning are one count. Those that name none count from where the others of their system on the
  /// topic do, where these name one only; else they are a count by themselves, from the beginning of the conflict.
  private static func byBeginning(_ figures: [StatedFigure], of context: AnswerContext)
    -> [RunningCount]
  {
    var groups: [BegunCount] = []
    let stated = figures.filter { $0.coverage.firstFrom == .stated }.sorted { one, other in
      let (a, b) = (one.coverage.first?.latest ?? .max, other.coverage.first?.latest ?? .max)
      return a == b ? one.id < other.id : a < b
    }
    for figure in stated {
      guard let first = figure.coverage.first else { continue }
      let home = groups.firstIndex { $0.began.apart(first) <= sameBeginning }
      if let home {
        groups[home].figures.append(figure)
      } else {
        groups.append(BegunCount(began: first, figures: [figure]))
      }
    }
    let open = figures.filter { $0.coverage.firstFrom != .stated }
    if groups.count == 1 {
      groups[0].figures += open
    } else if let began = open.first.map({ $0.coverage.first }) {
      return groups.compactMap { RunningCount($0.figures, began: $0.mostNamed, of: context) }
        + [RunningCount(open, began: began, of: context)].compactMap { $0 }
    }
    return groups.compactMap { RunningCount($0.figures, began: $0.mostNamed, of: context) }
  }

  /// Figures whose beginnings are taken for one, of which the first is `began`.
  private struct BegunCount {
    let began: DayRange
    var figures: [StatedFigure]

    /// What most of them name, and of several such the earliest: one text that is off by days moves no series.
    var mostNamed: DayRange {
      let named = Dictionary(
        grouping: figures.compactMap { $0.coverage.firstFrom == .stated ? $0.coverage.first : nil },
        by: \.self)
      return named.min {
        (-$0.value.count, $0.key.earliest, $0.key.latest)
          < (-$1.value.count, $1.key.earliest, $1.key.latest)
      }?.key ?? began
    }
  }

  private init?(_ figures: [StatedFigure], began: DayRange?, of context: AnswerContext) {
    let reporting = context.reportingDay(of: figures.first?.claimant)
    points = figures.compactMap { figure in
      guard let last = figure.coverage.last, let interval = figure.stated,
        let rounded = figure.rounded
      else { return nil }
      // A period that a text names by its last day ends with that day, whenever in the day its source reports.
      let isPeriod = figure.figure.time.to != nil
      return Point(
        figure: figure, state: isPeriod ? last : reporting.state(of: last), interval: interval,
        rounded: rounded, bindsEarlierDays: figure.coverage.lastFrom < .published)
    }.sorted { one, other in
      let (a, b) = (one.state, other.state)
      return a == b
        ? one.figure.id < other.figure.id : (a.latest, a.earliest) < (b.latest, b.earliest)
    }
    guard !points.isEmpty else { return nil }
    self.began = began
    self.reporting = reporting
  }
}
