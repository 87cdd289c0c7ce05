import Ledger

/// Dates that stand in another clause than the number, and speak about something else.
extension TimeResolver {
  /// "9,000 (8,500 as of June)": what brackets say is about the number in them.
  func isBracketed(_ date: Int, _ item: Int, _ items: [Item]) -> Bool {
    guard let open = bracket(before: date, items) else { return false }
    if open < item, bracket(before: item, items) == open { return false }
    return items[open..<date].contains { $0.quantity != nil }
      || items[date...].prefix(8).prefix { !$0.isMark(")") }.contains { $0.quantity != nil }
  }

  private func bracket(before index: Int, _ items: [Item]) -> Int? {
    for near in stride(from: index - 1, through: max(0, index - 14), by: -1) {
      if items[near].isMark(")") { return nil }
      if items[near].isMark("(") { return near }
    }
    return nil
  }

  /// "who fled after troops entered the city in 1979", "before it withdrew last spring": when something else was.
  /// Days are near to what they follow upon, months and years need not be.
  func isOfOtherClause(_ date: Int, _ item: Int, _ items: [Item]) -> Bool {
    guard let mention = items[date].date else { return false }
    if date < item { return isOfEarlierClause(date, item, items) }
    for near in stride(from: date - 3, to: item, by: -1) {
      if items[near].isMark(",") || items[near].isMark(";") || items[near].quantity != nil {
        return false
      }
      if items[near].has(anyOf: [.before, .after]) { return mention.first.precision != .day }
    }
    return false
  }

  /// "talks held last May to end a war that has killed 200": the war is older.
  private func isOfEarlierClause(_ date: Int, _ item: Int, _ items: [Item]) -> Bool {
    for near in stride(from: item - 1, through: max(date + 3, item - 6), by: -1) {
      if items[near].isMark || items[near].quantity != nil { return false }
      if items[near].has(.that) || items[near].has(.relative) {
        return items[near - 1].domain(anyOf: [.war, .conflict]) && items[near + 1].has(.have)
      }
    }
    return false
  }

  /// "lost 900 on May 3; Serbia has lost 80": another side's clause, which tells its own time.
  func isOfOtherSide(_ mark: Int, _ attachment: Attachment, _ items: [Item]) -> Bool {
    mark < attachment.item
      && items[mark + 1..<min(items.count, mark + 3)].contains { $0.party != nil }
      && items[..<mark].contains { $0.quantity?.isExcluded == false }
      && attachment.rule.hasPrefix("lost")
  }

  /// "in 2008, when some 200 were killed": no other date of the sentence says it as closely.
  func isJoined(_ date: Int, _ item: Int, _ items: [Item]) -> Bool {
    // "the 2008 killing of two men"
    if item == date + 3, items[date + 1].measure(.act, .noun, .active) != nil,
      items[date + 2].has(.of)
    {
      return true
    }
    guard date < item, items[safe: date + 1]?.isMark(",") == true,
      items[safe: date + 2]?.has(.relative) == true, item - date <= 8
    else { return false }
    return !items[date + 3..<max(date + 3, item)].contains { $0.isMark || $0.quantity != nil }
  }

  /// "from May 3, when the siege began, to June 4": the end of what "from" opened.
  func closesInterval(_ index: Int, _ items: [Item]) -> Bool {
    guard let joint = items[safe: index - 1], joint.has(anyOf: [.to, .until, .and]) else {
      return false
    }
    let opening: GrammarClass = joint.has(.and) ? .between : .from
    if joint.has(.to), opensWithWords(index - 1, items) { return true }
    for near in stride(from: index - 2, through: max(1, index - 16), by: -1) {
      if items[near].quantity != nil || items[near].isMark(";") { return false }
      if items[near].date != nil { return items[near - 1].has(opening) }
    }
    return false
  }

