import Ledger

/// Checks rates of one claimant against each other ("1,000 a day", "30,000 a month"), against that claimant's total of the
/// same stretch of time, and against what that claimant's running count rose by in it. A rate that nothing of the kind
/// stands beside is no derived statement, and yields nothing.
struct StatedRate {
  let check: StatedCheck
  private var choice: OperandChoice { check.choice }

  func derivation(_ statement: StatedFigure) -> Derivation? {
    guard statement.isRate, let unit = statement.figure.ratePer, statement.system != nil else {
      return nil
    }
    return againstRate(statement, unit) ?? againstTotal(statement, unit)
      ?? againstGrowth(statement, unit)
  }

  /// The rate over the longer unit is what follows from the one over the shorter unit.
  private func againstRate(_ statement: StatedFigure, _ unit: Claim.RateUnit) -> Derivation? {
    let rates = peers(of: statement).filter { rate in
      rate.isRate && (rate.figure.ratePer.map { $0.rawValue < unit.rawValue } ?? false)
    }
    let base = choice.best(for: statement, among: rates) { differences(statement, $0) }
    guard let base, base.mismatches.isEmpty, let finer = base.figure.figure.ratePer,
      let rate = Operand("a \(finer)", base.figure)
    else { return nil }
    let period = base.figure.namedPeriod ?? statement.namedPeriod
    let (long, short) = (Days.of(unit, in: period), Days.of(finer, in: period))
    guard
      let times = Operand(
        "\(finer)s in a \(unit)", counting: long.lowerBound / short.upperBound,
        long.upperBound / short.lowerBound),
      let computed = Computation(.product(.operand(rate), .operand(times)), .people)
    else { return nil }
    return check.derivation(.rate, statement, computed, mismatches: [])
  }

  private func againstTotal(_ statement: StatedFigure, _ unit: Claim.RateUnit) -> Derivation? {
    guard let period = statement.namedPeriod, let days = period.days else { return nil }
    let totals = peers(of: statement).filter { $0.isWholeLevel && $0.namedPeriod == period }
    let base = choice.best(for: statement, among: totals) { differences(statement, $0) }
    guard let base, base.mismatches.isEmpty, let total = Operand("total", base.figure) else {
      return nil
    }
    return over(.operand(total), days.count, unit, period, statement)
  }

  private func againstGrowth(_ statement: StatedFigure, _ unit: Claim.RateUnit) -> Derivation? {
    guard let period = statement.namedPeriod, let days = period.days else { return nil }
    let levels = peers(of: statement).filter {
      $0.isWholeLevel && differences(statement, $0, period: false).isEmpty
    }
    guard let rise = LevelSeries(levels, in: choice.set.context).growth(over: days) else {
      return nil
    }
    return over(rise.expression, days.count, unit, period, statement)
  }

  private func over(
    _ total: Expression, _ days: Int, _ unit: Claim.RateUnit, _ period: NamedPeriod,
    _ statement: StatedFigure
  ) -> Derivation? {
    let length = Days.of(unit, in: period)
    guard
      let units = Operand(
        "\(unit)s", counting: Double(days) / length.upperBound, Double(days) / length.lowerBound),
      let computed = Computation(.quotient(total, .operand(units)), .people)
    else { return nil }
    return check.derivation(.rate, statement, computed, mismatches: [])
  }

  /// What the same claimant says of the same people and measure.
  private func peers(of statement: StatedFigure) -> [StatedFigure] {
    choice.figures(statement.topic.conflict, statement.topic.party).filter {
      $0.system == statement.system && $0.topic.measure == statement.topic.measure
        && $0.countsPeople
    }
  }

  private func differences(_ one: StatedFigure, _ other: StatedFigure, period: Bool = true)
    -> [String]
  {
    let apart =
      period && one.namedPeriod != nil && other.namedPeriod != nil
      && one.namedPeriod != other.namedPeriod
    return [
      Fit.population(one, other), Fit.place(one, other), Fit.definition(one, other),
      apart ? "period: \(one.periodWords) beside \(other.periodWords)" : nil,
    ].compactMap { $0 }
  }
}

extension StatedFigure {
  /// So many people a day or month, said of people who were counted.
  var isRate: Bool { countsPeople && topic.kind == .rate && figure.ratePer != nil }
}
