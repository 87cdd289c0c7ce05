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

  /// - Parameter sides: of one war, all that the text names.
  private func read(_ sides: [Lexicon.Side], _ lexicon: Lexicon) {
    guard let war = sides.first?.war else { return }
    wars.append(war)
    // Two of the many that joined in a great war are not yet a text about it.
    // And a war long over is in the text where it is named.
    let isNamed = conflictMentions[war.id] != nil
    if !isNamed, !isRecent(war), sides.contains(where: { isAtWarAtHome($0.party, lexicon) }) {
      return
    }
    let isGreat = war.parties.count > 12 && !isNamed
    if isGreat, sides.count(where: { war.parties.prefix(10).contains($0.party) }) < 2 { return }
    foes.add(sides)
  }

  func findWars(_ lexicon: Lexicon) {
    namesWar = !conflictMentions.isEmpty
    guard partyMentions.count >= 2 else { return }
    let named = partyMentions.parties.compactMap { lexicon.sidesOf[$0] }
      .sorted { $0.rank < $1.rank }
    // Of most wars only one side is named.
    let words = named.first?.wars.count ?? 0
    var (once, twice) = (
      [UInt64](repeating: 0, count: words), [UInt64](repeating: 0, count: words)
    )
    for party in named {
      for word in 0..<words {
        twice[word] |= once[word] & party.wars[word]
        once[word] |= party.wars[word]
      }
    }
    for word in 0..<words {
      var left = twice[word]
      while left != 0 {
        let number = word * 64 + left.trailingZeroBitCount
        left &= left - 1
        read(named.compactMap { $0[war: number] }, lexicon)
      }
    }
    // Two sides of a war are named: the text is about it.
    if !wars.isEmpty { speaksOfConflict = true }
    namesWar = namesWar || wars.contains { isRecent($0) }
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
