import Ledger

/// Ways that people went: those who fled, and those who fell.
extension MeasureFinder {
  /// "320,000 Rwandans had reached Ngara": people without arms, and where they went or came from.
  func isFlight(_ at: Int, _ phrase: NounPhrase) -> Bool {
    guard phrase.people?.population != "military", !phrase.hasForeignHead, phrase.unknownWords <= 2
    else { return false }
    // "So far 73,000 have crossed": behind a count of those who fled.
    if phrase.isBare, let last = found.last ?? (followsClaim ? before : nil),
      last.measure == items[at].measure(.moves), items[safe: at + 1].map({ $0.isMark }) ?? true
    {
      return true
    }
    // "3,000 villagers left for fear of raids", "left by their own means"
    if phrase.people?.form == .many, items[safe: at - 1]?.has(.be) != true,
      let next = items[safe: at + 1],
      next.has(.by) || next.senses.isEmpty && items[safe: at + 2]?.has(.to) == true
    {
      return true
    }
    for near in at + 1..<max(at + 2, min(items.count, at + 5)) {
      guard let item = items[safe: near], item.quantity == nil, !item.isMark else { return false }
      if item.party != nil || item.has(.border) || item.domain(.site)
        || item.thing == .object && items[near - 1].has(.article)
        || item.capitalised && item.senses.isEmpty
      {
        return true
      }
    }
    return false
  }

  /// "389 soldiers fell in the rising": not to, from or ill.
  func hasFallen(_ at: Int, _ phrase: NounPhrase) -> Bool {
    guard phrase.people?.population == "military" else { return false }
    return items[safe: at + 1].map {
      $0.isMark || $0.date != nil
        || $0.has(anyOf: [
          .in, .on, .at, .during, .near, .before, .while, .and, .with, .after, .since,
        ])
    } ?? true
  }

  /// "left four members of one family dead", "leaves two soldiers and 14 villagers injured"
  func isLeft(before index: Int) -> Bool {
    for near in stride(from: index - 1, through: max(0, index - 12), by: -1) {
      if items[near].has(.leave) { return true }
      if items[near].isMark(";") || items[near].has(anyOf: [.be, .have, .that]) { return false }
    }
    return false
  }

  /// The participle has people of its own behind it: it is a past tense, and its subject did it.
  func takesObject(_ at: Int) -> Bool {
    guard let next = items[safe: at + 1] else { return false }
    if next.quantity != nil || next.people != nil { return true }
    if next.has(.article) || next.has(.possessive) || next.has(.pronoun) {
      return true
    }
    return next.party?.roles.contains(.people) == true
      || next.party?.roles.contains(.adjective) == true
  }
}
