import Ledger

/// The words of a sentence that name a side: before the harm, behind it, in its heading.
extension PartyResolver {
  /// "inflicted 400 casualties on the Marines"
  func inflictedOn(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    guard isInflicted(attachment, items) else { return nil }
    let end = attachment.phrase.range.upperBound
    return items[end + 1..<min(items.count, end + 5)].compactMap { $0.party?.id }.first
  }

  /// "inflicted 60 casualties on the army": by others.
  func isInflicted(_ attachment: Attachment, _ items: [Item]) -> Bool {
    items[safe: attachment.phrase.range.upperBound]?.has(.on) == true
      && items[max(0, attachment.item - 4)..<attachment.item].contains { $0.has(.inflict) }
  }

  /// "took 1,500 prisoners": of others than who took them.
  func isTakenCaptive(_ attachment: Attachment, _ items: [Item]) -> Bool {
    lexicon.reversible.contains(attachment.measure) && attachment.phrase.party == nil
      && lexicon.populationOfMeasure[attachment.measure] == nil
      && attachment.phrase.measure == attachment.measure
      && items[safe: attachment.item - 1]?.has(.suffer) == true
  }

  /// "the guerrillas lost 60 men": no army's.
  func isLostByIrregulars(_ attachment: Attachment, _ items: [Item]) -> Bool {
    guard attachment.countsSubject || attachment.rule == "suffered",
      let word = attachment.measureItem
    else { return false }
    let before = items[max(0, word - 4)..<max(0, word)]
    return before.last { $0.people != nil }?.people?.isIrregular == true
  }

  /// "of these, 36,500 were American soldiers"
  func predicate(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    let end = attachment.phrase.range.upperBound
    // "one of them a Canadian"
    if attachment.isSubset, items[safe: end]?.has(.a) == true,
      let party = items[safe: end + 1]?.party,
      !party.roles.allSatisfy(\.isPlace)
    {
      return party.id
    }
    guard attachment.isSubset || attachment.rule == "list", items[safe: end]?.has(.be) == true
    else { return nil }
    return items[end + 1..<max(end + 1, min(items.count, end + 4))].compactMap { item in
      item.party.flatMap {
        $0.roles.contains { $0 == .adjective || $0 == .people || $0 == .force } ? $0.id : nil
      }
    }.first
  }

  /// "Russian losses … is 899": beside the word of harm, on its left, or behind its "of".
  func owner(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    var word = attachment.measureItem ?? items.count
    // "Israeli wounded equals 523"
    if word < attachment.item, word > 0, items[word].measure(.noun, .toll, .participle) != nil,
      items[safe: word + 1]?.quantity == nil, let party = items[word - 1].party,
      party.roles.contains(.adjective), attachment.phrase.people == nil
    {
      return party.id
    }
    if word > attachment.item || attachment.rule == "participle" {
      guard attachment.phrase.people == nil, let head = items.heading(before: attachment.item)
      else { return nil }
      word = head
    } else if !["toll", "complement", "rate"].contains(attachment.rule) {
      return nil
    }
    for near in stride(from: word - 1, through: max(0, word - 4), by: -1) {
      if items[near].isMark, !items[near].isMark("-") { break }
      // "the rebels reported the deaths of": of others.
      if attachment.rule == "complement", items[near].attribution(.verb) { break }
      // "Riga put the death toll at 40": who counts.
      if items[near].party != nil, near + 1 < word,
        attachment.rule == "toll",
        items[near + 1].has(.link) && !items[near + 1].has(.be)
          || items[near + 1].attribution(.verb)
      {
        break
      }
      if let party = items[near].party, !party.roles.contains(.place) {
        // "The Houthis handed over the bodies of": who did something with them.
        if attachment.rule == "complement", !party.roles.contains(.adjective),
          items[near + 1..<word].contains(where: {
            !$0.has(.possessive) && $0.people == nil && !$0.isOfMeasure && !$0.isMark
          })
        {
          break
        }
        // "combined Russian and Ukrainian casualties"
        if items[safe: near - 1]?.has(.and) == true, let other = items[safe: near - 2]?.party,
          other.id != party.id
        {
          return Self.both
        }
        return party.id
      }
    }
    // "потери России": whose they are stands behind them, in a form that says so.
    for near in word + 1..<word + 3 {
      guard let item = items[safe: near], !item.isMark, item.quantity == nil else { break }
      if item.owns, let party = item.party { return party.id }
    }
    if items[safe: word + 1]?.has(.of) == true {
      for near in word + 2..<min(max(word + 3, word + 5), items.count) {
        if let party = items[safe: near]?.party { return party.id }
      }
    }
    return nil
  }

