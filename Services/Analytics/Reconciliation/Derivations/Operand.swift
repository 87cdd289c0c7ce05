import Ledger

/// One number of a formula: what a figure states, or a plain count such as the days of a month.
struct Operand: Sendable {
  /// Its part in the formula.
  let role: String
  /// Nil for a plain count.
  let figure: StatedFigure?
  /// The numbers that it names. A bound stands at its number here: "more than 434,000" at 434,000.
  let low: Double
  let high: Double
  /// What it allows: "more than 434,000" is open above.
  let allowed: Interval
  /// What it allows as its numbers were rounded, and as far as a hedge may reach.
  let loose: Interval
  /// How many digits of its numbers carry meaning; 0 where they are exact.
  let digits: Int

  /// Nil where the figure names no number.
  init?(_ role: String, _ figure: StatedFigure) {
    guard let stated = figure.stated, let loose = figure.loose,
      let low = figure.leastNamed, let high = figure.mostNamed
    else { return nil }
    self.role = role
    self.figure = figure
    (self.low, self.high) = (low, high)
    allowed = stated
    self.loose = loose
    digits = figure.figure.quantity.significantDigits
  }

  /// A plain count, which rests on no claim.
  init?(_ role: String, counting low: Double, _ high: Double) {
    guard let allowed = Interval(low, high) else { return nil }
    self.role = role
    figure = nil
    (self.low, self.high) = (low, high)
    (self.allowed, loose) = (allowed, allowed)
    digits = 0
  }

  var isRange: Bool { low < high }

  /// Rule *as given*: where a text's number is to come out of others, these are taken to two digits at least. "500,000" has
  /// one significant digit, and to one digit it would give back whatever anybody says.
  func slack(at value: Double) -> Double {
    digits == 0 ? 0 : Rounding.halfUnit(of: value, digits: max(digits, Self.leastDigits))
  }

  static let leastDigits = 2

  var input: Derivation.Input? {
    figure.map {
      Derivation.Input(
        role: role, figure: $0.display, claimant: $0.claimant, claims: $0.figure.claims)
    }
  }
}

extension StatedFigure {
  /// The least number that it names, whether or not it allows less.
  var leastNamed: Double? {
    named(figure.quantity.low?.value ?? figure.quantity.best ?? figure.quantity.high?.value)
  }

  /// The greatest number that it names, whether or not it allows more.
  var mostNamed: Double? {
    let most = figure.quantity.high?.value ?? figure.quantity.best ?? figure.quantity.low?.value
    if let most { return named(most) }
    // A vague phrase is open upwards where its interval is.
    return stated.flatMap { $0.high.value.isFinite ? $0.high.value : $0.low.value }
  }

  private func named(_ value: Double?) -> Double? {
    (value ?? stated?.low.value).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Rule *hedge*: nobody has said how far "about" reaches, and a contradiction must not hang on it: a hedged number may lie
  /// off by its rounding or by five in a hundred, whichever is more.
  var loose: Interval? {
    guard figure.quantity.approximate, let stated, let rounded else { return rounded }
    let hedged = stated.widened(by: 0.05)
    return Interval(
      hedged.low.value < rounded.low.value ? hedged.low : rounded.low,
      hedged.high.value > rounded.high.value ? hedged.high : rounded.high)
  }

  /// The figure in a few signs, with its rate.
  var display: String {
    let text = figure.quantity.display
    return figure.ratePer.map { "\(text) per \($0)" } ?? text
  }

  /// Who counted, to be read in a sentence.
  var counter: String { claimant?.name ?? "an unnamed counter" }
}
