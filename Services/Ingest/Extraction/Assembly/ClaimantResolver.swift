import Ledger

/// Who counts: the person or body to whom the text attributes a figure.
struct ClaimantResolver {
  let lexicon: Lexicon
  let facts: DocumentFacts
  let text: [UInt8]

  struct Result {
    var claimant: Source?
    var rule: String?
    var isReported = false
    /// The side that the claimant belongs to, where its name says so.
    var party: PartyID?
  }

  /// One attribution in a sentence: "according to …", "… said".
  private struct Statement {
    var item: Int
    var source: Source
    var rule: String
    var party: PartyID?
  }

  func claimant(
    of attachment: Attachment, in sentence: Sentence, discourse: Discourse
  ) -> Result {
    let statements = statements(in: sentence, discourse: discourse)
    let word = attachment.item
    // The source nearest before the figure, else one behind it.
    let before = statements.filter { $0.item < word }.max { $0.item < $1.item }
    // A semicolon parts what one says from what the other says.
    let end = sentence.items[word...].firstIndex { $0.isMark(";") } ?? sentence.items.count
    let behind = statements.filter { $0.item > word && $0.item < end }.min { $0.item < $1.item }
    if let found = before ?? behind {
      return Result(
        claimant: found.source, rule: found.rule, isReported: true,
        party: side(of: found, sentence.items))
    }
    if sentence.section == .quotation || isQuoted(attachment, sentence)
      || attachment.parent == -1
    {
      return Result(claimant: discourse.lastClaimant, rule: "speaker before", isReported: true)
    }
    return Result()
  }

  /// Whom the text let speak last.
  func lastSpeaker(in sentence: Sentence, discourse: Discourse)
    -> (source: Source, party: PartyID?)?
  {
    statements(in: sentence, discourse: discourse).last.map {
      ($0.source, side(of: $0, sentence.items))
    }
  }

  /// The side named in the stretch around the attribution, else the source's own.
  private func side(of statement: Statement, _ items: [Item]) -> PartyID? {
    if let id = statement.source.id, let party = lexicon.sources[id]?.party { return party }
    for step in [-1, 1] {
      var at = statement.item + step
      for _ in 0..<8 {
        guard let item = items[safe: at], item.quantity == nil, !item.isMark(","),
          !item.has(.that), !item.isMark("\"")
        else { break }
        if let party = item.party, party.roles != [.place] { return party.id }
        at += step
      }
      if statement.rule == "said", step == -1 { break }
    }
    return nil
  }

  private func isQuoted(_ attachment: Attachment, _ sentence: Sentence) -> Bool {
    let marks = sentence.items[..<attachment.item].count { $0.isMark("\"") }
    let behind = sentence.items[attachment.item...].contains { $0.isMark("\"") }
    return !marks.isMultiple(of: 2) || marks == 0 && behind
  }

  private func statements(in sentence: Sentence, discourse: Discourse) -> [Statement] {
    let items = sentence.items
    var found: [Statement] = []
    for (index, item) in items.enumerated() {
      if item.attribution(.preposition) {
        if let source = source(behind: index, sentence, discourse) {
          found.append(Statement(item: index, source: source, rule: "according to"))
        }
      } else if item.attribution(.work), let joint = items[safe: index + 1],
        joint.has(.of) || joint.has(.by) || joint.has(.from),
        let source = knownSource(in: index + 2..<max(index + 2, min(items.count, index + 7)), items)
      {
        found.append(Statement(item: index, source: source, rule: "report of"))
      } else if speaks(index, items), items[safe: index - 1]?.has(.be) != true {
        if let source = speaker(before: index, sentence, discourse) {
          found.append(Statement(item: index, source: source, rule: "said"))
        } else if let source = source(behind: index, sentence, discourse), isInverted(index, items)
        {
          found.append(Statement(item: index, source: source, rule: "said"))
        }
      }
    }
    return found
  }

