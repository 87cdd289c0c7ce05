import Ledger

/// How many a running count added in a stretch of days: derived, never a claim.
struct PeriodTotal: Sendable {
  let interval: Interval
  /// At the end of its last day.
  let atEnd: Bracket
  /// At the end of the day before its first day; nil where the count began with the stretch, from nothing.
  let before: Bracket?
  let formula: String

  /// The claims that it rests on, each once.
  var claims: [ClaimID] {
    var claims = atEnd.claims
    for claim in before?.claims ?? [] where !claims.contains(claim) { claims.append(claim) }
    return claims
  }

  /// Both ends are figures of their very day.
  var isExact: Bool { interval.isPoint }
}

extension RunningCount {
  /// Rule *period total*: the count at the end of the last day less the count at the end of the day before the first one.
  /// For a morning report that is the figure dated one day after the stretch less the figure dated with its first day. A
  /// count that begins with the stretch begins at 0. Where a day has no figure of its own, its bracket takes its place, and
  /// the total is an interval.
  func total(from first: Int, through last: Int) -> Result<PeriodTotal, Bracket.Refusal> {
    guard first <= last else { return .failure(.nothingDated) }
    return bracket(atEndOf: last).flatMap { end in
      // Beginnings are known by the month or by the year, too: only what certainly began no earlier began with it.
      if let began, began.earliest >= first, began.earliest <= last {
        return .success(
          PeriodTotal(
            interval: end.interval, atEnd: end, before: nil,
            formula: "(\(end.formula)) − 0, for the count began in the period"))
      }
      if let fall = fall(fromDay: first - 1, to: last) { return .failure(fall) }
      return bracket(atEndOf: first - 1).flatMap { start in
        guard let interval = end.interval - start.interval else {
          return .failure(.fell(from: start.claims[0], to: end.claims[0]))
        }
        return .success(
          PeriodTotal(
            interval: interval, atEnd: end, before: start,
            formula: "(\(end.formula)) − (\(start.formula))"))
      }
    }
  }

  /// The total of a day, a month or a year.
  func total(in date: CivilDate) -> Result<PeriodTotal, Bracket.Refusal> {
    total(from: date.dayNumber, through: date.lastDay.dayNumber)
  }
}