  /// The nearest side before the verb that is not its object or its place.
  func subject(before word: Int, _ items: [Item]) -> PartyID? {
    let away: CaseSet<GrammarClass> = [.in, .against, .by, .near, .with, .during, .since, .on]
    var at = word - 1
    var place: PartyID?
    while at >= 0, word - at <= 24 {
      if let party = items[at].party {
        let before = [items[safe: at - 1], items[safe: at - 2]]
        let isAside =
          before.contains { $0?.has(anyOf: away) == true }
          || party.roles.contains(.name) && items[safe: at - 1]?.has(.to) == true
        // "the ministry says the war cost 20,000 lives": who only speaks has not suffered.
        if speaks(at, items), !items[at..<word].contains(where: { $0.has(.pronoun) }) {
          at -= 1
          continue
        }
        // "killed 37 rebels and lost five men": whom the verb before counted has lost nobody.
        if isCounted(at, items) {
          at -= 1
          continue
        }
        // "troops who stormed Omaha Beach": a place is seldom who suffers.
        if !isAside, !party.roles.allSatisfy({ $0 == .place }) {
          return joined(party.id, at, items)
        }
        if word - at <= 3 { place = place ?? party.id }
      }
      if items[at].isMark(";") { break }
      at -= 1
    }
    return place
  }

  /// "killed 37 contras", "2,439 rebels of the X": in the phrase of a number that a verb of harm counts.
  private func isCounted(_ index: Int, _ items: [Item]) -> Bool {
    for back in stride(from: index - 1, through: max(1, index - 4), by: -1) {
      let item = items[back]
      if item.quantity != nil {
        return items[back - 1].measure(.active, .participle) != nil
      }
      // "killed rebels of the X"
      if item.measure(.active, .participle) != nil, back < index - 1 {
        return !items[back - 1].has(anyOf: [.article, .be])
      }
      guard item.has(anyOf: [.of, .article]) || item.people != nil else { return false }
    }
    return false
  }

  /// "X said", "X's spy agency said,"
  func speaks(_ index: Int, _ items: [Item]) -> Bool {
    if items[safe: index + 1]?.attribution(.verb) == true { return true }
    guard items[safe: index + 1]?.has(.possessive) == true else { return false }
    for ahead in index + 2..<min(items.count, index + 6) {
      if items[ahead].isMark { return false }
      if items[ahead].attribution(.verb) { return items[safe: ahead + 1]?.isMark(",") == true }
    }
    return false
  }

  /// "the French and the Germans together", "French and German troops": two that suffer as one.
  func joined(_ party: PartyID, _ index: Int, _ items: [Item]) -> PartyID {
    var at = index - 1
    while at >= 0, items[at].has(.article) { at -= 1 }
    guard items[safe: at]?.has(.and) == true, let other = items[safe: at - 1]?.party,
      other.id != party
    else { return party }
    let arePeoples =
      other.roles.contains(.people) && items[index].party?.roles.contains(.people) == true
    // "British and French forces"
    let areForces =
      !isAside(at - 1, items) && items[safe: at - 2]?.has(.to) != true
      && items[index].party?.roles.contains(.adjective) == true
      && !other.roles.allSatisfy(\.isPlace) && items[safe: index + 1].map(isForce) == true
    return arePeoples || areForces ? Self.both : party
  }

  /// "armies", "troops", "fleet"
  private func isForce(_ item: Item) -> Bool {
    item.isMilitary || item.domain(.conflict) && item.measures.isEmpty && !item.domain(.war)
  }

