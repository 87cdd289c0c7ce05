import Ledger

/// The figures of one counting system on one topic, as a series of reports.
struct ReportedSeries {
  let topic: Topic
  private let source: Source
  /// In the order of their days.
  private let figures: [(day: Int, figure: StatedFigure)]
  private let newest: Int

  /// Nil where no figure is of one day, by its text or by the appearance of its report.
  init?(_ topic: Topic, _ figures: [StatedFigure], until newest: Int) {
    guard let source = figures.first?.claimant, !source.isNameless else { return nil }
    let dated = figures.compactMap { figure -> (day: Int, figure: StatedFigure)? in
      guard let last = figure.coverage.last, last.isOneDay else { return nil }
      return (last.latest, figure)
    }
    guard !dated.isEmpty else { return nil }
    (self.topic, self.source, self.newest) = (topic, source, newest)
    self.figures = dated.sorted { ($0.day, $0.figure.id) < ($1.day, $1.figure.id) }
  }

  var notices: [CoverageNotice] {
    var first: [(day: Int, figure: StatedFigure)] = []
    for figure in figures where first.last?.day != figure.day { first.append(figure) }
    let rhythm = ReportingRhythm(days: first.map(\.day)).changes(until: newest)
    let habits = ReportingHabits(figures: first.map(\.figure)).changes
    return rhythm.compactMap { notice($0, first) } + habits.compactMap { notice($0, first) }
      + volume
  }

  private var volume: [CoverageNotice] {
    // Each text counts: a figure that nobody passes on any more is quieter than one that all do.
    let days = figures.flatMap { figure in figure.figure.statements.map { _ in figure.day } }
    return ReportedVolume(days: days, until: newest).changes.map { change in
      CoverageNotice(
        .volumeChanged, source: source, topic: topic, date: change.date,
        summary:
          "The ledger has \(change.after) claims of \(source.name) on the three months since \(change.date), and \(change.before) on the three before.",
        before: "\(change.before) in three months", after: "\(change.after) in three months")
    }
  }

  private func notice(
    _ change: ReportingRhythm.Change, _ figures: [(day: Int, figure: StatedFigure)]
  ) -> CoverageNotice? {
    switch change {
    case .quiet(let place, let usual):
      let last = figures[place]
      return made(
        .wentQuiet, last.day + 1,
        "No figure of \(source.name) since \(day(last.day)), \(newest - last.day) days before the newest report; one came \(Self.every(usual)).",
        Self.every(usual), "none", [last.figure.id])
    case .gap(let place, let usual, let days):
      let (last, next) = (figures[place], figures[place + 1])
      return made(
        .gap, last.day + 1,
        "No figure of \(source.name) for \(days) days, from \(day(last.day)) to \(day(next.day)); one came \(Self.every(usual)).",
        Self.every(usual), "none for \(days) days", [last.figure.id, next.figure.id])
    case .pace(let place, let before, let after):
      let here = figures[place]
      return made(
        .paceChanged, here.day,
        "\(source.name) gives a figure \(Self.every(after)) since \(day(here.day)), and gave one \(Self.every(before)) before.",
        Self.every(before), Self.every(after), [here.figure.id])
    }
  }

  private func notice(
    _ change: ReportingHabits.Change, _ figures: [(day: Int, figure: StatedFigure)]
  ) -> CoverageNotice? {
    let (last, here) = (figures[change.place - 1], figures[change.place])
    return made(
      change.kind, here.day,
      "The figures of \(source.name) are \(change.after) since \(day(here.day)), and were \(change.before) before.",
      change.before, change.after, [last.figure.id, here.figure.id])
  }

  private func made(
    _ kind: CoverageNotice.Kind, _ day: Int, _ summary: String, _ before: String, _ after: String,
    _ claims: [ClaimID]
  ) -> CoverageNotice? {
    CivilDate(dayNumber: day).map {
      CoverageNotice(
        kind, source: source, topic: topic, date: $0, summary: summary, before: before,
        after: after, claims: claims)
    }
  }

  private func day(_ number: Int) -> String { FindingWords.day(number) }

  static func every(_ days: Int) -> String { days <= 1 ? "every day" : "every \(days) days" }
}