  /// A word of speech; "report" is one only before "that".
  private func speaks(_ index: Int, _ items: [Item]) -> Bool {
    guard items[index].attribution(.verb) else { return false }
    guard items[index].attribution(.work) else { return true }
    let next = items[safe: index + 1]
    return next?.has(.that) == true
      || isInverted(index, items) && (next?.has(.article) == true || next?.source != nil)
  }

  /// "…," said the governor
  private func isInverted(_ verb: Int, _ items: [Item]) -> Bool {
    guard let before = items[safe: verb - 1] else { return false }
    return before.isMark && !before.isMark(".") && !before.isMark(")")
  }

  private func knownSource(in range: Range<Int>, _ items: [Item]) -> Source? {
    guard range.lowerBound <= range.upperBound else { return nil }
    return range.compactMap { items[safe: $0]?.source }.first
      .flatMap { lexicon.sources[$0] }.map { Source(id: $0.id, name: $0.name) }
  }

  // MARK: names

  /// The speaker that stands before a verb, back to the start of its clause.
  private func speaker(
    before verb: Int, _ sentence: Sentence, _ discourse: Discourse
  ) -> Source? {
    let items = sentence.items
    var start = verb
    var steps = 0
    while start > 0, steps < 14 {
      let item = items[start - 1]
      if item.isMark(",") || item.isMark("\"") || item.isMark(";") || item.isMark(":")
        || item.quantity != nil || item.has(.that) || item.has(.relative) || item.has(.while)
        || speaks(start - 1, items)
      {
        // "Smith, the governor, said": behind the insertion stands the name.
        if item.isMark(","), start == verb, let name = insertion(before: start - 1, items) {
          start = name
          break
        }
        break
      }
      start -= 1
      steps += 1
    }
    if start < verb, items[start].has(.and) || items[start].has(.but) { start += 1 }
    return source(in: start..<verb, sentence, discourse, isSubject: true)
  }

  private func insertion(before comma: Int, _ items: [Item]) -> Int? {
    var at = comma - 1
    while at >= 0, comma - at <= 10 {
      if items[at].isMark(",") {
        let names = items[at + 1..<comma].count { $0.capitalised && $0.senses.isEmpty }
        if names >= 2 { return at + 1 }
        return items[safe: at - 1]?.capitalised == true ? max(0, at - 3) : nil
      }
      at -= 1
    }
    return nil
  }

  private func source(
    behind index: Int, _ sentence: Sentence, _ discourse: Discourse
  ) -> Source? {
    let items = sentence.items
    var end = index + 1
    while end < items.count, end - index <= 12 {
      let item = items[end]
      if item.quantity != nil || item.date != nil || item.isMark(",") || item.isMark(".")
        || item.isMark(";") || item.isMark("\"") || item.isMark("–") || item.isMark("(")
        || item.has(.that) || item.has(.relative) || item.has(.who) || item.attribution(.verb)
        || item.has(.be) || isOutside(items, end, start: index)
      {
        break
      }
      end += 1
    }
    return source(in: index + 1..<end, sentence, discourse, isSubject: false)
  }

  /// A preposition ends a name, unless the name goes on: "the Council on Foreign Relations".
  private func isOutside(_ items: [Item], _ index: Int, start: Int) -> Bool {
    let item = items[index]
    guard item.has(.in) || item.has(.on) || item.has(.at), index > start + 1 else { return false }
    return items[safe: index + 1]?.capitalised != true
      || items[safe: index - 1]?.capitalised != true
  }

