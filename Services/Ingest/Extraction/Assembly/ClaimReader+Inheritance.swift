import Ledger

/// When something happened that its own words do not date: what the text said before.
extension ClaimReader {
  /// Fills an open time, and with it the kind; says by which rule.
  func inherit(
    _ time: inout ClaimTime, _ kind: inout KindResolver.Result, _ attachment: Attachment,
    _ sentence: Sentence, _ number: Int, parent: Kept<Claim>?, before: Kept<Claim>?,
    _ discourse: Discourse
  ) -> String? {
    if attachment.isSubset, let whole = parent?.value.time, time.to == nil, time.asOf == nil,
      time.from != nil, time.from?.date == whole.from?.date
    {
      // The part is counted up to the same day, wherever that stands.
      time.cover(whole)
    }
    let items = sentence.items
    if let day = neighbour(of: attachment, sentence, number, discourse) {
      // "A day earlier its count stood at 300": all that had been counted by then.
      if attachment.rule == "same count", parent?.value.kind == .cumulative {
        time.asOf = DateStatement(day.last, basis: .inferred)
        return "day beside"
      }
      time.cover(day)
      if !kind.isFixed { kind = KindResolver.Result(.incident, "day beside") }
      return "day beside"
    }
    guard time.isOpen, kind.kind != .rate else { return nil }
    if sentence.gist.grammar.contains(.sameDay), !sentence.gist.hasDate,
      times.saysSameDay(attachment, items),
      let day = toldDay(number, discourse)
    {
      time.cover(day)
      if !kind.isFixed { kind = KindResolver.Result(.incident, "same day") }
      return "same day"
    }
    if !kind.isFixed, (attachment.mention.quantity.leadingValue ?? 0) < 1000,
      let day = discourse.pointedDays[number]
    {
      time.cover(day)
      kind = KindResolver.Result(.incident, "day behind")
      return "day behind"
    }
    let goesOn = items[safe: attachment.item - 1]?.has(.another) == true
    if attachment.isSubset || goesOn, let parent, !parent.value.time.isOpen {
      time.cover(parent.value.time)
      return "time of whole"
    }
    let isVague =
      hasVagueTime(items, attachment.item) || opensAnew(items) || isTotalled(attachment, items)
    let isRaised = KindResolver().raise(of: attachment, items) != nil
    // "90 dead since May; four soldiers were wounded in the port": a running count ends with its clause.
    let isApart =
      before?.value.time.to == nil && attachment.phrase.hasHead && opensClause(attachment, items)
    if !isVague, !isRaised, !isApart, let before, before.value.kind != .rate,
      !before.value.time.isOpen
    {
      time.cover(before.value.time)
      if kind.kind != before.value.kind, !kind.isFixed {
        kind = KindResolver.Result(before.value.kind, "kind before")
      }
      return "time before"
    }
    if kind.kind == .incident, !isVague {
      if let parent, !parent.value.time.isOpen {
        time.cover(parent.value.time)
        return "time of whole"
      }
      if sentence.gist.hasDate,
        let own = items[..<attachment.item].lastIndex(where: { $0.date != nil }),
        let told = times.time(saidBy: own, items), told.to != nil
      {
        time.cover(told)
        return "date before"
      }
      if let day = day(of: number, discourse) {
        time.cover(day)
        return "day of event"
      }
    }
    if let last = discourse.lastTime, number - last.sentence == 1, last.block == sentence.block,
      !sentence.gist.hasDate, !isVague, pointsBack(items, to: last.time)
    {
      time.cover(last.time)
      if time.isOneDay, kind.kind == .cumulative {
        kind = KindResolver.Result(.incident, "event before")
      }
      return "time of what is meant"
    }
    if let told = discourse.narrated, number - told.sentence == 1, told.block == sentence.block,
      !items.contains(where: { $0.date != nil || $0.attribution(.verb) && !$0.attribution(.work) })
    {
      time.cover(told.date)
      return "time told"
    }
    if kind.kind == .cumulative, !kind.isFixed, !isVague,
      follows(attachment, sentence, number, discourse),
      let day = discourse.lastDay?.date
    {
      time.cover(day)
      kind = KindResolver.Result(.incident, "event before")
      return "day before"
    }
    if kind.kind == .cumulative, !isVague, let title = discourse.title,
      number - title.sentence <= (title.isAsOf ? 12 : 5)
    {
      if title.isAsOf {
        time.asOf = DateStatement(title.date.last, basis: .inferred)
      } else {
        time.cover(title.date)
      }
      return "time of title"
    }
    return nil
  }

