import Ledger

/// Whose people are counted. Nothing is guessed: without evidence the side stays open.
struct PartyResolver {
  let lexicon: Lexicon
  let facts: DocumentFacts
  let places: PlaceReader
  let measures: MeasureVocabulary

  /// Model constants of a side: everyone, and a stated sum of two sides.
  static let everyone: PartyID = "all"
  static let both: PartyID = "both"

  struct Result {
    var party: PartyID?
    var rule: String
  }

  func party(
    of attachment: Attachment, in sentence: Sentence, number: Int, discourse: Discourse,
    parent: Claim?, population: PopulationID?, kind: Claim.Kind, claimantParty: PartyID?,
    sideBefore: PartyID?
  ) -> Result {
    var result = side(
      of: attachment, in: sentence, number: number, discourse: discourse, parent: parent,
      population: population, kind: kind, claimantParty: claimantParty, sideBefore: sideBefore)
    result.party = result.party.map { facts.kinOf[$0] ?? $0 }
    // Refugees are their country's, whatever people of it they are.
    if let party = result.party, lexicon.populationOfMeasure[attachment.measure] != nil,
      let known = lexicon.parties[party], known.kind == "people", let home = known.home
    {
      result.party = home
    }
    return result
  }

  private func side(
    of attachment: Attachment, in sentence: Sentence, number: Int, discourse: Discourse,
    parent: Claim?, population: PopulationID?, kind: Claim.Kind, claimantParty: PartyID?,
    sideBefore: PartyID?
  ) -> Result {
    let items = sentence.items
    if let party = named(attachment, items) { return Result(party: party, rule: "side named") }
    if isOfBothCamps(attachment, items) { return Result(party: Self.both, rule: "both sides") }
    if isKilledByWar(attachment, items, population) {
      return Result(party: Self.everyone, rule: "everyone")
    }
    if let party = inflictedOn(attachment, items) ?? predicate(attachment, items) {
      return Result(party: party, rule: "side named")
    }
    if isOwn(attachment, items),
      let party = claimantParty ?? subject(before: attachment.item, items)
        ?? discourse.lastClaimantParty ?? discourse.lastSubject
    {
      return Result(party: party, rule: "side of its own")
    }
    if let party = holder(attachment, items), population != "civilian" {
      return Result(party: party, rule: "side of its own")
    }
    if speaksOfBoth(attachment, items) { return Result(party: Self.both, rule: "both sides") }
    if let party = owner(attachment, items) { return Result(party: party, rule: "side of noun") }
    if attachment.countsSubject || attachment.rule == "suffered" {
      if let party = subject(before: attachment.measureItem ?? attachment.item, items) {
        return Result(party: party, rule: "side of subject")
      }
      let word = attachment.measureItem ?? attachment.item
      if items[max(0, word - 16)..<max(0, word)].contains(where: {
        $0.has(.pronoun) || $0.has(.possessive) && $0.has(.article)
      }), let party = claimantParty ?? discourse.lastSubject {
        return Result(party: party, rule: "side before")
      }
    }
    if let party = origin(attachment, items) { return Result(party: party, rule: "side of origin") }
    if attachment.rule == "list", !attachment.isSubset, attachment.phrase.isBare,
      items[safe: attachment.item + 1]?.has(.in) == true,
      let place = places.places(of: sentence).first(where: {
        $0.item > attachment.item && $0.item <= attachment.item + 4 && $0.weight >= 3
      })
    {
      return Result(party: place.party, rule: "place of harm")
    }
    if let party = label(items), attachment.phrase.party == nil {
      return Result(party: party, rule: "side of label")
    }
    if parent != nil, attachment.parent != nil, let party = beside(attachment, items) {
      return Result(party: party, rule: "side beside")
    }
    if parent != nil, attachment.parent != nil, population != "military",
      let party = placeBeside(attachment, items)
    {
      return Result(party: party, rule: "place beside")
    }
    if let party = foeOfAgent(attachment, items, population, claimantParty) {
      return Result(party: party, rule: "side fought")
    }
    // "The conflict has claimed 37,000 lives" goes not on from an ambush.
    let isOfWar =
      attachment.parent == nil && attachment.phrase.isLives
      && items[..<attachment.item].contains { $0.domain(.war) }
    let isOfFighters = parent?.group.party.map(lexicon.groups.contains) ?? false
    if let parent, !isOfWar,
      !isOfFighters || [nil, "military", parent.group.population].contains(population),
      parent.group.party != Self.everyone || population != "civilian",
      attachment.isSubset || attachment.phrase.isUnnamed || attachment.phrase.isOthers
        || attachment.measureItem == nil
    {
      return Result(party: parent.group.party, rule: "side of whole")
    }
    // "Ukraine says 27 soldiers have been killed": its own, unless it says that it killed them.
    if population == "military",
      attachment.rule != "object", agent(attachment, items) != claimantParty,
      attachment.phrase.people?.isIrregular != true, let claimantParty,
      lexicon.parties[claimantParty]?.kind == "state"
    {
      return Result(party: claimantParty, rule: "side of claimant")
    }
    // "Two American soldiers died there. In all, 23 soldiers were killed": those of the side before.
    if population == "military", attachment.phrase.people?.isIrregular == false,
      let last = discourse.keptClaim, last.value.group.population == "military",
      let party = last.value.group.party, lexicon.parties[party]?.kind == "state",
      let place = discourse.lastClaimPlace, number - place.sentence <= 2,
      !items.contains(where: { $0.domain(.war) }),
      !places.places(of: sentence).contains(where: { $0.weight >= 1 })
    {
      return Result(party: party, rule: "side of claim before")
    }
    return located(
      attachment, items, number: number, discourse: discourse, population: population, kind: kind,
      claimantParty: claimantParty, sideBefore: sideBefore)
  }

