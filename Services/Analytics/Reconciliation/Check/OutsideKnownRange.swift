import Ledger

/// Rule *known range*: no system's figures for the same people, measure and days allow the draft's number, and it lies below all
/// of them or above all of them. Where it lies between them, and nobody is named for it, those that leave no room for it are
/// named; where all of them do, it is only not known. Only running counts and totals of a stretch have a range.
struct OutsideKnownRange: CheckRule {
  func remarks(on figure: DraftFigure, in view: DraftView) -> [CheckRemark] {
    guard figure.stated.isLevel, !figure.stated.isPart, let allowed = figure.stated.rounded,
      figure.others.isEmpty, figure.agreeing.isEmpty
    else { return [] }
    let systems = Set(figure.ledger.compactMap(\.system)).sorted()
    let known = systems.compactMap { system in
      (KnownInterval.bracket(of: system, in: figure.counts, around: figure)
        ?? KnownInterval.nearest(of: system, to: figure))?.asFloor(in: view.ledger)
    }
    guard let lowest = known.min(by: { $0.interval.low.value < $1.interval.low.value }),
      let highest = known.max(by: { $0.interval.high.value < $1.interval.high.value })
    else { return [] }
    let ends = [lowest, highest].flatMap(\.figures)
    var seen: Set<ClaimID> = []
    let shown = ends.filter { seen.insert($0.id).inserted }
    let range = "\(number(lowest.interval.low.value)) to \(number(highest.interval.high.value))"
    let values = known.flatMap { one in
      one.figures.first.map { [FindingValue(FindingWords.name($0), one.interval)] } ?? []
    }
    func remark(
      _ verdict: CheckRemark.Verdict, _ level: CheckRemark.Level, _ words: String
    ) -> [CheckRemark] {
      [
        CheckRemark(
          verdict, level, "\(words) \(shown.map(CheckWords.figure).joined(separator: "; ")).",
          sources: shown.compactMap(\.claimant), claims: shown.map(\.id), formula: range,
          values: [FindingValue("draft", allowed)] + values)
      ]
    }
    if allowed.high.value < lowest.interval.low.value {
      return remark(
        .outsideKnownRange, .problem,
        "Below everything that the ledger holds for these days (\(range)):")
    }
    if allowed.low.value > highest.interval.high.value {
      return remark(
        .outsideKnownRange, .problem,
        "Above everything that the ledger holds for these days (\(range)):")
    }
    guard figure.claimant == nil else { return [] }
    let against = known.filter { !$0.interval.overlaps(allowed) }
    if !against.isEmpty {
      let figures = against.flatMap(\.figures)
      return [
        CheckRemark(
          .differs, against.count == known.count ? .problem : .warning,
          "No room for it is left by \(figures.map(CheckWords.figure).joined(separator: "; ")).",
          sources: figures.compactMap(\.claimant), claims: figures.map(\.id),
          formula: against.map(\.formula).filter { !$0.isEmpty }.joined(separator: "; "),
          values: [FindingValue("draft", allowed)] + values)
      ]
    }
    return remark(
      .notKnown, .note, "No claim states it; it lies within what others allow (\(range)):")
  }

  private func number(_ value: Double) -> String {
    value.isFinite ? Quantity.grouped(value) : "any number"
  }
}
