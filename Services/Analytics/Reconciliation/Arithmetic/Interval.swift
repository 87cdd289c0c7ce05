/// The numbers that a statement allows: from `low` to `high`, infinite where it is open. Counts of people and what is
/// computed from them are never negative, and nothing here is ever drawn together to one point.
///
/// Source: R. Moore, R. Kearfott, M. Cloud, "Introduction to Interval Analysis", chapters 2 and 4 (division by an interval
/// that reaches 0 leaves the top open).
struct Interval: Hashable, Sendable {
  let low: End
  let high: End

  /// One end, which the interval may leave out: "more than 5" begins at 5 and does not contain it.
  struct End: Hashable, Sendable {
    var value: Double
    var included: Bool
    init(_ value: Double, included: Bool = true) {
      self.value = value
      self.included = included && value.isFinite
    }
  }

  /// Nil where no number is left between the ends, or one of them is no number.
  init?(_ low: End, _ high: End) {
    guard !low.value.isNaN, !high.value.isNaN else { return nil }
    guard low.value < high.value || (low.value == high.value && low.included && high.included)
    else { return nil }
    self.low = low
    self.high = high
  }

  init?(_ low: Double, _ high: Double) { self.init(End(low), End(high)) }

  private init(checked low: End, _ high: End) {
    self.low = low
    self.high = high
  }

  /// Exactly one number, which must be finite and not negative.
  init?(_ value: Double) {
    guard value.isFinite, value >= 0 else { return nil }
    self.init(value, value)
  }

  /// Anything from 0 up.
  static let anything = Interval(checked: End(0), End(.infinity))

  var isOpenAbove: Bool { high.value == .infinity }
  var isPoint: Bool { low.value == high.value }

  func contains(_ value: Double) -> Bool {
    (low.value < value || (low.included && low.value == value))
      && (value < high.value || (high.included && value == high.value))
  }

  func contains(_ other: Interval) -> Bool {
    let above =
      low.value < other.low.value
      || (low.value == other.low.value && (low.included || !other.low.included))
    let below =
      other.high.value < high.value
      || (other.high.value == high.value && (high.included || !other.high.included))
    return above && below
  }

  /// What both allow; nil where they have nothing in common.
  func intersection(_ other: Interval) -> Interval? {
    Interval(Self.higher(low, other.low), Self.lower(high, other.high))
  }

  func overlaps(_ other: Interval) -> Bool { intersection(other) != nil }

  /// How far apart two intervals lie that have nothing in common; 0 where they touch or overlap.
  func gap(to other: Interval) -> Double {
    max(0, other.low.value - high.value, low.value - other.high.value)
  }

  private static func higher(_ one: End, _ other: End) -> End {
    if one.value == other.value { return one.included ? other : one }
    return one.value > other.value ? one : other
  }

  private static func lower(_ one: End, _ other: End) -> End {
    if one.value == other.value { return one.included ? other : one }
    return one.value < other.value ? one : other
  }
}

extension Interval {
  static func + (one: Interval, other: Interval) -> Interval {
    Interval(checked: end(one.low, other.low, +), end(one.high, other.high, +))
  }

  /// The difference of two counts. What would be negative is left out; nil where nothing else is.
  static func - (one: Interval, other: Interval) -> Interval? {
    let low = end(one.low, other.high, -)
    return Interval(low.value < 0 || low.value.isNaN ? End(0) : low, end(one.high, other.low, -))
  }

  static func * (one: Interval, other: Interval) -> Interval {
    Interval(checked: product(one.low, other.low), product(one.high, other.high))
  }

  /// Open above where the divisor may be 0; nil where it can only be 0.
  static func / (one: Interval, other: Interval) -> Interval? {
    guard other.high.value > 0 else { return nil }
    let low = other.high.value == .infinity ? End(0) : end(one.low, other.high, /)
    let high = other.low.value == 0 ? End(.infinity) : end(one.high, other.low, /)
    return Interval(low, high)
  }

  static func * (one: Interval, factor: Double) -> Interval {
    Interval(checked: product(one.low, End(factor)), product(one.high, End(factor)))
  }

  /// 0 times anything, however much, is 0: nobody a day, for however long.
  private static func product(_ one: End, _ other: End) -> End {
    if one.value == 0 || other.value == 0 {
      return End(
        0,
        included: (one.value == 0 && one.included) || (other.value == 0 && other.included))
    }
    return end(one, other, *)
  }

  private static func end(_ one: End, _ other: End, _ operation: (Double, Double) -> Double) -> End
  {
    End(operation(one.value, other.value), included: one.included && other.included)
  }

  /// Both ends moved outwards by a part of themselves: `[low × (1 − r), high × (1 + r)]`.
  func widened(by part: Double) -> Interval {
    Interval(
      checked: End(low.value * max(0, 1 - part), included: low.included),
      End(high.value * (1 + part), included: high.included))
  }
}
