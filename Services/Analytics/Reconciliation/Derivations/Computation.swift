import Ledger

/// What an expression gives, by each way to choose ends.
struct Computation: Sendable {
  let expression: Expression
  let unit: Derivation.Unit
  /// The results at the numbers that are named, the narrowest rule that applies first.
  let outcomes: [Outcome]
  /// What the statements allow, with their open bounds.
  let allowed: Interval
  /// What they allow as they were rounded and hedged.
  let loose: Interval

  /// A result by one pairing rule, at its lower and its upper end.
  struct Outcome: Sendable {
    let pairing: Derivation.Pairing
    let ends: [EndResult]
    var low: Double { ends.first?.value ?? 0 }
    var high: Double { ends.last?.value ?? 0 }
  }

  /// One end: its value, its formula, and how far it may lie off for the rounding of what it was computed from.
  struct EndResult: Sendable {
    let value: Double
    let text: String
    let slack: Interval
  }

  /// Nil where it has no result: something divided by nobody.
  init?(_ expression: Expression, _ unit: Derivation.Unit) {
    let scale = unit == .percent ? 100.0 : 1
    func end(_ choose: (Operand, Bool) -> Double) -> EndResult? {
      let pick = { Interval.End(choose($0, $1)) }
      guard let value = expression.value(pick)?.value, value.isFinite else { return nil }
      let below = expression.value { operand, rises in
        let number = choose(operand, rises)
        return Interval.End(number - (rises ? 1 : -1) * operand.slack(at: number))
      }
      let above = expression.value { operand, rises in
        let number = choose(operand, rises)
        return Interval.End(number + (rises ? 1 : -1) * operand.slack(at: number))
      }
      let slack = Interval((below?.value ?? 0) * scale, (above?.value ?? .infinity) * scale)
      guard let slack else { return nil }
      return EndResult(value: value * scale, text: expression.text(pick), slack: slack)
    }
    func outcome(_ pairing: Derivation.Pairing, _ ends: [EndResult?]) -> Outcome? {
      let found = ends.compactMap { $0 }.sorted { $0.value < $1.value }
      return found.count == ends.count ? Outcome(pairing: pairing, ends: found) : nil
    }
    let ranges = expression.operands.filter(\.isRange)
    var outcomes: [Outcome?] = []
    if ranges.isEmpty {
      outcomes = [outcome(.single, [end { operand, _ in operand.low }])]
    } else {
      if Self.areOfOneStatement(ranges) {
        outcomes.append(
          outcome(.paired, [end { operand, _ in operand.low }, end { operand, _ in operand.high }]))
      }
      outcomes.append(
        outcome(
          .unpaired,
          [
            end { operand, rises in rises ? operand.low : operand.high },
            end { operand, rises in rises ? operand.high : operand.low },
          ]))
    }
    self.outcomes = outcomes.compactMap { $0 }
    guard !self.outcomes.isEmpty, let allowed = Self.interval(expression, scale, \.allowed),
      let loose = Self.interval(expression, scale, \.loose)
    else { return nil }
    self.expression = expression
    self.unit = unit
    self.allowed = allowed
    self.loose = loose
  }

  private static func interval(
    _ expression: Expression, _ scale: Double, _ range: KeyPath<Operand, Interval>
  ) -> Interval? {
    let low = expression.value { operand, rises in
      rises ? operand[keyPath: range].low : operand[keyPath: range].high
    }
    let high = expression.value { operand, rises in
      rises ? operand[keyPath: range].high : operand[keyPath: range].low
    }
    func scaled(_ end: Interval.End?, _ open: Double) -> Interval.End {
      end.map { Interval.End($0.value * scale, included: $0.included) } ?? Interval.End(open)
    }
    return Interval(scaled(low, 0), scaled(high, .infinity))
  }

  /// Rule *pairing*: the ends of two ranges belong together where one statement gave both: whoever says "300,000 to 350,000
  /// killed and 600,000 to 700,000 wounded" does not put 300,000 beside 700,000. Elsewhere every end goes with every other.
  private static func areOfOneStatement(_ ranges: [Operand]) -> Bool {
    guard ranges.count > 1, let first = ranges[0].figure else { return false }
    return ranges.dropFirst().allSatisfy { $0.figure.map(first.isOfOneStatement) ?? false }
  }
}

extension StatedFigure {
  /// One claimant gave both in one document.
  func isOfOneStatement(_ other: StatedFigure) -> Bool {
    system == other.system && sharesDocument(with: other)
  }

  func sharesDocument(with other: StatedFigure) -> Bool {
    statements.contains { one in other.statements.contains { $0.document == one.document } }
  }
}

extension Computation {
  /// The formula in words, then with numbers, a line for each end.
  var lines: [String] {
    var lines = [expression.words]
    for outcome in outcomes {
      for end in outcome.ends where !lines.contains(where: { $0.hasPrefix(end.text + " = ") }) {
        lines.append("\(end.text) = \(Self.show(end.value, unit))")
      }
    }
    return lines
  }

  var inputs: [Derivation.Input] {
    var seen: Set<ClaimID> = []
    return expression.operands.compactMap(\.input).filter { input in
      input.claims.first.map { seen.insert($0).inserted } ?? false
    }
  }

  /// The outcomes, then what the bounds allow where that is more.
  var results: [Derivation.Result] {
    var results = outcomes.map {
      Derivation.Result(
        pairing: $0.pairing,
        span: Derivation.Span(low: .init($0.low), high: .init($0.high)), unit: unit)
    }
    if let widest = outcomes.last,
      allowed.low.value < widest.low || allowed.high.value > widest.high
        || !allowed.low.included || !allowed.high.included
    {
      results.append(
        Derivation.Result(pairing: .bounds, span: Derivation.Span(allowed), unit: unit))
    }
    return results
  }

  /// A number as its unit is read: shares to a tenth, ratios to hundredths, people whole.
  static func show(_ value: Double, _ unit: Derivation.Unit) -> String {
    guard value.isFinite else { return "∞" }
    func rounded(_ places: Double) -> String {
      Quantity.grouped((value * places).rounded() / places)
    }
    return switch unit {
    case .percent: rounded(10) + " %"
    case .ratio, .times: rounded(100)
    case .people: rounded(1)
    case .peoplePerDay: rounded(value < 10 ? 10 : 1) + " a day"
    case .peoplePerMonth: rounded(1) + " a month"
    case .days: rounded(1) + " days"
    }
  }

  static func show(_ low: Double, _ high: Double, _ unit: Derivation.Unit) -> String {
    let (one, other) = (show(low, unit), show(high, unit))
    return one == other ? one : "\(one) to \(other)"
  }
}

extension Derivation.Span {
  init(_ interval: Interval) {
    self.init(
      low: .init(interval.low.value, inclusive: interval.low.included),
      high: interval.isOpenAbove
        ? nil : .init(interval.high.value, inclusive: interval.high.included))
  }
}
