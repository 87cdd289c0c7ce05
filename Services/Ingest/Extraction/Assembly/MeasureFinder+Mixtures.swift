import Ledger

/// Several measures of one number: "killed or wounded".
extension MeasureFinder {
  /// A noun and a verb of harm belong to two statements: "caused 600 deaths and injured 1,200".
  private func goTogether(_ one: Item, _ other: Item) -> Bool {
    let nouns: (Item) -> Bool = { $0.measure(.noun, .toll, .act) != nil }
    let verbs: (Item) -> Bool = {
      $0.measure(.participle, .predicate, .intransitive, .active) != nil
    }
    // "leaving one dead and wounding two": being dead is no act.
    let acts: (Item) -> Bool = { $0.measure(.participle, .active) != nil }
    let actsOnly: (Item) -> Bool = { $0.measure(.active) != nil && $0.measure(.participle) == nil }
    if actsOnly(one) && !acts(other) || actsOnly(other) && !acts(one) { return false }
    return nouns(one) && nouns(other) || verbs(one) && verbs(other)
  }

  private func mixes(_ one: MeasureID, _ other: MeasureID) -> Bool {
    [one, other].allSatisfy {
      $0 == vocabulary.mixed || vocabulary.isMixed($0)
        || vocabulary.includes($0, in: vocabulary.mixed)
    }
  }

  /// Several measures side by side without a number between them are one mixed measure.
  func mixed(from start: Int, _ first: MeasureID) -> (measure: MeasureID, includes: [MeasureID]) {
    var others: [MeasureID] = []
    for step in [1, -1] {
      var index = start + step
      var gap = 0
      while let item = items[safe: index], gap <= 3 {
        if item.quantity != nil { break }
        if let next = item.measure(.participle, .predicate, .noun, .intransitive, .active) {
          // What no mixture holds, flight, stands for itself: "from their homes and killed 10,000".
          // "killed wounded or missing" has its commas in the voice.
          let goesOn =
            gap > 0
            || step == 1 && items[safe: index + 1]?.has(anyOf: [.or, .and]) == true
              && items[safe: index + 2]?.measure(.participle, .predicate) != nil
          if !goesOn || !goTogether(items[start], item) || !mixes(first, next) { break }
          if next != first, !others.contains(next) { others.append(next) }
          gap = 0
        } else if item.has(.and) || item.has(.or) || item.isMark(",") || item.isMark("/")
          || item.has(.be) || item.isMark("-") || item.isMark("\"")
        {
          gap += 1
        } else {
          break
        }
        index += step
      }
    }
    if others.isEmpty { return (first, []) }
    let distinct = ([first] + others).filter { $0 != vocabulary.mixed }
    guard distinct.count > 1, vocabulary.isMixed(vocabulary.mixed) else { return (first, []) }
    return (vocabulary.mixed, distinct.sorted())
  }
}
