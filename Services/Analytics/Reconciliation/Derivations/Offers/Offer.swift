import Ledger

/// What all offers share. An offer is a computation that no text made; it says so, and names where its inputs do not fit.
struct Offer {
  let choice: OperandChoice
  var context: AnswerContext { choice.set.context }

  func derivation(
    _ kind: Derivation.Kind, _ topic: Topic, _ computed: Computation, mismatches: [String] = [],
    notes: [String] = []
  ) -> Derivation {
    Derivation(
      kind: kind, verdict: .offered, topic: topic, formula: computed.lines,
      inputs: computed.inputs, unit: computed.unit, results: computed.results,
      mismatches: mismatches, notes: notes + computed.boundNotes + computed.hedgeNotes)
  }

  func began(_ conflict: ConflictID?) -> CivilDate? {
    conflict.flatMap { context.conflicts[$0.value]?.from }
  }

  /// "Oleksandr Syrskyi, who speaks for ukraine, a side of this war"
  func counter(_ figure: StatedFigure) -> String {
    guard let claimant = figure.claimant else { return "nobody named" }
    guard let party = context.system(claimant)?.party else { return claimant.name }
    let sides = figure.topic.conflict.flatMap { context.conflicts[$0.value]?.parties } ?? []
    return sides.contains(party)
      ? "\(claimant.name) (a belligerent: \(party))" : "\(claimant.name) (of \(party))"
  }
}

extension Computation {
  fileprivate var hedgeNotes: [String] {
    unique(
      expression.operands.compactMap { operand in
        guard let figure = operand.figure, figure.figure.quantity.approximate else { return nil }
        return "\(operand.role) is hedged (\(figure.figure.quantity.modifierText))"
      })
  }
}

extension [StatedFigure] {
  /// The figure about the latest time; of those about the same time the one in more documents, then by claim id.
  var latest: StatedFigure? {
    self.min { $0.recency == $1.recency ? $0.id < $1.id : $0.recency < $1.recency }
  }

  /// Latest first.
  var byRecency: [StatedFigure] {
    sorted { $0.recency == $1.recency ? $0.id < $1.id : $0.recency < $1.recency }
  }
}

extension StatedFigure {
  fileprivate var recency: (Int, Int) { (-(coverage.last?.latest ?? .min + 1), -figure.documents) }
}
