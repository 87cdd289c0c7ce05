import Ledger

/// Checks ratios: of two measures of one side ("2:1 wounded to killed") and of two sides ("2.5 to 1").
struct StatedRatio {
  let check: StatedCheck
  private var choice: OperandChoice { check.choice }

  func derivation(_ statement: StatedFigure) -> Derivation? {
    guard statement.figure.quantity.unit == "ratio" else { return nil }
    return statement.scope.includes.first.map { ofMeasures(statement, per: $0) }
      ?? ofSides(statement)
  }

  /// The first number counts the claim's measure, the second the one that it is set against.
  private func ofMeasures(_ statement: StatedFigure, per other: MeasureID) -> Derivation {
    let topic = statement.topic
    let levels = choice.levels(topic.conflict, topic.party)
    func named(_ measure: MeasureID) -> [StatedFigure] {
      levels.filter { $0.topic.measure == measure }
    }
    let tops = choice.ranked(for: statement, among: named(topic.measure)) {
      Fit.mismatches(statement, $0)
    }
    guard let top = tops.first else {
      return check.missing(
        .ratio, .ratio, statement, lacking(topic.measure, topic.party, statement))
    }
    let bottom = choice.best(for: statement, among: named(other)) {
      Fit.mismatches(statement, $0) + Fit.mismatches(top.figure, $0)
    }
    guard let bottom else {
      return check.missing(.ratio, .ratio, statement, lacking(other, topic.party, statement))
    }
    return derivation(
      .ratio, statement, top, bottom, roles: (topic.measure.value, other.value), notes: [])
  }

  /// Rule *direction*: texts name either side first. The side that the claim counts stands first; where only the other
  /// direction comes out, that one is reported, and a note says so.
  private func ofSides(_ statement: StatedFigure) -> Derivation {
    let topic = statement.topic
    let sides = choice.sides(of: topic.conflict)
    var found: [Derivation] = []
    for one in sides {
      for other in sides where other != one {
        guard
          topic.party == nil || topic.party?.isSumOfSides == true || topic.party == one
            || topic.party == other
        else { continue }
        guard let derivation = between(one, other, statement) else { continue }
        found.append(derivation)
      }
    }
    let first = found.enumerated().min { one, other in
      let (a, b) = (one.element, other.element)
      return (a.verdict.rank, a.inputs.first?.role == topic.party?.value ? 0 : 1, one.offset)
        < (b.verdict.rank, b.inputs.first?.role == topic.party?.value ? 0 : 1, other.offset)
    }
    return first?.element
      ?? check.missing(
        .exchange, .ratio, statement,
        "\(topic.measure) of two sides of one conflict, in the same report or by \(statement.counter)"
      )
  }

  private func between(_ one: PartyID, _ other: PartyID, _ statement: StatedFigure) -> Derivation? {
    let top = choice.level(of: one, like: statement) { Fit.mismatches(statement, $0) }
    guard let top else { return nil }
    let bottom = choice.level(of: other, like: statement) {
      Fit.mismatches(top.figure, $0) + [Fit.definition(top.figure, $0)].compactMap { $0 }
    }
    guard let bottom else { return nil }
    let party = statement.topic.party
    let turned = party != nil && party?.isSumOfSides == false && party != one
    return derivation(
      .exchange, statement, top, bottom, roles: (one.value, other.value),
      notes: turned ? ["read with \(one) first: the other way round it does not come out"] : [])
  }

  private func derivation(
    _ kind: Derivation.Kind, _ statement: StatedFigure, _ top: OperandChoice.Chosen,
    _ bottom: OperandChoice.Chosen, roles: (String, String), notes: [String]
  ) -> Derivation {
    guard let one = Operand(roles.0, top.figure), let other = Operand(roles.1, bottom.figure),
      let computed = Computation(.quotient(.operand(one), .operand(other)), .ratio)
    else {
      return check.missing(kind, .ratio, statement, "a \(roles.1) figure that is not 0")
    }
    return check.derivation(
      kind, statement, computed, mismatches: unique(top.mismatches + bottom.mismatches),
      notes: notes)
  }

  private func lacking(_ measure: MeasureID, _ party: PartyID?, _ statement: StatedFigure) -> String
  {
    "\(measure) of \(party?.value ?? "a side that is not named"), in the same report or by \(statement.counter)"
  }
}

/// Each once, in the order in which they came.
func unique(_ texts: [String]) -> [String] {
  var seen: Set<String> = []
  return texts.filter { seen.insert($0).inserted }
}