  /// "The day before, two had died", "was killed the next morning": beside the day that was told last.
  private func neighbour(
    of attachment: Attachment, _ sentence: Sentence, _ number: Int, _ discourse: Discourse
  ) -> DateMention? {
    let grammar = sentence.gist.grammar
    guard grammar.contains(.dayBefore) || grammar.contains(.dayAfter) else { return nil }
    let items = sentence.items
    guard
      let word = items.indices.first(where: {
        items[$0].has(anyOf: [.dayBefore, .dayAfter]) && isAlone($0, items)
          && !isParted($0, attachment.item, items)
      })
    else { return nil }
    var told = toldDay(number, discourse)
    if let own = items[..<word].last(where: { $0.date != nil })?.date {
      told = own.isShort ? own : nil
    }
    guard let told, told.first.precision == .day else { return nil }
    let isBefore = items[word].has(.dayBefore)
    let day = isBefore ? told.first.adding(days: -1) : told.last.adding(days: 1)
    return day.map { DateMention(first: $0, last: $0, basis: .inferred, isInterval: false) }
  }

  /// The day that the sentences before named last, whatever they said of it.
  private func toldDay(_ number: Int, _ discourse: Discourse) -> DateMention? {
    if let said = discourse.saidDay, number - said.sentence <= 2 { return said.date }
    return discourse.lastDay.flatMap { number - $0.sentence <= 3 ? $0.date : nil }
  }

  /// "the day before the attack", "the day after he came" are told by what follows.
  private func isAlone(_ word: Int, _ items: [Item]) -> Bool {
    guard items[word].has(anyOf: [.before, .after]), let next = items[safe: word + 1],
      !next.isMark
    else { return true }
    return !next.has(anyOf: [.article, .possessive, .pronoun, .that]) && next.party == nil
      && next.people == nil
  }

  /// Another count or a date stands between, or the word belongs to what comes behind the count.
  private func isParted(_ word: Int, _ count: Int, _ items: [Item]) -> Bool {
    items[min(word, count) + 1..<max(word, count)].contains {
      $0.quantity?.isExcluded == false || $0.date != nil || $0.isMark(";")
        || word > count && ($0.has(.and) || $0.isMark(","))
    }
  }

  /// "two were killed on Friday, total losses now 40 dead": of all the time until now.
  private func isTotalled(_ attachment: Attachment, _ items: [Item]) -> Bool {
    for near in stride(from: attachment.item - 1, through: max(0, attachment.item - 5), by: -1) {
      if items[near].isMark || items[near].quantity != nil { return false }
      if items[near].has(.total) {
        return items[near + 1..<attachment.item].contains { $0.measure(.noun, .toll) != nil }
      }
    }
    return false
  }

  /// A semicolon stands between the number before and this one.
  private func opensClause(_ attachment: Attachment, _ items: [Item]) -> Bool {
    for near in stride(from: attachment.item - 1, through: max(0, attachment.item - 24), by: -1) {
      if items[near].isMark(";") { return true }
      if items[near].quantity != nil { return false }
    }
    return false
  }

  /// "The attack left 20 dead", "in this offensive": what the sentence before told, where it can have lasted so long.
  private func pointsBack(_ items: [Item], to time: ClaimTime) -> Bool {
    items.indices.contains { index in
      guard items[index].has(.article), !items[index].has(.a) else { return false }
      return items[index + 1..<min(items.count, index + 3)].contains {
        time.isLong && $0.domain(anyOf: [.war, .conflict, .offensive])
          || time.to != nil && $0.domain(anyOf: [.event, .events])
      }
    }
  }

  /// "Troops clashed with rebels on Thursday. The army lost 20 men": few people, of whom nothing sums up.
  private func follows(
    _ attachment: Attachment, _ sentence: Sentence, _ number: Int, _ discourse: Discourse
  ) -> Bool {
    guard !attachment.isSubset, let day = discourse.lastDay, number - day.sentence == 1,
      !sentence.gist.hasDate,
      let value = attachment.mention.quantity.leadingValue, value < 1000,
      !["toll", "lost", "noun"].contains(attachment.rule)
    else { return false }
    return !sentence.items.contains { $0.has(.total) || $0.has(.average) || $0.calendar != nil }
  }

