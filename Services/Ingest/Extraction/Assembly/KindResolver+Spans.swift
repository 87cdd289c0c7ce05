import Ledger

/// What runs on or lasts longer than one attack, by its own words.
extension KindResolver {
  /// "killed since the rising began": nothing but its own words stands between the count and its beginning.
  func isRunning(_ attachment: Attachment, _ items: [Item]) -> Bool {
    if raise(of: attachment, items) != nil { return true }
    let word = max(attachment.item, attachment.measureItem ?? 0)
    for index in word + 1..<max(word + 2, min(items.count, word + 12)) {
      // "nine have been killed and 60 hurt since March"
      guard let item = items[safe: index], !item.isMark(";"),
        item.quantity == nil || items[index - 1].has(.and)
      else { break }
      // ", bringing the total since …": another count's beginning.
      if item.has(.count) || item.has(.total) || item.measure(.toll) != nil,
        items[word..<index].contains(where: { $0.isMark(",") })
      {
        break
      }
      // "in the deadliest clash since the rising began"
      if item.has(.since), items[word..<index].contains(where: { $0.has(.superlative) }) { break }
      if item.has(.since), !item.has(.from), begins(index, items) { return true }
      let goesOn =
        items[index - 1].isMark(",") || items[index - 1].quantity != nil
        || items[index - 1].has(anyOf: [.and, .or])
      if item.measure(.participle, .active, .intransitive) != nil, !goesOn { break }
    }
    if let since = items.sinceOfToll(before: attachment.item), begins(since, items) { return true }
    guard let since = items.indices.prefix(4).first(where: { items[$0].has(.since) }),
      !items[since].has(.from), begins(since, items)
    else { return false }
    return !items[since..<attachment.item].contains { $0.quantity != nil }
  }

  /// ", bringing the toll to 70", "raising the toll to 460 dead and 2,160 wounded": where a count is added to.
  func raise(of attachment: Attachment, _ items: [Item]) -> Int? {
    for near in stride(from: attachment.item - 1, through: max(1, attachment.item - 10), by: -1) {
      let item = items[near]
      if item.isMark(",") || item.isMark(";") { return nil }
      guard item.has(.raise), !items[near - 1].has(anyOf: [.be, .have]) else { continue }
      // "took the attack's toll to 12": of one event.
      let counts = items[near + 1..<attachment.item].contains {
        $0.measure(.toll, .noun) != nil || $0.has(.count)
      }
      let isOfEvent = items[near + 1..<attachment.item].contains {
        $0.domain(anyOf: [.event, .events])
      }
      return counts && !isOfEvent ? near : nil
    }
    return nil
  }

  /// A beginning stands behind "since": a date, a war.
  private func begins(_ since: Int, _ items: [Item]) -> Bool {
    items[since + 1..<min(items.count, since + 9)].contains {
      $0.date != nil || $0.calendar != nil || $0.domain(anyOf: [.war, .offensive, .conflict])
    }
  }

  /// "in the past 48 hours", "for ten days", "a two-week siege", "during the war": longer than one attack.
  func lasts(_ attachment: Attachment, _ items: [Item]) -> Bool {
    items.indices.contains { index in
      guard abs(index - attachment.item) <= 20 else { return false }
      if items[index].has(.during), isSpan(index, items), !isApart(index, attachment, items) {
        return true
      }
      // "in the past several days"
      if items[index].has(.initially), items[index].tokens.count >= 4 { return true }
      // "in two days of fighting"
      if items[index].has(.initially), items[safe: index - 1]?.quantity != nil,
        index - 1 != attachment.item
      {
        return true
      }
      guard let unit = items[index].calendar, unit.role == .unit, index > 0 else { return false }
      var at = index - 1
      let describes = items[at].isMark("-")
      while let item = items[safe: at], index - at <= 3,
        item.quantity == nil, !item.has(.a),
        item.isMark("-") || item.calendar?.role == .ordinal || !item.isMark && !item.isTelling
      {
        at -= 1
      }
      // "in a week", "within a month"
      let one: Double? = !describes && items[safe: at]?.has(.a) == true ? 1 : nil
      guard let count = items[safe: at]?.quantity?.quantity.leadingValue ?? one,
        at != attachment.item,
        count >= (unit.value == 0 ? 30 : unit.value == 7 ? 1 : 2)
      else { return false }
      let behind = items[index + 1..<min(items.count, index + (describes ? 5 : 3))]
      // "no older than six months" tells no time.
      let isSpan =
        items[index - 1].calendar?.role == .ordinal || behind.first?.has(.of) == true
        || items[max(0, at - 2)..<at].contains {
          $0.has(anyOf: [.in, .for, .during, .through, .throughout, .lasting])
        }
      guard isSpan || describes else { return false }
      // "one of the worst massacres in five years of war"
      if items[max(0, at - 8)..<at].contains(where: { $0.has(.superlative) }) { return false }
      // "a six-day raid" lasts; "in their five-year war" says nothing of the attack.
      if describes { return behind.contains { $0.domain(.event) } }
      return !behind.contains { $0.has(.before) || $0.has(.after) || $0.has(.ago) }
    }
  }

  private func isApart(_ index: Int, _ attachment: Attachment, _ items: [Item]) -> Bool {
    items[min(index, attachment.item)..<max(index, attachment.item)].contains { $0.isMark(",") }
      && index > 1
  }

  private func isSpan(_ during: Int, _ items: [Item]) -> Bool {
    items[during + 1..<min(items.count, during + 4)].contains {
      $0.domain(.war) || $0.domain(.offensive) || $0.conflict != nil
    }
  }

  /// "They have killed hundreds, including 27 in an attack in May": where the part begins that tells of itself.
  func end(of attachment: Attachment, _ items: [Item]) -> Int {
    let word = max(attachment.phrase.range.upperBound - 1, attachment.measureItem ?? 0)
    guard attachment.mention.quantity.form == .vague || isPerfect(attachment, items) else {
      return items.count
    }
    for near in word + 1..<max(word + 1, min(items.count, word + 14)) {
      guard items[near].has(.including) else { continue }
      let part = items[near + 1..<min(items.count, near + 12)]
      guard part.prefix(3).contains(where: { $0.quantity?.isExcluded == false }),
        let told = part.firstIndex(where: { $0.has(anyOf: [.in, .during, .on, .when]) }),
        !part[..<told].contains(where: { $0.isMark(",") })
      else { return items.count }
      return near
    }
    return items.count
  }

  /// "including one in which 60 rebels died"
  func isInOneOf(_ attachment: Attachment, _ items: [Item]) -> Bool {
    for near in stride(from: attachment.item - 1, through: max(2, attachment.item - 8), by: -1) {
      if items[near].isMark { return false }
      if items[near].has(.relative), items[near - 1].has(anyOf: [.in, .during]),
        items[near - 2].quantity?.quantity.best == 1
      {
        return true
      }
    }
    return false
  }

  /// "Raids on 3 and 9 May": more than one, on days of their own.
  func isOnSeveralDays(_ items: [Item]) -> Bool {
    var last: Int?
    for index in items.indices where items[index].date?.first.precision == .day {
      // "last Friday, 11 September" is one day.
      if let last, index - last <= 3, items[last].date?.first != items[index].date?.first,
        items[last].date?.isWeekday != true || !items[last + 1].isMark(","),
        items[last + 1..<index].contains(where: { $0.has(.and) || $0.isMark(",") })
      {
        return true
      }
      last = index
    }
    return false
  }
}
