import Ledger

/// Finds where a sentence plays: cities and regions, and countries behind a preposition of place.
struct PlaceReader: Sendable {
  let lexicon: Lexicon

  struct Place {
    var party: PartyID
    var item: Int
    var weight: Double
  }

  private static let locative: CaseSet<GrammarClass> = [
    .in, .near, .at, .on, .against, .from, .to, .throughout, .with, .of,
  ]

  /// As they were found when the facts were read.
  func places(of sentence: Sentence) -> [Place] { sentence.places ?? places(in: sentence.items) }

  func places(in items: [Item]) -> [Place] {
    var places: [Place] = []
    var destination: Int?
    for index in items.indices where items[index].namesSide {
      let item = items[index]
      // A national monitor counts at home.
      if let home = item.sourceFacts?.home {
        places.append(Place(party: home, item: index, weight: 0.6))
      }
      guard let party = item.party, !isSpeaker(items, index) else { continue }
      // Where people fled to is not where they are from.
      if isDestination(items, index, after: destination) {
        destination = index
        continue
      }
      let facts = item.partyFacts
      let resident = facts?.home ?? party.id
      let weight = self.weight(of: party.roles, facts, items, index)
      if weight > 0 { places.append(Place(party: resident, item: index, weight: weight)) }
    }
    return places
  }

  private func weight(
    of roles: [PartyRole], _ facts: Lexicon.PartyFacts?, _ items: [Item], _ index: Int
  ) -> Double {
    // "Ishaq Nasir" is a man, and no town.
    if let before = items[safe: index - 1], before.capitalised, before.senses.isEmpty,
      !before.isMark, items[safe: index - 2]?.has(anyOf: Self.locative) != true
    {
      return 0
    }
    if isProper(items, index) { return 0 }
    // "a group based in London", "at talks in Doha": where somebody speaks.
    if isSeat(items, index) { return 0.3 }
    // "HARBOUR CITY: At least 80 people": where it was written, and where it was if nothing else tells.
    if index <= 1, items[safe: index + 1]?.isMark(":") == true, roles.allSatisfy(\.isPlace) {
      return 0.9
    }
    // "near the Panama border" is in the country on its other side.
    if items[safe: index + 1]?.has(.border) == true { return 0.3 }
    let located = isLocated(items, index)
    // Groups without a country fight in many, peoples live in many; what is listed as their place is theirs.
    if facts?.isGroup == true || facts?.isPeople == true, facts?.home == nil,
      !roles.contains(where: \.isPlace)
    {
      return 0
    }
    if isTarget(items, index) { return 4 }
    // A place in a possessive is metonymy as often as not: "Moscow's forces".
    if roles.contains(.place) { return isOrigin(items, index) ? 1 : 3 }
    if roles.contains(.capital) {
      // "Berlin's northern district"
      if items[safe: index + 1]?.has(.possessive) == true, isLocality(items, index) { return 2.5 }
      let speaks =
        items[safe: index + 1]?.has(.possessive) == true || isWeak(items[safe: index - 1])
      // "the Tokyo air raid"
      let isHit =
        items[safe: index - 1]?.has(.article) == true
        && items[safe: index + 1]?.domain(.event) == true
      return (located || isHit) && !speaks ? 3 : 0.2
    }
    if facts?.home != nil { return 0.4 }
    if isSeatOfCivilWar(items, index) { return 2 }
    if items[safe: index + 1]?.has(.possessive) == true, actsBehind(items, index + 1) { return 0.2 }
    if roles.contains(.name) {
      if isLocality(items, index) { return 2.5 }
      // "the Ukraine war", "the Rwanda report"
      if let next = items[safe: index + 1], next.domain(.war) || next.attribution(.work) {
        return 1.5
      }
      let joint = items[safe: index - 1]
      if joint?.domain(.offensive) == true { return 3 }
      // "the invasion of Ukraine"
      if joint?.has(.of) == true, items[safe: index - 2]?.domain(.offensive) == true { return 3 }
      if items[safe: index - 1]?.has(.to) == true { return 0.5 }
      // "pinned on Britain", "the war with Mali": nothing happens there.
      if isPartner(items, index) { return 0.3 }
      if located { return isWeak(items[safe: index - 1]) ? 1.5 : 3 }
      return 0.3
    }
    if roles.contains(.adjective) {
      // "by a Soviet submarine"
      let acts =
        items[safe: index - 1]?.has(.by) == true
        || items[safe: index - 1]?.has(.article) == true && items[safe: index - 2]?.has(.by) == true
      return acts || actsBehind(items, index) ? 0.2 : 0.9
    }
    return 0.5
  }

