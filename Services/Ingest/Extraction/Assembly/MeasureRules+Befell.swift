import Ledger

/// Words of harm that stand before their people with more between: "погибли в ночь на 5 мая в посёлке 12 человек", "lost in
/// the battle 300 men".
extension MeasureFinder {
  private static let farthest = 12

  /// Directly before the number.
  func befell(before index: Int) -> MeasureFinding? {
    var at = index - 1
    while at >= 0,
      items[at].has(anyOf: [.another, .article, .total, .also, .be]) || items[at].isMark("\"")
    {
      at -= 1
    }
    guard let id = items[safe: at]?.measure(.befell) else { return nil }
    return befell(id, at)
  }

  /// With a place, a time or other words between that count nobody.
  func befell(farBefore index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard phrase.hasHead || phrase.isBare else { return nil }
    for near in stride(from: beforeAside(index) - 1, through: max(0, index - Self.farthest), by: -1)
    {
      let item = items[near]
      if let id = item.measure(.befell) { return befell(id, near) }
      guard isPassable(near) else { return nil }
    }
    return nil
  }

  /// "погибли, по разным оценкам, до 300 человек": where what is set between commas begins, and else the number.
  private func beforeAside(_ index: Int) -> Int {
    guard items[safe: index - 1]?.isMark(",") == true else { return index }
    for near in stride(from: index - 2, through: max(0, index - 8), by: -1) {
      if items[near].isMark(",") {
        return items[near + 1..<index].contains { $0.attribution(.preposition, .work) }
          ? near : index
      }
      if items[near].isMark || items[near].quantity != nil { return index }
    }
    return index
  }

  /// A loss, told before what stands behind its people: "lost in the hills 13,833 men killed".
  func lost(farBefore index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard let found = verb(farBefore: index, phrase), found.rule.hasPrefix("lost") else {
      return nil
    }
    return found
  }

  /// The same of a loss or a deed, where a place, a time or what became of them stands directly behind it.
  func verb(farBefore index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard phrase.people?.form == .many else { return nil }
    for near in stride(from: index - 1, through: max(0, index - Self.farthest), by: -1) {
      let item = items[near]
      if item.measure(.loss, .active) != nil {
        guard near < index - 1, opensAdverbial(near + 1), var found = verb(near, index, phrase)
        else { return nil }
        // "потеряла убитыми и ранеными 500 человек"
        if item.measure(.loss) != nil, let fate = items[near + 1].measure(.predicate, .noun),
          near + 1 < index
        {
          let mix = mixed(from: near + 1, fate)
          (found.measure, found.includes) = (mix.measure, mix.includes)
          found.rule = "lost and said how"
        }
        return found
      }
      guard isPassable(near) || item.measure(.predicate, .noun) != nil || item.has(.and) else {
        return nil
      }
    }
    return nil
  }

  private func opensAdverbial(_ index: Int) -> Bool {
    let item = items[index]
    return item.date != nil || item.calendar != nil
      || item.has(anyOf: [.in, .near, .at, .on, .during, .since])
      || item.measure(.predicate, .noun) != nil
  }

  private func isPassable(_ index: Int) -> Bool {
    let item = items[index]
    return item.quantity?.isExcluded ?? true && item.measures.isEmpty
      && (!item.isMark || item.isMark("-") || item.isMark("\""))
      && !item.has(anyOf: [.that, .relative, .who, .and, .or, .while, .but, .including, .ofWhom])
      && !item.attribution(.verb)
  }

  private func befell(_ id: MeasureID, _ at: Int) -> MeasureFinding {
    let mix = mixed(from: at, id)
    return MeasureFinding(
      measure: mix.measure, includes: mix.includes, item: at, rule: "intransitive")
  }

  /// "Армения потеряла 2317 солдат, Азербайджан — 2783", "в Израиле — 12 человек": the same of another side or place, with a
  /// dash for the verb.
  func setAgainst(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard let last = found.last, index - last.item <= 24, phrase.isBare || phrase.hasHead,
      phrase.unknownWords == 0, items[safe: index - 1]?.isMark("–") == true,
      items[safe: index - 2]?.party != nil,
      let joint = items[safe: items[safe: index - 3]?.has(.in) == true ? index - 4 : index - 3],
      joint.isMark(",") || joint.isMark(";") || joint.has(anyOf: [.and, .but, .while]),
      items[last.item + 1..<index].allSatisfy({ $0.measures.isEmpty || $0.isMark })
    else { return nil }
    return inherit(from: last, parent: found.count - 1, isSubset: false, rule: "set against")
  }

  /// "российских военных, погибших с начала войны": what befell them stands behind a comma.
  func setOff(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    let end = phrase.range.upperBound
    guard phrase.people?.form == .many, items[safe: end]?.isMark(",") == true,
      let word = items[safe: end + 1], let id = word.measure(.participle),
      word.measure(.active) == nil, items[safe: end + 2]?.quantity == nil
    else { return nil }
    let mix = mixed(from: end + 1, id)
    return MeasureFinding(
      measure: mix.measure, includes: mix.includes, item: end + 1, rule: "participle")
  }
}
