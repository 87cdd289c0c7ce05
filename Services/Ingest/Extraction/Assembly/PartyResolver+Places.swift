import Ledger

/// What places, bodies and labels say of whose people are counted.
extension PartyResolver {
  /// "In one country 36 were killed; in the next ten": a place of this number's own.
  func placeBeside(_ attachment: Attachment, _ items: [Item]) -> PartyID? {
    guard !attachment.isSubset, !attachment.phrase.isPartOfBefore,
      let last = items[..<attachment.item].lastIndex(where: { $0.quantity?.isExcluded == false })
        ?? items[..<attachment.item].lastIndex(where: { $0.quantity != nil }),
      items[last..<attachment.item].contains(where: \.namesSide)
    else { return nil }
    return places.places(in: items).last {
      $0.item > last && $0.item < attachment.item && $0.weight >= 3
    }?.party
  }

  /// "Lebanon's health ministry reports 300 dead": such bodies count their own people.
  func localSpeaker(_ items: [Item]) -> PartyID? {
    for (index, item) in items.enumerated() {
      if let source = item.source.flatMap({ lexicon.sources[$0] }), source.kind == "government",
        let party = source.party, item.party == nil
      {
        return lexicon.parties[party]?.home ?? party
      }
      guard let party = item.party, party.roles.contains(.adjective) || party.roles.contains(.name),
        lexicon.parties[party.id]?.isGroup != true, !isAside(index, items), !isProxy(index, items)
      else { continue }
      for ahead in index + 1..<min(items.count, index + 4) {
        if items[ahead].isMilitary || items[ahead].domain(anyOf: [.event, .events]) { break }
        // "the Valdoran embassy" is elsewhere.
        if items[ahead].domain(.site) || items[ahead].has(.border) { break }
        if items[ahead].attribution(.body) { return lexicon.side(of: party) }
      }
    }
    return nil
  }

  /// "Sudan: civil war, 1 million killed": a line of a list, by its label.
  func label(_ items: [Item], isOfFighters: Bool) -> PartyID? {
    guard let colon = items.prefix(6).firstIndex(where: { $0.isMark(":") }),
      let name = items[safe: colon - 1], let party = name.party,
      // "HARBOUR CITY: Three militants died" says where that was written.
      !isOfFighters || !party.roles.allSatisfy(\.isPlace),
      lexicon.parties[party.id]?.isGroup != true,
      items[..<(colon - 1)].allSatisfy({ $0.isMark || $0.isNumeral || $0.quantity != nil }),
      !places.places(in: items).contains(where: { $0.item > colon && $0.weight >= 3 })
    else { return nil }
    return lexicon.side(of: party)
  }

  /// How far those are named who took the displaced in: "in X, home to 3 million refugees".
  func hosts(_ attachment: Attachment, _ items: [Item]) -> Int {
    guard lexicon.reversible.contains(attachment.measure) else { return 0 }
    return (max(0, attachment.item - 4)..<attachment.item).last { items[$0].has(.host) } ?? 0
  }

  /// Refugees stand in the countries that took them in: they are of the one that the text says they are from, or that
  /// the displaced before came from.
  func originOfRefugees(
    _ attachment: Attachment, _ items: [Item], _ discourse: Discourse
  ) -> PartyID? {
    guard lexicon.reversible.contains(attachment.measure),
      lexicon.populationOfMeasure[attachment.measure] != nil
    else { return nil }
    let word = attachment.measureItem ?? attachment.item
    let near = items[max(0, min(word, attachment.item) - 2)..<min(items.count, word + 6)]
    guard near.contains(where: { $0.has(.abroad) }) else { return nil }
    for (index, item) in items.enumerated() {
      guard let party = item.party, let side = resident(party.id) else { continue }
      let joint = items[safe: index - 1]?.has(.article) == true ? index - 2 : index - 1
      // "from X", "fled X"
      if items[safe: joint]?.has(.from) == true || items[safe: joint]?.measure(.intransitive) != nil
      {
        return side
      }
    }
    let flees = items[max(0, word - 2)..<min(items.count, word + 4)].contains {
      $0.measure(.intransitive).map(lexicon.reversible.contains) ?? false
    }
    if flees, places.places(in: items).contains(where: { $0.weight >= 2 && $0.item > word }) {
      return nil
    }
    if let last = discourse.keptClaim, last.value.measure.id == attachment.measure {
      return last.value.group.party
    }
    let seen = places.places(in: items).filter { $0.weight >= 1 }
    // "After the attacks on X, 30,000 refugees reached Y"
    if let attacked = seen.first(where: { $0.weight >= 4 }) { return attacked.party }
    let here = Set(seen.map(\.party))
    guard let main = facts.mainPlace else { return nil }
    if !here.contains(main) { return main }
    // The text is about another country too, which is at war.
    return facts.placeWeights.entries.lazy.filter {
      !here.contains($0.party) && $0.value >= 1 && !facts.isPeaceful($0.party, lexicon)
    }.highest()
  }

  /// "Emirati-backed", "pro-Russian": on its side, and not of it.
  func isProxy(_ index: Int, _ items: [Item]) -> Bool {
    if items[safe: index + 1]?.isMark("-") == true, items[safe: index + 2]?.has(.backed) == true {
      return true
    }
    return items[safe: index - 1]?.isMark("-") == true
      && items[safe: index - 2]?.has(.backed) == true
  }

  func speaksOfBoth(_ attachment: Attachment, _ items: [Item]) -> Bool {
    let last = min(items.count, attachment.item + 12)
    let near = max(0, attachment.item - 24)..<last
    guard let both = items[near].firstIndex(where: { $0.has(.bothSides) }) else { return false }
    // "Both sides shelled towns: 14 people died in the north": what they did, and not whose people.
    return both > attachment.item
      || !items[both..<attachment.item].contains { $0.isMark(":") || $0.isMark(";") }
  }
}