  /// "the Saudi Hospital" has a name, and "Soviet-educated", "pro-Iranian" say nothing of where.
  func isProper(_ items: [Item], _ index: Int) -> Bool {
    let next = items[safe: index + 1]
    if let next, next.capitalised, next.domain(.site) { return true }
    // "the collapse of the Stockholm Agreement", "the Abuja peace deal"
    if let next, items[index].party?.roles.allSatisfy(\.isPlace) == true,
      next.has(.accord) || !next.isMark && items[safe: index + 2]?.has(.accord) == true
    {
      return true
    }
    return next?.isMark("-") == true && items[safe: index + 2]?.has(.backed) == true
      || items[safe: index - 1]?.isMark("-") == true
        && items[safe: index - 2]?.has(.backed) == true
  }

  /// "Angola's civil war", "the Angolan civil war", "Angola's insurgency": a war inside the country.
  private func isSeatOfCivilWar(_ items: [Item], _ index: Int) -> Bool {
    let first = items[safe: index + 1]?.has(.possessive) == true ? index + 2 : index + 1
    for near in first..<first + 3 {
      guard let item = items[safe: near], !item.isMark, !item.isMilitary else { return false }
      if item.domain(.war) {
        return item.has(.internal)
          && items[safe: near + 1]?.has(anyOf: [.with, .against, .in, .on]) != true
      }
    }
    return false
  }

  /// "Serbia's second city", "Bor, Sudan": a place by its country.
  private func isLocality(_ items: [Item], _ index: Int) -> Bool {
    if items[safe: index + 1]?.has(.possessive) == true {
      return (index + 2..<index + 6).prefix { items[safe: $0].map { !$0.isMark } ?? false }
        .contains { items[$0].has(.locality) }
    }
    guard items[safe: index - 1]?.isMark(",") == true, let town = items[safe: index - 2],
      !town.isMark, town.capitalised
    else { return false }
    return town.senses.isEmpty && items[safe: index - 3]?.has(anyOf: Self.locative) != false
  }

  /// The first side that a sentence names neither as a place nor beside another.
  func subject(of items: [Item]) -> PartyID? {
    let aside: CaseSet<GrammarClass> = [
      .in, .against, .by, .near, .with, .during, .since, .on, .from, .to, .of,
    ]
    for (index, item) in items.enumerated()
    where !items[max(0, index - 2)..<index].contains(where: { $0.has(anyOf: aside) }) {
      if let party = item.party, !party.roles.allSatisfy(\.isPlace), !isProper(items, index) {
        return party.id
      }
      if let party = item.sourceFacts?.party { return party }
    }
    return nil
  }

  /// "fled to Chad", "refugees in Chad and Niger"
  private func isDestination(_ items: [Item], _ index: Int, after last: Int?) -> Bool {
    if let last, index - last <= 4,
      items[last + 1..<index].allSatisfy({ $0.isMark(",") || $0.has(.and) || $0.has(.article) })
    {
      return true
    }
    var at = index - 1
    while at >= 0, index - at <= 3, !items[at].has(anyOf: [.to, .in, .from]), !items[at].isMark {
      at -= 1
    }
    if isCarriedTo(items, index) { return true }
    guard at > 0, index - at <= 3, items[at].has(.to) || items[at].has(.in) else { return false }
    // "fled the fighting in X" is where they fled from.
    if items[at].has(.in),
      items[at - 1].domain(anyOf: [.conflict, .war, .event, .events, .offensive])
    {
      return false
    }
    // "fled over the mountains to X"
    if items[at].has(.to),
      (max(0, at - 7)..<at).contains(where: {
        items[$0].measure(.intransitive).map(lexicon.reversible.contains) ?? false
      })
    {
      return true
    }
    return (max(0, at - 3)..<at).contains { near in
      let measures = items[near].measures.contains { lexicon.reversible.contains($0.id) }
      return measures && items[near].has(.abroad)
        || items[at].has(.to) && items[near].measure(.intransitive) != nil && measures
    }
  }

