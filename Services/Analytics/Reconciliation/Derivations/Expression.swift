import Ledger

/// A computation over operands. Each operand stands in it once, or wherever it stands makes the result move in one
/// direction: so ends of operands give ends of the result.
indirect enum Expression: Sendable {
  case operand(Operand)
  case sum([Expression])
  /// What would be negative is 0: people are not less than nobody.
  case difference(Expression, Expression)
  case product(Expression, Expression)
  case quotient(Expression, Expression)

  /// In the order in which they stand.
  var operands: [Operand] {
    switch self {
    case .operand(let operand): [operand]
    case .sum(let parts): parts.flatMap(\.operands)
    case .difference(let one, let other), .product(let one, let other),
      .quotient(let one, let other):
      one.operands + other.operands
    }
  }

  /// - Parameter choose: which number of an operand to take; `rises` says whether more of it makes the result more.
  /// - Returns: nil where the result is no number: something divided by nobody.
  func value(
    rises: Bool = true, _ choose: (Operand, _ rises: Bool) -> Interval.End
  ) -> Interval.End? {
    switch self {
    case .operand(let operand):
      return choose(operand, rises)
    case .sum(let parts):
      var total = Interval.End(0)
      for part in parts {
        guard let next = part.value(rises: rises, choose) else { return nil }
        total = Self.end(total, next, total.value + next.value)
      }
      return total
    case .difference(let one, let other):
      guard let from = one.value(rises: rises, choose),
        let less = other.value(rises: !rises, choose)
      else { return nil }
      let difference = from.value - less.value
      guard !difference.isNaN else { return nil }
      return difference < 0 ? Interval.End(0) : Self.end(from, less, difference)
    case .product(let one, let other):
      guard let a = one.value(rises: rises, choose), let b = other.value(rises: rises, choose)
      else { return nil }
      return Self.end(a, b, a.value == 0 || b.value == 0 ? 0 : a.value * b.value)
    case .quotient(let one, let other):
      guard let part = one.value(rises: rises, choose),
        let whole = other.value(rises: !rises, choose)
      else { return nil }
      guard whole.value != 0 else { return part.value == 0 ? nil : Interval.End(.infinity) }
      let quotient = part.value / whole.value
      return quotient.isNaN ? nil : Self.end(part, whole, quotient)
    }
  }

  private static func end(_ one: Interval.End, _ other: Interval.End, _ value: Double)
    -> Interval.End
  { Interval.End(value, included: one.included && other.included) }

  /// With the numbers that were chosen: "434,000 / (350,000 + 700,000)".
  func text(rises: Bool = true, _ choose: (Operand, _ rises: Bool) -> Interval.End) -> String {
    switch self {
    case .operand(let operand):
      return Quantity.grouped(choose(operand, rises).value)
    case .sum(let parts):
      return parts.map { $0.text(rises: rises, choose) }.joined(separator: " + ")
    case .difference(let one, let other):
      return one.text(rises: rises, choose) + " − " + other.enclosed(!rises, choose)
    case .product(let one, let other):
      return one.enclosed(rises, choose) + " × " + other.enclosed(rises, choose)
    case .quotient(let one, let other):
      return one.enclosed(rises, choose) + " / " + other.enclosed(!rises, choose)
    }
  }

  private func enclosed(_ rises: Bool, _ choose: (Operand, Bool) -> Interval.End) -> String {
    let text = text(rises: rises, choose)
    if case .operand = self { return text }
    return "(\(text))"
  }

  /// The formula with the parts of its operands: "casualties in 2024 / (killed + wounded)".
  var words: String {
    switch self {
    case .operand(let operand): operand.role
    case .sum(let parts): parts.map(\.words).joined(separator: " + ")
    case .difference(let one, let other): one.words + " − " + other.enclosedWords
    case .product(let one, let other): one.enclosedWords + " × " + other.enclosedWords
    case .quotient(let one, let other): one.enclosedWords + " / " + other.enclosedWords
    }
  }

  private var enclosedWords: String {
    if case .operand = self { return words }
    return "(\(words))"
  }
}
