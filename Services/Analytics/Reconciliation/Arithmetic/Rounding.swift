import Ledger

/// Rule *rounding*: a number that was rounded stands for everything that rounds to it. "1.2 million" has two significant
/// digits and stands for 1,150,000 to 1,250,000, "2.5" for 2.45 to 2.55. Half a unit of the last significant digit on both
/// sides, the ends included, because nobody says which way a half was rounded.
/// Source: significant figures as in ISO 80000-1:2022, annex B.
enum Rounding {
  /// Half a unit of the last significant digit; 0 where none are known.
  static func halfUnit(of value: Double, digits: Int) -> Double {
    guard digits > 0, value.isFinite, value != 0 else { return 0 }
    // A unit of the first digit, then of the last. Powers of ten are exact up to 10^22, and nobody counts further.
    var unit = 1.0
    while unit * 10 <= abs(value) { unit *= 10 }
    while unit > abs(value) { unit /= 10 }
    for _ in 1..<digits { unit /= 10 }
    return unit / 2
  }
}

extension Interval {
  /// What a statement allows as it was said: an open end is open, "about 300" is 300. A vague phrase stands for the interval
  /// that the vocabulary publishes. Nil where it names no number.
  init?(stated quantity: Quantity, vocabulary: Vocabulary?) {
    let range = AllowedRange(quantity, vocabulary: vocabulary)
    guard range.least != nil || range.most != nil else { return nil }
    self.init(
      End(range.least ?? 0, included: quantity.low?.inclusive ?? true),
      End(range.most ?? .infinity, included: quantity.high?.inclusive ?? true))
  }

  /// What a statement allows when its numbers were rounded to the digits that they carry. A bound is as rounded as a point
  /// is, except that "more than" and "less than" are taken at their word: nobody rounds past what he denies.
  init?(rounded quantity: Quantity, vocabulary: Vocabulary?) {
    guard let stated = Interval(stated: quantity, vocabulary: vocabulary) else { return nil }
    guard quantity.form != .vague else {
      self = stated
      return
    }
    func half(_ end: End) -> Double {
      guard end.value.isFinite, end.included else { return 0 }
      return Rounding.halfUnit(of: end.value, digits: quantity.significantDigits)
    }
    self.init(
      End(Swift.max(0, stated.low.value - half(stated.low)), included: stated.low.included),
      End(stated.high.value + half(stated.high), included: stated.high.included))
  }
}
