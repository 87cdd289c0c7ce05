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

  static func isOfSeveral(_ party: PartyID?) -> Bool { party == everyone || party == both }

  struct Result {
    var party: PartyID?
    var rule: String
  }

  func party(
    of attachment: Attachment, in sentence: Sentence, number: Int, discourse: Discourse,
    parent: Kept<Claim>?, population: PopulationID?, kind: Claim.Kind, claimantParty: PartyID?,
    sideBefore: PartyID?
  ) -> Result {
    var result = side(
      of: attachment, in: sentence, number: number, discourse: discourse, parent: parent,
      population: population, kind: kind, claimantParty: claimantParty, sideBefore: sideBefore)
    result.party = result.party.map { facts.kinOf[$0] ?? $0 }
    if result.party == nil, attachment.isSubset,
      population == "civilian" || population == "children",
      parent?.value.group.party == Self.everyone
    {
      result = Result(party: Self.everyone, rule: "side of whole")
    }
    // Refugees are their country's, whatever people of it they are.
    if let party = result.party, lexicon.populationOfMeasure[attachment.measure] != nil,
      let known = lexicon.parties[party], known.isPeople, let home = known.home
    {
      result.party = home
    }
    // "The civil war killed 70,000 people and displaced a million": who flees, is of somewhere.
    if result.party == Self.everyone, lexicon.populationOfMeasure[attachment.measure] != nil,
      parent != nil || !sentence.items.contains(where: { $0.has(.wide) }),
      let place = facts.mainPlace ?? facts.onlyState, !facts.isBetweenStates
    {
      result = Result(party: place, rule: "place in text")
    }
    // No group has civilians; those of the people that it is named after are of its country.
    if let party = result.party, result.rule == "side named",
      attachment.phrase.party?.roles.contains(.people) == true,
      population == "civilian" || population == "children",
      let known = lexicon.parties[party], known.isGroup, let home = known.home
    {
      result.party = home
    }
    return result
  }

  private func side(
    of attachment: Attachment, in sentence: Sentence, number: Int, discourse: Discourse,
    parent: Kept<Claim>?, population: PopulationID?, kind: Claim.Kind, claimantParty: PartyID?,
    sideBefore: PartyID?
  ) -> Result {
    let items = sentence.items
    if let derived = ofDerived(attachment, items, number, discourse) { return derived }
    if let party = named(attachment, items) { return Result(party: party, rule: "side named") }
    if let party = onSide(attachment, items) { return Result(party: party, rule: "side named") }
    if let party = ofWhom(attachment, items) { return Result(party: party, rule: "side of whole") }
    if let party = beforeNumber(attachment, items) ?? amongWhom(attachment, items) {
      return Result(party: party, rule: "side of clause")
    }
    if let side = fightersBefore(attachment, items, parent: parent) { return side }
    // "its count of the day before": whose count it is does not say whom it counts.
    if attachment.rule == "same count",
      let party = holder(attachment, items) ?? parent?.value.group.party
    {
      return Result(party: party, rule: "side of whole")
    }
    if isOfBothCamps(attachment, items) { return Result(party: Self.both, rule: "both sides") }
    if let party = onOwnSide(attachment, items, discourse, claimantParty)
      ?? leftBehind(attachment, items)
    {
      return Result(party: party, rule: "side of its own")
    }
    if let party = ofEnemy(attachment, items, discourse, claimantParty) {
      return Result(party: party, rule: "side fought")
    }
    if let party = ofThem(attachment, items, discourse, claimantParty) {
      return Result(party: party, rule: "side before")
    }
    if let party = holder(attachment, items), population != "civilian" {
      return Result(party: party, rule: "side of its own")
    }
    if isKilledByWar(attachment, items, population) {
      return Result(party: Self.everyone, rule: "everyone")
    }
    if let party = inflictedOn(attachment, items) ?? predicate(attachment, items) {
      return Result(party: party, rule: "side named")
    }
    if isInflicted(attachment, items) || isTakenCaptive(attachment, items) {
      let doer = captor(before: attachment.item, items) ?? discourse.lastSubject
      let hit = doer.flatMap { foe(of: $0, items, before: items.count) }
      return Result(party: hit ?? (sideBefore == doer ? nil : sideBefore), rule: "side fought")
    }
    if isOwn(attachment, items) {
      // "Kabul said 15 civilians died, Islamabad that 23 of its soldiers had": who speaks in its own clause.
      if items[safe: attachment.item - 1]?.has(.that) == true,
        let speaker = items[safe: attachment.item - 2]?.party
      {
        return Result(party: speaker.id, rule: "side of its own")
      }
      if let party = sufferer(before: attachment.item, items) ?? claimantParty {
        return Result(party: party, rule: "side of its own")
      }
      let owner =
        subject(before: attachment.item, items) ?? armyBefore(attachment, items)
        ?? discourse.lastClaimantParty ?? discourse.lastSubject
      // "the king's soldiers killed 900 of its inhabitants": the town's.
      let isTowns = attachment.rule == "object" && population == "civilian"
      if let owner, !isTowns {
        return Result(party: ofArmy(owner, attachment), rule: "side of its own")
      }
      // "our loss", of whoever writes
      if population == "military" || isOfLosses(attachment, items) {
        return Result(party: nil, rule: "side open")
      }
    }
    if let party = owner(attachment, items) { return Result(party: party, rule: "side of noun") }
    if speaksOfBoth(attachment, items) { return Result(party: Self.both, rule: "both sides") }
    if let party = costThem(attachment, items, discourse) {
      return Result(party: party, rule: "side before")
    }
    if attachment.countsSubject || attachment.rule == "suffered" {
      if let party = subject(before: attachment.measureItem ?? attachment.item, items) {
        return Result(party: party, rule: "side of subject")
      }
      let word = attachment.measureItem ?? attachment.item
      // "It added that the rebels had lost 30 men": not its own.
      if isLostByIrregulars(attachment, items) {
        let fought = claimantParty.flatMap { foe(of: $0, items, before: attachment.item) }
        let group = facts.onlyGroup ?? fought.flatMap { lexicon.groups.contains($0) ? $0 : nil }
        return Result(party: group, rule: group == nil ? "side open" : "only group in text")
      }
      if items[max(0, word - 16)..<max(0, word)].contains(where: {
        $0.has(.pronoun) || $0.has(.possessive) && $0.has(.article)
      }), let party = claimantParty ?? now(before: word, items, discourse) ?? discourse.lastSubject
      {
        return Result(party: party, rule: "side before")
      }
    }
    if let party = origin(attachment, items) { return Result(party: party, rule: "side of origin") }
    // "refugees: 300,000 in Guinea, 70,000 in Liberia" are of where they came from.
    let isHosted =
      lexicon.populationOfMeasure[attachment.measure] != nil
      && parent?.value.group.party.map { $0 != Self.everyone } == true
    if attachment.rule == "list", !isHosted, !attachment.isSubset, attachment.phrase.isBare,
      items[safe: attachment.item + 1]?.has(.in) == true,
      let place = places.places(of: sentence).first(where: {
        $0.item > attachment.item && $0.item <= attachment.item + 4 && $0.weight >= 3
      })
    {
      return Result(party: place.party, rule: "place of harm")
    }
    if let party = label(items, isOfFighters: attachment.phrase.people?.isIrregular == true),
      attachment.phrase.party == nil
    {
      return Result(party: party, rule: "side of label")
    }
    if parent != nil, attachment.parent != nil, let party = beside(attachment, items) {
      return Result(party: party, rule: "side beside")
    }
    if parent != nil, population != "military", !isHosted,
      let party = placeBeside(attachment, items)
    {
      return Result(party: party, rule: "place beside")
    }
    if attachment.phrase.party == nil, parent == nil,
      let party = items.sideAttacked(before: attachment)
    {
      return Result(party: party, rule: "side attacked")
    }
    if let party = foeOfAgent(
      attachment, items, population, claimantParty,
      isGoingOn: parent?.value.group.party != nil && attachment.phrase.isUnnamed)
    {
      return Result(party: party, rule: "side fought")
    }
    // "the enemy lost 20": of nobody that is named, and not of who says it.
    if attachment.phrase.party == nil, parent?.value.group.party == nil,
      population == "military" || isOfLosses(attachment, items), isOfEnemy(attachment, items)
    {
      return Result(party: nil, rule: "side open")
    }
    // "Riga put the death toll at 40": of the attack that the sentence before told of.
    if attachment.rule == "toll", attachment.phrase.isUnnamed, parent == nil,
      let last = discourse.keptClaim, last.value.kind == .incident,
      last.value.group.party != nil,
      let place = discourse.lastClaimPlace, number - place.sentence == 1,
      items[max(0, attachment.item - 6)..<attachment.item].contains(where: { $0.has(.link) }),
      places.places(in: items).allSatisfy({ $0.weight < 3 })
    {
      return Result(party: last.value.group.party, rule: "side of claim before")
    }
    // "the number of dead in X" goes on from no other country.
    if parent != nil, attachment.parent == nil, population != "military", !attachment.isSubset,
      lexicon.populationOfMeasure[attachment.measure] == nil,
      let place = placeOfHarm(attachment, items)
    {
      return Result(party: place, rule: "place of harm")
    }
    // "The conflict has claimed 37,000 lives" goes not on from an ambush.
    let isOfWar =
      attachment.parent == nil && attachment.phrase.isLives
      && items[..<attachment.item].contains { $0.domain(.war) }
    let isOfFighters = parent?.value.group.party.map(lexicon.groups.contains) ?? false
    // "18 dead, 11 of them guerrillas", "60 fighters and four policemen": not all of one camp.
    if let people = attachment.phrase.people, people.population == "military",
      attachment.parent != nil, let side = parent?.value.group.party,
      let camp = otherCamp(people, side)
    {
      return camp
    }
    // "three died, bringing to 40 the number of foreign troops killed": a count with people of its own.
    let isAnew =
      attachment.parent == nil
      && (countedBefore(attachment, items) != nil
        || parent?.value.group.party == nil && parent?.value.measure.id != attachment.measure
          && lexicon.populationOfMeasure[attachment.measure] != nil)
    if let parent, !isOfWar, !isAnew,
      parent.value.group.party != nil || population == parent.value.group.population
        || attachment.phrase.isUnnamed,
      !isOfFighters || [nil, "military", parent.value.group.population].contains(population),
      !isOfFighters || attachment.isSubset
        || attachment.phrase.isOthers && attachment.phrase.people?.population == "all"
        || attachment.phrase.people?.service != .police
          && attachment.phrase.people?.service != .regular,
      parent.value.group.party != Self.everyone
        || population != "civilian" && !isOfState(attachment, population),
      attachment.isSubset || attachment.phrase.isUnnamed || attachment.phrase.isOthers
        || attachment.measureItem == nil
    {
      return Result(party: parent.value.group.party, rule: "side of whole")
    }
    // "Ukraine says 27 soldiers have been killed": its own, unless it says that it killed them.
    if population == "military",
      attachment.rule != "object", agent(attachment, items) != claimantParty,
      attachment.phrase.people?.isIrregular != true, let claimantParty,
      lexicon.parties[claimantParty]?.isState == true,
      // Who takes no part in the war that the text is about counts the soldiers of others.
      facts.foes.isEmpty || facts.foes[claimantParty] != nil
    {
      return Result(party: claimantParty, rule: "side of claimant")
    }
    // "Two American soldiers died there. In all, 23 soldiers were killed": those of the side before.
    if population == "military", attachment.phrase.people?.isIrregular == false,
      let last = discourse.keptClaim, last.value.group.population == "military",
      let party = last.value.group.party, lexicon.parties[party]?.isState == true,
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
    return facts.home ?? (facts.isGroup ? nil : party)
  }

  /// "74 of its troops": the speaker's own.
  private func isOwn(_ attachment: Attachment, _ items: [Item]) -> Bool {
    guard attachment.phrase.party == nil else { return false }
    // "put its own losses at 15"
    let word = attachment.measureItem ?? attachment.item
    var before =
      attachment.rule == "toll" && word < attachment.item ? max(0, word - 3)..<word : 0..<0
    if before.isEmpty, attachment.phrase.people == nil,
      let head = items.heading(before: attachment.item), attachment.item - head <= 5
    {
      before = max(0, head - 2)..<head
    }
    let isPossessive = { (index: Int) in
      items[index].has(.possessive) && items[index].has(.article)
    }
    return attachment.phrase.range.contains(where: isPossessive)
      || before.contains(where: isPossessive)
  }
}
