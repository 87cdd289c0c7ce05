import Ledger

/// "Not wounded, dead": a sentence without a number that says what became of the people counted before.
struct Correction {
  let measures: MeasureVocabulary

  private static let longest = 16

  /// The measure that a sentence asserts against another one that it denies.
  func measure(in items: [Item]) -> MeasureID? {
    guard items.count <= Self.longest, !items.contains(where: { $0.quantity != nil }) else {
      return nil
    }
    var denied: MeasureID?
    var asserted: MeasureID?
    var isDenying = false
    for item in items {
      if item.has(.negation) {
        isDenying = true
      } else if item.isMark || item.has(.but) {
        isDenying = false
      } else if let id = item.measure(.predicate, .participle, .noun, .intransitive),
        item.measure(.loss) == nil
      {
        if isDenying { denied = id } else { asserted = id }
      }
    }
    guard let asserted, let denied, asserted != denied, !measures.isMixed(asserted) else {
      return nil
    }
    return asserted
  }

  /// Whether a loss can turn out to be that: only what the text had left open.
  func applies(_ corrected: MeasureID, to measure: MeasureID, rules: [String]) -> Bool {
    measures.isMixed(measure) && measures.includes(corrected, in: measure)
      && rules.contains { $0.hasPrefix("lost") }
  }
}
