import Ledger

/// Which wars a document is about, and who fights whom in them.
extension DocumentFacts {
  /// In no war of that time, or in none at all but those of half the world: hosts and mediators more than sides.
  func isPeaceful(_ party: PartyID, _ lexicon: Lexicon) -> Bool {
    guard day != nil, !lexicon.peaceful.contains(party), lexicon.parties[party]?.isState == true
    else { return lexicon.peaceful.contains(party) }
    return !(lexicon.warsOf[party] ?? []).contains { $0.parties.count <= 12 && isRecent($0) }
  }

  /// A war within one state, of the text's own time: what is told of that state is told of this war.
  func isAtWarAtHome(_ party: PartyID, _ lexicon: Lexicon) -> Bool {
    (lexicon.warsOf[party] ?? []).contains { $0.isOfOneState && isRecent($0) }
  }

  /// "Angola's civil war" by its name: whoever is counted in a text that names no place lives there.
  func mainWarSeat(_ lexicon: Lexicon) -> PartyID? {
    conflictMentions.max { ($0.value, $1.key) < ($1.value, $0.key) }
      .flatMap { lexicon.seat(of: $0.key) }
  }

  /// Fights nobody abroad in the text's time: whom its army kills, lives in its land.
  func fightsAtHomeOnly(_ party: PartyID, _ lexicon: Lexicon) -> Bool {
    let wars = (lexicon.warsOf[party] ?? []).filter { isRecent($0) }
    return !wars.isEmpty && wars.allSatisfy(\.isOfOneState)
  }

  /// The war was still on, or not long over, when the text was published.
  func isRecent(_ war: Lexicon.War) -> Bool {
    guard let days else { return true }
    if let last = war.lastDay, last + 3650 < days.first { return false }
    return war.firstDay.map { $0 <= days.last + 400 } ?? true
  }

  /// "The Maoists" of a text about Nepal are those of Nepal.
  func findKin(_ lexicon: Lexicon) {
    for party in partyMentions.parties.sorted() {
      guard let creed = lexicon.parties[party]?.creed else { continue }
      let weight: (PartyID) -> Double = { [placeWeights] in
        lexicon.parties[$0]?.home.flatMap { placeWeights[$0] } ?? 0
      }
      let kin = (lexicon.kin[creed] ?? []).max { weight($0) < weight($1) }
      guard let kin, weight(kin) > weight(party) else { continue }
      kinOf[party] = kin
      partyMentions.move(party, to: kin)
    }
  }

  /// - Parameter parties: that the text names.
  func findWars(of parties: [Lexicon.Sides], _ lexicon: Lexicon) {
    namesWar = !conflictMentions.isEmpty
    guard parties.count >= 2 else { return }
    let named = parties.sorted { $0.rank < $1.rank }
    var wars: [Lexicon.War] = []
    var sides: [Lexicon.Side] = []
    // Of most wars only one side is named.
    for word in 0..<(named.first?.wars.count ?? 0) {
      var (once, left) = (UInt64(0), UInt64(0))
      for party in named {
        left |= once & party.wars[word]
        once |= party.wars[word]
      }
      while left != 0 {
        let number = word * 64 + left.trailingZeroBitCount
        left &= left - 1
        sides.removeAll(keepingCapacity: true)
        for party in named {
          if let side = party[war: number] { sides.append(side) }
        }
        guard let war = sides.first?.war else { continue }
        wars.append(war)
        if isFought(war, by: sides, lexicon) { foes.add(sides) }
      }
    }
    self.wars = wars
    // Two sides of a war are named: the text is about it.
    if !wars.isEmpty { speaksOfConflict = true }
    namesWar = namesWar || wars.contains { isRecent($0) }
  }

  /// Its sides are foes in the text. Two of the many that joined in a great war are not yet a text about it, and a war
  /// long over is in the text where it is named.
  /// - Parameter sides: all that the text names.
  private func isFought(_ war: Lexicon.War, by sides: [Lexicon.Side], _ lexicon: Lexicon) -> Bool {
    let isNamed = conflictMentions[war.id] != nil
    if !isNamed, !isRecent(war), sides.contains(where: { isAtWarAtHome($0.party, lexicon) }) {
      return false
    }
    let isGreat = war.parties.count > 12 && !isNamed
    return !isGreat || sides.count(where: { war.parties.prefix(10).contains($0.party) }) >= 2
  }

  /// "the Chadian army", "Ukrainian servicemen"
  func isArmy(_ roles: [PartyRole], _ index: Int, _ items: [Item]) -> Bool {
    // "a British army adviser" is no army.
    if items[safe: index - 1]?.has(.a) == true { return false }
    if roles.contains(.force) { return true }
    guard roles.contains(.adjective) else { return false }
    return (index + 1...index + 2).contains {
      items[safe: $0]?.people.map { $0.population == "military" && $0.service == .regular } == true
    }
  }
}

extension Array {
  /// The element of which something holds, where that is only one.
  @inline(__always)
  func only(_ holds: (Element) -> Bool) -> Element? {
    var found: Element?
    for element in self where holds(element) {
      if found != nil { return nil }
      found = element
    }
    return found
  }
}
