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
        ?? discourse.lastClaimantParty ?? discourse.lastParty
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
      if items[max(0, word - 16)..<max(0, word)].contains(where: { $0.has(.pronoun) }),
        let party = discourse.lastParty
      {
        return Result(party: party, rule: "side before")
      }
    }
    if let party = origin(attachment, items) { return Result(party: party, rule: "side of origin") }
    if attachment.rule == "list", !attachment.isSubset, attachment.phrase.isBare,
      items[safe: attachment.item + 1]?.has(.in) == true,
      let place = places.places(in: items).first(where: {
        $0.item > attachment.item && $0.item <= attachment.item + 4 && $0.weight >= 3
      })
    {
      return Result(party: place.party, rule: "place of harm")
    }
    if let parent, parent.group.party != Self.everyone || population != "civilian",
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
      !places.places(in: items).contains(where: { $0.weight >= 1 })
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

  /// "the army sustained 20 killed"
  private func forcesBefore(_ attachment: Attachment, _ items: [Item]) -> Bool {
    let before = items[max(0, attachment.item - 12)..<attachment.item]
    let behind = items[attachment.item..<min(items.count, attachment.item + 8)]
    let word =
      before.last { $0.people?.population == "military" }
      ?? behind.first { $0.people?.population == "military" }
    return word?.people?.isIrregular == false
  }

  /// "inflicted 400 casualties on the Marines"
  private func inflictedOn(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    let end = attachment.phrase.range.upperBound
    guard items[safe: end]?.has(.on) == true,
      items[max(0, attachment.item - 4)..<attachment.item].contains(where: { $0.has(.inflict) })
    else { return nil }
    return items[end + 1..<min(items.count, end + 5)].compactMap { $0.party?.id }.first
  }

  /// "of these, 36,500 were American soldiers"
  private func predicate(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    let end = attachment.phrase.range.upperBound
    guard attachment.isSubset, items[safe: end]?.has(.be) == true else { return nil }
    return items[end + 1..<max(end + 1, min(items.count, end + 4))].compactMap { item in
      item.party.flatMap { $0.roles.contains { $0 == .adjective || $0 == .people } ? $0.id : nil }
    }.first
  }

  /// "British losses at Ladysmith amounted to 60 killed": the heading that the number belongs to.
  private func heading(before index: Int, _ items: [Item]) -> Int? {
    var link: Int?
    for near in stride(from: index - 1, through: max(0, index - 3), by: -1)
    where items[near].has(.link) || items[near].isMark(":") || items[near].has(.be) {
      link = near
    }
    guard let link else {
      // "Ottoman losses were far heavier, with as many as 250,000 killed"
      return items.prefix(6).firstIndex {
        $0.measure(.noun, .toll) != nil && $0.measure(.predicate) == nil
      }.flatMap { $0 < index - 2 ? $0 : nil }
    }
    for near in stride(from: link - 1, through: max(0, link - 10), by: -1) {
      if items[near].isMark(";") || items[near].quantity != nil { return nil }
      if items[near].measure(.noun, .toll) != nil { return near }
    }
    return nil
  }

  /// "74 of its troops": the speaker's own.
  private func isOwn(_ attachment: Attachment, _ items: [Item]) -> Bool {
    guard attachment.phrase.party == nil else { return false }
    return attachment.phrase.range.contains {
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

  /// "France mobilised 8 million men, of whom …": the side that the whole belongs to.
  private func wholeBefore(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    guard let opener = items[safe: attachment.item - 1], opener.has(.ofWhom) else { return nil }
    return subject(before: attachment.item, items)
  }

  private func named(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    if let party = attachment.phrase.party {
      // "Kurdish rebels" are the rebels that the text names.
      if attachment.phrase.people?.isIrregular == true, let group = facts.onlyGroup,
        lexicon.parties[party.id]?.kind != "group"
      {
        return group
      }
      if party.roles.contains(.place) || party.roles.contains(.capital) {
        return lexicon.parties[party.id]?.home ?? party.id
      }
      return party.id
    }
    // "Croatia: 1,961"
    if attachment.rule == "list item", let party = items[safe: attachment.item - 2]?.party {
      return lexicon.parties[party.id]?.home ?? party.id
    }
    // "Russia's 1.2 million casualties"
    var at = attachment.item - 1
    while at >= 0, items[at].has(.possessive) || items[at].has(.article) || items[at].has(.total) {
      at -= 1
    }
    let isListed = attachment.measureItem == nil && attachment.parent != nil
    if at < attachment.item - 1 || attachment.phrase.measure != nil || isListed, at >= 0,
      let party = items[at].party, at == attachment.item - 1 || items[at + 1].has(.possessive)
    {
      return party.id
    }
    return nil
  }

  private func speaksOfBoth(_ attachment: Attachment, _ items: [Item]) -> Bool {
    let last = min(items.count, attachment.item + 12)
    return items[max(0, attachment.item - 24)..<last].contains { $0.has(.bothSides) }
  }

  /// "Russian losses … is 899": beside the word of harm, on its left, or behind its "of".
  private func owner(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    var word = attachment.measureItem ?? items.count
    if word > attachment.item || attachment.rule == "participle" {
      guard attachment.phrase.people == nil, let head = heading(before: attachment.item, items)
      else { return nil }
      word = head
    } else if attachment.rule != "toll", attachment.rule != "complement" {
      return nil
    }
    for near in stride(from: word - 1, through: max(0, word - 4), by: -1) {
      if items[near].isMark, !items[near].isMark("-") { break }
      if let party = items[near].party, !party.roles.contains(.place) {
        // "combined Russian and Ukrainian casualties"
        if items[safe: near - 1]?.has(.and) == true, let other = items[safe: near - 2]?.party,
          other.id != party.id
        {
          return Self.both
        }
        return party.id
      }
    }
    if items[safe: word + 1]?.has(.of) == true {
      for near in word + 2..<min(max(word + 3, word + 5), items.count) {
        if let party = items[safe: near]?.party { return party.id }
      }
    }
    return nil
  }

  /// The nearest side before the verb that is not its object or its place.
  private func subject(before word: Int, _ items: [Item]) -> PartyID? {
    let away: CaseSet<GrammarClass> = [.in, .against, .by, .near, .with, .during, .since, .on]
    var at = word - 1
    var place: PartyID?
    while at >= 0, word - at <= 24 {
      if let party = items[at].party {
        let before = [items[safe: at - 1], items[safe: at - 2]]
        let isAside = before.contains { $0?.has(anyOf: away) == true }
        // "troops who stormed Omaha Beach": a place is seldom who suffers.
        if !isAside, !party.roles.allSatisfy({ $0 == .place }) {
          return joined(party.id, at, items)
        }
        place = place ?? party.id
      }
      if items[at].isMark(";") { break }
      at -= 1
    }
    return place
  }

  /// "the French and the Germans together": two that suffer as one.
  private func joined(_ party: PartyID, _ index: Int, _ items: [Item]) -> PartyID {
    var at = index - 1
    while at >= 0, items[at].has(.article) { at -= 1 }
    guard items[safe: at]?.has(.and) == true, let other = items[safe: at - 1]?.party,
      other.id != party, other.roles.contains(.people),
      items[index].party?.roles.contains(.people) == true
    else { return party }
    return Self.both
  }

  /// "soldiers from Chad", "members of the Taliban"
  private func origin(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    let end = attachment.phrase.range.upperBound
    // "35,000 (Nigeria)"
    if items[safe: end]?.isMark("(") == true, items[safe: end + 2]?.isMark(")") == true,
      let party = items[safe: end + 1]?.party
    {
      return party.id
    }
    guard let joint = items[safe: end], joint.has(.of) || joint.has(.from) else { return nil }
    for near in end + 1..<min(items.count, end + 4) {
      if items[near].isMark { return nil }
      if let party = items[near].party { return lexicon.parties[party.id]?.home ?? party.id }
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
      attachment.phrase.people?.isIrregular == true || facts.isBetweenStates
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
