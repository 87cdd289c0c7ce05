import Ledger

/// Whose people are counted where no word says it: by the place, the speaker and the text.
extension PartyResolver {
  /// "in Burkina Faso, Mali and Niger": a list of three countries or more.
  func isOfMany(_ places: [PlaceReader.Place]) -> Bool {
    let listed = places.filter { $0.weight >= 3 }
    guard listed.count >= 3 else { return false }
    let isList = zip(listed, listed.dropFirst()).allSatisfy { $1.item - $0.item <= 4 }
    return isList && listed[0].party != listed[1].party && listed[1].party != listed[2].party
      && listed[0].party != listed[2].party
  }

  /// The war stands near enough to be what they died of, and is no measure of time: "the worst since the war".
  func isOfWar(_ attachment: Attachment, _ items: [Item]) -> Bool {
    let word = attachment.measureItem ?? attachment.item
    let first = max(0, min(word, attachment.item) - 16)
    let last = min(items.count, max(word, attachment.item) + 16)
    return items[first..<last].contains {
      $0.domain(.war) || $0.domain(.offensive) || $0.conflict != nil
    } && !(items[first..<last].contains { $0.has(.superlative) })
  }

  /// "the war in Ukraine"
  func isSeatOfWar(_ index: Int, _ items: [Item]) -> Bool {
    items[max(0, index - 4)..<index].contains { $0.domain(.war) || $0.domain(.offensive) }
  }

  /// Two states fight each other in the text, and no third one's place is in the sentence.
  func isContested(_ items: [Item]) -> Bool {
    let here = places.places(in: items).filter { $0.weight >= 3 }.map(\.party)
    let elsewhere = here.contains { !facts.foes.isStateAtWar($0) }
    return facts.isBetweenStates && !elsewhere
  }

  /// "the army sustained 20 killed"
  func forcesBefore(_ attachment: Attachment, _ items: [Item]) -> Bool {
    let before = items[max(0, attachment.item - 12)..<attachment.item]
    let behind = items[attachment.item..<min(items.count, attachment.item + 8)]
    let word =
      before.last(where: \.isMilitary)
      ?? behind.first(where: \.isMilitary)
    return word.map { $0.people?.isIrregular != true } ?? false
  }

  /// "the death toll in Gaza", "were killed in Mali": a place directly behind the harm, and no war named.
  func placeOfHarm(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    attachment.measureItem.flatMap { placeOfHarm(behind: $0, items) }
      ?? placeOfHarm(behind: attachment.phrase.range.upperBound - 1, items)
  }

  private func placeOfHarm(behind start: Int, _ items: [Item]) -> PartyID? {
    for index in start + 1..<max(start + 2, min(items.count, start + 6)) {
      guard let item = items[safe: index], !item.isMark, item.quantity == nil, item.date == nil,
        item.conflict == nil
      else { break }
      if item.domain(.conflict), !item.has(.in) { break }
      // Whatever names no side is no place.
      guard item.namesSide else { continue }
      let place = places.places(in: items).first { $0.item == index && $0.weight >= 3 }
      if let place { return place.party }
    }
    return nil
  }

  private func parentless(_ attachment: Attachment) -> Bool {
    attachment.parent == nil && attachment.phrase.party == nil
  }

  /// "between France and the FLN": the state that the text is about fights a group of another land.
  private func isFoughtAbroad(_ state: PartyID) -> Bool {
    (facts.foes[state] ?? []).contains { foe in
      lexicon.groups.contains(foe) && resident(foe).map { $0 != state } ?? false
    }
  }

  /// "the number of rebels killed": who a toll counts stands before its word of harm.
  func countedBefore(_ attachment: Attachment, _ items: [Item]) -> PeopleWord? {
    guard attachment.rule == "toll", let word = attachment.measureItem else { return nil }
    for near in stride(from: word - 1, through: max(0, word - 4), by: -1) {
      if items[near].isMark || items[near].quantity != nil { return nil }
      if let people = items[near].people, people.form == .many { return people }
    }
    return nil
  }

  /// "the number of foreign troops killed"
  private func isOfForeigners(_ attachment: Attachment, _ items: [Item]) -> Bool {
    guard let word = attachment.measureItem else { return false }
    return items[max(0, word - 5)..<word].contains { $0.has(.foreign) }
  }

