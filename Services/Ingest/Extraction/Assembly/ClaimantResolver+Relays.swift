import Ledger

/// Who speaks for the claimant, and who passed it on.
extension ClaimantResolver {
  /// "a spokesman for the ministry said", "ministry spokeswoman Jane Doe said"
  func speaker(in statement: Statement, _ sentence: Sentence) -> Source? {
    let items = sentence.items
    guard statement.rule == "said", let id = statement.source.id,
      lexicon.sources[id]?.kind != "person"
    else { return nil }
    var start = statement.item
    while start > 0, statement.item - start < 10, !items[start - 1].isMark,
      items[start - 1].quantity == nil, !items[start - 1].has(.that)
    {
      start -= 1
    }
    while start < statement.item, items[start].has(.article) || items[start].date != nil {
      start += 1
    }
    let range = start..<statement.item
    guard range.contains(where: { items[$0].source == id }),
      range.contains(where: {
        items[$0].attribution(.speaker) && items[$0].source == nil && !items[$0].attribution(.body)
      })
    else { return nil }
    return string(range, sentence).map { Source(name: $0) }
  }

  /// "X reported, citing Y": X; "Y told the channel Z": Z.
  func relays(of found: Statement, among statements: [Statement], _ sentence: Sentence) -> [Source]
  {
    let items = sentence.items
    var relays: [Source] = []
    if items[found.item].attribution(.relays) {
      let passing = statements.last { $0.item < found.item && $0.source.key != found.source.key }
      let subject = knownSource(in: max(0, found.item - 6)..<found.item, items)
      relays += [passing?.source ?? subject].compactMap(\.self)
    }
    relays += media(in: sentence)
    return relays.filter { $0.key != found.source.key }
  }

  /// Whom a sentence names as those to whom something was told: an outlet that the lexicon knows, behind any word for it, and
  /// whoever has a name behind "in an interview with".
  func media(in sentence: Sentence) -> [Source] {
    let items = sentence.items
    return items.indices.filter { items[$0].attribution(.tells) }.compactMap { index in
      let behind = index + 1..<max(index + 1, min(items.count, index + 7))
      if let medium = knownSource(in: behind, items), let id = medium.id {
        return lexicon.sources[id]?.kind == "media" ? medium : nil
      }
      return items[index].has(.interview) ? interviewer(behind: index, sentence) : nil
    }
  }

  /// "in an interview with the Evening Courier": a name, which may hold the name of a country or a number.
  private func interviewer(behind index: Int, _ sentence: Sentence) -> Source? {
    let items = sentence.items
    var start = index + 1
    while items[safe: start]?.has(.article) == true { start += 1 }
    var end = start
    while let item = items[safe: end], end - start < 6,
      item.capitalised && item.date == nil && item.calendar == nil
        || end > start && item.quantity != nil && items[safe: end + 1]?.isMark != false
    {
      end += 1
    }
    let name = start..<end
    guard name.contains(where: { items[$0].party == nil && items[$0].quantity == nil }),
      items[safe: end]?.has(.possessive) != true
    else { return nil }
    return string(name, sentence).map { Source(name: $0) }
  }

  /// "were also announced"
  func isPassive(_ verb: Int, _ items: [Item]) -> Bool {
    guard let before = items[safe: verb - 1] else { return false }
    if before.has(.be) { return true }
    return before.has(.also) && !before.has(.have) && items[safe: verb - 2]?.has(.be) == true
  }

  /// "was put at 900 by the ministry": who did; "was said to have been killed by rebels" tells who killed.
  func agent(of verb: Int, _ items: [Item]) -> Int? {
    for near in verb + 1..<verb + 9 {
      guard let item = items[safe: near], !item.isMark, item.measures.isEmpty else { return nil }
      if item.has(.by), items[near].date == nil { return near }
    }
    return nil
  }
}

extension ClaimReader {
  /// "The figure was given in an interview with the Evening Courier": who passed on what the sentence before counts.
  func medium(toldBy sentence: Sentence) -> Source? {
    let items = sentence.items
    // "The figure was given", "He named the figure"
    let names = items.indices.prefix(5).contains {
      items[$0].has(.figure) && items[$0].quantity == nil
        && items[safe: $0 - 1].map { $0.has(.article) && !$0.has(.a) } == true
    }
    guard names else { return nil }
    return claimants.media(in: sentence).first
  }
}
