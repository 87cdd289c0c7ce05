import Ledger

/// When: the period of a figure, its as-of date, and the day on which it was stated.
struct TimeResolver {
  let facts: DocumentFacts
  let published: DateStatement?
  var reversible = MeasureSet()

  struct Result {
    var time: ClaimTime
    /// The one day that an incident has.
    var day: DateMention?
    var rule: String?
  }

  enum Use { case since, asOf, until, over, statedOn }

  func time(of attachment: Attachment, in sentence: Sentence, discourse: Discourse) -> Result {
    let items = sentence.items
    var result = Result(time: ClaimTime(published: published))
    var opening: DateMention?
    for index in relevant(attachment, items) {
      guard let date = items[index].date else { continue }
      let words = text(items[index], sentence)
      switch isJoined(index, attachment.item, items) ? .over : use(of: index, items) {
      case .since:
        // "in 2015, the most since counting began in 2009": the period is known. "On Sunday she said that since May …"
        if result.rule == "during" {
          guard let day = result.day, !day.isInterval, day.first.precision == .day else { continue }
          (result.time.to, result.day) = (nil, nil)
        }
        result.time.from = DateStatement(date.first, basis: date.basis, words: words)
        if date.isInterval, date.first != date.last {
          result.time.to = DateStatement(date.last, basis: date.basis, words: words)
        }
        result.rule = "since"
      case .asOf:
        result.time.asOf = DateStatement(date.last, basis: date.basis, words: words)
        result.rule = "as of"
      case .until:
        result.time.to = DateStatement(date.last, basis: date.basis, words: words)
        result.rule = "until"
      case .over:
        if result.time.from != nil || result.time.asOf != nil { continue }
        if isStock(attachment, date, items) {
          result.time.asOf = DateStatement(date.last, basis: date.basis, words: words)
          result.rule = "as of"
          continue
        }
        let named = within(date, discourse) ?? samePart(of: date, index, items) ?? date
        result.time.from = DateStatement(named.first, basis: named.basis, words: words)
        result.time.to = DateStatement(named.last, basis: named.basis, words: words)
        result.day = named
        result.rule = "during"
      case .statedOn:
        result.time.statedOn = DateStatement(date.first, basis: date.basis, words: words)
        if isOlder(index, items) { opening = date }
      }
    }
    result.time.startBeforeAsOf()
    if result.time.from == nil, result.time.to == nil, result.time.asOf == nil,
      let said = result.time.statedOn, said.date.precision == .day, saysSameDay(attachment, items)
    {
      (result.time.from, result.time.to) = (said, said)
      result.day = DateMention(
        first: said.date, last: said.date, basis: .inferred, isInterval: false)
      result.rule = "same day"
    }
    if result.time.from == nil, result.time.to == nil { sinceTheStart(items, &result) }
    // "announced in June 2020 that 300 had died": the running count was so high then.
    if let opening, result.time.from == nil, result.time.to == nil, result.time.asOf == nil {
      result.time.asOf = DateStatement(opening.last, basis: .inferred)
    }
    if result.time.from == nil, result.time.to == nil, result.time.asOf == nil,
      items.contains(where: { $0.has(.samePeriod) }),
      let last = discourse.lastPeriod ?? discourse.lastTime.map({ ($0.time.from, $0.time.to) }),
      last.from?.date != last.to?.date || last.from?.date.precision != .day
    {
      (result.time.from, result.time.to) = last
      result.rule = "same period"
    }
    return result
  }

  /// "2 million refugees in May": how many there were then, where "200 new refugees in May" came in May.
  private func isStock(_ attachment: Attachment, _ date: DateMention, _ items: [Item]) -> Bool {
    attachment.rule == "noun" && reversible.contains(attachment.measure) && !date.isInterval
      && date.first.precision != .day
      && !items[max(0, attachment.item - 2)..<attachment.phrase.range.upperBound].contains {
        $0.has(.another) || $0.has(.new)
      }
      && !items[..<attachment.item].suffix(3).contains { $0.measure(.active, .participle) != nil }
  }

  /// "the August fighting" means the days in August that the text gave before.
  private func within(_ date: DateMention, _ discourse: Discourse) -> DateMention? {
    guard date.first.precision == .month, !date.isInterval, let period = discourse.lastPeriod,
      let from = period.from?.date, let to = period.to?.date, from.precision == .day, from != to,
      from.dayNumber >= date.first.firstDay.dayNumber, to.dayNumber <= date.last.lastDay.dayNumber
    else { return nil }
    return DateMention(first: from, last: to, basis: .inferred, isInterval: true)
  }

