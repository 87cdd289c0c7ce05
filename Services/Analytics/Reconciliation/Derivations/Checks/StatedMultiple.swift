import Ledger

/// Checks multiples ("five times all losses of the wars before"). What a number is a multiple of is seldom stated beside it:
/// then it is not checkable, and the base that it implies is computed for each measure that it may be about.
struct StatedMultiple {
  let check: StatedCheck
  private var choice: OperandChoice { check.choice }

  func derivation(_ statement: StatedFigure) -> Derivation? {
    guard statement.figure.quantity.unit == "times" else { return nil }
    let topic = statement.topic
    let levels = levels(of: statement)
    if let base = base(of: statement),
      let level = levels.first(where: { fits($0.figure, base.figure) }),
      level.figure.leastNamed != base.figure.leastNamed,
      let top = Operand(topic.measure.value, level.figure),
      let bottom = Operand("base", base.figure),
      let computed = Computation(.quotient(.operand(top), .operand(bottom)), .times)
    {
      let derivation = check.derivation(
        .multiple, statement, computed,
        mismatches: [Fit.population(level.figure, base.figure)].compactMap { $0 })
      // What nobody says that it is the base rules nothing out.
      if base.isNamed || derivation.verdict != .contradicted { return derivation }
    }
    return implied(statement, levels.map(\.figure))
  }

  /// Rule *what is multiplied*: the totals of the claim's side. Where the claim leaves its conflict open, because it speaks
  /// of others too, that is the one conflict on which the report counts that side. Of measures that the report does not
  /// count, the totals that the nearest counter gives elsewhere.
  private func levels(of statement: StatedFigure) -> [OperandChoice.Chosen] {
    let topic = statement.topic
    func fits(_ figure: StatedFigure) -> [String] {
      Fit.population(statement, figure).map { [$0] } ?? []
    }
    let counted = Set(
      choice.set.figures.filter {
        $0.topic.party == topic.party && $0.isWholeLevel && $0.sharesDocument(with: statement)
      }.map(\.topic.conflict))
    let conflict = topic.conflict ?? (counted.count == 1 ? counted.first ?? nil : nil)
    guard conflict != nil else { return [] }
    let all = choice.levels(conflict, topic.party)
    let near = choice.ranked(for: statement, among: all, mismatches: fits)
      .filter(\.mismatches.isEmpty)
    guard let nearest = near.first?.figure else { return [] }
    let elsewhere = choice.ranked(for: nearest, among: all, mismatches: fits)
      .filter { $0.mismatches.isEmpty && $0.figure.system == nearest.system }
    return near + elsewhere
  }

  /// Rule *base*: the figure that the text names as what it computed from; else the one figure that the report cites for
  /// scale of the same side and measure, where it cites exactly one.
  private func base(of statement: StatedFigure) -> (figure: StatedFigure, isNamed: Bool)? {
    let named = choice.bases(of: statement).sorted().compactMap { choice.set.figure(of: $0) }
    if let base = named.last(where: { $0.topic.conflict != statement.topic.conflict }) ?? named.last
    {
      return (base, true)
    }
    let cited = choice.set.figures.filter {
      $0.figure.citedForScale && $0.isLevel && $0.sharesDocument(with: statement)
        && $0.topic.party == statement.topic.party
        && $0.topic.conflict != statement.topic.conflict && fits($0, statement)
    }
    return cited.count == 1 ? (cited[0], false) : nil
  }

  private func fits(_ one: StatedFigure, _ other: StatedFigure) -> Bool {
    one.topic.measure == other.topic.measure || one.extent.isLike(other.extent)
  }

  /// Rule *implied base*: the level divided by the multiple, for each measure of the side that has a level. What measure the
  /// text means may have changed on its way, and the magnitudes show which one can be meant.
  private func implied(_ statement: StatedFigure, _ levels: [StatedFigure]) -> Derivation {
    guard let factor = Operand("multiple", statement) else {
      return check.missing(.multiple, .times, statement, "its own number")
    }
    var measures: Set<MeasureID> = []
    var (lines, results, inputs): ([String], [Derivation.Result], [Derivation.Input]) = ([], [], [])
    var magnitudes: [String] = []
    for figure in levels where measures.insert(figure.topic.measure).inserted {
      let measure = figure.topic.measure.value
      guard let level = Operand(measure, figure),
        let computed = Computation(.quotient(.operand(level), .operand(factor)), .people)
      else { continue }
      lines += computed.lines.dropFirst().map { "\(measure): \($0)" }
      inputs += [level.input].compactMap { $0 }
      let most = computed.outcomes.last.map { $0.high } ?? 0
      let bound = computed.atMost(most)
      results.append(
        Derivation.Result(
          pairing: .bounds, span: bound, unit: .people, subject: "implied base of \(measure)"))
      magnitudes.append(
        "\(Self.words(bound)) \(measure)")
    }
    let shown =
      magnitudes.isEmpty ? [] : ["it implies a base of \(magnitudes.joined(separator: " or "))"]
    var derivation = check.missing(
      .multiple, .times, statement, "a figure on what it is a multiple of", inputs: inputs,
      notes: shown, formula: lines)
    derivation.results = results
    return derivation
  }

  private static func words(_ span: Derivation.Span) -> String {
    switch (span.low, span.high) {
    case (nil, let high?):
      (high.inclusive ? "at most " : "less than ") + Computation.show(high.value, .people)
    case (let low?, nil):
      (low.inclusive ? "at least " : "more than ") + Computation.show(low.value, .people)
    case (let low?, let high?): Computation.show(low.value, high.value, .people)
    case (nil, nil): "any number of"
    }
  }
}

extension Computation {
  /// What a base may be, where the level is taken at its number: "more than five times" leaves less than a fifth of it.
  fileprivate func atMost(_ most: Double) -> Derivation.Span {
    let least = outcomes.last?.low ?? 0
    let factor = expression.operands.last
    let opensUp = factor?.allowed.isOpenAbove ?? false
    let opensDown = !opensUp && (factor?.allowed.low.value ?? 0) == 0 && (factor?.low ?? 0) > 0
    let open = opensUp ? factor?.allowed.low.included : factor?.allowed.high.included
    return Derivation.Span(
      low: opensUp ? nil : .init(least, inclusive: open ?? true),
      high: opensDown ? nil : .init(most, inclusive: open ?? true))
  }
}
