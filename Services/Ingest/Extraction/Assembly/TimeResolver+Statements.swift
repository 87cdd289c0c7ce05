import Ledger

/// Dates that say when something was said, and not when it was.
extension TimeResolver {
  /// The day of the statement, not of what it is about: "said on Wednesday", "the October 19 report".
  func isStatement(_ index: Int, _ items: [Item]) -> Bool {
    if isOfWork(index, items) { return true }
    // "military sources today reported that", "the army on Friday said"
    if items[safe: index + 1]?.attribution(.verb) == true, index > 1,
      let subject = items[safe: index - (items[index - 1].has(anyOf: [.on, .in]) ? 2 : 1)],
      subject.attribution(.speaker, .body) || subject.source != nil || subject.capitalised
        || subject.party != nil
    {
      return true
    }
    // "a governor, who met reporters on Friday, said"
    if index > 3, items[safe: index + 1]?.isMark(",") == true,
      items[safe: index + 2]?.attribution(.verb) == true,
      items[..<index].suffix(8).contains(where: { $0.has(anyOf: [.who, .relative]) })
    {
      return true
    }
    if opensWithSpeech(index, items) { return true }
    var at = index - 1
    var steps = 0
    while at >= 0, steps < 9 {
      let item = items[at]
      if item.attribution(.verb) { return !isPassive(at, items) }
      if item.quantity != nil || item.has(.that) || item.has(.since) || item.has(.asOf)
        || item.isMark(",") || !item.measures.isEmpty
        || item.domain(anyOf: [.event, .events, .offensive])
      {
        return false
      }
      at -= 1
      steps += 1
    }
    return false
  }

  /// "the October 19 report", "its May 31 quarterly report"
  func isOfWork(_ index: Int, _ items: [Item]) -> Bool {
    if items[safe: index + 1]?.attribution(.work) == true { return true }
    let before = items[safe: index - 1]
    // "its statement of Monday", "a dispatch dated 3 May"; "figures of May" are of what happened in May.
    if before?.has(.of) == true {
      let work = items[safe: items[safe: index - 2]?.isMark(",") == true ? index - 3 : index - 2]
      if let work, work.attribution(.work), !work.has(.figure) { return true }
    }
    guard before?.has(.possessive) == true || before?.has(.article) == true else { return false }
    for near in index + 1..<index + 4 {
      guard let item = items[safe: near], !item.isMark, item.quantity == nil, item.measures.isEmpty
      else { return false }
      if item.attribution(.work) { return true }
    }
    return false
  }

  /// "On May 3, the agency released a report", "In July, the director estimated that": when it was said.
  func opensWithSpeech(_ index: Int, _ items: [Item]) -> Bool {
    guard
      index <= 2 || opensClause(index, items)
        || index <= 10 && items[..<index].contains(where: { $0.attribution(.tells) }),
      items[safe: index - 1]?.has(.on) == true
        || items[safe: index - 1]?.has(.in) == true || index == 0,
      let date = items[index].date, !date.isInterval
    else { return false }
    if date.first.precision == .year { return false }
    let isDay = date.first.precision == .day
    let tellsEvent = items.contains { $0.domain(.event) || $0.domain(.events) }
    for near in index + 1..<max(index + 2, min(items.count, index + 20)) {
      guard let item = items[safe: near], item.quantity == nil else { return false }
      if item.attribution(.work) { return true }
      if item.attribution(.verb), near > index + 1 { return !isDay || !tellsEvent }
    }
    return false
  }

  /// "announced in June 2020 that": another month than the report's own, with its year.
  func isOlder(_ index: Int, _ items: [Item]) -> Bool {
    guard let date = items[index].date, date.basis == .stated, date.first.precision == .month,
      let day = published?.date, !isCompared(index, items), isStatement(index, items)
    else { return false }
    return date.last.lastDay.dayNumber + 180 < day.firstDay.dayNumber
  }

  /// ", and on May 3 she put the number at": the date begins a clause of its own.
  func opensClause(_ index: Int, _ items: [Item]) -> Bool {
    guard let before = items[safe: index - 2] else { return false }
    return before.has(.and) || before.isMark(";")
  }

  /// "were reported on Monday" says when people died as often as when it was said.
  func isPassive(_ verb: Int, _ items: [Item]) -> Bool {
    items[safe: verb - 1]?.has(.be) == true
  }

  /// The time that one date gives whatever happened.
  func time(saidBy index: Int, _ items: [Item]) -> ClaimTime? {
    guard let date = items[index].date, !isCompared(index, items) else { return nil }
    let first = DateStatement(date.first, basis: .inferred)
    let last = DateStatement(date.last, basis: .inferred)
    switch use(of: index, items) {
    case .over: return ClaimTime(from: first, to: last)
    case .since: return ClaimTime(from: first, to: date.isInterval ? last : nil)
    case .asOf, .until, .statedOn: return nil
    }
  }

  /// Says when something happened, and not since when, up to when, or when it was said.
  func isOfEvent(_ index: Int, _ items: [Item]) -> Bool {
    use(of: index, items) == .over && !isCompared(index, items)
  }

  /// "as of midnight on 7 March", "Situation report No. 3 (March 2020)"
  func isAsOf(_ index: Int, _ items: [Item]) -> Bool {
    if items[safe: index - 1]?.isMark("(") == true, items[safe: index + 1]?.isMark(")") == true,
      items[max(0, index - 6)..<index].contains(where: { $0.attribution(.work) }),
      !items[max(0, index - 6)..<index].contains(where: { $0.quantity?.isExcluded == false })
    {
      return true
    }
    for near in stride(from: index - 1, through: max(0, index - 4), by: -1) {
      if items[near].has(.asOf), !items[near].has(.until), !items[near].has(.by) { return true }
      if items[near].isMark(",") || items[near].quantity != nil { return false }
    }
    return false
  }

  /// "compared with 2,683 in 2015", "than in the same period of 2015": the other figure, and its time.
  func isCompared(_ index: Int, _ items: [Item]) -> Bool {
    var passed = 0
    for near in stride(from: index - 1, through: max(0, index - 14), by: -1) {
      // "fewer than in May (915)"
      if let bound = items[near].modifier?.modifier, bound == .lessThan || bound == .moreThan,
        items[near + 1].has(anyOf: [.in, .on, .during, .for])
      {
        return true
      }
      if items[near].has(.versus), !items[near].has(.while), !isOpposed(near, index, items) {
        return true
      }
      if items[near].quantity != nil { passed += 1 }
      if items[near].isMark(",") || items[near].isMark(";") || passed > 1 { return false }
    }
    return false
  }

  /// "since the coalition launched its attacks in March": the date of what began.
  func sinceBefore(_ index: Int, _ items: [Item]) -> Bool {
    guard items[index].date?.isInterval == false else { return false }
    for near in stride(from: index - 2, through: max(0, index - 16), by: -1) {
      if items[near].has(.since), !items[near].has(.from) { return true }
      // "since 2022 … in 2024": of two dates each has its own word.
      if items[near].isMark(",") || items[near].quantity != nil || items[near].isDate {
        return false
      }
    }
    return false
  }
}