  /// "from the fall of the city to June 4": what happened then, and no date, opens it.
  private func opensWithWords(_ joint: Int, _ items: [Item]) -> Bool {
    for near in stride(from: joint - 1, through: max(0, joint - 7), by: -1) {
      if items[near].has(.from), !items[near].has(.since) || near < joint - 1 {
        return joint - near > 2
          && items[near + 1..<joint].contains {
            $0.domain(anyOf: [.war, .offensive, .conflict, .event]) || $0.calendar != nil
              || $0.has(.initially)
          }
      }
      if items[near].isMark || items[near].quantity != nil || items[near].date != nil {
        return false
      }
    }
    return false
  }

  /// "between May 3, when the siege began, and June 4"
  func opensInterval(_ index: Int, _ items: [Item]) -> Bool {
    guard items[safe: index - 1]?.has(.between) == true, items[index].date?.isInterval == false
    else { return false }
    return items.indices[(index + 1)...].prefix(18).contains {
      items[$0].date != nil && closesInterval($0, items)
    }
  }

  /// "90 died in May; four soldiers were killed and eight hurt": the eight go on with the four.
  func isOfOthers(behind mark: Int, _ attachment: Attachment, _ items: [Item]) -> Bool {
    guard mark < attachment.item,
      let first = items[mark..<attachment.item].firstIndex(where: {
        $0.quantity?.isExcluded == false
      })
    else { return false }
    return NounPhrase(after: first, in: items).hasHead && !goesOn(behind: mark, items)
  }

  /// "attacked 40 posts; killed 30 guards; and badly wounded 20": the same subject goes on.
  func goesOn(behind mark: Int, _ items: [Item]) -> Bool {
    items[(mark + 1)...].prefix(3).prefix { $0.quantity == nil && $0.people == nil && !$0.isMark }
      .contains { $0.measure(.active, .participle) != nil }
  }

  /// "the war, which began in March 2011, has killed", "the offensive that the army launched on May 3": what happened
  /// since.
  func tellsBeginning(_ index: Int, _ items: [Item]) -> Bool {
    for near in stride(from: index - 1, through: max(0, index - 4), by: -1) {
      if items[near].has(.begun) { return true }
      if items[near].has(.launch) { return isOfOffensive(near, items) }
      if items[near].isMark || items[near].quantity != nil { return false }
    }
    return false
  }

  /// What was launched is a war or an offensive: it stands before, and maybe a "that" and who did it between.
  private func isOfOffensive(_ launch: Int, _ items: [Item]) -> Bool {
    for near in stride(from: launch - 1, through: max(0, launch - 9), by: -1) {
      let item = items[near]
      if item.quantity != nil || item.isMark(";") || item.attribution(.verb) { return false }
      guard item.domain(anyOf: [.war, .offensive, .conflict]) || item.conflict != nil,
        item.people == nil, !item.attribution(.body), !item.domain(.event)
      else { continue }
      return near == launch - 1
        || items[near + 1..<launch].contains { $0.has(anyOf: [.that, .relative]) }
    }
    return false
  }

  /// "900, of whom 200 since May": a date on the other side says when the whole or the part was.
  func isAcross(_ date: Int, _ item: Int, _ items: [Item]) -> Bool {
    items[min(date, item) + 1..<max(date, item)].contains { $0.has(anyOf: [.ofWhom, .including]) }
  }

  /// "900 have died, 100 of them since Friday": when the part was, and not the whole.
  func isOfPart(_ date: Int, _ item: Int, _ items: [Item]) -> Bool {
    guard item < date else { return false }
    for near in stride(from: date - 1, through: max(item + 1, date - 5), by: -1) {
      if items[near].has(.ofWhom) { return near - 1 != item }
      if items[near].isMark || items[near].people != nil || !items[near].measures.isEmpty {
        return false
      }
    }
    return false
  }