  private func text(_ item: Item, _ sentence: Sentence) -> String {
    item.tokens.map { sentence.tokens[$0].folded }.joined(separator: " ")
  }

  /// "since the invasion": the day that the text gives the invasion, anywhere.
  private func sinceTheStart(_ items: [Item], _ result: inout Result) {
    guard let start = facts.offensiveStart,
      let since = items.firstIndex(where: { $0.has(.since) })
    else { return }
    let end = min(items.count, since + 10)
    guard
      items[since..<end].contains(where: {
        $0.domain(.offensive) || $0.domain(.war) || $0.domain(.conflict)
      })
    else { return }
    result.time.from = DateStatement(start.first, basis: .inferred)
    result.rule = "since the start"
  }

  /// Dates of the sentence that speak about this quantity: with several days, only the nearest.
  private func relevant(_ attachment: Attachment, _ items: [Item]) -> [Int] {
    guard items.contains(where: \.isDate) else { return [] }
    if let joined = items[..<attachment.item].indices.last(where: {
      items[$0].date != nil && isJoined($0, attachment.item, items)
    }) {
      return [joined]
    }
    var dates = items.indices.filter {
      items[$0].date != nil && !isApart($0, attachment, items) && !isDecade($0, items)
        && !($0 > attachment.item && opensClause($0, items) && opensWithSpeech($0, items))
        && isCompared($0, items) == isCompared(attachment.item, items)
        && !isBracketed($0, attachment.item, items)
        && !isOfOtherClause($0, attachment.item, items) && !isOfPart($0, attachment.item, items)
        && !isBeyondRaise($0, attachment, items)
    }
    if dates.isEmpty { return dates }
    if dates.count > 1, let one = dates.first(where: { items[safe: $0 + 1]?.has(.alone) == true }) {
      return [one]
    }
    let end = KindResolver().end(of: attachment, items)
    if end < items.count { dates.removeAll { $0 > end } }
    // What stands on the number's side of a semicolon says it.
    if let mark = items[..<attachment.item].lastIndex(where: { $0.isMark(";") }),
      dates.contains(where: { $0 > mark })
    {
      dates.removeAll { $0 < mark }
    }
    if dates.contains(where: { !isAcross($0, attachment.item, items) }) {
      dates.removeAll { isAcross($0, attachment.item, items) && use(of: $0, items) != .over }
    }
    // "lost 900 on Friday, bringing the losses since the invasion to 30,000": a day of the other count.
    if let since = items.sinceOfToll(before: attachment.item) {
      dates.removeAll { $0 < since && isDay($0, items) }
    }
    // One alone is not told from others.
    if dates.count == 1 { return dates }
    // Beside a date, a day of the week says something else: "Friday prayers".
    if dates.contains(where: { items[$0].date?.isWeekday == false && isDay($0, items) }) {
      dates.removeAll { items[$0].date?.isWeekday == true }
    }
    // "Thursday's strike", whatever else is said of other days.
    if let event = dates.first(where: { isOfEventNoun($0, items) }),
      !dates.contains(where: { isOfEventNoun($0, items) && $0 != event })
    {
      dates.removeAll { $0 != event && isDay($0, items) }
    }
    let days = dates.filter { use(of: $0, items) == .over }
    // "adding to 200 killed since 2006": since when stands behind the number.
    if !days.isEmpty,
      let since = dates.first(where: { $0 > attachment.item && use(of: $0, items) == .since }),
      !items[attachment.item + 1..<since].contains(where: { $0.quantity != nil || $0.isMark(",") }),
      !days.contains(where: { $0 > attachment.item && $0 < since })
    {
      return [since]
    }
    let spans = dates.filter { items[$0].date?.isInterval == true && use(of: $0, items) == .since }
    let periods = days + spans
    guard periods.count > 1 else { return dates }
    let nearest = periods.min {
      distance($0, attachment, items) < distance($1, attachment, items)
    }
    return dates.filter { !periods.contains($0) || $0 == nearest }
  }

