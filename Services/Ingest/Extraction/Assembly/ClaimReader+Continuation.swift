import Ledger

/// What a count goes on from: a claim before it in its sentence or in those before.
extension ClaimReader {
  /// The claim before in the sentence that is no part of another: "80 villagers, 20 of them children, and
  /// wounded 30" wounds villagers.
  func whole(
    before index: Int, _ attachments: [Attachment], _ found: [Kept<Claim>?]
  ) -> Kept<Claim>? {
    for earlier in stride(from: index - 1, through: max(0, index - 4), by: -1) {
      if let claim = found[earlier], !attachments[earlier].isSubset || earlier == 0 {
        // "30 guards and 12 farmers died and scores were hurt": some of both.
        if let beside = found[safe: earlier - 1] ?? nil, attachments[earlier - 1].parent == nil,
          !attachments[earlier].isSubset, beside.value.measure.id == claim.value.measure.id,
          beside.value.group.population != claim.value.group.population
        {
          return open(claim.value, population: nil)
        }
        return claim
      }
    }
    return found[safe: index - 1] ?? nil
  }

  /// "Another 80,000 were wounded", "activists put the dead at 260": the people of the claim before.
  func continued(
    _ attachment: Attachment, _ sentence: Sentence, _ number: Int, _ discourse: Discourse
  ) -> Kept<Claim>? {
    // "Four soldiers were killed. Three others were wounded."
    let isOthers =
      attachment.phrase.isOthers && attachment.phrase.people?.population == "all"
      && attachment.item <= 1
    guard attachment.parent == nil, attachment.phrase.isUnnamed || isOthers,
      !attachment.countsSubject,
      let last = discourse.keptClaim, let place = discourse.lastClaimPlace,
      place.block == sentence.block, number - place.sentence <= 2
    else { return nil }
    if isOthers { return number - place.sentence == 1 ? last : nil }
    if number - place.sentence == 1, includes(attachment.item, sentence.items) { return last }
    if sentence.items[safe: attachment.item - 1]?.has(.another) == true
      || sentence.items.contains(where: { $0.has(.samePeriod) })
      || isAddition(sentence.items)
    {
      return open(last.value, population: discourse.lastWhole)
    }
    // "Troops killed 11 insurgents. Seven died in an air raid": of the eleven.
    if number - place.sentence == 1, attachment.item <= 1, attachment.phrase.isBare,
      ["passive", "intransitive", "suffered"].contains(attachment.rule),
      attachment.measure == last.value.measure.id, last.value.group.population == "military",
      let value = attachment.mention.quantity.leadingValue,
      let whole = last.value.quantity.leadingValue, value < whole
    {
      return last
    }
    // "4,100 civilian casualties (1,300 killed and 2,800 wounded)": the same people.
    if number - place.sentence <= 1, attachment.rule != "toll",
      measures.includes(attachment.measure, in: last.value.measure.id),
      last.value.measure.id != attachment.measure
    {
      return last
    }
    guard last.value.group.population != "military",
      !places.places(of: sentence).contains(where: { $0.weight >= 1 })
    else { return nil }
    // "Seven people died. 30 wounded": the same kind of people.
    let isSame =
      number - place.sentence == 1 && attachment.item <= 1 && discourse.lastWhole == "all"
      && attachment.measure != last.value.measure.id
    return open(last.value, population: isSame ? discourse.lastWhole : nil)
  }

  /// "It also recorded 390 wounded"
  private func isAddition(_ items: [Item]) -> Bool {
    items.first?.has(.pronoun) == true
      && items.prefix(4).contains { $0.has(.also) && !$0.has(.have) }
  }

  /// The claim with other people.
  private func open(_ claim: Claim, population: PopulationID?) -> Kept<Claim> {
    var claim = claim
    claim.group.population = population
    return Kept(claim)
  }

  /// Who the last sentences counted, where this one goes on.
  func peopleBefore(
    _ attachment: Attachment, _ sentence: Sentence, _ number: Int, _ discourse: Discourse
  ) -> PopulationID? {
    // "Men" stay an army's for longer.
    let reach = attachment.phrase.people?.service == .either ? 8 : 3
    guard let place = discourse.lastClaimPlace, number - place.sentence <= reach,
      !sentence.items.isLeftByWar(before: attachment.item)
    else { return nil }
    return discourse.lastWhole
  }
}
