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
    let items = sentence.items
    if let party = named(attachment, items) { return Result(party: party, rule: "side named") }
    if let party = inflictedOn(attachment, items) ?? predicate(attachment, items) {
      return Result(party: party, rule: "side named")
    }
    if isOwn(attachment, items),
      let party = claimantParty ?? subject(before: attachment.item, items)
        ?? discourse.lastClaimantParty ?? discourse.lastSubject
    {
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
    let isOfFighters = parent?.group.party.map(lexicon.groups.contains) ?? false
    if let parent,
      !isOfFighters || [nil, "military", parent.group.population].contains(population),
      parent.group.party != Self.everyone || population != "civilian",
      attachment.isSubset || attachment.phrase.isUnnamed || attachment.measureItem == nil
    {
      return Result(party: parent.group.party, rule: "side of whole")
    }
    // "Ukraine says 27 soldiers have been killed": its own, unless it says that it killed them.
    if population == "military",
      ["passive", "intransitive", "toll"].contains(attachment.rule),
      attachment.phrase.people?.isIrregular != true, let claimantParty,
      lexicon.parties[claimantParty]?.kind == "state"
    {
      return Result(party: claimantParty, rule: "side of claimant")
    }
    // "Two American soldiers died there. In all, 23 soldiers were killed": those of the side before.
    if population == "military", attachment.phrase.people?.isIrregular == false,
      let last = discourse.lastClaim, last.group.population == "military",
      let party = last.group.party, lexicon.parties[party]?.kind == "state",
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
  private func resident(_ party: PartyID) -> PartyID? {
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
    let isHeaded = attachment.rule == "toll" && word < attachment.item
    let before = isHeaded ? max(0, word - 3)..<word : 0..<0
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
    // Whose "rebels" or "gunmen" are, a place does not tell; nor whose soldiers, where states fight there.
    // "8.5 million soldiers died in the war"
    if population == "military", attachment.phrase.people?.isIrregular == false,
      kind != .incident, attachment.phrase.party == nil,
      items.contains(where: { $0.domain(.war) || $0.conflict != nil }),
      claimantParty == nil,
      facts.isBetweenStates || (attachment.mention.quantity.leadingValue ?? 0) >= 5000
    {
      return Result(party: Self.everyone, rule: "everyone")
    }
    if attachment.phrase.people?.isIrregular == true, let group = facts.onlyGroup {
      return Result(party: group, rule: "only group in text")
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
    // Soldiers serve states; whose they are in a territory, it does not tell.
    let here = places.places(in: items).filter {
      population != "military" || lexicon.parties[$0.party]?.kind == "state"
    }
    let best = here.filter { $0.weight >= 1 }.max {
      ($0.weight, -abs($0.item - attachment.item)) < ($1.weight, -abs($1.item - attachment.item))
    }
    if let best { return Result(party: best.party, rule: "place in sentence") }
    if let sideBefore, let side = resident(sideBefore) {
      return Result(party: side, rule: "side before")
    }
    if let claimantParty, let side = resident(claimantParty),
      population != "military" || lexicon.parties[side]?.kind == "state"
    {
      return Result(party: side, rule: "side of claimant")
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
