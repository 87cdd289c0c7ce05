import Ledger

/// Sides that a sentence tells by what they do to each other.
extension PartyResolver {
  /// Who did it: "X killed 20", "20 were killed by X", "X strikes killed 20".
  func agent(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    let word = attachment.measureItem ?? attachment.item
    if attachment.rule == "object", !items[word].has(.admit) {
      // "a claim by X that it had killed": whoever was named last.
      if let it = (max(0, word - 3)..<word).last(where: { items[$0].has(.pronoun) }) {
        // "the rebels said they had killed"
        if items[max(0, it - 3)..<it].contains(where: { $0.people?.isIrregular == true }),
          !items[max(0, it - 3)..<it].contains(where: { $0.party != nil }),
          let group = facts.onlyGroup
        {
          return group
        }
        return items[..<it].last { $0.party != nil }?.party?.id
      }
      for near in stride(from: word - 1, through: max(0, word - 5), by: -1) {
        if items[near].isMark, !items[near].isMark("-") { break }
        if items[near].quantity != nil || items[near].has(anyOf: [.while, .and]) { break }
        if let party = items[near].party, !isAside(near, items) { return party.id }
      }
      return places.subject(of: Array(items[..<word]))
    }
    let start = max(word, attachment.phrase.range.upperBound - 1)
    for near in start + 1..<max(start + 2, min(items.count, start + 8)) {
      guard let item = items[safe: near], item.quantity == nil else { break }
      if item.isMark, !item.isMark("-"), !item.isMark("\"") { break }
      guard let party = item.party, !party.roles.contains(.place) else { continue }
      let isBy = (max(start, near - 4)..<near).contains { items[$0].has(.by) }
      if isBy || isOfAttack(near, items) { return party.id }
    }
    return nil
  }

  /// The side is named only as that of an attack: "in Israeli strikes", "Russia's shelling".
  func isOfAttack(_ index: Int, _ items: [Item]) -> Bool {
    for ahead in index + 1...index + 3 {
      guard let item = items[safe: ahead], !item.isMark || item.isMark("-"),
        !item.has(anyOf: [.since, .after, .before, .when])
      else { return false }
      if item.domain(anyOf: [.event, .events, .offensive]) { return true }
      if item.isMilitary, items[safe: ahead + 1]?.domain(.event) != true { return false }
    }
    return false
  }

  /// "against X", "by the X": no subject, and nobody's loss.
  func isAside(_ index: Int, _ items: [Item]) -> Bool {
    let away: CaseSet<GrammarClass> = [
      .in, .against, .by, .near, .with, .during, .since, .on, .from,
    ]
    return [items[safe: index - 1], items[safe: index - 2]].contains {
      $0?.has(anyOf: away) == true
    }
  }

  /// The side that fights a party, where sentence or text name just one.
  func foe(of party: PartyID, _ items: [Item], before end: Int) -> PartyID? {
    let foes = facts.foes[party] ?? []
    guard foes.count > 1 else { return foes.first }
    let named = items[..<max(0, min(end, items.count))].last {
      $0.party.map { foes.contains($0.id) && !$0.roles.allSatisfy(\.isPlace) } ?? false
    }
    if let named { return named.party?.id }
    return nil
  }

  /// "the enemy lost 20", "enemy losses": of whoever fights the speaker.
  func isOfEnemy(_ attachment: Attachment, _ items: [Item]) -> Bool {
    let word = attachment.measureItem ?? attachment.item
    let (first, last) = (min(word, attachment.item), max(word, attachment.item))
    return items[max(0, first - 6)..<min(items.count, last + 1)].contains { $0.has(.enemy) }
  }

  /// "X killed 20 soldiers", "by Y's count the enemy lost 20": those who fight X or Y.
  func foeOfAgent(
    _ attachment: Attachment, _ items: [Item], _ population: PopulationID?,
    _ claimantParty: PartyID?, isGoingOn: Bool
  ) -> PartyID? {
    guard population == "military", attachment.phrase.party == nil, !isGoingOn else { return nil }
    let word = attachment.measureItem ?? attachment.item
    if isOfEnemy(attachment, items), let claimantParty,
      let party = foe(of: claimantParty, items, before: attachment.item)
        ?? onlyFoe(of: claimantParty)
    {
      return party
    }
    guard let agent = agent(attachment, items),
      let party = foe(of: agent, items, before: min(word, attachment.item))
        ?? (isOfEnemy(attachment, items) ? onlyFoe(of: agent) : nil)
    else { return nil }
    let isIrregular = attachment.phrase.people?.isIrregular == true
    return isIrregular && !lexicon.groups.contains(party) ? nil : party
  }

  /// "Prussia: 263 dead", "the Boers had 40 wounded": a side of this number's own, behind the number before.
  func beside(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    guard !attachment.isSubset, !attachment.phrase.isPartOfBefore else { return nil }
    for near in stride(from: attachment.item - 1, through: max(0, attachment.item - 7), by: -1) {
      let item = items[near]
      if item.quantity != nil || item.isMark(";") || item.isMark(".") { return nil }
      if item.domain(anyOf: [.event, .events, .offensive]) { return nil }
      guard let party = item.party else { continue }
      // "while Serbia's are probably over 900"
      if items[near + 1].has(.possessive), items[safe: near + 2]?.has(.be) == true {
        return party.id
      }
      if party.roles.contains(where: \.isPlace) || isAside(near, items) { return nil }
      if items[safe: near - 1]?.has(.to) == true { return nil }
      // Who speaks tells of others too, unless it admits.
      let joint = items[safe: near + 1]
      if joint?.attribution(.verb, .speaker) == true, joint?.has(.admit) != true { return nil }
      return isOfAttack(near, items) ? nil : party.id
    }
    return nil
  }

