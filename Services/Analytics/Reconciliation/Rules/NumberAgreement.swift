import Ledger

/// Rule *numbers*: whether two statements name the same number. The fuller one may say more than the other: a range and
/// one of its ends, "up to 325,000" and a bare "325,000", "about 300" and "300" can go back to one origin. Two bounds that
/// point in opposite directions ("at least 5", "up to 5") say different things, and are never the same.
extension PackedQuantity {
  /// Ends of one statement that differ. "Exactly 5" has one value, not two.
  var isRange: Bool { !low.isNaN && !high.isNaN && low != high }
  /// "At least 5".
  var isLowerBound: Bool { !low.isNaN && high.isNaN }
  /// "Up to 5".
  var isUpperBound: Bool { low.isNaN && !high.isNaN }

  /// How much the statement says: a range, a single bound, anything else. Less is fuller.
  var formRank: Int { isRange ? 0 : isLowerBound || isUpperBound ? 1 : 2 }

  /// The values that it names, each once.
  var values: [Double] {
    var values: [Double] = []
    for value in [low, best, high] where !value.isNaN && !values.contains(value) {
      values.append(value)
    }
    return values
  }

  func agrees(with other: PackedQuantity) -> Bool {
    // "Dozens" has no number of its own: only the same phrase repeats it.
    if form == .vague || other.form == .vague { return form == other.form }
    if isRange, other.isRange {
      let samePoint = best.isNaN || other.best.isNaN || best == other.best
      return low == other.low && high == other.high && samePoint
    }
    guard namesAll(of: other) || other.namesAll(of: self) else { return false }
    return !bounds(against: other) && !other.bounds(against: self)
  }

  /// Every value that the other one states is one of this statement's.
  private func namesAll(of other: PackedQuantity) -> Bool {
    names(other.low) && names(other.best) && names(other.high)
  }

  private func names(_ value: Double) -> Bool {
    value.isNaN || value == low || value == best || value == high
  }

  /// This bound shuts out what the other statement allows on that side: "at least 5" against "up to 5", and "at least
  /// 140,000" against the upper end of "100,000 to 140,000".
  private func bounds(against other: PackedQuantity) -> Bool {
    if isLowerBound { return other.isUpperBound || (other.isRange && low != other.low) }
    if isUpperBound { return other.isLowerBound || (other.isRange && high != other.high) }
    return false
  }
}
