import Ledger

/// The names that stand beside words of speech.
extension ClaimantResolver {

  func source(
    behind index: Int, _ sentence: Sentence, _ discourse: Discourse
  ) -> Source? {
    let items = sentence.items
    var end = index + 1
    // "said two witnesses"
    if items[safe: end]?.quantity != nil,
      items[safe: end + 1]?.attribution(.speaker, .body, .again) == true
    {
      end += 1
    }
    let first = end
    while end < items.count, end - index <= 12 {
      let item = items[end]
      // "according to confirmed figures of"
      if end == first, item.attribution(.verb), items[safe: end + 1]?.isMark == false {
        end += 1
        continue
      }
      if item.quantity != nil || item.date != nil || item.isMark(",") || item.isMark(".")
        || item.isMark(";") || item.isMark("\"") || item.isMark("–")
        || item.isMark("(") && items[safe: end + 2]?.isMark(")") != true
        || item.has(.that) || item.has(.relative)
        || item.attribution(.verb) && !item.attribution(.work)
        || item.has(.who) && item.source == nil
        || item.has(.be) || isOutside(items, end, start: index)
        || item.has(.to) && end > first + 1
      {
        break
      }
      end += 1
    }
    if let name = nameBehind(end, sentence, within: first..<end) { return name }
    // "by a paper that appeared in the Journal"
    if items[safe: end]?.attribution(.verb) == true, end - first <= 4,
      items[safe: end + 1]?.has(anyOf: [.in, .by, .on]) == true,
      items[first..<end].contains(where: { $0.attribution(.work) }),
      !items[first..<end].contains(where: { $0.source != nil || $0.attribution(.body) })
    {
      return source(behind: end + 1, sentence, discourse)
    }
    return source(in: first..<end, sentence, discourse, isSubject: false)
  }

  /// The source that a stretch names: by the lexicon, by its shape, or by pointing back.
  func source(
    in stretch: Range<Int>, _ sentence: Sentence, _ discourse: Discourse, isSubject: Bool
  ) -> Source? {
    let items = sentence.items
    let range = withoutAdjunct(stretch, items)
    guard !range.isEmpty else { return nil }
    if let abbreviated = abbreviation(range, sentence) { return abbreviated }
    // "a person close to the ministry"
    if isSubject, let close = range.first(where: { items[$0].has(.near) }),
      range.first.map({ $0 < close }) == true,
      range.prefix(while: { $0 < close }).contains(where: {
        items[$0].attribution(.speaker) || items[$0].people != nil
      }), let name = string(range, sentence)
    {
      return Source(name: name)
    }
    if let known = knownSource(in: range, items) {
      // "the ministry's spokeswoman Jane Doe": she says it.
      if let person = titled(range, items), let name = string(person, sentence) {
        return fullName(of: name, discourse) ?? Source(name: name)
      }
      guard goesOn(range, items), let name = shapedName(range, sentence, discourse) else {
        return known
      }
      return Source(name: name)
    }
    if range.contains(where: { items[$0].quantity != nil }) { return nil }
    if let name = shapedName(range, sentence, discourse) {
      return fullName(of: name, discourse) ?? Source(name: name)
    }
    if range.contains(where: { items[$0].attribution(.work) }) {
      // "the study" is the one named before, "a study" one that the text names somewhere, and
      // "studies say" nobody's, but for the short grammar of headlines.
      let isShort = sentence.section == .headline || sentence.section == .deck
      let articles = range.map { items[$0] }.filter { $0.has(.article) }
      guard isShort || !articles.isEmpty else { return nil }
      if articles.allSatisfy({ $0.has(.a) }) { return work(discourse) }
      return work(discourse) ?? discourse.lastClaimant
    }
    if isSubject, let side = sideAtEnd(of: range, items), let name = string(side, sentence) {
      return Source(name: name)
    }
    return named(before: range, sentence, discourse)
  }

  /// "Later the same night Doeland owned up to five": a side by its own name, whatever time stands before it.
  private func sideAtEnd(of range: Range<Int>, _ items: [Item]) -> Range<Int>? {
    guard let last = range.last, last > range.lowerBound,
      let party = items[last].party, party.roles.contains(where: { $0 == .name || $0 == .capital })
    else { return nil }
    let before = items[last - 1]
    guard
      before.date != nil || before.calendar != nil || before.has(anyOf: [.sameDay, .also])
        || before.isMark(",")
    else { return nil }
    return last..<last + 1
  }

  /// The name that ends a stretch behind an office.
  private func titled(_ range: Range<Int>, _ items: [Item]) -> Range<Int>? {
    var start = range.upperBound
    while start > range.lowerBound, items[start - 1].capitalised, items[start - 1].senses.isEmpty,
      !items[start - 1].isMark
    {
      start -= 1
    }
    guard (2...4).contains(range.upperBound - start), start > range.lowerBound,
      items[start - 1].attribution(.speaker), !items[start - 1].attribution(.body)
    else { return nil }
    return start..<range.upperBound
  }

