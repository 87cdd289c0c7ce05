import Ledger

/// Rules for figures that stand by themselves: rates, and labels with a number behind.
extension MeasureFinder {
  /// "2,500 were killed in May, or 80 a day", "they died at a rate of 200 a month"
  func rate(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    let end = phrase.range.upperBound
    guard phrase.isBare, let per = items[safe: end],
      per.has(anyOf: [.daily, .weekly, .monthly, .yearly])
        || per.has(.per) && items[safe: end + 1]?.thing == .time,
      // "a year earlier" is a time.
      items[safe: end + 1]?.has(anyOf: [.also, .before, .after]) != true
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
    for near in stride(from: index - 2, through: max(0, index - 14), by: -1) {
      let item = items[near]
      if item.isMark && !item.isMark(",") || item.quantity != nil || item.thing != nil {
        return nil
      }
      if let id = item.measure(.intransitive, .participle, .noun, .act) {
        return MeasureFinding(measure: id, item: near, rule: "rate")
      }
    }
    return nil
  }

  /// "12 civilians (10 men and two women) were killed"
  func partInBrackets(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard let last = found.last, phrase.people?.form == .many || phrase.people?.form == .one,
      phrase.measure == nil, phrase.premodifier == nil, let joint = items[safe: index - 1]
    else { return nil }
    let opens =
      joint.isMark("(")
      && (last.phrase.people != nil && last.phrase.range.upperBound == index - 1
        || last.measureItem == index - 2 && last.rule != "toll")
    let goesOn =
      last.rule == "in brackets" && (joint.has(.and) || joint.isMark(","))
      && last.phrase.range.upperBound == index - 1
    guard opens || goesOn,
      items[safe: phrase.range.upperBound].map({
        $0.isMark(")") || $0.isMark(",") || $0.has(.and)
      }) ?? false
    else { return nil }
    return inherit(
      from: last, parent: opens ? found.count - 1 : last.parent ?? found.count - 1,
      isSubset: true, rule: "in brackets")
  }

  /// "192,590 (+650)": what came to it since the last report.
  func increment(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard phrase.isBare, let last = found.last, last.item == index - 3,
      items[index - 1].folded == "+", items[index - 2].isMark("("),
      items[safe: index + 1]?.isMark(")") == true
    else { return nil }
    return inherit(
      from: last, parent: found.count - 1, isSubset: false, rule: "increment")
  }

  /// "deaths fell from 43 to 28": both are counts.
  func changed(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    var at = index - 1
    if items[safe: at]?.has(.to) == true, items[safe: at - 1]?.quantity != nil { at -= 2 }
    guard phrase.isBare, let from = items[safe: at], from.has(.from),
      at < index - 1
        || items[safe: index + 1]?.has(.to) == true && items[safe: index + 2]?.quantity != nil
    else { return nil }
    var sawChange = false
    var harm: (id: MeasureID, item: Int)?
    for near in stride(from: at - 1, through: max(0, at - 14), by: -1) {
      let item = items[near]
      if item.isMark(";") || item.quantity?.isExcluded == false { return nil }
      if !sawChange {
        guard at - near <= 2 else { return nil }
        sawChange = item.has(.change)
        continue
      }
      if let id = item.measure(.noun, .toll) {
        return MeasureFinding(measure: id, item: near, rule: "toll")
      }
      if let found = harm, item.has(.count) {
        return MeasureFinding(measure: found.id, item: found.item, rule: "toll")
      }
      if let id = item.measure(.participle, .predicate) { harm = harm ?? (id, near) }
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
    if let next = nextLabel(index, phrase) { return next }
    guard phrase.isBare, let joint = items[safe: index - 1], joint.isMark,
      joint.isMark(",") || joint.isMark(":") || joint.isMark("–") || joint.isMark("-")
    else { return nil }
    // "Losses of the army: personnel - about 192,590"
    if !joint.isMark(","), items[safe: index - 2]?.people?.form == .many {
      for near in stride(from: index - 3, through: max(0, index - 16), by: -1) {
        if items[near].quantity?.isExcluded == false { return nil }
        guard let id = items[near].measure(.noun, .act, .toll), items[near].people == nil else {
          continue
        }
        return MeasureFinding(measure: id, item: near, rule: "toll")
      }
    }
    guard let id = items[safe: index - 2]?.measure(.participle, .predicate, .noun),
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

  /// "killed 30, wounded 210 and missing 15": the next of them, its label before its number as with the last.
  private func nextLabel(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard phrase.isBare, let last = found.last, last.measureItem == last.item - 1,
      last.phrase.isBare, let id = items[safe: index - 1]?.measure(.participle, .predicate, .noun),
      let joint = items[safe: index - 2], joint.isMark || joint.has(.and), index - last.item <= 5
    else { return nil }
    return MeasureFinding(measure: id, item: index - 1, rule: "label")
  }

  /// "bringing to 53 the number of troops killed"
  func broughtTo(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    var at = index + 1
    guard
      items[safe: index - 1]?.has(.to) == true || items[index].quantity?.isLinked == true
        || items[safe: index - 1]?.has(.link) == true,
      items[safe: at]?.has(.article) == true
    else { return nil }
    at += 1
    if items[safe: at]?.has(.total) == true { at += 1 }
    guard items[safe: at]?.has(.count) == true else { return nil }
    for near in at..<min(items.count, at + 10) {
      let item = items[near]
      if near > at, item.isMark || item.quantity != nil || item.thing != nil { return nil }
      guard let id = item.measure(.participle, .predicate, .noun, .toll, .intransitive) else {
        continue
      }
      let mix = mixed(from: near, id)
      return MeasureFinding(
        measure: mix.measure, includes: mix.includes, item: near, rule: "toll")
    }
    return nil
  }

  /// "Chad has 310,000, Kenya at least 45,000" behind a sentence that counted.
  func had(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard phrase.isBare, !phrase.isPartOfBefore, items[safe: index - 1]?.has(.have) == true,
      items[safe: index - 2]?.party != nil, let last = found.last ?? (followsClaim ? before : nil),
      items[safe: phrase.range.upperBound].map({ $0.isMark || $0.has(.and) }) ?? true
    else { return nil }
    return inherit(
      from: last, parent: found.isEmpty ? -1 : found.count - 1, isSubset: false, rule: "same count")
  }

  /// "Civilians killed" on a line, "7 - 14" on the next; "Refugees:" above "Burundi: 230,000".
  func headed(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard let heading, phrase.isBare || phrase.hasHead,
      items[safe: phrase.range.upperBound].map({ $0.isMark }) ?? true,
      items[..<index].allSatisfy({ item in
        item.thing == nil && item.measures.isEmpty && item.quantity == nil && item.date == nil
          && (item.isMark || item.capitalised || !item.senses.isEmpty)
      }), items.count <= 14
    else { return nil }
    let isAlone = heading.isNext && index == 0
    let isItem =
      heading.isOpen
      && (index == 0 || items[index - 1].isMark(":") || items[index - 1].isMark("–")
        || items[index - 1].isMark("-"))
    guard isAlone || isItem else { return nil }
    return MeasureFinding(
      measure: heading.measure, includes: heading.includes, rule: "heading")
  }
}
