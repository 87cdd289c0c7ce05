import Ledger

/// A side that the number's own clause names, where the sentence tells of several.
extension PartyResolver {
  /// "…, the British 320 killed", "…; the Chileans 400": named directly before the number.
  func beforeNumber(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    // "Azerbaijan – 2,783", "in Israel – 12 people"
    if attachment.rule == "set against", attachment.phrase.party == nil,
      let party = items[safe: attachment.item - 2]?.party
    {
      return lexicon.side(of: party)
    }
    guard attachment.phrase.party == nil, !attachment.isSubset, !attachment.phrase.isPartOfBefore,
      attachment.rule != "object", let party = items[safe: attachment.item - 1]?.party,
      party.roles.contains(where: { $0 == .people || $0 == .force || $0 == .name })
    else { return nil }
    var at = attachment.item - 2
    while at >= 0, items[at].has(.article) { at -= 1 }
    guard at >= 0 else { return party.id }
    let opens =
      items[at].isMark(",") || items[at].isMark(";") || items[at].isMark(":")
      || items[at].has(anyOf: [.and, .while, .but])
    return opens ? party.id : nil
  }

  /// "Of the Finns 900 fell", "Among the Turks 3,000 were wounded"
  func amongWhom(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    guard attachment.phrase.party == nil, attachment.rule != "object" else { return nil }
    for near in stride(from: attachment.item - 1, through: max(0, attachment.item - 8), by: -1) {
      let item = items[near]
      if item.quantity != nil || item.isMark(";") { return nil }
      let opens = item.has(.of) && (near == 0 || items[near - 1].isMark)
      guard opens || item.has(.among) else { continue }
      return items[near + 1..<min(attachment.item, near + 4)].prefix { !$0.isMark }
        .compactMap { item in
          item.party.flatMap { $0.roles.allSatisfy(\.isPlace) ? nil : $0.id }
        }.first
    }
    return nil
  }

  /// "the army lost nine men, the guerrillas two": those whom a word for fighters names before the number.
  func fightersBefore(_ attachment: Attachment, _ items: [Item], parent: Kept<Claim>?) -> Result? {
    guard let side = parent?.value.group.party, parent?.value.group.population == "military",
      !attachment.isSubset, attachment.rule != "object", attachment.phrase.party == nil,
      (attachment.phrase.people?.service ?? .either) == .either
    else { return nil }
    for near in stride(from: attachment.item - 1, through: max(0, attachment.item - 4), by: -1) {
      let item = items[near]
      if item.isMark || item.quantity != nil || item.party != nil { return nil }
      guard let people = item.people, people.population == "military" else { continue }
      // "the king's warriors about 900": whose they are, is said.
      let owner = items[safe: near - 1]
      if owner?.party != nil || owner?.has(.possessive) == true { return nil }
      return otherCamp(people, side)
    }
    return nil
  }

  /// Soldiers beside a group's fighters are of the state that it fights; fighters beside a state's soldiers of the group.
  func otherCamp(_ people: PeopleWord, _ side: PartyID) -> Result? {
    let isGroup = lexicon.parties[side]?.isGroup == true
    guard people.isIrregular != isGroup, people.service != .either else { return nil }
    if people.isIrregular {
      return Result(party: facts.onlyGroup, rule: "only group in text")
    }
    let army = facts.onlyArmy ?? lexicon.parties[side]?.home
    return army.map { Result(party: $0, rule: "side fought") }
  }

  /// "1,013 dead, among them 342 government troops": soldiers of the one state that is at war with its own.
  func isOfState(_ attachment: Attachment, _ population: PopulationID?) -> Bool {
    population == "military" && attachment.phrase.people?.service == .regular
      && !facts.isBetweenStates
  }

  /// "counterattacks cost them 700 dead": of whom the sentence before was about.
  func costThem(_ attachment: Attachment, _ items: [Item], _ discourse: Discourse) -> PartyID? {
    guard let them = items[safe: attachment.item - 1], them.has(.pronoun),
      them.measure(.loss) != nil || items[safe: attachment.item - 2]?.has(.dead) == true
    else { return nil }
    guard let subject = subject(before: attachment.item - 1, items) else { return nil }
    let last = discourse.lastSubject.flatMap { $0 == subject ? nil : $0 }
    return foe(of: subject, items, before: attachment.item) ?? last
  }

  /// Who took the prisoners: the first side that acts and is not counted itself.
  func captor(before end: Int, _ items: [Item]) -> PartyID? {
    for (index, item) in items[..<end].enumerated() {
      if let party = item.party, !party.roles.allSatisfy(\.isPlace), !isAside(index, items),
        items[safe: index - 1]?.quantity == nil
      {
        return party.id
      }
      if let party = item.sourceFacts?.party { return party }
    }
    return nil
  }

  /// The one state that a side is at war with when the text is published, where that names no other.
  func onlyFoe(of party: PartyID) -> PartyID? {
    guard let days = facts.days else { return nil }
    var only: PartyID?
    for war in lexicon.warsOf[party] ?? [] where war.parties.count <= 12 {
      guard war.firstDay.map({ $0 <= days.last }) ?? false,
        war.lastDay.map({ $0 >= days.first }) ?? true
      else { continue }
      for other in war.parties
      where war.opposes(party, other) && lexicon.parties[other]?.isState == true {
        if let only, only != other { return nil }
        only = other
      }
    }
    return only
  }
}