  /// "Denmark mourned 700 dead", "the army had 80 wounded", "Cairo admits the loss of 50 soldiers": its own.
  func holder(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    guard attachment.phrase.party == nil else { return nil }
    var at = attachment.item - 1
    while at >= 0, attachment.item - at <= 6, !items[at].has(.admit), !items[at].has(.have) {
      let item = items[at]
      guard !item.isMark, item.quantity == nil, item.party == nil, !item.has(.that) else {
        return nil
      }
      at -= 1
    }
    guard at > 0, attachment.item - at <= 6 else { return nil }
    // "had 80 wounded" has them, "had killed 80" has killed others.
    if !items[at].has(.admit), at != attachment.item - 1 { return nil }
    for near in stride(from: at - 1, through: max(0, at - 12), by: -1) {
      let item = items[near]
      if item.isMark(";") || item.quantity != nil { return nil }
      if let party = item.party, !isAside(near, items) {
        // Monitors and helpers bury and count the dead of others.
        let isSide = facts.foes[party.id] != nil || lexicon.parties[party.id]?.isGroup != true
        return isSide ? joined(party.id, near, items) : nil
      }
    }
    return nil
  }

  /// The one side of the war that a sentence names, and not as who attacks. Soldiers and police are a state's.
  func onlySide(_ items: [Item], isState: Bool) -> PartyID? {
    var only: PartyID?
    for (index, item) in items.enumerated() where item.party != nil {
      guard let party = item.party, !party.roles.allSatisfy(\.isPlace) else { continue }
      if isOfAttack(index, items) || isAside(index, items) || isProxy(index, items) { continue }
      // "the Ukraine conflict"
      if items[safe: index + 1]?.domain(.war) == true { continue }
      if let only, only != party.id { return nil }
      only = party.id
    }
    guard let only, let foes = facts.foes[only] else { return nil }
    // "Russia's war on Ukraine": both are named.
    let namesBoth = items.contains {
      $0.conflict != nil
        || $0.party.map { foes.contains($0.id) && $0.roles.contains(.name) } ?? false
    }
    if namesBoth { return nil }
    return isState && lexicon.parties[only]?.isState != true ? nil : only
  }

  /// "losses at the river numbered 400 killed": of a battle, so of those who fought it.
  func isOfLosses(_ attachment: Attachment, _ items: [Item]) -> Bool {
    if measures.isMixed(attachment.measure) { return true }
    guard attachment.phrase.people == nil, let head = items.heading(before: attachment.item),
      let id = items[head].measure(.noun, .toll), !items[head].has(.victims)
    else { return false }
    return measures.isMixed(id)
  }

  /// "soldiers and rebels": of both who fight.
  func isOfBothCamps(_ attachment: Attachment, _ items: [Item]) -> Bool {
    guard attachment.phrase.party == nil else { return false }
    let last = min(items.count, attachment.phrase.range.upperBound + 6)
    return (attachment.item + 1..<max(attachment.item + 1, last)).contains { index in
      guard items[index].has(.and), let one = items[safe: index - 1]?.people,
        let other = items[safe: index + 1]?.people
      else { return false }
      return one.population == "military" && other.population == "military"
        && one.isIrregular != other.isIrregular
        && !items[attachment.item + 1..<index].contains { $0.quantity != nil || $0.has(.by) }
    }
  }

  /// "the war has killed 40,000 people": whoever they are, a war's dead are all of those who fought it and lived there.
  func isKilledByWar(
    _ attachment: Attachment, _ items: [Item], _ population: PopulationID?
  ) -> Bool {
    if attachment.phrase.party == nil, population != "military",
      items.isLeftByWar(before: attachment.item), origin(attachment, items) == nil
    {
      return true
    }
    guard population == nil || population == "all", attachment.phrase.party == nil,
      attachment.rule == "object" || attachment.phrase.isLives,
      let word = attachment.phrase.isLives ? attachment.item : attachment.measureItem
    else { return false }
    for near in stride(from: word - 1, through: max(0, word - 8), by: -1) {
      let item = items[near]
      if item.isMark || item.party != nil || item.people != nil || item.quantity != nil {
        return false
      }
      if item.domain(.war) || item.conflict != nil {
        let before = items[safe: near - 1]?.has(.article) == true ? near - 2 : near - 1
        // "the worst strike since the start of the war killed 20"
        if items[max(0, near - 4)..<near].contains(where: { $0.has(.since) }) { return false }
        return items[safe: before]?.has(anyOf: [.in, .during, .by]) != true
          && (attachment.phrase.isLives || facts.isBetweenStates
            || !isInOneCountry(items, attachment.item))
      }
      if item.domain(anyOf: [.event, .events]) { return false }
    }
    return false
  }

  /// "In one country the conflict has killed 3,000 persons": its people, unless the war itself is what has the place.
  private func isInOneCountry(_ items: [Item], _ number: Int) -> Bool {
    let opens = items.first?.has(.in) == true
    let here = places.places(in: items).filter {
      $0.weight >= 3 && !isSeatOfWar($0.item, items)
        && (opens && $0.item <= 4 || $0.item > number && $0.item <= number + 5)
    }
    return Set(here.map(\.party)).count == 1
  }

  /// Whose people an attacker hits: those of the foe that the sentence names, else of the one whose land it is about.
  func victims(of agent: PartyID, _ items: [Item]) -> PartyID? {
    let foes = facts.foes[agent] ?? []
    let named = items.compactMap { $0.party?.id }.first(where: foes.contains)
    let foe =
      named
      ?? foes.max {
        (facts.placeWeights[$0] ?? 0, $1) < (facts.placeWeights[$1] ?? 0, $0)
      }
    return foe.flatMap(resident)
  }

}
