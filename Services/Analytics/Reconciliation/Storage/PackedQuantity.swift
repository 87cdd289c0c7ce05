import Ledger

/// A `Quantity` in 40 bytes. Not stated is NaN: no text states that.
struct PackedQuantity: Sendable {
  let low, best, high: Double
  /// The modifier's words, the unit and the vague phrase.
  let words: Handle
  let form: Quantity.Form
  let modifier: Quantity.Modifier
  let lowInclusive, highInclusive, approximate: Bool
  let significantDigits: UInt8

  struct Words: Hashable, Sendable {
    var modifier: String
    var unit: String
    var vagueTerm: String
  }

  init(_ quantity: Quantity, words: inout Interner<Words>) {
    low = quantity.low?.value ?? .nan
    best = quantity.best ?? .nan
    high = quantity.high?.value ?? .nan
    lowInclusive = quantity.low?.inclusive ?? false
    highInclusive = quantity.high?.inclusive ?? false
    form = quantity.form
    modifier = quantity.modifier
    approximate = quantity.approximate
    significantDigits = UInt8(clamping: quantity.significantDigits)
    self.words = words.handle(
      for: Words(
        modifier: quantity.modifierText, unit: quantity.unit, vagueTerm: quantity.vagueTerm))
  }

  func unpacked(_ words: Interner<Words>) -> Quantity {
    let words = words[self.words]
    return Quantity(
      form: form, low: low.isNaN ? nil : .init(low, inclusive: lowInclusive),
      best: best.isNaN ? nil : best, high: high.isNaN ? nil : .init(high, inclusive: highInclusive),
      modifier: modifier, modifierText: words.modifier, approximate: approximate, unit: words.unit,
      significantDigits: Int(significantDigits), vagueTerm: words.vagueTerm)
  }
}
