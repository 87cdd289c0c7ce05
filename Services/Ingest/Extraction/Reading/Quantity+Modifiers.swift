import Ledger

extension Quantity {
  /// What a vague phrase stands for, with its words.
  init(vague interval: Vocabulary.VagueInterval) {
    self.init(
      form: .vague, low: .init(interval.low), high: interval.high.map { .init($0) },
      modifier: .atLeast, vagueTerm: interval.term)
  }

  /// Bounds or hedges a number by the modifiers that stand with it, the nearest first. What has bounds already is only
  /// hedged.
  /// - Parameter words: the modifiers, as written.
  mutating func bind(_ modifiers: [Modifier], words: String) {
    guard let nearest = modifiers.first else { return }
    modifierText = words
    approximate = modifiers.contains(.approximate)
    guard form == .point, let value = best else { return }
    // A bound says more than a hedge: "at least about 20" is a lower bound.
    let bound = modifiers.first { $0 != .approximate && $0 != .exact } ?? nearest
    modifier = bound
    switch bound {
    case .atLeast, .moreThan:
      form = .lowerBound
      (low, best, high) = (.init(value, inclusive: bound == .atLeast), nil, nil)
    case .upTo, .lessThan:
      form = .upperBound
      (low, best, high) = (nil, nil, .init(value, inclusive: bound == .upTo))
    case .approximate:
      form = .point
      (low, best, high) = (nil, value, nil)
    case .exact, .range: break
    }
  }
}