  /// The source that a stretch names: by the lexicon, by its shape, or by pointing back.
  private func source(
    in range: Range<Int>, _ sentence: Sentence, _ discourse: Discourse, isSubject: Bool
  ) -> Source? {
    guard !range.isEmpty else { return nil }
    let items = sentence.items
    if let known = range.compactMap({ items[$0].source }).first, let entry = lexicon.sources[known]
    {
      return Source(id: known, name: entry.name)
    }
    if range.contains(where: { items[$0].quantity != nil }) { return nil }
    if let name = shapedName(range, sentence, discourse) { return Source(name: name) }
    if range.contains(where: { items[$0].attribution(.work) }) {
      // "the study" is the one named before, "a study" one that the text names somewhere, and
      // "studies say" nobody's, but for the short grammar of headlines.
      let isShort = sentence.section == .headline || sentence.section == .deck
      let articles = range.map { items[$0] }.filter { $0.has(.article) }
      guard isShort || !articles.isEmpty else { return nil }
      if articles.allSatisfy({ $0.has(.a) }) { return work(discourse) }
      return work(discourse) ?? discourse.lastClaimant
    }
    let pointsBack = range.contains {
      items[$0].attribution(.again, .body, .speaker) || items[$0].has(.pronoun)
    }
    return pointsBack ? discourse.lastClaimant ?? work(discourse) : nil
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

  /// A name that no list has: "the Ministry of Emergencies", "local officials", "Jane Doe".
  private func shapedName(
    _ range: Range<Int>, _ sentence: Sentence, _ discourse: Discourse
  ) -> String? {
    let items = sentence.items
    var start = range.lowerBound
    var end = range.upperBound
    while start < end,
      items[start].has(.article) || items[start].isMark || items[start].date != nil
        || items[start].has(.on) || items[start].has(.in) || items[start].has(.also)
    {
      start += 1
    }
    while end > start,
      items[end - 1].isMark || items[end - 1].has(.have) || items[end - 1].has(.also)
        || items[end - 1].date != nil || items[end - 1].has(.on) || items[end - 1].has(.possessive)
    {
      end -= 1
    }
    guard start < end, end - start <= 12 else { return nil }
    if let abbreviation = abbreviation(start..<end, sentence) { return abbreviation }
    let words = start..<end
    // "the ministry", "officials said": a body without a name points back, unless nobody was named.
    let names = words.contains { items[$0].capitalised && items[$0].senses.isEmpty }
    let bodies = words.contains { items[$0].attribution(.speaker, .body) }
    let isParty = words.count == 1 && items[start].party != nil
    let article = items[safe: start - 1]?.has(.article) == true
    if !names, !isParty, article, end - start == 1, pointsBack(items[start], discourse) {
      return nil
    }
    guard names || bodies || isParty else { return nil }
    if words.contains(where: { items[$0].has(.pronoun) || items[$0].stance != nil }) { return nil }
    return string(words, sentence)
  }

  /// "the agency" is whoever spoke last; "the ministry" only where that was a ministry.
  private func pointsBack(_ item: Item, _ discourse: Discourse) -> Bool {
    guard let last = discourse.lastClaimant else { return false }
    return item.attribution(.again, .work) || last.name.lowercased().contains(item.folded)
  }

  /// "the Observatory for Something (OFS)" goes by its abbreviation.
  private func abbreviation(_ range: Range<Int>, _ sentence: Sentence) -> String? {
    let items = sentence.items
    for index in range where items[index].isMark("(") {
      guard let inside = items[safe: index + 1], items[safe: index + 2]?.isMark(")") == true,
        inside.tokens.count == 1, sentence.tokens[inside.tokens.lowerBound].upperCase
      else { continue }
      return string(index + 1..<index + 2, sentence)
    }
    return nil
  }

  private func string(_ range: Range<Int>, _ sentence: Sentence) -> String? {
    guard let first = range.first, let last = range.last else { return nil }
    let lower = sentence.tokens[sentence.items[first].tokens.lowerBound].range.lowerBound
    let upper = sentence.tokens[sentence.items[last].tokens.upperBound - 1].range.upperBound
    guard lower < upper, upper <= text.count else { return nil }
    return String(decoding: text[lower..<upper], as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