  /// Whom a pronoun or a short reference means: the last source that it fits.
  private func named(
    before range: Range<Int>, _ sentence: Sentence, _ discourse: Discourse
  ) -> Source? {
    let items = sentence.items
    let pointing = range.filter {
      items[$0].attribution(.again, .body, .speaker)
        || items[$0].has(.pronoun) && !isInitial($0, items)
    }
    guard let word = pointing.last.map({ items[$0] }) else { return nil }
    let called = discourse.sources.last(calledAll: allWords(of: word, sentence))
    if word.attribution(.person) {
      return called ?? discourse.sources.lastPerson ?? discourse.lastClaimant ?? work(discourse)
    }
    if let called { return called }
    if word.has(.pronoun) || word.attribution(.again), let body = discourse.sources.lastBody {
      return body
    }
    return discourse.lastClaimant ?? work(discourse)
  }

  /// "As of June the ministry", "For the whole of 2019 the office": time is no part of a name.
  private func withoutAdjunct(_ range: Range<Int>, _ items: [Item]) -> Range<Int> {
    guard let first = range.first else { return range }
    // "In one country the government's commission"
    let place = items[first].has(.in) ? first + 1 : first
    if place > 0, items[place - 1].has(.in), items[safe: place]?.party != nil,
      let next = items[safe: place + 1], next.has(.article), !next.has(.a), !next.has(.possessive),
      place + 2 < range.upperBound
    {
      return place + 1..<range.upperBound
    }
    let opens: CaseSet<GrammarClass> = [
      .in, .on, .at, .asOf, .since, .until, .by, .during, .after, .before, .for, .from, .between,
      .through,
    ]
    guard items[first].date != nil || items[first].has(anyOf: opens),
      let date = range.last(where: { items[$0].date != nil }), date + 1 < range.upperBound
    else { return range }
    return date + 1..<range.upperBound
  }

  /// Whose "the report" is: the last claimant's, unless that was a person.
  private func work(_ discourse: Discourse) -> Source? {
    if let last = discourse.lastClaimant, let id = last.id, let entry = lexicon.sources[id],
      entry.kind != "person", entry.kind != "media"
    {
      return last
    }
    guard let work = facts.workSource, let entry = lexicon.sources[work] else { return nil }
    return Source(id: work, name: entry.name)
  }

  /// "the Observatory for Something (OFS)" goes by its abbreviation.
  private func abbreviation(_ range: Range<Int>, _ sentence: Sentence) -> Source? {
    let items = sentence.items
    for index in range where items[index].isMark("(") && items[safe: index - 1]?.date == nil {
      // "(OFS)", "(OFS-A)"
      guard let inside = items[safe: index + 1],
        let close = (index + 2...index + 4).first(where: { items[safe: $0]?.isMark(")") == true }),
        items[index + 2..<close].allSatisfy({ !$0.spaceBefore }), inside.tokens.count == 1,
        sentence.tokens[inside.tokens.lowerBound].upperCase
      else { continue }
      if let known = knownSource(in: index + 1..<index + 2, items) { return known }
      return string(index + 1..<close, sentence).map { Source(name: $0) }
    }
    return nil
  }

  /// The name of a known source begins a longer one: "UN Mine Action Service" is not the UN.
  private func goesOn(_ range: Range<Int>, _ items: [Item]) -> Bool {
    guard let last = range.last(where: { items[$0].source != nil }), range.contains(last + 1) else {
      return false
    }
    let next = items[last + 1]
    return next.capitalised && next.people == nil
      && (next.senses.isEmpty || next.attribution(.body) && !next.attribution(.speaker))
  }

  func string(_ range: Range<Int>, _ sentence: Sentence) -> String? {
    guard let first = range.first, let last = range.last else { return nil }
    let lower = sentence.tokens[sentence.items[first].tokens.lowerBound].range.lowerBound
    let upper = sentence.tokens[sentence.items[last].tokens.upperBound - 1].range.upperBound
    guard lower < upper, upper <= text.count else { return nil }
    let written = String(decoding: text[lower..<upper], as: UTF8.self)
    if isSpacedPlainly(lower..<upper) { return written }
    return written.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Between words stands one space and nothing else; told by bytes, because names are made for every word of speech.
  private func isSpacedPlainly(_ range: Range<Int>) -> Bool {
    var before: UInt8 = 0x20
    for byte in text[range] {
      // Letters of Latin and Cyrillic begin with other bytes than spaces of all widths.
      let isPlain =
        byte > 0x20 && byte < 0x80 || byte == 0x20 && before != 0x20
        || byte >= 0x80 && byte < 0xC0 && before >= 0x80 || byte >= 0xC3 && byte <= 0xD4
      guard isPlain else { return false }
      before = byte
    }
    return before != 0x20
  }
}
