import Ledger

/// What all checks of stated numbers share: from a statement and what was computed to a derivation with its verdict.
struct StatedCheck {
  let choice: OperandChoice

  func derivation(
    _ kind: Derivation.Kind, _ statement: StatedFigure, _ computed: Computation,
    mismatches: [String], notes: [String] = []
  ) -> Derivation {
    let judgement = Judgement(statement, against: computed, mismatches: mismatches)
    var results = computed.results
    if let index = results.firstIndex(where: { $0.pairing == judgement.pairing }), index > 0 {
      results.insert(results.remove(at: index), at: 0)
    }
    return Derivation(
      kind: kind, verdict: judgement.verdict, reason: judgement.reason, topic: statement.topic,
      statement: statement.id, formula: computed.lines, inputs: computed.inputs,
      unit: computed.unit, stated: statement.span, results: results,
      tolerance: judgement.tolerance, mismatches: mismatches,
      notes: notes + computed.boundNotes + statement.hedgeNotes)
  }

  func missing(
    _ kind: Derivation.Kind, _ unit: Derivation.Unit, _ statement: StatedFigure, _ what: String,
    inputs: [Derivation.Input] = [], notes: [String] = [], formula: [String] = []
  ) -> Derivation {
    Derivation(
      kind: kind, verdict: .notCheckable, reason: "missing: \(what)", topic: statement.topic,
      statement: statement.id, formula: formula, inputs: inputs, unit: unit,
      stated: statement.span, notes: notes + statement.hedgeNotes)
  }
}

extension Derivation.Verdict {
  /// Which of several ways to compute a statement is reported: the surer verdict.
  var rank: Int {
    switch self {
    case .reproduced: 0
    case .compatible: 1
    case .contradicted: 2
    case .notCheckable: 3
    case .offered: 4
    }
  }
}

extension StatedFigure {
  /// The numbers as they were said; "more than five" is open above.
  var span: Derivation.Span {
    stated.map { Derivation.Span($0) } ?? Derivation.Span(low: nil, high: nil)
  }

  var hedgeNotes: [String] {
    figure.quantity.approximate
      ? ["the statement is hedged (\(figure.quantity.modifierText))"] : []
  }
}

extension Computation {
  /// Rule *bounds at their number*: what is said of operands whose numbers are bounds.
  var boundNotes: [String] {
    var notes: [String] = []
    for operand in expression.operands {
      guard let figure = operand.figure else { continue }
      let open = operand.allowed.isOpenAbove
      let closed = !open && operand.allowed.low.value == 0 && operand.low > 0
      guard open || closed else { continue }
      let note =
        "\(operand.role) is \(open ? "a floor" : "a ceiling") (\(figure.display)) and stands at its number"
      if !notes.contains(note) { notes.append(note) }
    }
    return notes
  }
}