  /// The country whose people live where a side is; nil for groups without one.
  func resident(_ party: PartyID) -> PartyID? {
    guard let facts = lexicon.parties[party] else { return nil }
    return facts.home ?? (facts.kind == "group" ? nil : party)
  }

  /// The war stands near enough to be what they died of, and is no measure of time: "the worst since the war".
  private func isOfWar(_ attachment: Attachment, _ items: [Item]) -> Bool {
    let word = attachment.measureItem ?? attachment.item
    let first = max(0, min(word, attachment.item) - 16)
    let last = min(items.count, max(word, attachment.item) + 16)
    return items[first..<last].contains {
      $0.domain(.war) || $0.domain(.offensive) || $0.conflict != nil
    } && !(items[first..<last].contains { $0.has(.superlative) })
  }

  /// "the war in Ukraine"
  private func isSeatOfWar(_ index: Int, _ items: [Item]) -> Bool {
    items[max(0, index - 4)..<index].contains { $0.domain(.war) || $0.domain(.offensive) }
  }

  /// Two states fight each other in the text, and no third one's place is in the sentence.
  private func isContested(_ items: [Item]) -> Bool {
    let here = places.places(in: items).filter { $0.weight >= 3 }.map(\.party)
    let elsewhere = here.contains { !facts.statesAtWar.contains($0) }
    return facts.isBetweenStates && !elsewhere
  }

  /// "the army sustained 20 killed"
  private func forcesBefore(_ attachment: Attachment, _ items: [Item]) -> Bool {
    let before = items[max(0, attachment.item - 12)..<attachment.item]
    let behind = items[attachment.item..<min(items.count, attachment.item + 8)]
    let word =
      before.last(where: \.isMilitary)
      ?? behind.first(where: \.isMilitary)
    return word.map { $0.people?.isIrregular != true } ?? false
  }

  /// "74 of its troops": the speaker's own.
  private func isOwn(_ attachment: Attachment, _ items: [Item]) -> Bool {
    guard attachment.phrase.party == nil else { return false }
    // "put its own losses at 15"
    let word = attachment.measureItem ?? attachment.item
    var before = attachment.rule == "toll" && word < attachment.item ? max(0, word - 3)..<word : 0..<0
    if before.isEmpty, attachment.phrase.people == nil,
      let head = items.heading(before: attachment.item), attachment.item - head <= 5
    {
      before = max(0, head - 2)..<head
    }
    return (Array(attachment.phrase.range) + before).contains {
      items[$0].has(.possessive) && items[$0].has(.article)
    }
  }

  /// "the death toll in Gaza", "were killed in Mali": a place directly behind the harm, and no war named.
  private func placeOfHarm(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    for start in [attachment.measureItem, attachment.phrase.range.upperBound - 1].compactMap(\.self)
    {
      for index in start + 1..<max(start + 2, min(items.count, start + 6)) {
        guard let item = items[safe: index], !item.isMark, item.quantity == nil, item.date == nil,
          item.conflict == nil
        else { break }
        if item.domain(.conflict), !item.has(.in) { break }
        let place = places.places(in: items).first { $0.item == index && $0.weight >= 3 }
        if let place { return place.party }
      }
    }
    return nil
  }

