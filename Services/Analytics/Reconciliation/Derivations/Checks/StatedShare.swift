import Ledger

/// Checks shares: of a stretch of time in the whole ("41 to 48 percent of its casualties in 2024"), and of a part in the
/// whole that the text names it a part of ("150,000 of 434,000, or 35 percent").
struct StatedShare {
  let check: StatedCheck
  private var choice: OperandChoice { check.choice }

  func derivation(_ statement: StatedFigure) -> Derivation? {
    guard statement.figure.quantity.unit == "percent" else { return nil }
    let found = ofPeriod(statement) + ofPart(statement)
    let best = found.enumerated().min {
      ($0.element.verdict.rank, $0.offset) < ($1.element.verdict.rank, $1.offset)
    }
    return best?.element
      ?? check.missing(
        .share, .percent, statement,
        "what is \(statement.display) of the \(statement.topic.measure): no total of a stretch of time and no part of a "
          + "total is in the same report or by \(statement.counter)")
  }

  /// Rule *share of a period*: the numerator is the total of the stretch of time that the share names, of the same group
  /// and measure; the denominator a total that began no later and goes on.
  private func ofPeriod(_ statement: StatedFigure) -> [Derivation] {
    guard let period = statement.namedPeriod else { return [] }
    let topic = statement.topic
    let levels = choice.levels(topic.conflict, topic.party)
    let part = choice.best(
      for: statement,
      among: levels.filter { $0.namedPeriod == period && sameDefinition($0, statement) }
    ) { Fit.population(statement, $0).map { [$0] } ?? [] }
    guard let part, let top = Operand("\(topic.measure) in \(period.words)", part.figure) else {
      return []
    }
    let wholes = Wholes(levels, around: part.figure)
    let stated = choice.ranked(
      for: statement,
      among: wholes.figures.filter { sameDefinition($0, statement) }
    ) { Fit.population(statement, $0).map { [$0] } ?? [] }
    if let whole = stated.first, whole.figure.sharesDocument(with: statement) {
      return [
        derivation(statement, part, top, [whole], left: [])
      ].compactMap { $0 }
    }
    let composed = composites(statement, part, wholes).compactMap { composite in
      derivation(statement, part, top, composite.parts, left: composite.left).map(cautious)
    }
    if !composed.isEmpty { return composed }
    return stated.first.flatMap { derivation(statement, part, top, [$0], left: []) }.map { [$0] }
      ?? []
  }

  /// Rule *composite whole*: where no total is stated, the fates that one claimant counts in the report are put together,
  /// from the narrowest sum (the killed and the wounded) to the widest. What is left out is said.
  private func composites(
    _ statement: StatedFigure, _ part: OperandChoice.Chosen, _ wholes: Wholes
  ) -> [(parts: [OperandChoice.Chosen], left: [String])] {
    let fates = Fates.inOrder.compactMap { fate in
      choice.best(
        for: statement,
        among: wholes.figures.filter {
          $0.extent.certain == [fate] && $0.sharesDocument(with: statement)
        }
      ) { Fit.population(statement, $0).map { [$0] } ?? [] }
    }
    guard let first = fates.first else { return [] }
    let one = fates.filter { $0.figure.system == first.figure.system }
    guard one.count > 1 else { return [] }
    return (2...one.count).map { count in
      let left = one.dropFirst(count).map {
        "\($0.figure.topic.measure) (\($0.figure.display)) is left out of the whole"
      }
      return (Array(one.prefix(count)), left)
    }
  }

  private func derivation(
    _ statement: StatedFigure, _ part: OperandChoice.Chosen, _ top: Operand,
    _ whole: [OperandChoice.Chosen], left: [String]
  ) -> Derivation? {
    let bottoms = whole.compactMap { Operand("all \($0.figure.topic.measure)", $0.figure) }
    guard bottoms.count == whole.count, let first = bottoms.first else { return nil }
    let bottom: Expression =
      bottoms.count == 1 ? .operand(first) : .sum(bottoms.map { .operand($0) })
    guard let computed = Computation(.quotient(.operand(top), bottom), .percent) else { return nil }
    let different = whole.compactMap { $0.figure.system }.contains { $0 != part.figure.system }
    return check.derivation(
      .share, statement, computed,
      mismatches: unique(part.mismatches + whole.flatMap(\.mismatches)),
      notes: left
        + (different
          ? [
            "part and whole are of two counters: \(part.figure.counter), \(whole[0].figure.counter)"
          ]
          : []))
  }

