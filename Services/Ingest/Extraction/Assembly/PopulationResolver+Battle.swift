import Ledger

/// Who is counted by the name of a side alone: its soldiers, where armies fight.
extension PopulationResolver {
  /// "In the battle 5,000 Persians fell", "the garrison had 362 British dead": a state's people where its army fights,
  /// and no word speaks of others.
  func isOfArmy(_ attachment: Attachment, _ items: [Item]) -> Bool {
    guard attachment.phrase.people == nil, !attachment.phrase.isLives,
      let party = sideCounted(attachment, items), foes.isStateAtWar(party.id),
      !party.roles.allSatisfy(\.isPlace)
    else { return false }
    let first = max(0, attachment.item - 24)
    let near = items[first..<min(items.count, attachment.item + 16)]
    if near.contains(where: { $0.people.map(isOther) ?? false }) { return false }
    let told = attachment.rule == "object" ? items[first..<attachment.item] : near
    if told.contains(where: { $0.has(.battle) || $0.implied == "military" }) { return true }
    return before == "military" && !near.contains { $0.domain(anyOf: [.event, .events, .site]) }
  }

  /// The side in the number's own phrase, or before the word of harm that heads it: "Allied dead ran to 3,700".
  func sideCounted(
    _ attachment: Attachment, _ items: [Item]
  ) -> (id: PartyID, roles: [PartyRole])? {
    if let party = attachment.phrase.party { return party }
    guard let head = items.heading(before: attachment.item), head > 0 else { return nil }
    return items[head - 1].party
  }

  /// "Women accounted for 300 casualties", "soldiers made up 40 of the dead": who they were, stands before the verb.
  func accountedFor(_ attachment: Attachment, _ items: [Item]) -> PopulationID? {
    guard attachment.phrase.people == nil else { return nil }
    let verb = attachment.item - 1
    guard items[safe: verb]?.has(.accounts) == true, let people = items[safe: verb - 1]?.people,
      people.form == .many
    else { return nil }
    return people.population
  }

  /// "The Italians left 6,000 dead on the field", "14 dead on his side"
  func isLeft(_ attachment: Attachment, _ items: [Item]) -> Bool {
    let end = attachment.phrase.range.upperBound
    if items[end..<min(items.count, end + 3)].contains(where: { $0.has(.ownSide) }) { return true }
    return items.leaver(before: attachment.item) != nil
      && !items.contains { $0.people.map(isOther) ?? false }
  }

  /// "British losses", "our total loss", "the loss of the British"
  func isOfSide(_ loss: Int, _ items: [Item]) -> Bool {
    let owner = items[safe: loss - 1]?.has(.total) == true ? loss - 2 : loss - 1
    if let before = items[safe: owner], before.party != nil || before.has(.possessive) {
      return true
    }
    guard items[safe: loss + 1]?.has(.of) == true else { return false }
    return items[loss + 2..<min(items.count, loss + 5)].contains { $0.party != nil || isForce($0) }
  }

  /// "9,000 Portuguese deaths": a word for deaths, and not for the people.
  func isOfDeaths(_ attachment: Attachment, _ items: [Item]) -> Bool {
    guard let word = attachment.phrase.measureItem else { return false }
    return items[word].measure(.participle, .intransitive, .predicate) == nil
  }
}
