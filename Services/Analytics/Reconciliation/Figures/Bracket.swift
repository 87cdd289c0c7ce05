import Ledger

/// What a running count allows at the end of one day, by its own dated figures. It is derived and never a claim: nothing in
/// it is interpolated or extrapolated.
struct Bracket: Sendable {
  let interval: Interval
  /// The last figure before, which the count cannot have fallen below; nil where there is none.
  let before: StatedFigure?
  /// The first figure after, which the count cannot have exceeded yet; nil where there is none.
  let after: StatedFigure?
  /// How the interval came about.
  let formula: String

  /// The claims that it rests on, each once.
  var claims: [ClaimID] {
    let ids = [before?.id, after?.id].compactMap { $0 }
    return ids.count == 2 && ids[0] == ids[1] ? [ids[0]] : ids
  }

  /// Why nothing is said about a day.
  enum Refusal: Error, Hashable, Sendable {
    /// The count has no figure that bounds the day.
    case nothingDated
    /// A later figure is lower than an earlier one: the count was revised downwards in between.
    case fell(from: ClaimID, to: ClaimID)

    var reason: String {
      switch self {
      case .nothingDated:
        "none of its figures bounds that day: they are open on that side, or dated by their publication alone"
      case .fell:
        "the count fell between its figures around that day: it was revised, and says nothing in between"
      }
    }

    var claims: [ClaimID] {
      switch self {
      case .nothingDated: []
      case .fell(let from, let to): [from, to]
      }
    }
  }
}

extension RunningCount {
  /// Rule *bracket*: at the end of a day the count is no less than its last figure before, and no more than its first one
  /// after, because such a count does not fall. With only an earlier figure the top stays open; with only a later one the
  /// count is anything from 0 up to it. A figure of the day itself says it alone. "Up to 5" sets no least and "at least 5"
  /// no most: for that end the next figure decides.
  func bracket(atEndOf day: Int) -> Result<Bracket, Bracket.Refusal> {
    let before = indexBefore(day)
    let after = indexAfter(day)
    if let before, let fall = fall(from: before, to: after ?? points.count - 1) {
      return .failure(fall)
    }
    switch (before.map { points[$0] }, after.map { points[$0] }) {
    case (nil, nil): return .failure(.nothingDated)
    case (let before?, nil):
      return bracket(
        before.interval.low, .init(.infinity), before, nil, "[\(low(before)), open)")
    case (nil, let after?):
      return bracket(.init(0), after.interval.high, nil, after, "[0, \(high(after))]")
    case (let before?, let after?):
      let formula =
        before.figure.id == after.figure.id
        ? "the figure \(dated(before)) itself" : "[\(low(before)), \(high(after))]"
      return bracket(before.interval.low, after.interval.high, before, after, formula)
    }
  }

  private func bracket(
    _ low: Interval.End, _ high: Interval.End, _ before: Point?, _ after: Point?, _ formula: String
  ) -> Result<Bracket, Bracket.Refusal> {
    if let interval = Interval(low, high) {
      return .success(
        Bracket(interval: interval, before: before?.figure, after: after?.figure, formula: formula))
    }
    // "1,207,910" before "1.2 million": no fall, as the later figure was rounded.
    guard let before, let after,
      let interval = Interval(before.rounded.low, after.rounded.high)
    else { return .failure(.nothingDated) }
    return .success(
      Bracket(
        interval: interval, before: before.figure, after: after.figure,
        formula: formula + ", both as rounded"))
  }

  private func low(_ point: Point) -> String {
    "low \(Quantity.grouped(point.interval.low.value)) \(dated(point))"
  }

  private func high(_ point: Point) -> String {
    "high \(Quantity.grouped(point.interval.high.value)) \(dated(point))"
  }

  /// A figure as formulas name it: by its date, and its claim.
  private func dated(_ point: Point) -> String {
    let last = point.figure.coverage.last
    let morning = point.state != last ? ", a morning report" : ""
    return
      "of \(last?.written ?? "?")\(morning) (\(String(point.figure.id.description.prefix(10))))"
  }

  /// The last figure that certainly stood by the end of the day and sets a least.
  private func indexBefore(_ day: Int) -> Int? {
    points[..<index { $0.state.latest > day }].lastIndex {
      $0.interval.low.value > 0 || $0.interval.isPoint
    }
  }

  /// The first figure that certainly was not reached before the end of the day and sets a most.
  private func indexAfter(_ day: Int) -> Int? {
    // Months and years reach over days: what begins later than the day is looked for among what ends later.
    points[index { $0.state.latest >= day }...].firstIndex {
      $0.bindsEarlierDays && $0.state.earliest >= day && !$0.interval.isOpenAbove
    }
  }

  /// The first point of which something holds that holds of all points behind it.
  private func index(where holds: (Point) -> Bool) -> Int {
    var (low, high) = (0, points.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(points[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The first fall between the figures around two days.
  func fall(fromDay first: Int, to last: Int) -> Bracket.Refusal? {
    guard let start = indexBefore(first) ?? points.indices.first else { return nil }
    return fall(from: start, to: indexAfter(last) ?? points.count - 1)
  }

  /// The first fall between two figures: one that allows less than one before it does at the least, on a day that is
  /// certainly no earlier. A number that was only rounded down did not fall.
  private func fall(from start: Int, to end: Int) -> Bracket.Refusal? {
    guard start < end else { return nil }
    var highest = points[start]
    for point in points[(start + 1)...end] {
      let least = highest.rounded.low
      if point.state.earliest >= highest.state.latest,
        Interval(least, point.rounded.high) == nil
      {
        return .fell(from: highest.figure.id, to: point.figure.id)
      }
      if point.rounded.low.value > least.value { highest = point }
    }
    return nil
  }
}
