import Ledger

/// Who is spoken of without a word of speech, and speaks next: "A staff officer drew the sum. He said that …".
extension ClaimantResolver {
  /// The body or office that a sentence begins with, for the "he" and "it" of those behind.
  func noteSubject(_ sentence: Sentence, _ discourse: inout Discourse) {
    let items = sentence.items
    guard let office = office(in: items) else { return }
    let isBody = items[office.item].attribution(.body)
    // An army acts in many sentences in which somebody else counts.
    if isBody, items[office.item].domain(.conflict), discourse.sources.lastBody != nil { return }
    guard let name = string(office.range, sentence) else { return }
    let words = office.range.flatMap { allWords(of: items[$0], sentence) }
    let known = namedBefore(words, office.item, office.range, sentence, discourse)
    discourse.sources.note(
      known ?? Source(name: name), words: words,
      isPerson: !isBody && isOne(office, items))
  }

  /// "The ministry counts all. It said …", "The Valdoran president …": whom the text has named by these words, or by the
  /// office where they serve that country.
  private func namedBefore(
    _ words: [String], _ office: Int, _ range: Range<Int>, _ sentence: Sentence,
    _ discourse: Discourse
  ) -> Source? {
    if let known = discourse.sources.last(calledAll: words) { return known }
    let items = sentence.items
    guard let country = items[range].lazy.compactMap({ $0.party?.id }).first,
      range.allSatisfy({ $0 == office || items[$0].party != nil }),
      let known = discourse.sources.last(called: items[office].folded),
      let id = known.id, lexicon.sources[id]?.party == country
    else { return nil }
    return known
  }

  /// Whoever stands behind one of these is spoken of beside something, and is no subject.
  private static let leads: CaseSet<GrammarClass> = [
    .of, .by, .in, .from, .at, .with, .to, .for, .against, .between, .on, .after, .before, .during,
    .among, .near, .since, .and,
  ]

  private func office(in items: [Item]) -> (item: Int, range: Range<Int>)? {
    for index in items.indices.prefix(14) {
      let item = items[index]
      if item.quantity != nil || !item.measures.isEmpty || item.isMark(";") || item.isMark(":") {
        return nil
      }
      guard item.attribution(.speaker, .body), item.quantity == nil else { continue }
      var start = index
      while start > 0, index - start < 6, isOfName(items[start - 1]) { start -= 1 }
      guard start == 0 || !items[start - 1].has(anyOf: Self.leads) else { continue }
      while start < index, items[start].has(.article) { start += 1 }
      var end = index + 1
      while end < items.count, end - index <= 4, isNameWord(items[end]) { end += 1 }
      // "Doe did not comment": who says nothing.
      if items[end..<min(items.count, end + 3)].contains(where: { $0.has(.negation) }) {
        return nil
      }
      return (index, start..<end)
    }
    return nil
  }

  /// What can stand before an office in its name: "Armenia's deputy defence minister", "a retired general".
  private func isOfName(_ item: Item) -> Bool {
    !item.isMark && item.date == nil && item.calendar == nil && item.quantity == nil
      && item.measures.isEmpty && !item.attribution(.verb)
      && (item.has(.article) || item.has(.possessive) || !item.isTelling || item.capitalised
        || item.attribution(.speaker, .body) || item.people != nil || item.party != nil)
      && !item.has(anyOf: Self.leads)
      && !item.has(anyOf: [.be, .have, .relative, .that, .who, .when, .while])
  }

  /// Part of a person's name; the lexicon has some for the armies that they led.
  func isNameWord(_ item: Item) -> Bool {
    guard item.capitalised, !item.isMark else { return false }
    return item.senses.isEmpty || item.party.map { $0.roles == [.force] } == true
  }

  /// "a surgeon", "Surgeon Jane Doe", and not "surgeons": told by what stands beside, because how several are called is
  /// each language's own.
  private func isOne(_ office: (item: Int, range: Range<Int>), _ items: [Item]) -> Bool {
    let item = items[office.item]
    if item.attribution(.person) { return true }
    if let people = item.people { return people.form == .one }
    let opens = office.range.lowerBound
    return office.range.upperBound > office.item + 1
      || opens > 0 && items[opens - 1].has(.article)
  }

  /// "has the toll at 900", "have it at", and a counter of the dead that "has 900 dead".
  func isPutting(_ have: Int, _ items: [Item]) -> Bool {
    guard items[have].has(.have), let next = items[safe: have + 1] else { return false }
    if next.quantity?.isExcluded == false {
      guard let source = items[safe: have - 1]?.source.flatMap({ lexicon.sources[$0] }) else {
        return false
      }
      return source.kind == "monitor" || source.kind == "research" || source.kind == "media"
    }
    let word = next.has(.article) || next.has(.possessive) ? have + 2 : have + 1
    guard let counted = items[safe: word],
      counted.has(.count) || counted.measure(.toll, .noun) != nil || counted.has(.pronoun)
    else { return false }
    return items[word + 1..<min(items.count, word + 5)].prefix { !$0.isMark && $0.quantity == nil }
      .contains { $0.has(.at) }
  }

  /// One stands near the beginning.
  func hasColon(_ items: [Item]) -> Bool { items.prefix(12).contains { $0.isMark(":") } }

  /// "The mothers: at least 300 dead": who stands before a colon and was named before, or is a body, an office or a known
  /// source.
  func speakerBeforeColon(_ sentence: Sentence, _ discourse: Discourse) -> Statement? {
    let items = sentence.items
    guard let colon = items.prefix(12).firstIndex(where: { $0.isMark(":") }), colon > 0,
      !items[..<colon].contains(where: {
        $0.quantity != nil || !$0.measures.isEmpty || $0.attribution(.verb, .preposition)
          || $0.has(.count)
          || $0.attribution(.work) || $0.thing != nil
      })
    else { return nil }
    var end = colon
    while end > 0,
      items[end - 1].date != nil || items[end - 1].calendar != nil || items[end - 1].isMark
    {
      end -= 1
    }
    // "General Jane Doe, for the army:"
    let first = items[..<end].firstIndex { $0.isMark(",") } ?? end
    let start = items[..<first].firstIndex { !$0.isMark && !$0.has(.article) } ?? first
    guard start < first, first - start <= 7 else { return nil }
    let range = start..<first
    if let known = knownSource(in: range, items) {
      return Statement(item: colon, source: known, rule: "before colon")
    }
    let words = range.flatMap { allWords(of: items[$0], sentence) }
    if let named = discourse.sources.last(calledAll: words) {
      return Statement(item: colon, source: named, rule: "before colon")
    }
    // "Then Doe again, on the guns:"
    for index in range where isNameWord(items[index]) {
      if let person = discourse.sources.lastPerson(called: items[index].folded) {
        return Statement(item: colon, source: person, rule: "before colon")
      }
    }
    let isOffice = range.contains {
      let item = items[$0]
      return item.attribution(.speaker) && !item.attribution(.body)
        || item.attribution(.body) && !item.domain(.conflict) && !item.isMilitary
    }
    // "Colonel Jane Doe" goes by her name.
    var person = first
    while person > start, isNameWord(items[person - 1]) { person -= 1 }
    let named = first - person > 1 ? person..<first : range
    let isNamed = start > 0 || named.contains { items[$0].capitalised && items[$0].senses.isEmpty }
    guard isOffice, isNamed, let name = string(named, sentence) else { return nil }
    return Statement(
      item: colon, source: fullName(of: name, discourse) ?? Source(name: name), rule: "before colon"
    )
  }
}
