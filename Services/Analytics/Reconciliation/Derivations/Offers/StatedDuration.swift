import Ledger

/// How long somebody says that it takes to reach what is projected, against what a pace makes of it.
///
/// Rule *stated duration*: the number as rounded to its last digit, in days; a hedge or a bound reaches as far as twice, or
/// half, of the number. "At least two years" is not wrong where it takes five, but whoever says it does not speak of five.
struct StatedDuration {
  private let words: String
  private let least: Double
  private let most: Double

  private static let reach = 2.0

  /// Nil where no text says it of the projection.
  init?(_ target: StatedFigure, in context: AnswerContext) {
    guard
      let takes = target.statements.lazy.compactMap({ context.table.duration(of: $0) }).first,
      let unit = Self.units[takes.unit], let number = takes.leadingValue, number > 0
    else { return nil }
    let days = Days.of(unit)
    let half = Rounding.halfUnit(of: number, digits: takes.significantDigits)
    words = "\(takes.display) \(takes.unit)"
    let low = takes.low?.value ?? number
    let high = takes.high?.value ?? number
    let isOpenBelow = takes.low == nil || takes.approximate
    let isOpenAbove = takes.high == nil || takes.approximate
    least = (isOpenBelow ? low / Self.reach : low - half) * days.lowerBound
    most = (isOpenAbove ? high * Self.reach : high + half) * days.upperBound
  }

  private static let units: [String: Claim.RateUnit] = [
    "days": .day, "weeks": .week, "months": .month, "years": .year,
  ]

  /// Compatible where some of what the pace allows is within what is said; a pace of something else rules nothing out.
  func judge(_ derivation: inout Derivation, _ pace: Pace) {
    let spans = derivation.results.compactMap { result in
      result.span.low.flatMap { low in result.span.high.map { low.value...max(low.value, $0.value) }
      }
    }
    guard let low = spans.map(\.lowerBound).min(), let high = spans.map(\.upperBound).max() else {
      return
    }
    let fits = low <= most && high >= least
    derivation.verdict =
      fits ? .compatible : pace.mismatches.isEmpty ? .contradicted : .offered
    let length =
      low == high ? Quantity.grouped(low) : "\(Quantity.grouped(low)) to \(Quantity.grouped(high))"
    derivation.reason +=
      fits
      ? ", it takes \(length) days, which fits the stated \(words)"
      : ", it takes \(length) days, and \(words) is stated"
  }
}
