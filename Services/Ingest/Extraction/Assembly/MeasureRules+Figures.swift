import Ledger

/// Rules for figures that stand by themselves: rates, and labels with a number behind.
extension MeasureFinder {
  /// "2,500 were killed in May, or 80 a day", "they died at a rate of 200 a month"
  func rate(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    let end = phrase.range.upperBound
    guard phrase.isBare, let per = items[safe: end],
      per.has(anyOf: [.daily, .weekly, .monthly, .yearly])
        || per.has(.per) && items[safe: end + 1]?.thing == .time
    else { return nil }
    if let last = found.last, index - last.item <= 30, isOneStatement(last.item, index) {
      return MeasureFinding(
        measure: last.measure, includes: last.includes, item: nil,
        countsSubject: last.countsSubject, parent: found.count - 1, isSubset: false,
        rule: "rate of count")
    }
    guard items[safe: index - 1]?.has(anyOf: [.of, .at, .average, .link]) == true else {
      return nil
    }
    for near in stride(from: index - 2, through: max(0, index - 8), by: -1) {
      let item = items[near]
      if item.isMark || item.quantity != nil || item.thing != nil { return nil }
      if let id = item.measure(.intransitive, .participle, .noun, .act) {
        return MeasureFinding(measure: id, item: near, rule: "rate")
      }
    }
    return nil
  }

  private func isOneStatement(_ first: Int, _ last: Int) -> Bool {
    items[first + 1..<max(first + 1, last)].allSatisfy { item in
      !item.isMark(";") && item.thing.map { $0 == .time } ?? true
    }
  }

  /// "killed, 2,359; wounded, 11,481": a list of labels, each with its number.
  func labelled(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard phrase.isBare, let joint = items[safe: index - 1], joint.isMark,
      joint.isMark(",") || joint.isMark(":") || joint.isMark("–") || joint.isMark("-"),
      let id = items[safe: index - 2]?.measure(.participle, .predicate, .noun),
      items[safe: phrase.range.upperBound].map({ $0.isMark || $0.has(.and) }) ?? true
    else { return nil }
    // "12 killed, 20": the label is another number's.
    for near in stride(from: index - 3, through: max(0, index - 5), by: -1) {
      if items[near].quantity != nil { return nil }
      if items[near].isMark || items[near].has(.and) { break }
      guard items[near].people != nil || items[near].party != nil else { return nil }
    }
    let mix = mixed(from: index - 2, id)
    return MeasureFinding(
      measure: mix.measure, includes: mix.includes, item: index - 2, rule: "label")
  }
}
