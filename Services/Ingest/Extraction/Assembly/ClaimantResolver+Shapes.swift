import Ledger

/// Names that no list has, told by their shape: "the Ministry of Emergencies", "local officials", "Jane Doe".
extension ClaimantResolver {
  func shapedName(_ range: Range<Int>, _ sentence: Sentence, _ discourse: Discourse) -> String? {
    let items = sentence.items
    let words = shape(range, items)
    guard let start = words.first, let last = words.last, words.count <= 12 else { return nil }
    // "the ministry", "officials said": a body without a name points back, unless nobody was named.
    let names = words.contains { items[$0].capitalised && items[$0].senses.isEmpty }
    let bodies = words.contains { items[$0].attribution(.speaker, .body) }
    let works = items[last].attribution(.work)
    let isParty =
      items[start].party != nil
      && (words.allSatisfy { items[$0].party != nil }
        || works && words.count <= 3 && !items[last].has(.possessive))
    let article = items[safe: start - 1].map { $0.has(.article) && !$0.has(.a) } ?? false
    if !names, !isParty, article,
      pointsBack(items[last], allWords(of: items[last], sentence), discourse),
      words.count == 1
        || words.count == 2 && isSeat(items[start]) && items[last].attribution(.again)
    {
      return nil
    }
    guard names || bodies || isParty else { return nil }
    // "a rising tide of Something shows": who is named begins with the name, or is a body.
    if !bodies, !isParty, !items[start].capitalised, !items[start].attribution(.work) { return nil }
    // "Reasoned estimates", "Western estimates": a work is nobody, unless it has a name of its own.
    if !bodies, !isParty, works, items[safe: start - 1]?.has(.article) != true,
      words.count(where: { items[$0].capitalised && items[$0].senses.isEmpty }) < 2,
      !words.contains(where: { items[$0].has(.possessive) })
    {
      return nil
    }
    if words.contains(where: {
      items[$0].has(.pronoun) && !isInitial($0, items) || items[$0].stance != nil
    }) {
      return nil
    }
    return string(words, sentence)
  }

  /// Without what stands before and behind a name.
  private func shape(_ range: Range<Int>, _ items: [Item]) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    let opening: CaseSet<GrammarClass> = [.article, .on, .in, .also, .asIn, .initially]
    while start < end,
      items[start].isMark || items[start].date != nil || items[start].has(anyOf: opening)
        || items[start].stance != nil
    {
      start += 1
    }
    // "the FLN (National Liberation Front)"
    if let bracket = (start..<end).first(where: { items[$0].isMark("(") }), bracket > start {
      end = bracket
    }
    while end > start, endsNothing(items[end - 1]) { end -= 1 }
    // "had been hurt in what the agency said": the name begins behind the last verb; "the envoy, who asked not to be
    // named, said", "the group has always said": it ends before one where nothing behind could be a name.
    while let cut = (start..<end).last(where: { breaksName($0, start, items) }) {
      let isHarm = !items[cut].measures.isEmpty
      if isHarm || (cut + 1..<end).contains(where: { isNaming(items[$0]) }) {
        start = cut + 1
        while start < end, items[start].has(.article) { start += 1 }
        break
      }
      end = cut
    }
    while end > start, items[end - 1].isMark || items[end - 1].has(.also) { end -= 1 }
    return withoutWork(start..<max(start, end), items)
  }

  /// "a communique by the Defence Ministry", "a Defence Ministry statement": whose it is. "A decade after the war Jane
  /// Doe": the name alone.
  private func withoutWork(_ range: Range<Int>, _ items: [Item]) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    if end - start > 2, items[start].attribution(.work),
      items[start + 1].has(anyOf: [.by, .from, .of])
    {
      start += 2
      while start < end, items[start].has(.article) { start += 1 }
    }
    if end - start > 1, items[end - 1].attribution(.work), items[end - 2].attribution(.body) {
      end -= 1
    }
    if start < end, !isNaming(items[start]), !items[start].capitalised,
      let name = (start..<end).first(where: { items[$0].capitalised && items[$0].senses.isEmpty }),
      (name..<end).allSatisfy({ items[$0].capitalised || items[$0].isMark })
    {
      start = name
    }
    return start..<end
  }

  private func endsNothing(_ item: Item) -> Bool {
    item.isMark || item.date != nil || item.calendar != nil
      || item.has(anyOf: [.have, .also, .on, .possessive, .initially])
  }

  /// A verb, or what opens a clause or a phrase beside the name: "weeks after President Doe".
  private func breaksName(_ index: Int, _ start: Int, _ items: [Item]) -> Bool {
    let item = items[index]
    if item.has(.possessive) { return false }
    if item.has(anyOf: [.be, .have, .do, .negation, .relative, .who, .asIn])
      || !item.measures.isEmpty && !item.capitalised
    {
      return true
    }
    if item.attribution(.preposition) { return true }
    return item.has(anyOf: [.after, .before, .since, .during, .against, .until])
      && !item.capitalised
  }

  private func isNaming(_ item: Item) -> Bool {
    item.capitalised && item.senses.isEmpty || item.attribution(.speaker, .body, .work, .again)
      || item.party != nil || item.source != nil
  }

  /// "defence minister" is who was called both.
  func allWords(of item: Item, _ sentence: Sentence) -> [String] {
    item.tokens.compactMap { sentence.tokens[safe: $0]?.folded }
  }

  /// "I. Doe": no pronoun.
  func isInitial(_ index: Int, _ items: [Item]) -> Bool {
    items[safe: index + 1].map { $0.isMark(".") && !$0.spaceBefore } ?? false
  }

  /// A city: "the Geneva office" is an office named before.
  private func isSeat(_ item: Item) -> Bool {
    item.party.map { $0.roles.contains { $0.isPlace } } ?? false
  }

  /// "the agency" is whoever spoke last; "the ministry" only where that was a ministry.
  private func pointsBack(_ item: Item, _ words: [String], _ discourse: Discourse) -> Bool {
    if discourse.sources.last(calledAll: words) != nil { return true }
    // "the Interior Ministry" is another than the one before, and "the Observatory" a name where none was.
    guard words.count == 1 || item.attribution(.again) else { return false }
    if item.capitalised, !item.attribution(.person), discourse.sources.lastBody == nil {
      return false
    }
    if item.attribution(.person) { return discourse.sources.lastPerson != nil }
    guard discourse.lastClaimant != nil || discourse.sources.lastBody != nil else { return false }
    return item.attribution(.again, .work)
  }
}
