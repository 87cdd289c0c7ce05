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
      if item.party != nil || item.has(anyOf: [.border, .locality]) || item.domain(.site)
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
    // "3,000 Chechens fell in the defence of the town"
    let isPeople = phrase.people == nil && phrase.party?.roles.contains(.people) == true
    guard phrase.people?.population == "military" || isPeople else { return false }
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

  /// "held 232 Syrian soldiers", "drove 20,000 farmers out of the valley": words that harm only people of another side,
  /// or only with their way.
  func taken(_ verb: Int, _ index: Int, _ phrase: NounPhrase) -> MeasureID? {
    guard let id = items[verb].takes, phrase.hasHead, index - verb <= 2,
      items[safe: verb - 1]?.has(.be) != true
    else { return nil }
    // "the attack claimed 40 soldiers", "medics treated 60 people after the raid"
    if !vocabulary.reversible.contains(id) {
      if vocabulary.includes(id, in: vocabulary.mixed), items[verb].domain(.aid) {
        return (!found.isEmpty || followsClaim)
          && !items.contains { $0.domain(anyOf: [.disease, .aid]) && $0.takes == nil } ? id : nil
      }
      return items[max(0, verb - 8)..<verb].contains { $0.domain(anyOf: [.event, .events]) }
        && phrase.party?.roles.contains(.force) != true ? id : nil
    }
    if vocabulary.ofFlight.contains(id) {
      guard phrase.people?.population != "military",
        let next = items[safe: phrase.range.upperBound]
      else { return nil }
      let isOut = next.senses.isEmpty && items[safe: phrase.range.upperBound + 1]?.has(.of) == true
      return isOut || next.has(.from) || next.measure(.predicate) != nil ? id : nil
    }
    // Nobody holds their own people captive, and halls hold people of no side.
    guard let theirs = phrase.party?.id else { return nil }
    for near in stride(from: verb - 1, through: max(0, verb - 4), by: -1) {
      let word = items[near]
      if word.isMark || word.quantity != nil { return nil }
      if let doer = word.party?.id { return doer == theirs ? nil : id }
      if word.isMilitary || word.has(.pronoun) { return id }
    }
    return nil
  }

  /// "2,000 villagers were taken by the rebels", and not by ambulance; the remains of 20 are not.
  func isTaken(_ at: Int, _ phrase: NounPhrase, _ index: Int) -> Bool {
    guard phrase.hasHead, items[safe: at + 1]?.has(.by) == true,
      items[safe: index - 1]?.has(.of) != true, items[safe: index - 1]?.measures.isEmpty != false
    else { return false }
    return items[at + 2..<max(at + 2, min(items.count, at + 6))].prefix { !$0.isMark }.contains {
      $0.people?.population == "military" || $0.party?.roles.contains(.name) == true
    }
  }

  /// "Typhus carried off 30,000": kills, where men who do so take captives.
  func byDisease(_ verb: Int) -> MeasureID? {
    guard items[verb].measures.count > 1 else { return nil }
    for near in stride(from: verb - 1, through: max(0, verb - 5), by: -1) {
      if items[near].isMark(";") { return nil }
      if items[near].cause == .hungerOrDisease || items[near].domain(.disease) {
        return items[verb].measures.first {
          $0.role == .active && !vocabulary.reversible.contains($0.id)
        }?.id
      }
    }
    return nil
  }
}
