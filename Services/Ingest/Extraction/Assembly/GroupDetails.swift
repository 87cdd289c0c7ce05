import Ledger

/// What a text states beside number and side: what people died of, how they were counted, who did it, and where.
struct GroupDetails {
  let lexicon: Lexicon

  /// The stretch that belongs to a figure, nearest words first.
  private func near(_ attachment: Attachment, _ items: [Item], before: Int, behind: Int) -> [Int] {
    var found: [Int] = []
    let word = min(attachment.item, attachment.measureItem ?? attachment.item)
    for index in stride(from: word, through: max(0, word - before), by: -1) {
      if items[index].isMark(";") { break }
      found.append(index)
    }
    let end = max(attachment.phrase.range.upperBound, (attachment.measureItem ?? 0) + 1)
    for index in attachment.item..<max(attachment.item, min(items.count, end + behind)) {
      let isNext = index >= end && items[index].quantity != nil
      if items[index].isMark(";") || isNext { break }
      found.append(index)
    }
    return found
  }

  func cause(of attachment: Attachment, in items: [Item]) -> CountedGroup.Cause {
    let causes = near(attachment, items, before: 3, behind: 10).compactMap { items[$0].cause }
    return causes.first ?? .unstated
  }

  func method(of attachment: Attachment, in items: [Item]) -> CountedGroup.Method {
    if let method = attachment.mention.method { return method }
    for index in near(attachment, items, before: 16, behind: 6) {
      guard let method = items[index].method else { continue }
      let isDenied = items[max(0, index - 3)..<index].contains { $0.has(.negation) }
      if !isDenied { return method }
    }
    return .unstated
  }

  /// "by the rebels", "in Chadian air strikes", "accused the army of": only where the text says so.
  func responsible(for attachment: Attachment, in items: [Item], party: PartyID?) -> PartyID? {
    let found = accused(before: attachment, items) ?? agent(attachment, items)
    return found == party ? nil : found
  }

  private func accused(before attachment: Attachment, _ items: [Item]) -> PartyID? {
    for index in stride(from: attachment.item - 1, through: max(0, attachment.item - 14), by: -1)
    where items[index].has(.accuse) {
      return items[index + 1..<min(attachment.item, index + 5)].compactMap { $0.party?.id }.first
    }
    return nil
  }

  private func agent(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    guard let word = attachment.measureItem else { return nil }
    if attachment.rule == "object" {
      for index in stride(from: word - 1, through: max(0, word - 5), by: -1) {
        if items[index].isMark { break }
        if let party = actor(items, index, end: word), isSubject(index, of: word, items) {
          return party
        }
      }
      return nil
    }
    for index in word + 1..<max(word + 2, min(items.count, word + 8)) {
      guard let item = items[safe: index], !item.isMark, item.quantity == nil else { return nil }
      guard item.has(.by) || item.has(.in) || item.has(.during) else { continue }
      for at in index + 1..<max(index + 2, min(items.count, index + 5)) {
        guard let next = items[safe: at], !next.isMark else { break }
        if let party = actor(items, at, end: items.count, named: item.has(.by)) { return party }
      }
    }
    return nil
  }

  /// A side that acts: its forces by name, or its adjective before forces, an attack or fire.
  private func actor(_ items: [Item], _ index: Int, end: Int, named: Bool = true) -> PartyID? {
    guard let party = items[index].party, !party.roles.allSatisfy(\.isPlace),
      items[safe: index - 1]?.has(.of) != true, items[safe: index - 1]?.has(.in) != true || !named
    else { return nil }
    let ahead = items[index + 1..<max(index + 1, min(end, index + 4))]
    let acts = ahead.prefix { !$0.isMark && $0.quantity == nil }.contains {
      $0.domain(.event) || $0.domain(.events) || $0.domain(.conflict)
        || $0.isMilitary
    }
    if party.roles.contains(.adjective) || party.roles.contains(.people) {
      return acts ? party.id : nil
    }
    return named && isAlone(items[safe: index + 1]) || acts ? party.id : nil
  }

  /// What stands behind a name does not go on with it: "by Hamas in the raid", not "by Hamas supporters".
  private func isAlone(_ next: Item?) -> Bool {
    guard let next else { return true }
    return next.isMark || next.quantity != nil || next.date != nil || next.attribution(.verb)
      || !next.meaning.gist.grammar.isEmpty || !next.measures.isEmpty
  }

  /// Who kills stands before the verb; not where somebody fights, whom, or who speaks of what others did.
  private func isSubject(_ index: Int, of word: Int, _ items: [Item]) -> Bool {
    let before = items[..<index].last { !$0.has(.article) }
    let aside: CaseSet<GrammarClass> = [
      .of, .with, .against, .near, .from, .to, .on, .between, .and, .through, .throughout, .at,
      .for,
    ]
    if before?.has(anyOf: aside) == true { return false }
    guard items[safe: index + 1]?.attribution(.verb) == true else { return true }
    return items[index + 1..<word].contains { $0.has(.pronoun) }
  }

  /// The items that name the site of an attack: "a passenger train", "the Northern Hospital".
  func site(of attachment: Attachment, in items: [Item]) -> Range<Int>? {
    let sites = items.indices.filter {
      items[$0].domain(.site) && abs($0 - attachment.item) <= 18
        && items[safe: $0 - 1]?.quantity == nil
        && !items[min($0, attachment.item)..<max($0, attachment.item)].contains { $0.isMark(";") }
    }
    guard
      let site = sites.min(by: { abs($0 - attachment.item) < abs($1 - attachment.item) })
    else { return nil }
    var start = site
    while start > 0, site - start < 4, belongs(items[start - 1]) { start -= 1 }
    return start..<site + 1
  }

  private func belongs(_ item: Item) -> Bool {
    if item.isMark("-") { return true }
    return !item.isMark && item.quantity == nil && item.date == nil
      && item.meaning.gist.grammar.isEmpty && item.measures.isEmpty
      && !item.attribution(.verb) && !item.domain(.event)
      && !(item.senses.isEmpty && item.folded.isEmpty)
  }
}
