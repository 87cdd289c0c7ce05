import Ledger

/// Whose figure it is, where nobody says anything: "the ministry's own total", "UN figures put it at".
extension ClaimantResolver {
  /// "the ministry's own total", "its count": whose figure it is.
  func owner(_ index: Int, _ sentence: Sentence, _ discourse: Discourse) -> Source? {
    let items = sentence.items
    var at = index + 1
    while at - index <= 3, let item = items[safe: at], !item.isMark, item.quantity == nil {
      if !item.measures.isEmpty { return nil }
      if item.attribution(.work) || item.has(.total) && at > index + 1 { break }
      // "the capital's disputed claims that"
      if item.attribution(.verb), items[safe: at + 1]?.has(.that) == true {
        // "the country's prosecutor reported that": the prosecutor did.
        if items[index + 1..<at].contains(where: { $0.attribution(.speaker) }) { return nil }
        break
      }
      at += 1
    }
    guard at - index <= 3, let count = items[safe: at],
      count.attribution(.work) || count.has(.total) || items[safe: at + 1]?.has(.that) == true,
      !count.isMark
    else { return nil }
    if items[index].has(.article) {
      if items[index].attribution(.person) { return discourse.sources.lastPerson }
      // "The ministry dismissed the report; its own estimate is …"
      if let before = ownerBefore(index, sentence) { return before }
      return discourse.sources.lastBody ?? discourse.lastClaimant
    }
    guard let name = items[safe: index - 1] else { return nil }
    if let id = name.source, let entry = lexicon.sources[id] {
      return Source(id: id, name: entry.name)
    }
    // "Jane Doe's study"
    var first = index
    while first > 0, index - first < 4, items[first - 1].capitalised,
      items[first - 1].senses.isEmpty,
      !items[first - 1].isMark
    {
      first -= 1
    }
    if first < index, first > 0 || index - first > 1 {
      return string(first..<index, sentence).map { fullName(of: $0, discourse) ?? Source(name: $0) }
    }
    if let party = name.party, party.roles.contains(where: { $0 == .capital || $0 == .name }) {
      return string(index - 1..<index, sentence).map { Source(name: $0) }
    }
    guard name.attribution(.body, .speaker, .again) else { return nil }
    return discourse.sources.last(called: name.folded)
      ?? (items[safe: index - 2]?.has(.article) == true
        ? string(index - 1..<index, sentence).map { Source(name: $0) } : nil)
  }

  /// "UN figures put", "the agency's latest data show": a work that speaks, behind the known name whose it is.
  func publisher(of work: Int, _ items: [Item]) -> Source? {
    guard let next = items[safe: work + 1],
      next.attribution(.verb) || next.has(.link)
        || next.senses.isEmpty && !next.capitalised
          && !next.isMark && next.quantity == nil && next.date == nil
    else { return nil }
    for near in stride(from: work - 1, through: max(0, work - 4), by: -1) {
      if items[near].source != nil { return knownSource(in: near..<near + 1, items) }
      if items[near].isMark || items[near].quantity != nil || items[near].attribution(.verb) {
        return nil
      }
    }
    return nil
  }

  /// The body that the clause before a semicolon is about.
  private func ownerBefore(_ its: Int, _ sentence: Sentence) -> Source? {
    let items = sentence.items
    guard let mark = items[..<its].lastIndex(where: { $0.isMark(";") }), mark > 1 else {
      return nil
    }
    let start = items[0].has(.article) ? 1 : 0
    guard
      let body = items[start..<min(mark, start + 6)].firstIndex(where: { $0.attribution(.body) })
    else { return nil }
    if let known = knownSource(in: start..<body + 1, items) { return known }
    return string(start..<body + 1, sentence).map { Source(name: $0) }
  }
}