  /// Rule *share of a part*: the nearest total of the share's measure in the report, and the one fate in it that the same
  /// counter gives for the same time. Of two fates nobody knows which is meant.
  private func ofPart(_ statement: StatedFigure) -> [Derivation] {
    let topic = statement.topic
    let levels = choice.levels(topic.conflict, topic.party).filter {
      $0.sharesDocument(with: statement)
    }
    let wholes = levels.filter { $0.topic.measure == topic.measure && $0.extent.isMixed }
    let whole = choice.best(for: statement, among: wholes) {
      Fit.population(statement, $0).map { [$0] } ?? []
    }
    guard let whole = whole?.figure else { return [] }
    let parts = levels.filter {
      !$0.extent.isMixed && $0.isOfOneStatement(whole)
        && $0.extent.possible.isSubset(of: whole.extent.possible)
        && $0.namedPeriod == whole.namedPeriod && Fit.mismatches($0, whole).isEmpty
    }
    guard parts.count == 1, let part = Operand(parts[0].topic.measure.value, parts[0]),
      let all = Operand("all \(whole.topic.measure)", whole),
      let computed = Computation(.quotient(.operand(part), .operand(all)), .percent)
    else { return [] }
    return [cautious(check.derivation(.share, statement, computed, mismatches: []))]
  }

  /// Rule *cautious shares*: no text says in its claim what the share counts, or of which sum it is one. Where a reading of
  /// ours does not give it, that is no contradiction: the text may mean another part.
  private func cautious(_ derivation: Derivation) -> Derivation {
    guard derivation.verdict == .contradicted else { return derivation }
    var derivation = derivation
    derivation.verdict = .notCheckable
    derivation.reason =
      "missing: what it is a share of; as \(derivation.formula[0]) it is not: \(derivation.reason)"
    return derivation
  }

  private func sameDefinition(_ one: StatedFigure, _ other: StatedFigure) -> Bool {
    one.topic.measure == other.topic.measure || one.extent == other.extent
  }
}

/// Figures that may be the whole of which another one, the total of a stretch of time, is a part.
struct Wholes {
  let figures: [StatedFigure]

  init(_ levels: [StatedFigure], around part: StatedFigure) {
    figures = levels.filter { whole in
      guard whole.id != part.id, whole.namedPeriod != part.namedPeriod else { return false }
      guard let first = whole.coverage.first, let last = whole.coverage.last,
        let begins = part.coverage.first, let ends = part.coverage.last
      else { return false }
      return first.earliest <= begins.earliest && last.latest >= ends.latest
    }
  }
}

/// The fates of people in the order in which they are put together: the surest first.
enum Fates {
  static let inOrder: [MeasureID] = ["killed", "wounded", "missing", "captured"]
}

extension StatedFigure {
  /// The stretch of time that a text names for the figure: a year, a month, or from one date to another. A running count
  /// that only says when it began has none; a share does not run, and its beginning names its stretch.
  var namedPeriod: NamedPeriod? {
    guard let from = figure.time.from?.date else { return nil }
    if let to = figure.time.to?.date { return NamedPeriod(from: from, to: to) }
    guard figure.kind != .cumulative || figure.quantity.unit != "people" else { return nil }
    return from.precision == .day || figure.time.asOf != nil
      ? nil : NamedPeriod(from: from, to: from)
  }
}

struct NamedPeriod: Hashable, Sendable {
  let from: CivilDate
  let to: CivilDate
  var words: String { from == to ? "\(from)" : "\(from) to \(to)" }
  /// Its days, whole: it runs from the first day of its beginning to the last day of its end.
  var days: ClosedRange<Int>? {
    let (first, last) = (from.dayNumber, to.lastDay.dayNumber)
    return first <= last ? first...last : nil
  }
}
