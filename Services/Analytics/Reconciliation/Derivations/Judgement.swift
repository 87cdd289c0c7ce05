import Ledger

/// How a stated number stands to one that was computed.
///
/// Rule *verdict*: *reproduced* where both ends come out: the stated end and the computed end, each give or take half a
/// unit of its last digit (of its second digit, where fewer carry meaning), have a number in common. *Contradicted*
/// where nothing that the inputs allow, rounded and hedged as they were said, is what the text allows. *Compatible* in
/// between. Inputs that do not fit the statement decide nothing: then it is *not checkable*.
struct Judgement: Sendable {
  let verdict: Derivation.Verdict
  let reason: String
  let tolerance: String
  /// The pairing rule that decided; the first of the computation where none did.
  let pairing: Derivation.Pairing

  init(_ stated: StatedFigure, against computed: Computation, mismatches: [String]) {
    let unit = computed.unit
    let quantity = stated.figure.quantity
    let low = stated.leastNamed ?? 0
    let high = stated.mostNamed ?? low
    let digits = max(quantity.significantDigits, Operand.leastDigits)
    func near(_ value: Double) -> Interval {
      let half = Rounding.halfUnit(of: value, digits: digits)
      return Interval(max(0, value - half), value + half) ?? .anything
    }
    tolerance =
      "stated to \(Self.plusMinus(Rounding.halfUnit(of: low, digits: digits), unit)), inputs to half a unit of their "
      + "last digit, the second at least"
    let shown = Computation.show(low, high, unit)
    let opens = quantity.low != nil && quantity.high == nil && quantity.best == nil
    let closes = quantity.high != nil && quantity.low == nil && quantity.best == nil
    let exact = computed.outcomes.first { outcome in
      guard let first = outcome.ends.first, let last = outcome.ends.last else { return false }
      // A bound is kept by everything on its side.
      if opens { return outcome.low > low || near(low).overlaps(first.slack) }
      if closes { return outcome.high < high || near(high).overlaps(last.slack) }
      return near(low).overlaps(first.slack) && near(high).overlaps(last.slack)
    }
    let decided = exact ?? computed.outcomes.last
    pairing = decided?.pairing ?? .single
    let result = decided.map { Computation.show($0.low, $0.high, unit) } ?? "nothing"
    let loose = stated.loose ?? .anything

    guard mismatches.isEmpty else {
      verdict = .notCheckable
      reason =
        "computed \(result) from figures that do not fit: \(mismatches.joined(separator: "; "))"
      return
    }
    if exact != nil {
      verdict = .reproduced
      reason = "\(Self.words(pairing)) \(result), stated \(shown)"
    } else if !loose.overlaps(computed.loose) {
      verdict = .contradicted
      let above = computed.loose.low.value >= loose.high.value
      reason =
        "computed \(Computation.show(computed.loose.low.value, computed.loose.high.value, unit)), rounded as its inputs "
        + "are, \(above ? "above" : "below") all that \(shown) allows"
    } else {
      verdict = .compatible
      reason = "computed \(result), stated \(shown): \(Self.apart(low, high, decided, unit))"
    }
  }

  private static func plusMinus(_ half: Double, _ unit: Derivation.Unit) -> String {
    half == 0 ? "the digit" : "±" + Quantity.grouped(half) + (unit == .percent ? " points" : "")
  }

  private static func words(_ pairing: Derivation.Pairing) -> String {
    switch pairing {
    case .single: "computed"
    case .paired: "paired ends give"
    case .unpaired: "unpaired ends give"
    case .bounds: "the bounds give"
    }
  }

  /// How far the stated number lies from what was computed, in hundredths of it.
  private static func apart(
    _ low: Double, _ high: Double, _ computed: Computation.Outcome?, _ unit: Derivation.Unit
  ) -> String {
    guard let computed, computed.low > 0, computed.high > 0 else {
      return "nothing speaks against it"
    }
    func part(_ from: Double, _ to: Double) -> String {
      let (one, other) = (percent(from), percent(to))
      return one == other ? "\(one) %" : "\(min(one, other)) to \(max(one, other)) %"
    }
    if low > computed.high {
      return
        "stated \(part(low / computed.high - 1, high / computed.low - 1)) above, within its rounding"
    }
    if high < computed.low {
      return
        "stated \(part(1 - high / computed.low, 1 - low / computed.high)) below, within its rounding"
    }
    return "they have numbers in common"
  }

  private static func percent(_ part: Double) -> Int {
    Int((min(abs(part), 1e6) * 100).rounded())
  }
}
