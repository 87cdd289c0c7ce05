import Ledger

/// Whether a figure is asserted, expected, supposed or denied.
struct StanceResolver {
  struct Result {
    var polarity: Claim.Polarity
    var rule: String

    init(_ polarity: Claim.Polarity, _ rule: String) {
      self.polarity = polarity
      self.rule = rule
    }
  }

  func stance(of attachment: Attachment, in items: [Item]) -> Result {
    let word = attachment.measureItem ?? attachment.item
    let first = min(attachment.item, word)
    let last = max(attachment.item, word)
    var at = last
    var distance = 0
    // "What if it killed 40 and wounded 60?"
    if items.last?.isMark("?") == true,
      items.prefix(2).contains(where: { $0.stance == .hypothetical })
    {
      return Result(.hypothetical, "word of stance")
    }
    while at >= 0, distance <= 10 {
      // "may cut off the 300 wounded": they are there already.
      let isThere = attachment.mention.isDefinite && at < first && attachment.rule == "noun"
      if let stance = items[at].stance, stance != .denied, !isThere, !isAboutWords(at, items),
        !isHedge(at, attachment, items), !isOfDate(at, items)
      {
        return Result(stance, "word of stance")
      }
      let isBoundary =
        items[at].isMark(";") || items[at].isMark("\"") && at < first - 1 || items[at].has(.while)
        || at < first && (items[at].isMark(",") || items[at].has(.that))
      if isBoundary { break }
      if at < first { distance += 1 }
      at -= 1
    }
    if isDeniedBehind(last, items) { return Result(.denied, "denied behind") }
    for near in stride(from: first - 1, through: max(0, first - 14), by: -1) {
      if items[near].stance == .denied { return Result(.denied, "denied before") }
      // Who goes on to speak denies no more: "denied the raid, saying that 6 …".
      let isClaim =
        items[near].has(.assertion)
        && items[max(0, near - 3)..<near].contains { $0.stance == .denied }
      if items[near].attribution(.verb), !items[near].attribution(.work), !isClaim {
        return Result(.asserted, "no word of doubt")
      }
    }
    return Result(.asserted, "no word of doubt")
  }

  /// "could document 900 deaths", "fewer, if hardly few: 90": what could be said, and a word set against another; the
  /// count stands.
  private func isAboutWords(_ index: Int, _ items: [Item]) -> Bool {
    if items[index].stance == .projected {
      return items[safe: index + 1]?.attribution(.verb) == true
    }
    guard items[safe: index - 1].map({ $0.isMark(",") || $0.isMark("(") }) == true else {
      return false
    }
    for near in index + 1..<min(items.count, index + 6) {
      let item = items[near]
      if item.isMark { return near > index + 1 }
      if item.quantity != nil || !item.measures.isEmpty || item.has(anyOf: [.be, .have, .article]) {
        return false
      }
    }
    return false
  }

  /// "the toll may be as high as 400": nobody knows how high it is, and nobody expects more.
  private func isHedge(_ word: Int, _ attachment: Attachment, _ items: [Item]) -> Bool {
    attachment.item == word + 2 && items[word].has(.hedge) && items[word + 1].has(.be)
      && attachment.measureItem.map { $0 < word } == true
  }

  /// "a statement on 24 May": a month where the text does not tell the year.
  private func isOfDate(_ index: Int, _ items: [Item]) -> Bool {
    guard items[index].calendar?.role == .month, items[index].capitalised else { return false }
    return [items[safe: index - 1], items[safe: index + 1]].contains {
      $0?.isNumeral == true || $0?.quantity != nil
    }
  }

  /// "said they had killed 40, but the army denied the claim": the claim itself, and not something else.
  private func isDeniedBehind(_ last: Int, _ items: [Item]) -> Bool {
    var turns = false
    for near in last + 1..<max(last + 2, min(items.count, last + 24)) {
      guard let item = items[safe: near], !counts(near, items), !item.isMark(";") else {
        return false
      }
      if item.has(.but) || item.has(.relative) || item.has(.assertion) && items[near - 1].has(.a) {
        turns = true
      }
      // "The claim that 80 had died was denied by all."
      if item.stance == .denied, items[near - 1].has(.be) || item.tokens.count > 1,
        items[max(0, last - 8)..<last].contains(where: { $0.has(.assertion) })
      {
        return true
      }
      if turns, item.stance == .denied { return deniesClaim(near, items, alone: true) }
    }
    return false
  }

  /// A sentence without a count that denies the one before: "The ministry denied the report."
  func denies(_ items: [Item]) -> Bool {
    guard items.count <= 24, !items.contains(where: { $0.quantity != nil }),
      !items.contains(where: { $0.has(.negation) }),
      let denied = items.indices.first(where: { items[$0].stance == .denied })
    else { return false }
    return deniesClaim(denied, items, alone: false)
  }

  /// "denied the claim", ", which the army denied"; not "denied that it had used gas", "denied any part in it".
  private func deniesClaim(_ denied: Int, _ items: [Item], alone: Bool) -> Bool {
    // "rejected the claim" is one phrase.
    if items[denied].tokens.count > 2 { return true }
    // "эту информацию не подтвердил": what is denied may stand before.
    if items[denied].tokens.count > 1,
      items[max(0, denied - 2)..<denied].contains(where: { $0.has(.assertion) })
    {
      return true
    }
    guard let next = items[safe: denied + 1], !next.isMark, !next.has(.in) else { return alone }
    // "denied this", but not "denied bombing it".
    if next.has(.assertion) { return true }
    return items[denied + 1..<min(items.count, denied + 4)].prefix { !$0.has(.that) && !$0.isMark }
      .contains { $0.has(.assertion) && !$0.has(.pronoun) }
  }

  /// A count of people, and not of days.
  private func counts(_ index: Int, _ items: [Item]) -> Bool {
    items[index].quantity?.isExcluded == false && items[safe: index + 1]?.calendar?.role != .unit
      && items[safe: index + 1]?.has(.initially) != true
  }
}