  /// "Two people died in the attack on Friday. Nine were wounded": the sentence goes on where nobody else speaks and
  /// nobody else's people are counted.
  func goOn(
    from discourse: Discourse, _ time: inout ClaimTime, _ kind: inout KindResolver.Result,
    _ sentence: Sentence, _ number: Int, _ attachment: Attachment, party: PartyID?,
    claimant: Source?
  ) -> String? {
    guard time.isOpen, kind.kind != .rate, !sentence.gist.hasDate, let last = discourse.keptClaim,
      !sentence.items.isLeftByWar(before: attachment.item),
      let place = discourse.lastClaimPlace, place.block == sentence.block,
      number - place.sentence == 1, !last.value.time.isOpen, last.value.kind != .rate,
      claimant == nil || claimant?.key == last.value.attribution.claimant?.key
        || last.value.time.isBetweenDays,
      last.value.time.to != nil
        || (last.value.time.asOf != nil || party == last.value.group.party)
          && isSameHarm(attachment.measure, last.value.measure.id),
      !hasVagueTime(sentence.items, 0),
      !opensAnew(sentence.items),
      !sentence.items.prefix(last.value.time.isOneDay ? 5 : 3).contains(where: { $0.has(.total) })
    else { return nil }
    time.cover(last.value.time)
    if last.value.kind == .incident, !kind.isFixed {
      kind = KindResolver.Result(.incident, "kind before")
    }
    return "time of sentence before"
  }

  /// Of those who came since some day, not all are still there.
  private func isSameHarm(_ one: MeasureID, _ other: MeasureID) -> Bool {
    one == other || !lexicon.reversible.contains(one) && !lexicon.reversible.contains(other)
  }

  /// Speaks of some time that it does not tell: "since the war began", "so far".
  private func hasVagueTime(_ items: [Item], _ number: Int) -> Bool {
    let clause = items[..<number].lastIndex { $0.isMark(";") } ?? 0
    return items[clause...].indices.contains { index in
      let item = items[index]
      if item.has(anyOf: [.since, .initially]) { return !item.has(.from) }
      // "during the conflict", "in the civil war"
      if item.has(.in),
        items[index + 1..<min(items.count, index + 4)].prefix(while: { !$0.isMark })
          .contains(where: { $0.domain(.war) })
      {
        return true
      }
      // "after a raid of four days"
      return item.has(.during)
        && items[index + 1..<min(items.count, index + 7)].contains {
          $0.domain(anyOf: [.war, .conflict, .offensive])
        }
    }
  }

  /// "In a separate attack, …", "In another village, …": not what was told before.
  private func opensAnew(_ items: [Item]) -> Bool {
    guard items.first?.has(.in) == true, let next = items[safe: 1],
      next.has(.a) || next.has(.another) || next.quantity?.quantity.leadingValue == 1,
      let comma = items.prefix(14).firstIndex(where: { $0.isMark(",") })
    else { return false }
    return !items[..<comma].contains { $0.attribution(.work, .tells) || $0.date != nil }
  }
}

extension ClaimTime {
  /// Nothing tells when.
  var isOpen: Bool { from == nil && to == nil && asOf == nil }

  /// Goes on, or from one day to another.
  fileprivate var isLong: Bool { to == nil || from?.date != to?.date && !isOneDay }

  fileprivate var isOneDay: Bool {
    guard let first = from?.date, let last = to?.date else { return false }
    return first.precision == .day && last.dayNumber - first.dayNumber <= 1
  }

  /// A short time with two ends: what belongs to it is counted by several.
  fileprivate var isBetweenDays: Bool {
    guard let first = from?.date, let last = to?.date else { return false }
    return first != last && first.precision == .day && last.dayNumber - first.dayNumber <= 31
  }

  fileprivate mutating func cover(_ other: ClaimTime) {
    (from, to, asOf) = (other.from, other.to, other.asOf)
  }

  fileprivate mutating func cover(_ date: DateMention) {
    from = DateStatement(date.first, basis: .inferred)
    to = DateStatement(date.last, basis: .inferred)
  }
}
