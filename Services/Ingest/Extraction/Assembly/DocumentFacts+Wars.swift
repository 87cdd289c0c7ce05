import Ledger

/// Which wars a document is about, and who fights whom in them.
extension DocumentFacts {
  /// In no war of that time, or in none at all but those of half the world: hosts and mediators more than sides.
  func isPeaceful(_ party: PartyID, _ lexicon: Lexicon) -> Bool {
    guard day != nil, !lexicon.peaceful.contains(party), lexicon.parties[party]?.kind == "state"
    else { return lexicon.peaceful.contains(party) }
    return !(lexicon.warsOf[party] ?? []).contains { $0.parties.count <= 12 && isRecent($0) }
  }

  /// A war within one state, of the text's own time: what is told of that state is told of this war.
  func isAtWarAtHome(_ party: PartyID, _ lexicon: Lexicon) -> Bool {
    (lexicon.warsOf[party] ?? []).contains { $0.isOfOneState && isRecent($0) }
  }

  /// The war was still on, or not long over, when the text was published.
  func isRecent(_ war: Lexicon.War) -> Bool {
    guard let days else { return true }
    if let last = war.lastDay, last + 3650 < days.first { return false }
    return war.firstDay.map { $0 <= days.last + 400 } ?? true
  }

  /// "The Maoists" of a text about Nepal are those of Nepal.
  func findKin(_ lexicon: Lexicon) {
    for party in partyMentions.keys.sorted(by: { $0.value < $1.value }) {
      guard let creed = lexicon.parties[party]?.creed else { continue }
      let weight: (PartyID) -> Double = { [placeWeights] in
        lexicon.parties[$0]?.home.flatMap { placeWeights[$0] } ?? 0
      }
      let kin = (lexicon.kin[creed] ?? []).max { weight($0) < weight($1) }
      guard let kin, weight(kin) > weight(party) else { continue }
      kinOf[party] = kin
      partyMentions[kin, default: 0] += partyMentions.removeValue(forKey: party) ?? 0
    }
  }

  func read(_ war: Lexicon.War, _ parties: [PartyID], _ lexicon: Lexicon) {
    wars.append(war)
    // Two of the many that joined in a great war are not yet a text about it.
    // And a war long over is in the text where it is named.
    if !isRecent(war), conflictMentions[war.id] == nil,
      parties.contains(where: { isAtWarAtHome($0, lexicon) })
    {
      return
    }
    let isGreat = war.parties.count > 12 && conflictMentions[war.id] == nil
    if isGreat, parties.count(where: war.parties.prefix(10).contains) < 2 { return }
    // Asked once for each, and not for each two of them.
    let sides = parties.map { party in
      (party: party, kind: lexicon.parties[party]?.kind, isInCamp: war.camp.contains(party))
    }.filter { $0.kind != "people" }
    for one in sides {
      let others = sides.filter {
        $0.party != one.party && (war.camp.isEmpty || $0.isInCamp != one.isInCamp)
      }
      guard !others.isEmpty else { continue }
      foes[one.party, default: []].formUnion(others.lazy.map(\.party))
      if one.kind == "state", others.contains(where: { $0.kind == "state" }) {
        statesAtWar.insert(one.party)
      }
    }
  }

  func findWars(_ lexicon: Lexicon) {
    namesWar = !conflictMentions.isEmpty
    guard partyMentions.count >= 2 else { return }
    var sides: [(war: Int, party: PartyID)] = []
    for party in partyMentions.keys {
      for war in lexicon.warsOf[party] ?? [] { sides.append((war.number, party)) }
    }
    sides.sort { ($0.war, $0.party.value) < ($1.war, $1.party.value) }
    var start = 0
    while start < sides.count {
      let number = sides[start].war
      let end = sides[start...].firstIndex { $0.war != number } ?? sides.count
      if end - start >= 2 { read(lexicon.wars[number], sides[start..<end].map(\.party), lexicon) }
      start = end
    }
    // Two sides of a war are named: the text is about it.
    if !wars.isEmpty { speaksOfConflict = true }
    namesWar = namesWar || wars.contains { isRecent($0) }
  }

  /// "the Chadian army", "Ukrainian servicemen"
  func isArmy(_ roles: [PartyRole], _ index: Int, _ items: [Item]) -> Bool {
    if roles.contains(.force) { return true }
    guard roles.contains(.adjective) else { return false }
    return (index + 1...index + 2).contains {
      items[safe: $0]?.people.map { $0.population == "military" && $0.service == .regular } == true
    }
  }
}