  private func isDay(_ index: Int, _ items: [Item]) -> Bool {
    items[index].date?.first.precision == .day && use(of: index, items) == .over
  }

  /// "the 1980s": a word grown on a year makes it vague.
  private func isDecade(_ index: Int, _ items: [Item]) -> Bool {
    guard items[index].date?.first.precision == .year, let next = items[safe: index + 1] else {
      return false
    }
    return !next.isMark && !next.spaceBefore
  }

  /// A semicolon parts a date from people who have a clause of their own.
  private func isApart(_ date: Int, _ attachment: Attachment, _ items: [Item]) -> Bool {
    let range = min(date, attachment.item)..<max(date, attachment.item)
    return range.contains { index in
      items[index].isMark(";")
        && (attachment.phrase.hasHead && !goesOn(behind: index, items)
          || isOfOthers(behind: index, attachment, items)
          || isOfOtherSide(index, attachment, items))
        || items[index].isMark(",") && items[safe: index + 1]?.has(.and) == true
          && items[safe: index + 2]?.has(.pronoun) == true
    }
  }

  /// A date behind the number is nearer than one before it; another number between them parts them.
  private func distance(_ date: Int, _ attachment: Attachment, _ items: [Item]) -> Int {
    let (low, high) = (min(date, attachment.item), max(date, attachment.item))
    let others = items[low..<high].dropFirst().count { $0.quantity != nil }
    // "150 in January, 100 in March": behind a date that ends a part of a list stands the next part.
    let endsPart =
      date < attachment.item && (items[date + 1].isMark(",") || items[date + 1].has(.and))
      && items[..<date].contains { $0.quantity?.isExcluded == false }
    return (high - low) + others * 12 + (date < attachment.item ? 1 : 0) + (endsPart ? 15 : 0)
  }

  func use(of index: Int, _ items: [Item]) -> Use {
    if isOfEventNoun(index, items) { return .over }
    if isStatement(index, items) || isRecord(index, items) { return .statedOn }
    if opensUntil(index, items) || endsWithMilestone(index, items) { return .until }
    if opensInterval(index, items) || tellsBeginning(index, items) { return .since }
    if sinceBefore(index, items) { return .since }
    var at = index - 1
    var steps = 0
    var passesParty = false
    if isAsOf(index, items) { return .asOf }
    if closesInterval(index, items) { return .until }
    while at >= 0, steps < 6 {
      let item = items[at]
      // "by rebel shelling on Saturday": who did it, and not up to when.
      if item.has(.asOf), !item.has(.by) || !passesParty { return .asOf }
      // "abducted from the town on May 4"
      if item.has(.from), at < index - 1, items[index - 1].has(.on) { return .over }
      if item.has(.since) { return .since }
      // "by the rebels during the year" says who did it.
      let isAgent = items[at + 1].party != nil
      if item.has(.until) || item.has(.by) && steps <= 1 && !isAgent { return .until }
      if items[index].date?.isEnd == true, item.has(.at) || item.has(.through) { return .asOf }
      if item.has(.through), items[index].date?.isInterval == false { return .until }
      // "the toll from an overnight attack": of what it was, and not since when.
      if item.has(.from), items[index].date?.isInterval == false {
        return items[safe: index + 1]?.domain(anyOf: [.event, .events]) == true ? .over : .since
      }
      if item.has(.before), !item.has(.link) { return .until }
      if item.has(.after), steps <= 1 { return .statedOn }
      let passes =
        item.has(.article) || item.has(.possessive) || item.calendar?.role == .part
        || item.has(.in) || item.has(.of) || item.domain(.offensive) || item.has(.link)
        || item.has(.figure) || item.folded == "-" || item.has(.initially) || item.has(.on)
        || item.party != nil
      guard passes else { break }
      if item.has(.in) || item.has(.on), steps > 0 { break }
      if item.party != nil { passesParty = true }
      at -= 1
      steps += 1
    }
    return .over
  }

  /// "the highest number since 2013": another count's time.
  private func isRecord(_ index: Int, _ items: [Item]) -> Bool {
    guard items[safe: index - 1]?.has(.since) == true || items[safe: index - 2]?.has(.since) == true
    else { return false }
    for near in stride(from: index - 1, through: max(0, index - 9), by: -1) {
      if items[near].has(.superlative) { return true }
      if items[near].quantity != nil { return false }
    }
    return false
  }
}