  func located(
    _ attachment: Attachment, _ items: [Item], number: Int, discourse: Discourse,
    population: PopulationID?, kind: Claim.Kind, claimantParty: PartyID?, sideBefore: PartyID?
  ) -> Result {
    let counted =
      attachment.phrase.people ?? countedBefore(attachment, items)
      ?? items.attacked(before: attachment).flatMap { items[$0].people }
    // Where foreigners died, a text seldom tells whose they were.
    if attachment.phrase.range.contains(where: { items[safe: $0]?.has(.foreign) == true })
      || attachment.phrase.people == nil && counted != nil && isOfForeigners(attachment, items)
    {
      return Result(party: nil, rule: "side open")
    }
    // Whose "rebels" or "gunmen" are, a place does not tell; nor whose soldiers, where states fight there.
    // "8.5 million soldiers died in the war"
    if population == "military", counted?.isIrregular == false,
      kind != .incident, attachment.phrase.party == nil,
      items.contains(where: { $0.domain(.war) || $0.conflict != nil }),
      claimantParty == nil,
      facts.isBetweenStates && (attachment.mention.quantity.leadingValue ?? 0) >= 1000
        || (attachment.mention.quantity.leadingValue ?? 0) >= 5000
    {
      return Result(party: Self.everyone, rule: "everyone")
    }
    if population == "military", isLostByIrregulars(attachment, items) {
      return Result(party: facts.onlyGroup, rule: "only group in text")
    }
    if counted?.isIrregular == true, let group = facts.onlyGroup,
      agent(attachment, items) != group,
      // "The rebels told of 80 enemies killed": not of themselves.
      claimantParty != group || !isEnemyCounted(attachment, items)
    {
      return Result(party: group, rule: "only group in text")
    }
    let isLoss = isOfLosses(attachment, items)
    if population == "military" && counted?.isIrregular != true
      || population == nil && isLoss
    {
      let isArmy = attachment.phrase.people != nil || forcesBefore(attachment, items)
      if isArmy || isLoss, attachment.rule != "object",
        let side = onlySide(items, isState: attachment.phrase.people != nil)
      {
        return Result(party: side, rule: "only side in sentence")
      }
      if isArmy, let army = facts.onlyArmy, agent(attachment, items) != army {
        return Result(party: army, rule: "only army in text")
      }
    }
    if counted?.isIrregular == true, population == "military",
      let last = discourse.keptClaim, let place = discourse.lastClaimPlace,
      number - place.sentence <= 2, last.value.group.population == "military",
      discourse.lastAttachment?.phrase.people?.isIrregular == true
    {
      return Result(party: last.value.group.party, rule: "side of claim before")
    }
    if population == "military",
      counted?.isIrregular == true || isContested(items)
        || attachment.phrase.people == nil && !forcesBefore(attachment, items)
    {
      return Result(party: nil, rule: "side open")
    }
    let isEveryone = population == nil || population == "all"
    // Ten thousands of soldiers of nobody in particular are a war's.
    let isTotal =
      (attachment.mention.quantity.leadingValue ?? 0) >= 10_000 && !facts.conflictMentions.isEmpty
    let isDisplaced = attachment.phrase.people == nil && population == "civilian"
    if isEveryone, kind != .incident, !isDisplaced {
      if let place = placeOfHarm(attachment, items) {
        return Result(party: place, rule: "place of harm")
      }
      if let whole = wholeBefore(attachment, items) {
        return Result(party: whole, rule: "side of whole before")
      }
      // The dead "of the war" are everybody's, where states fight; elsewhere the place says whose they are.
      let here = places.places(in: items).contains {
        $0.weight >= 3 && !isSeatOfWar($0.item, items)
          && !items[min($0.item, attachment.item + 1)..<max($0.item, attachment.item)].contains {
            $0.quantity != nil
          }
      }
      let isInternal = !facts.isBetweenStates && facts.mainPlace != nil
      if !here, !isInternal, isOfWar(attachment, items) {
        return Result(party: Self.everyone, rule: "everyone")
      }
    }
    if let origin = originOfRefugees(attachment, items, discourse) {
      return Result(party: origin, rule: "side of origin")
    }
    let agent = agent(attachment, items)
    let hosts = hosts(attachment, items)
    // Soldiers serve states; whose they are in a territory, it does not tell.
    let here = places.places(in: items).filter {
      (population != "military" || lexicon.parties[$0.party]?.isState == true)
        && ($0.party != agent || $0.weight >= 1) && !($0.item < hosts)
    }
    let isPeaceful: (PartyID) -> Bool = { [facts, lexicon] in
      $0 != facts.mainPlace && facts.isPeaceful($0, lexicon)
    }
    let best = here.filter { $0.weight >= 1 }.max {
      let (one, other) = (isPeaceful($0.party) ? 0 : 1, isPeaceful($1.party) ? 0 : 1)
      return (one, $0.weight, -abs($0.item - attachment.item))
        < (other, $1.weight, -abs($1.item - attachment.item))
    }
    // "957 people were killed since the truce was signed in X": talked there, and died where the text is about.
    let isAside =
      best.map { [facts] place in
        isPeaceful(place.party)
          && min(
            abs(place.item - attachment.item),
            abs(place.item - (attachment.measureItem ?? attachment.item))) > 6
          && facts.mainPlace.map {
            (facts.placeWeights[$0] ?? 0) > 2 * (facts.placeWeights[place.party] ?? 0)
          } == true
      } ?? false
    if population != "military", kind != .incident, isOfMany(here) {
      return Result(party: Self.everyone, rule: "everyone")
    }
    if let best, !isAside { return Result(party: best.party, rule: "place in sentence") }
    // "fled the conflict in X", where a war has that name
    if lexicon.populationOfMeasure[attachment.measure] != nil,
      let war = items.first(where: { $0.conflict != nil })?.conflict,
      let seat = lexicon.seat(of: war)
    {
      return Result(party: seat, rule: "seat of war named")
    }
    // "in the Sahel", "around the world": of many countries.
    if population != "military", kind != .incident,
      items.indices.contains(where: {
        items[$0].has(.wide)
          && items[max(0, $0 - 3)..<$0].contains { $0.has(anyOf: [.in, .throughout]) }
      })
    {
      return Result(party: Self.everyone, rule: "everyone")
    }
    if let sideBefore, let side = resident(sideBefore) {
      return Result(party: side, rule: "side before")
    }
    if let claimantParty, let side = resident(claimantParty),
      population != "military" || lexicon.parties[side]?.isState == true
    {
      return Result(party: side, rule: "side of claimant")
    }
    if population != "military", let party = localSpeaker(items) {
      return Result(party: party, rule: "side of local body")
    }
    if let agent, population != "military",
      facts.foes.isStateAtWar(agent) || lexicon.parties[agent]?.isState == true,
      let side = victims(of: agent, items), side != agent
    {
      return Result(party: side, rule: "side fought")
    }
    if isEveryone, kind != .incident, parentless(attachment),
      (attachment.mention.quantity.leadingValue ?? 0) >= 10_000,
      let land = discourse.place?.party ?? facts.mainPlace, isFoughtAbroad(land)
    {
      return Result(party: Self.everyone, rule: "everyone")
    }
    if let home = here.first(where: { $0.weight >= 0.4 }), discourse.place == nil {
      return Result(party: home.party, rule: "home in sentence")
    }
    if let place = discourse.place,
      population != "military" || lexicon.parties[place.party]?.isState == true
    {
      return Result(party: place.party, rule: "place before")
    }
    // "The fighting has killed 90 in X. A million people have fled": of those counted before.
    if lexicon.populationOfMeasure[attachment.measure] != nil,
      let last = discourse.keptClaim?.value.group.party, let side = resident(last)
    {
      return Result(party: side, rule: "side of claim before")
    }
    if let place = facts.mainPlace,
      population != "military" || lexicon.parties[place]?.isState == true
    {
      return Result(party: place, rule: "place in text")
    }
    // "The Valdoran army executed 20 villagers": of its own land, where it fights in no other.
    if let agent, population != nil, population != "military",
      facts.fightsAtHomeOnly(agent, lexicon)
    {
      return Result(party: agent, rule: "place in text")
    }
    if let seat = facts.warSeat, !isOfWar(attachment, items) {
      return Result(party: seat, rule: "place in text")
    }
    if population == "military", attachment.phrase.people?.service == .regular,
      let state = facts.onlyState
    {
      return Result(party: state, rule: "only state in text")
    }
    return Result(
      party: isDisplaced || (isEveryone || isTotal) && kind != .incident ? Self.everyone : nil,
      rule: "no side in text")
  }
}
