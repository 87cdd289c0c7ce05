import Ledger

/// Checks sums: of the sides ("on both sides 2 million") and of fates ("900 casualties: 300 killed, 600 wounded").
struct StatedSum {
  let check: StatedCheck
  private var choice: OperandChoice { check.choice }

  func derivation(_ statement: StatedFigure) -> Derivation? {
    guard statement.isWholeLevel else { return nil }
    return statement.topic.party?.isSumOfSides == true ? ofSides(statement) : ofFates(statement)
  }

  /// Rule *sum of sides*: the total of `both` is that of two sides, the total of `all` that of all sides that are counted.
  private func ofSides(_ statement: StatedFigure) -> Derivation? {
    let topic = statement.topic
    let parts = choice.sides(of: statement) { Fit.mismatches(statement, $0) }
    guard parts.count > 1 else {
      // A total that has no part in the ledger is just a total.
      guard let one = parts.first else { return nil }
      return check.missing(
        .sum, .people, statement,
        "\(topic.measure) of the other side than \(one.side), in the same report or by \(statement.counter)",
        inputs: [Operand(one.side.value, one.chosen.figure)?.input].compactMap { $0 })
    }
    guard parts.count == 2 || topic.party == "all" else { return nil }
    let listed = topic.conflict.flatMap { choice.set.context.conflicts[$0.value]?.parties } ?? []
    let others = listed.filter { side in !parts.contains { $0.side == side } }.sorted()
    let definitions = parts.dropFirst().compactMap {
      Fit.definition(parts[0].chosen.figure, $0.chosen.figure)
    }
    var derivation = derivation(
      statement, parts.map(\.chosen), roles: parts.map(\.side.value), mismatches: definitions)
    if topic.party == "all", !others.isEmpty {
      derivation?.notes.append("not counted: \(others.map(\.value).joined(separator: ", "))")
    }
    return derivation
  }

  /// Rule *sum of fates*: in one report one claimant states a total and two or more of the fates in it. Where the total may
  /// count more than those fates, less than the total speaks against nothing.
  private func ofFates(_ statement: StatedFigure) -> Derivation? {
    guard statement.system != nil, statement.extent.possible.count > 1 else { return nil }
    let topic = statement.topic
    var parts: [OperandChoice.Chosen] = []
    for fate in Fates.inOrder where statement.extent.possible.contains(fate) {
      let found = choice.best(
        for: statement,
        among: choice.levels(topic.conflict, topic.party, counting: fate).filter {
          $0.isOfOneStatement(statement)
        }
      ) { Fit.mismatches(statement, $0) }
      if let found, found.mismatches.isEmpty { parts.append(found) }
    }
    let counted = Set(parts.flatMap { $0.figure.extent.certain })
    guard parts.count > 1, statement.extent.certain.isSubset(of: counted) else { return nil }
    guard
      var derivation = derivation(
        statement, parts, roles: parts.map { $0.figure.topic.measure.value })
    else { return nil }
    let open = statement.extent.possible.subtracting(counted).sorted().map(\.value)
    if !open.isEmpty {
      let open = open.joined(separator: ", ")
      derivation.notes.append("the total may also count \(open)")
      if derivation.verdict == .contradicted, let most = derivation.results.first?.span.high?.value,
        most < statement.leastNamed ?? 0
      {
        derivation.verdict = .compatible
        derivation.reason = "the parts give less than the total, which may also count \(open)"
      }
    }
    return derivation
  }

  private func derivation(
    _ statement: StatedFigure, _ parts: [OperandChoice.Chosen], roles: [String],
    mismatches: [String] = []
  ) -> Derivation? {
    let operands = zip(roles, parts).compactMap { Operand($0, $1.figure) }
    guard operands.count == parts.count,
      let computed = Computation(.sum(operands.map { .operand($0) }), .people)
    else { return nil }
    return check.derivation(
      .sum, statement, computed, mismatches: unique(parts.flatMap(\.mismatches) + mismatches))
  }
}
