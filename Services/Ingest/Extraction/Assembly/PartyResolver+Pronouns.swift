import Ledger

/// Sides that a sentence means without naming them: "them", "his own side", "the enemy".
extension PartyResolver {
  /// "killed 6,000 of them": whom the text was about, and not who says or does it.
  func ofThem(
    _ attachment: Attachment, _ items: [Item], _ discourse: Discourse, _ claimantParty: PartyID?
  ) -> PartyID? {
    guard attachment.phrase.isPartOfBefore, !attachment.isSubset, attachment.phrase.party == nil
    else { return nil }
    let agent = agent(attachment, items)
    for near in stride(from: attachment.item - 1, through: max(0, attachment.item - 16), by: -1) {
      if items[near].isMark(";") { break }
      guard let party = items[near].party, !party.roles.allSatisfy(\.isPlace),
        party.id != claimantParty, party.id != agent, !isAside(near, items),
        items[safe: near + 1]?.attribution(.verb) != true
      else { continue }
      return party.id
    }
    guard let last = discourse.lastParty, last != agent, last != claimantParty else { return nil }
    return last
  }

  /// "28 dead on his side": of who speaks.
  func onOwnSide(
    _ attachment: Attachment, _ items: [Item], _ discourse: Discourse, _ claimantParty: PartyID?
  ) -> PartyID? {
    let end = attachment.phrase.range.upperBound
    let clause = items[end..<min(items.count, end + 9)].prefix {
      !$0.isMark(",") && !$0.isMark(";")
    }
    guard clause.contains(where: { $0.has(.ownSide) }) else { return nil }
    return claimantParty ?? places.subject(of: items) ?? discourse.lastClaimantParty
      ?? discourse.lastSubject
  }

  /// "5,000 enemy dead", "Of the enemy 300 were killed": of whoever fights the speaker.
  func ofEnemy(
    _ attachment: Attachment, _ items: [Item], _ discourse: Discourse, _ claimantParty: PartyID?
  ) -> PartyID? {
    guard attachment.phrase.party == nil, isEnemyCounted(attachment, items) else { return nil }
    let speakers = [
      claimantParty, places.subject(of: items), discourse.lastClaimantParty, facts.onlyArmy,
      facts.mainPlace,
    ]
    for case let speaker? in speakers {
      if let party = foe(of: speaker, items, before: attachment.item) ?? onlyFoe(of: speaker) {
        return party
      }
      // Who speaks has several foes: that others have only one says nothing.
      if speaker == claimantParty, !(facts.foes[speaker] ?? []).isEmpty { return nil }
    }
    return nil
  }

  func isEnemyCounted(_ attachment: Attachment, _ items: [Item]) -> Bool {
    if attachment.phrase.range.contains(where: { items[safe: $0]?.has(.enemy) == true }) {
      return true
    }
    if attachment.countsSubject || attachment.rule == "suffered" || attachment.rule == "toll" {
      return isOfEnemy(attachment, items)
    }
    guard let first = items.first, first.has(anyOf: [.of, .among]) else { return false }
    return items.prefix(4).contains { $0.has(.enemy) }
  }

  /// "The Italians left 6,000 dead on the field": their own.
  func leftBehind(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    items.leaver(before: attachment.item).flatMap { items[$0].party?.id }
  }

  /// "The army gave its own dead as 147": of the one state that the text is about.
  func armyBefore(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    let first = max(0, attachment.item - 24)
    guard
      items[first..<attachment.item].contains(where: {
        $0.people?.population == "military" && $0.people?.form == .adjective
          && $0.people?.service == .regular
      })
    else { return nil }
    let place = facts.mainPlace.flatMap { lexicon.parties[$0]?.isState == true ? $0 : nil }
    return facts.onlyArmy ?? place ?? facts.onlyState
  }

  /// "Kabul says that the rebels suffered 40 percent of their losses in May": of whom the sentence says that they suffered,
  /// and not of who says it.
  func sufferer(before number: Int, _ items: [Item]) -> PartyID? {
    for near in stride(from: number - 1, through: max(0, number - 6), by: -1) {
      let item = items[near]
      if item.has(.suffer) { return subject(before: near, items) }
      if item.isMark(",") || item.isMark(";") || item.quantity != nil { return nil }
    }
    return nil
  }

  /// "In that war the Doelanders lost 900 in a year. Now they lose as many in a month": those of the war that the text is
  /// about, and not those of the one that it compares it with.
  func now(before word: Int, _ items: [Item], _ discourse: Discourse) -> PartyID? {
    guard items[..<word].contains(where: { $0.has(.now) }), let last = discourse.lastSubject,
      let side = discourse.lastOfWar,
      let war = lexicon.wars.first(where: { $0.id == side.conflict }), !war.parties.contains(last)
    else { return nil }
    return side.party
  }

  /// Whose soldiers "its soldiers" are where only a group was spoken of: those of the state that it fights.
  func ofArmy(_ party: PartyID, _ attachment: Attachment) -> PartyID {
    guard attachment.phrase.people?.service == .regular,
      attachment.phrase.people?.population == "military", lexicon.groups.contains(party)
    else { return party }
    return facts.onlyArmy ?? lexicon.parties[party]?.home ?? party
  }
}

extension [Item] {
  /// Who left its dead on a field: a people or an army by its name, directly before the verb. An attack that leaves
  /// dead is none.
  func leaver(before index: Int) -> Int? {
    guard self[safe: index - 1]?.has(.leave) == true else { return nil }
    for near in stride(from: index - 2, through: Swift.max(0, index - 8), by: -1) {
      let item = self[near]
      if let party = item.party {
        return party.roles.contains { $0 == .people || $0 == .force } ? near : nil
      }
      guard item.has(anyOf: [.have, .pronoun]) || item.isMark(",") || item.attribution(.verb) else {
        return nil
      }
    }
    return nil
  }
}

/// Shares, multiples and ratios.
extension PartyResolver {
  /// "She said that the army suffered half of its losses in May": the army's, whoever says so and wherever it was. "The dead
  /// were 35 percent of those casualties": of whom the sentence before counted.
  func ofDerived(_ attachment: Attachment, _ items: [Item], _ number: Int, _ discourse: Discourse)
    -> Result?
  {
    guard attachment.rule == "derived" else { return nil }
    if attachment.countsSubject, let party = subject(before: attachment.item, items) {
      return Result(party: party, rule: "side of subject")
    }
    // "Iran's casualties exceed five times those of its other wars"
    if attachment.mention.quantity.form == .multiple,
      let party = items[..<attachment.item].first(where: { $0.party != nil })?.party
    {
      return Result(party: party.id, rule: "side of subject")
    }
    guard items.allSatisfy({ $0.party == nil }), let last = discourse.keptClaim,
      let place = discourse.lastClaimPlace, number - place.sentence <= 1,
      let party = last.value.group.party
    else { return nil }
    return Result(party: party, rule: "side of claim before")
  }
}