  /// "soldiers from Chad", "members of the Taliban"
  func origin(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    let end = attachment.phrase.range.upperBound
    // "35,000 (Nigeria)"
    if items[safe: end]?.isMark("(") == true, items[safe: end + 2]?.isMark(")") == true,
      let party = items[safe: end + 1]?.party
    {
      return party.id
    }
    // "67 dead on the Israeli side"
    if items[safe: end]?.has(.on) == true {
      let name = items[safe: end + 1]?.has(.article) == true ? end + 2 : end + 1
      return items[safe: name]?.party.flatMap { $0.roles.contains(.adjective) ? $0.id : nil }
    }
    // "1,500 battle deaths for Honduras"
    if items[safe: end]?.has(.for) == true, attachment.phrase.measure != nil,
      let party = items[safe: end + 1]?.party, party.roles.contains(.name)
    {
      let isList = items[safe: end + 3]?.party != nil && items[end + 2].quantity == nil
      return isList ? Self.everyone : party.id
    }
    guard let joint = items[safe: end], joint.has(anyOf: [.of, .from, .among]) else { return nil }
    for near in end + 1..<min(items.count, end + 4) {
      if items[near].isMark { return nil }
      if let party = items[near].party { return lexicon.side(of: party) }
    }
    return nil
  }

  func named(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    if let party = attachment.phrase.party,
      !attachment.phrase.range.contains(where: {
        items[safe: $0]?.party?.id == party.id && isProxy($0, items)
      })
    {
      // "Kurdish rebels" are the rebels that the text names.
      if attachment.phrase.people?.isIrregular == true, let group = facts.onlyGroup,
        lexicon.parties[party.id]?.isGroup != true
      {
        return group
      }
      return lexicon.side(of: party)
    }
    // "Croatia: 1,961", "Croatia: 1,961 killed"
    if let party = items[safe: attachment.item - 2]?.party,
      // "HARBOUR CITY: Three militants died" says where that was written.
      attachment.phrase.people == nil || !party.roles.allSatisfy(\.isPlace),
      attachment.rule == "list item"
        || items[attachment.item - 1].isMark(":")
          && items[..<(attachment.item - 2)].allSatisfy({ $0.isMark || $0.has(.article) })
    {
      return lexicon.side(of: party)
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

  /// "sent 14,000 Turkish soldiers, of whom 700 were killed": of those whom the number before counts, harmed or not.
  func ofWhom(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    guard attachment.phrase.party == nil,
      items[safe: attachment.item - 1]?.has(.ofWhom) == true || attachment.phrase.isPartOfBefore
    else { return nil }
    for near in stride(from: attachment.item - 2, through: max(0, attachment.item - 20), by: -1) {
      guard items[near].quantity != nil else { continue }
      let counted = NounPhrase(after: near, in: items)
      if let party = counted.party { return lexicon.side(of: party) }
      // "Ghana sent 30,000 volunteers; 600 of them died"
      return counted.people?.population == "military" && items[near].quantity?.isExcluded == false
        ? subject(before: near, items) : nil
    }
    return nil
  }

  /// "on the Serbian side, the number is put at 5,000"
  private func isOnSide(_ near: Int, _ items: [Item]) -> Bool {
    items[near].has(.side) && items[near - 1].party.map { !$0.roles.allSatisfy(\.isPlace) } == true
  }

  func onSide(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    guard attachment.phrase.party == nil else { return nil }
    for near in stride(from: attachment.item - 1, through: max(1, attachment.item - 10), by: -1) {
      if items[near].quantity != nil || items[near].isMark(";") { return nil }
      if isOnSide(near, items) { return items[near - 1].party?.id }
    }
    return nil
  }

  /// "France mobilised 8 million men, of whom …": the side that the whole belongs to.
  func wholeBefore(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    guard let opener = items[safe: attachment.item - 1], opener.has(.ofWhom) else { return nil }
    return subject(before: attachment.item, items)
  }
}
