import Ledger

/// Rule *bounds differ*: several documents tell one figure, and give it other bounds: a range in one of them, and only one of its
/// ends in another. Which of them is nearer to whoever counted is not decided.
struct BoundsDiffer: FindingRule {
  func findings(in view: FindingView) -> [Finding] {
    view.figures.figures.compactMap { finding($0, view) }
  }

  private func finding(_ figure: StatedFigure, _ view: FindingView) -> Finding? {
    guard figure.isLevel, figure.claimant != nil, !figure.figure.citedForScale else { return nil }
    // What each document says best: whoever shortens a figure in a headline tells it in full below.
    var best: [Handle: ClaimRow] = [:]
    for row in figure.statements {
      if let known = best[row.document], !ClaimRow.represents(row, before: known) { continue }
      best[row.document] = row
    }
    let shown = figure.statements[0]
    let others = best.values.filter { $0.document != shown.document && !$0.isShortened }
      .sorted { $0.id < $1.id }
    let table = view.context.table
    let poorer = others.filter { Change.between(shown, $0).contains(.boundDropped) }
    guard !shown.isShortened, let other = poorer.first else { return nil }
    let (said, told) = (table.quantity(of: shown), table.quantity(of: other))
    let isRange = said.low != nil && said.high != nil
    return Finding(
      type: .boundsDiffer, severity: isRange ? .medium : .low,
      summary:
        "Tellings of one figure of \(FindingWords.name(figure)) have different bounds: \(said.display), and \(told.display) (\(figure.topic.measure)).",
      claims: [FindingClaim(shown.id, .telling)]
        + poorer.prefix(5).map { FindingClaim($0.id, .retelling) },
      formula: "\(said.display) → \(told.display)",
      values: [("telling, as stated", said), ("retelling, as stated", told)].compactMap {
        name, quantity in
        Interval(stated: quantity, vocabulary: view.context.vocabulary).map {
          FindingValue(name, $0)
        }
      },
      explanations: [
        FindingExplanation(.bound, "a bound may have been dropped or added on the way")
      ], further: max(0, poorer.count - 5))
  }
}
