import Ledger

/// Rule *own series*: whoever is named for a figure has other figures for the same people, measure and days. Where a running
/// count of theirs bounds the day, its bracket decides; else their nearest figure of the same stretch that is no more than 31
/// days away; else a running count of theirs under another word for several fates ("losses" beside "casualties"). A figure that
/// these leave room for is not known, and not contradicted.
struct AgainstOwnSeries: CheckRule {
  func remarks(on figure: DraftFigure, in view: DraftView) -> [CheckRemark] {
    guard let claimant = figure.claimant, let allowed = figure.stated.rounded,
      figure.stated.countsPeople, figure.others.isEmpty,
      figure.agreeing.isEmpty
    else { return [] }
    // What they gave for the very day decides before what they gave around it.
    let nearest = KnownInterval.nearest(of: claimant.key, to: figure)
    if let known = nearest.flatMap({ $0.isOfTheDay ? $0 : nil })
      ?? KnownInterval.bracket(of: claimant.key, in: figure.counts, around: figure)
      ?? nearest
      ?? KnownInterval.bracket(
        of: claimant.key, in: figure.nearCounts, around: figure)?.underAnotherWord
    {
      return [remark(figure, allowed, known, claimant)]
    }
    return []
  }

  private func remark(
    _ figure: DraftFigure, _ allowed: Interval, _ known: KnownInterval, _ claimant: Source
  ) -> CheckRemark {
    let values = [
      FindingValue("draft", allowed), FindingValue(claimant.name, known.interval),
    ]
    let shown = known.figures.map(CheckWords.figure).joined(separator: "; ")
    if known.interval.overlaps(allowed) {
      return CheckRemark(
        .notKnown, .note,
        "No claim of \(claimant.name) states it; what they stated leaves room for it: \(shown).",
        sources: [claimant], claims: known.figures.map(\.id), formula: known.formula,
        values: values)
    }
    return CheckRemark(
      .differs, known.isOfTheDay ? .problem : .warning,
      "\(claimant.name) stated otherwise: \(shown).", sources: [claimant],
      claims: known.figures.map(\.id), formula: known.formula, values: values)
  }
}

extension DraftFigure {
  /// A draft that names no beginning means whatever the others count from: a war may have lasted for years before that.
  fileprivate func beginsLike(_ other: StatedFigure) -> Bool {
    stated.coverage.firstFrom != .stated || other.coverage.beginsLike(stated.coverage)
  }
}

/// What one system allows at the day of a draft's figure, and by which of its figures.
struct KnownInterval {
  let interval: Interval
  let figures: [StatedFigure]
  let formula: String
  /// It is about the same days for certain, and not only near to them.
  let isOfTheDay: Bool

  private static let sameTime = CommonDates.restatedAfterDays

  /// By the running counts of a system on the topic; nil where none bounds the day.
  static func bracket(
    of system: String, in counts: [RunningCount], around figure: DraftFigure
  ) -> KnownInterval? {
    guard figure.stated.isLevel, !figure.stated.isPart, let last = figure.stated.coverage.last
    else {
      return nil
    }
    for count in counts where count.claimant?.key == system {
      guard let point = count.points.first?.figure, !point.scope.contradicts(figure.stated.scope),
        figure.beginsLike(point),
        case .success(let bracket) = count.bracket(
          atEndOf: count.reporting.state(of: last).latest)
      else { continue }
      let around = [bracket.before, bracket.after].compactMap { $0 }
      // A count that ended long before says only that it has not fallen since.
      let figures = around.count == 2 && around[0] === around[1] ? [around[0]] : around
      return KnownInterval(
        interval: rounded(bracket), figures: figures, formula: bracket.formula,
        isOfTheDay: figure.isDatedByText)
    }
    return nil
  }

  /// The same, where what is counted may differ a little.
  var underAnotherWord: KnownInterval {
    KnownInterval(interval: interval, figures: figures, formula: formula, isOfTheDay: false)
  }

  /// The same, where its system counts single cases: of how many there were it says only the least.
  func asFloor(in context: AnswerContext) -> KnownInterval {
    guard figures.contains(where: context.countsCases),
      let open = Interval(interval.low, .init(.infinity))
    else { return self }
    return KnownInterval(
      interval: open, figures: figures, formula: formula, isOfTheDay: isOfTheDay)
  }

  /// The bracket between its figures as their numbers were rounded.
  private static func rounded(_ bracket: Bracket) -> Interval {
    let low = bracket.before.flatMap { $0.rounded?.low } ?? bracket.interval.low
    let high = bracket.after.flatMap { $0.rounded?.high } ?? bracket.interval.high
    return Interval(low, high) ?? bracket.interval
  }

  /// By the figure of a system that is nearest in time to the draft's, of the same stretch and scope; nil where none is near.
  static func nearest(of system: String, to figure: DraftFigure) -> KnownInterval? {
    guard let last = figure.stated.coverage.last else { return nil }
    let near = figure.ledger.compactMap { other -> (StatedFigure, Interval, Int)? in
      guard other.system == system, other.countsPeople, other.isPart == figure.stated.isPart,
        let interval = other.rounded, let day = other.coverage.last,
        day.apart(last) <= sameTime, other.figure.ratePer == figure.claim.ratePer,
        !other.scope.contradicts(figure.stated.scope),
        figure.beginsLike(other),
        figure.row.kind != .incident
          || other.scope.sharesPlaceOrIncident(with: figure.stated.scope)
      else { return nil }
      return (other, interval, day.apart(last))
    }
    guard let best = near.min(by: { ($0.2, $0.0.id) < ($1.2, $1.0.id) }) else { return nil }
    return KnownInterval(
      interval: best.1, figures: [best.0], formula: "", isOfTheDay: best.2 == 0)
  }
}
