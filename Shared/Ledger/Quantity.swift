/// How many, as one text states it. Nothing is rounded off: bounds, hedges and ranges stay what they were.
package struct Quantity: Hashable, Sendable {
  /// The shape of the statement.
  package var form: Form
  /// The least that the text allows, in `unit`s.
  package var low: Bound?
  /// The figure that the text puts forward as its own, where it names one point.
  package var best: Double?
  /// The most that the text allows, in `unit`s.
  package var high: Bound?
  package var modifier: Modifier
  /// The words that carry the modifier, as written: "at least", "as many as".
  package var modifierText: String
  /// The figure is hedged beside its bounds, as in "roughly 300,000 to 350,000".
  package var approximate: Bool
  /// What one of it is: `people` for counts, `percent`, `ratio`, `times` for derived statements.
  package var unit: String
  /// How many digits of the number carry meaning: 2 for "1.2 million", 7 for "1,243,070".
  package var significantDigits: Int
  /// For `vague`: the phrase as the table of vague intervals lists it, such as "dozens". Empty otherwise.
  package var vagueTerm: String

  package init(
    form: Form, low: Bound? = nil, best: Double? = nil, high: Bound? = nil, modifier: Modifier,
    modifierText: String = "", approximate: Bool = false, unit: String = "people",
    significantDigits: Int = 0, vagueTerm: String = ""
  ) {
    self.form = form
    self.low = low
    self.best = best
    self.high = high
    self.modifier = modifier
    self.modifierText = modifierText
    self.approximate = approximate
    self.unit = unit
    self.significantDigits = significantDigits
    self.vagueTerm = vagueTerm
  }

  /// One end of what a statement allows. "More than 5" is 5, exclusive; "at least 5" is 5, inclusive.
  package struct Bound: Hashable, Sendable {
    package var value: Double
    package var inclusive: Bool
    package init(_ value: Double, inclusive: Bool = true) {
      self.value = value
      self.inclusive = inclusive
    }
  }

  /// Numbers are those of `QuantityForm` in quantity.proto; a test compares them.
  package enum Form: Int32, CaseIterable, Sendable {
    case point = 1
    case range, lowerBound, upperBound, vague, zero, ratio, share, rate, multiple
  }

  /// Numbers are those of `Modifier` in quantity.proto; a test compares them.
  package enum Modifier: Int32, CaseIterable, Sendable {
    case exact = 1
    case approximate, atLeast, moreThan, upTo, lessThan, range
  }
}

extension Quantity {
  /// A bare number, taken at its word.
  package static func exact(_ value: Double, digits: Int = 0) -> Quantity {
    Quantity(
      form: value == 0 ? .zero : .point, low: Bound(value), best: value, high: Bound(value),
      modifier: .exact, significantDigits: digits)
  }

  /// A number with a hedge: "about 300".
  package static func about(_ value: Double, _ words: String, digits: Int = 0) -> Quantity {
    Quantity(
      form: .point, best: value, modifier: .approximate, modifierText: words, approximate: true,
      significantDigits: digits)
  }

  /// The number by which this statement is known: its point, else its only bound, else the lower end.
  package var leadingValue: Double? { best ?? low?.value ?? high?.value }

  /// The figure without its words, such as `300,000–350,000`, `≥ 55,000`, `~1,200,000`, `"dozens"`.
  package var display: String {
    let text: String
    switch (form, low, best, high) {
    case (.vague, _, _, _): return "“\(vagueTerm)”"
    case (_, let low?, _, let high?) where low.value != high.value:
      text = "\(Self.grouped(low.value))–\(Self.grouped(high.value))"
    case (_, _, let best?, _): text = Self.grouped(best)
    case (_, let low?, _, nil): return (low.inclusive ? "≥ " : "> ") + Self.grouped(low.value)
    case (_, nil, _, let high?): return (high.inclusive ? "≤ " : "< ") + Self.grouped(high.value)
    case (_, let low?, nil, _): text = Self.grouped(low.value)
    case (_, nil, nil, nil): return "?"
    }
    return approximate ? "~" + text : text
  }

  /// A number with a comma between thousands; a fraction keeps up to three digits.
  package static func grouped(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 9_007_199_254_740_992 else { return "\(value)" }
    var whole = abs(value).rounded(.towardZero)
    var thousandths = Int(((abs(value) - whole) * 1000).rounded())
    if thousandths == 1000 { (whole, thousandths) = (whole + 1, 0) }
    var digits = Array(String(Int64(whole)))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    let sign = value < 0 && (whole > 0 || thousandths > 0) ? "-" : ""
    guard thousandths > 0 else { return sign + String(digits) }
    var fraction = String(thousandths + 1000).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return sign + String(digits) + "." + fraction
  }
}