  /// "Two died on Friday, bringing the toll to 90 since May": the day of the two, and the time of the 90.
  func isBeyondRaise(_ date: Int, _ attachment: Attachment, _ items: [Item]) -> Bool {
    if date < attachment.item {
      return KindResolver().raise(of: attachment, items).map { date < $0 } ?? false
    }
    // "31 killed and 67 hurt, total since Sunday 216 killed": since when the total runs.
    if items[safe: date + 1]?.quantity != nil, items[date - 1].has(.since), date > 2,
      items[date - 2].has(anyOf: [.total, .count]), items[date - 3].isMark
    {
      return true
    }
    for near in stride(from: date - 1, to: attachment.item, by: -1) where items[near].has(.raise) {
      return items[near - 1].isMark(",") && items[near..<date].contains { $0.quantity != nil }
    }
    return false
  }

  /// "a campaign against the rebels since 2004": whom it is against, and no other figure.
  func isOpposed(_ word: Int, _ date: Int, _ items: [Item]) -> Bool {
    items[word].has(.against)
      && items[word + 1..<max(word + 1, date)].contains {
        $0.people != nil || $0.party != nil && $0.party?.roles.contains(where: \.isPlace) == false
      } && !items[word + 1..<max(word + 1, date)].contains { $0.quantity != nil }
  }

  /// "Thursday's air raid", "the 4 May attack": the day of what happened.
  func isOfEventNoun(_ index: Int, _ items: [Item]) -> Bool {
    guard let next = items[safe: index + 1], next.has(.possessive),
      items[index].date?.first.precision == .day
    else { return false }
    for near in index + 2..<index + 6 {
      guard let item = items[safe: near], !item.isMark, item.quantity == nil || near == index + 2
      else { return false }
      if item.domain(anyOf: [.event, .events]) { return true }
      if item.attribution(.verb) { return false }
    }
    return false
  }

  /// "By the time the port fell in May 1990 they had lost 900": up to then.
  func opensUntil(_ index: Int, _ items: [Item]) -> Bool {
    guard index > 1, index <= 14, items[0].has(anyOf: [.by, .until]),
      !items[0].has(.asOf) || index > 3
    else { return false }
    return !items[..<index].contains { $0.isMark || $0.quantity != nil || $0.date != nil }
  }
}

extension TimeResolver {
  /// "by the armistice of June 1935", "until the fall of the city in May", "before the elections of 2010": up to then.
  func endsWithMilestone(_ index: Int, _ items: [Item]) -> Bool {
    guard items[safe: index - 1]?.has(anyOf: [.of, .in, .on]) == true else { return false }
    var at = index - 2
    var hasMilestone = false
    while at >= 0, index - at <= 9 {
      let item = items[at]
      if hasMilestone, item.has(anyOf: [.by, .until, .before]) { return !item.has(.link) }
      if item.has(.milestone) { hasMilestone = true }
      if item.isMark || item.quantity != nil || item.date != nil || item.attribution(.verb)
        || item.people != nil || !item.measures.isEmpty
      {
        return false
      }
      at -= 1
    }
    return false
  }

  /// "told me on Friday that a missile had killed 40 that morning": the day on which it was said.
  func saysSameDay(_ attachment: Attachment, _ items: [Item]) -> Bool {
    items[max(0, attachment.item - 16)..<min(items.count, attachment.item + 12)].contains {
      $0.has(.sameDay)
    }
  }
}

extension DateMention {
  /// A day, or a night between two.
  var isShort: Bool { first.precision == .day && last.dayNumber - first.dayNumber <= 1 }
}

extension TimeResolver {
  /// "From January to June ..., compared with 90 in the same period of 2020": those months of that year.
  func samePart(of date: DateMention, _ index: Int, _ items: [Item]) -> DateMention? {
    guard date.first.precision == .year, date.first == date.last,
      items[max(0, index - 3)..<index].contains(where: { $0.has(.samePeriod) })
    else { return nil }
    for item in items {
      guard let other = item.date, other.first.precision != .year,
        other.first.year == other.last.year, other.isInterval || other.first != other.last,
        let first = CivilDate(
          year: date.first.year, month: other.first.month, day: other.first.day),
        let last = CivilDate(year: date.first.year, month: other.last.month, day: other.last.day)
      else { continue }
      return DateMention(first: first, last: last, basis: .inferred, isInterval: true)
    }
    return nil
  }
}
