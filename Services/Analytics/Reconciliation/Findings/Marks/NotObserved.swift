import Ledger

/// Mark *not observed*: projections and hypotheses. They are kept and shown, and enter no series, span or test.
struct NotObserved: FindingRule {
  func findings(in view: FindingView) -> [Finding] {
    let figures = view.figures.figures.filter {
      [.projected, .hypothetical].contains($0.figure.polarity)
        && $0.figure.quantity.unit == "people"
    }
    return figures.map { figure in
      Finding(
        type: .notObserved, severity: .low,
        summary:
          "\(FindingWords.figure(figure)) is \(figure.figure.polarity), and no count of people who were harmed.",
        claims: figure.statements.prefix(8).map { FindingClaim($0.id, .marked) },
        formula: "in no series",
        explanations: [
          FindingExplanation(.scope, "it speaks about what may come or might have been")
        ], further: max(0, figure.statements.count - 8))
    }
  }
}
