import Ledger

/// Parts of a whole whose number stands beside theirs.
extension MeasureFinder {
  /// "85 percent of the town's 2 million people": the number says how many there are.
  func isShared(_ index: Int) -> Bool {
    var at = index - 1
    while at >= 0, index - at <= 5,
      items[at].has(anyOf: [.possessive, .article]) || items[at].party != nil
        || items[at].senses.isEmpty && !items[at].isMark && items[at].quantity == nil
        || items[at].thing == .object
    {
      at -= 1
    }
    return items[safe: at]?.has(.of) == true && items[safe: at - 1]?.thing == .share
      || items[safe: at]?.has(.percentOf) == true
      // "but a fraction (310) of the missing"
      || items[safe: at]?.isMark("(") == true && items[safe: at - 1]?.thing == .share
  }

  /// "Forty of the 200 people in the cellar died", "12 out of 40 soldiers": the second number says of how many.
  func isWhole(_ index: Int, _ phrase: NounPhrase) -> Bool {
    guard phrase.measure == nil, phrase.premodifier == nil,
      items[safe: phrase.range.upperBound]?.measure(.participle) == nil
    else { return false }
    if let part = partBefore(index) {
      // "every one of the 17 was killed"
      return items[part].quantity?.quantity.best != 1
        || items[safe: part - 1]?.has(.article) != true
    }
    guard let article = items[safe: index - 1], article.has(.article) || article.has(.possessive),
      items[safe: index - 2]?.has(.of) == true, let part = items[safe: index - 3]
    else { return false }
    return part.has(.half) || part.thing == .share
  }

  /// The part that the number behind "of the" or "out of" is the whole of.
  private func partBefore(_ index: Int) -> Int? {
    // "40 of the company's 120 men"
    if index >= 5, items[index - 1].has(.possessive), items[index - 3].has(.article),
      items[index - 4].has(.of), items[index - 5].quantity != nil
    {
      return index - 5
    }
    guard index >= 3, items[index - 3].quantity != nil else { return nil }
    if items[index - 2].has(.of) {
      return items[index - 1].has(.article) || items[index - 1].has(.possessive) ? index - 3 : nil
    }
    let isOutOf = items[index - 1].has(.of) && items[index - 2].senses.isEmpty
    return isOutOf && !items[index - 2].isMark ? index - 3 : nil
  }

  /// What befell the part of a whole is told behind the whole and its people.
  func ofWhole(_ index: Int, _ phrase: inout NounPhrase) -> MeasureFinding? {
    let whole = items[safe: index + 3]?.quantity != nil ? index + 3 : index + 5
    guard items[safe: whole]?.quantity != nil, partBefore(whole) == index else { return nil }
    let all = NounPhrase(after: whole, in: items)
    guard isWhole(whole, all), let finding = behind(whole, all) else { return nil }
    (phrase.people, phrase.party) = (all.people, all.party)
    return finding
  }

  /// "10,000 casualties (3,000 dead and 7,000 hurt), compared with 11,000": what stands in brackets is compared with nothing.
  func beforeBracket(_ joint: Int, _ last: Int) -> Int {
    guard let part = found[safe: last]?.item, part < joint,
      items[part..<joint].contains(where: { $0.isMark(")") }),
      let open = items[..<part].lastIndex(where: { $0.isMark("(") }),
      let whole = found[..<last].lastIndex(where: { $0.item < open })
    else { return last }
    return open - found[whole].item <= 8 ? whole : last
  }

  /// "Two officers told me", "three nurses said that": who speaks is not counted.
  func speaks(_ phrase: NounPhrase) -> Bool {
    let verb = phrase.range.upperBound
    guard phrase.hasHead, items[safe: verb]?.attribution(.verb) == true,
      items[verb].measures.isEmpty
    else { return false }
    return items[verb].attribution(.tells) || items[safe: verb + 1]?.has(.that) == true
  }

  /// "12 were wounded, four seriously", "four of them critically": a part by how badly it was hurt.
  func severe(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    let end = phrase.range.upperBound
    guard items[safe: end]?.has(.severity) == true, phrase.isBare, let last = found.last,
      items[safe: index - 1]?.isMark(",") == true || items[safe: index - 1]?.has(.and) == true,
      items[safe: end + 1].map({ $0.isMark || $0.has(anyOf: [.and, .in, .when, .after]) }) ?? true,
      (items[index].quantity?.quantity.leadingValue ?? 0)
        <= (last.mention.quantity.leadingValue ?? .infinity)
    else { return nil }
    return inherit(from: last, parent: found.count - 1, isSubset: true, rule: "subset")
  }

  /// "one of the", "the two": points at people and counts nobody.
  func isOrdinalReference(_ index: Int, _ phrase: NounPhrase) -> Bool {
    guard let mention = items[index].quantity, mention.quantity.best == 1,
      mention.quantity.modifier == .exact
    else { return false }
    // "a man who is hurt, and one who is dead"
    if items[safe: index + 1]?.has(anyOf: [.who, .relative]) == true, items[index].tokens.count == 1
    {
      return true
    }
    // "three battles, including one in which", "among them one that killed"
    if let next = items[safe: index + 1],
      next.has(.that)
        || next.has(anyOf: [.in, .during, .by, .after])
          && items[safe: index + 2]?.has(.relative) == true
    {
      return true
    }
    // "one of these ways"
    if items[safe: index + 1]?.has(.ofWhom) == true, let noun = items[safe: index + 2],
      noun.senses.isEmpty, !noun.isMark
    {
      return true
    }
    // "one of whom remained in custody": tells of somebody, and counts nobody harmed.
    if items[safe: index + 1]?.has(.ofWhom) == true, let next = items[safe: index + 2] {
      let isState = next.has(.be) && items[safe: index + 3]?.has(.in) == true
      if isState || next.senses.isEmpty && !next.isMark && !next.capitalised { return true }
    }
    if items[safe: index + 1]?.has(.of) == true {
      // "one of the journalists was wounded" counts one.
      guard phrase.people != nil, let found = behind(index, phrase) else { return true }
      return found.rule != "passive" && found.rule != "intransitive"
    }
    if items[safe: index - 1]?.has(.of) == true, items[safe: index - 2]?.people != nil {
      return true
    }
    return items[safe: index - 1]?.has(.negation) == true
  }

  /// "For every soldier killed, the other side lost three"
  func isOfRatio(_ index: Int, _ phrase: NounPhrase) -> Bool {
    phrase.isBare && items[max(0, index - 10)..<index].contains { $0.has(.ratio) }
      && items[max(0, index - 10)..<index].allSatisfy { !$0.isMark(";") && $0.quantity == nil }
  }
}
