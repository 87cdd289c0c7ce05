import Ledger

/// Whether a count belongs to an armed conflict at all.
struct Relevance {
  let facts: DocumentFacts
  let lexicon: Lexicon
  /// The place of the sentence in the text.
  let sentence: Int

  /// Why a count is no claim about a conflict's human cost; nil where it is one.
  func objection(to attachment: Attachment, in items: [Item]) -> NoClaim? {
    let generic = attachment.mention.quantity.form == .vague
    if generic, isGeneric(attachment, items) { return .generic }
    if lexicon.reversible.contains(attachment.measure), isUndone(attachment, items) {
      return .undone
    }
    var subject = facts.subject.sentence(sentence)
    for item in clause(around: attachment, items) where item.isTelling {
      subject = subject + Subject.evidence(of: item, lexicon) * 2
    }
    // Where the sentence itself tells, the others have less to say.
    let around = facts.subject.around(sentence)
    let isPlainlyOfWar = subject.conflict >= 1 && subject.peace == 0
    let isPlainlyOfPeace = subject.peace >= 3 && subject.conflict < 1
    subject.peace += around.peace * (isPlainlyOfWar ? 0.4 : 1)
    subject.conflict += around.conflict * (isPlainlyOfPeace ? 0.6 : 1)
    let isMilitary =
      attachment.phrase.people?.population == "military"
      && attachment.phrase.people?.service != .police
      || attachment.measureItem.flatMap { items[$0].implied } == "military"
    if isMilitary { subject.conflict += 1.5 }
    if !facts.wars.isEmpty { subject.conflict += 1.5 }
    if subject.peace > subject.conflict, subject.peace > 2 { return .peaceful }
    let tellsEvent = items.contains { $0.domain(.event) || $0.domain(.events) }
    if generic, facts.subject.total.conflict == 0, !tellsEvent { return .noConflict }
    return facts.speaksOfConflict || tellsEvent ? nil : .noConflict
  }

  /// "released 30 prisoners", "300,000 refugees returned"
  private func isUndone(_ attachment: Attachment, _ items: [Item]) -> Bool {
    let first = max(0, attachment.item - 4)
    let last = min(items.count, attachment.phrase.range.upperBound + 4)
    for index in first..<last {
      if index > attachment.item, items[index].isMark || items[index].has(.and) { return false }
      if items[index].domain(.release) { return true }
    }
    return false
  }

  /// "force millions to flee", in a text that names no side: says what wars do, and counts nobody.
  private func isGeneric(_ attachment: Attachment, _ items: [Item]) -> Bool {
    if facts.partyMentions.isEmpty, facts.conflictMentions.isEmpty { return true }
    guard let word = attachment.measureItem, word > attachment.item else { return false }
    return items[safe: word - 1]?.has(.to) == true && items[safe: word - 2]?.has(.be) != true
      && items[word].measure(.intransitive, .active) != nil
  }

  /// What stands around the number between the marks that part clauses, and a little beyond.
  private func clause(around attachment: Attachment, _ items: [Item]) -> ArraySlice<Item> {
    var start = min(attachment.item, attachment.measureItem ?? attachment.item)
    var end = max(attachment.phrase.range.upperBound, attachment.measureItem ?? 0)
    var steps = 0
    while start > 0, steps < 12, !items[start - 1].isMark(";"), items[start - 1].quantity == nil {
      start -= 1
      steps += 1
    }
    steps = 0
    while end < items.count, steps < 10, !items[end].isMark(";"), items[end].quantity == nil {
      end += 1
      steps += 1
    }
    return items[start..<min(end, items.count)]
  }
}
