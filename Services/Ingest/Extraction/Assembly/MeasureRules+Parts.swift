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
}