  private func located(
    _ attachment: Attachment, _ items: [Item], number: Int, discourse: Discourse,
    population: PopulationID?, kind: Claim.Kind, claimantParty: PartyID?, sideBefore: PartyID?
  ) -> Result {
    // Where foreigners died, a text seldom tells whose they were.
    if attachment.phrase.range.contains(where: { items[safe: $0]?.has(.foreign) == true }) {
      return Result(party: nil, rule: "side open")
    }
    // Whose "rebels" or "gunmen" are, a place does not tell; nor whose soldiers, where states fight there.
    // "8.5 million soldiers died in the war"
    if population == "military", attachment.phrase.people?.isIrregular == false,
      kind != .incident, attachment.phrase.party == nil,
      items.contains(where: { $0.domain(.war) || $0.conflict != nil }),
      claimantParty == nil,
      facts.isBetweenStates && (attachment.mention.quantity.leadingValue ?? 0) >= 1000
        || (attachment.mention.quantity.leadingValue ?? 0) >= 5000
    {
      return Result(party: Self.everyone, rule: "everyone")
    }
    if attachment.phrase.people?.isIrregular == true, let group = facts.onlyGroup,
      agent(attachment, items) != group
    {
      return Result(party: group, rule: "only group in text")
    }
    let isLoss = isOfLosses(attachment, items)
    if population == "military" && attachment.phrase.people?.isIrregular != true
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
    if attachment.phrase.people?.isIrregular == true, population == "military",
      let last = discourse.keptClaim, let place = discourse.lastClaimPlace,
      number - place.sentence <= 2, last.value.group.population == "military",
      discourse.lastAttachment?.phrase.people?.isIrregular == true
    {
      return Result(party: last.value.group.party, rule: "side of claim before")
    }
    if population == "military",
      attachment.phrase.people?.isIrregular == true || isContested(items)
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
      (population != "military" || lexicon.parties[$0.party]?.kind == "state")
        && ($0.party != agent || $0.weight >= 1) && !($0.item < hosts)
    }
    let isPeaceful: (PartyID) -> Bool = { [facts, lexicon] in
      $0 != facts.mainPlace && lexicon.peaceful.contains($0)
    }
    let best = here.filter { $0.weight >= 1 }.max {
      let (one, other) = (isPeaceful($0.party) ? 0 : 1, isPeaceful($1.party) ? 0 : 1)
      return (one, $0.weight, -abs($0.item - attachment.item))
        < (other, $1.weight, -abs($1.item - attachment.item))
    }
    if let best { return Result(party: best.party, rule: "place in sentence") }
    // "in the Sahel", "around the world": of many countries.
    if population != "military", kind != .incident,
      items.indices.contains(where: {
        items[$0].has(.wide) && items[max(0, $0 - 3)..<$0].contains { $0.has(anyOf: [.in, .throughout]) }
      })
    {
      return Result(party: Self.everyone, rule: "everyone")
    }
    if let sideBefore, let side = resident(sideBefore) {
      return Result(party: side, rule: "side before")
    }
    if let claimantParty, let side = resident(claimantParty),
      population != "military" || lexicon.parties[side]?.kind == "state"
    {
      return Result(party: side, rule: "side of claimant")
    }
    if population != "military", let party = localSpeaker(items) {
      return Result(party: party, rule: "side of local body")
    }
    if let agent, population != "military", facts.isBetweenStates || facts.foes[agent] != nil,
      facts.statesAtWar.contains(agent) || lexicon.parties[agent]?.kind == "state",
      let foe = foe(of: agent, items, before: attachment.item), let side = resident(foe),
      side != agent
    {
      return Result(party: side, rule: "side fought")
    }
    if let home = here.first(where: { $0.weight >= 0.4 }), discourse.place == nil {
      return Result(party: home.party, rule: "home in sentence")
    }
    if let place = discourse.place,
      population != "military" || lexicon.parties[place.party]?.kind == "state"
    {
      return Result(party: place.party, rule: "place before")
    }
    if let place = facts.mainPlace,
      population != "military" || lexicon.parties[place]?.kind == "state"
    {
      return Result(party: place, rule: "place in text")
    }
    return Result(
      party: isDisplaced || (isEveryone || isTotal) && kind != .incident ? Self.everyone : nil,
      rule: "no side in text")
  }
}