  /// "the wounded were flown to Y, Z and X"
  private func isCarriedTo(_ items: [Item], _ index: Int) -> Bool {
    var at = index - 1
    while at > 0, index - at <= 9,
      items[at].isMark(",") || items[at].has(.and) || items[at].has(.article)
        || items[at].capitalised
    {
      at -= 1
    }
    guard at > 0, items[at].has(.to) else { return false }
    return items[max(0, at - 3)..<at].contains { $0.has(.carried) }
  }

  /// "a group based in X", "from its office in X"
  private func isSeat(_ items: [Item], _ index: Int) -> Bool {
    var at = index - 1
    // "in Mae Sot, Thailand"
    if items[safe: at]?.isMark(",") == true, items[safe: at - 1]?.namesSide == true { at -= 2 }
    let last = at
    while at > 0, last - at <= 2, !items[at].has(anyOf: [.in, .at]), !items[at].isMark { at -= 1 }
    guard at > 0, items[at].has(anyOf: [.in, .at]) else { return false }
    return items[max(0, at - 3)..<at].contains { $0.has(.seat) }
  }

  /// "an attack on Israel"
  private func isTarget(_ items: [Item], _ index: Int) -> Bool {
    var at = index - 1
    // "bombed the west of", "shelled east Beirut"
    while at >= 0, items[at].has(.article) || items[at].has(.locality) { at -= 1 }
    guard let joint = items[safe: at] else { return false }
    let attacks: (Item) -> Bool = {
      $0.domain(.event) || $0.domain(.events) || $0.domain(.offensive)
    }
    // "struck Haifa", "rockets hit Israel's third-largest city"
    if attacks(joint), joint.party == nil {
      return items[safe: index + 1].map { !attacks($0) } ?? true
    }
    guard joint.has(anyOf: [.on, .against, .at, .to]) else { return false }
    return items[max(0, at - (joint.has(.on) ? 1 : 4))..<at].contains(where: attacks)
  }

  /// "from the Gaza Strip"
  private func isOrigin(_ items: [Item], _ index: Int) -> Bool {
    var at = index - 1
    while at >= 0, items[at].has(.article) { at -= 1 }
    return items[safe: at]?.has(.from) == true
  }

  /// Prepositions that name where people came from or what belongs to whom, as often as where they are.
  private func isWeak(_ item: Item?) -> Bool {
    item.map { $0.has(.of) || $0.has(.from) || $0.has(.to) || $0.has(.with) } ?? false
  }

  private func isPartner(_ items: [Item], _ index: Int) -> Bool {
    var at = index - 1
    while at >= 0, items[at].has(.article) { at -= 1 }
    return items[safe: at]?.has(anyOf: [.on, .with, .against]) == true
  }

  /// A preposition of place stands before it, maybe with a word between: "in northern Mali".
  private func isLocated(_ items: [Item], _ index: Int) -> Bool {
    for back in 1...6 {
      guard let item = items[safe: index - back] else { return false }
      if item.has(anyOf: Self.locative) { return true }
      if back > 3, !item.senses.isEmpty, !item.has(.and), item.party == nil { return false }
      if item.isMark(",") || item.has(.and), back == 1 {
        // "in Iraq and Syria": a list goes on.
        return items[safe: index - 2]?.party != nil && isLocated(items, index - 2)
      }
      if item.isMark || item.has(.by) || item.quantity != nil { return false }
    }
    return false
  }

  /// The adjective belongs to who acts: "Russian forces", "Israeli airstrikes".
  private func actsBehind(_ items: [Item], _ index: Int) -> Bool {
    for ahead in 1...3 {
      guard let item = items[safe: index + ahead] else { return false }
      if item.isMilitary || item.domain(.event) || item.domain(.events)
        || item.domain(.conflict)
        || item.domain(.offensive) || item.attribution(.speaker)
      {
        return true
      }
      if !item.measures.isEmpty { return true }
      if item.isMark, !item.isMark("-") { return false }
    }
    return false
  }

  /// The name speaks: "Ukraine said".
  private func isSpeaker(_ items: [Item], _ index: Int) -> Bool {
    items[safe: index + 1]?.attribution(.verb) == true
  }
}
