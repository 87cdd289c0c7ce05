import Ledger

/// Whether a count belongs to an armed conflict at all.
struct Relevance {
  let facts: DocumentFacts
  let reversible: Set<MeasureID>

  static let peaceful: CaseSet<Domain> = [
    .disaster, .crime, .protest, .accident, .disease, .fiction,
  ]

  /// Why a count is no claim about a conflict's human cost; nil where it is one.
  func objection(to attachment: Attachment, in items: [Item]) -> NoClaim? {
    let generic = attachment.mention.quantity.form == .vague
    if generic, isGeneric(attachment, items) { return .generic }
    if attachment.rule == "flight", !facts.speaksOfFlight { return .noMeasure }
    if reversible.contains(attachment.measure), isUndone(attachment, items) { return .undone }
    let isMilitary =
      attachment.phrase.people?.population == "military"
      && attachment.phrase.people?.service != .police
      || attachment.measureItem.flatMap { items[$0].implied } == "military"
    let near = clause(around: attachment, items)
    let peacefulHere = near.contains { item in item.domain(anyOf: Self.peaceful) }
    let conflictHere = items.contains {
      $0.domain(.conflict) || $0.domain(.offensive) || $0.conflict != nil
    }
    if peacefulHere {
      return isMilitary && conflictHere || isOfWar(near) || isHit(near) ? nil : .peaceful
    }
    if isMilitary || conflictHere { return nil }
    let hasForces = items.contains {
      $0.isMilitary && $0.people?.service != .police
    }
    if hasForces, facts.speaksOfConflict {
      return nil
    }
    let peacefulSentence = items.contains { item in item.domain(anyOf: Self.peaceful) }
    if peacefulSentence { return .peaceful }
    let tellsEvent = items.contains { $0.domain(.event) || $0.domain(.events) }
    if generic, facts.conflictWords == 0, !tellsEvent { return .noConflict }
    guard facts.speaksOfConflict || tellsEvent else { return .noConflict }
    return facts.conflictWords >= facts.peacefulWords ? nil : .noConflict
  }

  /// "died from violence and famine during the war": the war's dead, and no peace's.
  private func isOfWar(_ clause: ArraySlice<Item>) -> Bool {
    clause.allSatisfy {
      $0.domain(.war) || !$0.domain(anyOf: [.crime, .protest, .accident, .fiction])
    }
      && clause.contains { $0.conflict != nil || $0.domain(.war) }
  }

  /// "a missile crashed into a school": no accident.
  private func isHit(_ clause: ArraySlice<Item>) -> Bool {
    clause.allSatisfy { !$0.domain(anyOf: [.crime, .protest, .disaster, .disease, .fiction]) }
      && clause.contains { $0.domain(.conflict) && $0.domain(.event) }
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
