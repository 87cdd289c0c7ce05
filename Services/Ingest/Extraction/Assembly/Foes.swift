import Ledger

/// Who fights whom in a text: of each war that it is about, the sides that it names.
struct Foes: Sendable {
  private var wars: [[Lexicon.Side]] = []
  /// States are on both sides of one of them.
  private(set) var isBetweenStates = false

  /// Of no war two sides are named that fight each other.
  var isEmpty: Bool { wars.isEmpty }

  /// - Parameter sides: of one war, all that the text names.
  mutating func add(_ sides: [Lexicon.Side]) {
    var fights = false
    for (index, one) in sides.enumerated() where !one.isPeople {
      for other in sides[(index + 1)...] where one.opposes(other) {
        fights = true
        if one.isState && other.isState { isBetweenStates = true }
      }
    }
    if fights { wars.append(sides) }
  }

  /// Whom a party fights, each once; nil where it fights nobody.
  subscript(party: PartyID) -> [PartyID]? {
    var foes: [PartyID] = []
    for sides in wars {
      guard let own = sides.first(where: { $0.party == party }) else { continue }
      for side in sides where own.opposes(side) && !foes.contains(side.party) {
        foes.append(side.party)
      }
    }
    return foes.isEmpty ? nil : foes
  }

  /// A state that the text names together with one that it is at war with.
  func isStateAtWar(_ party: PartyID) -> Bool {
    wars.contains { sides in
      guard let own = sides.first(where: { $0.party == party }), own.isState else { return false }
      return sides.contains { $0.isState && own.opposes($0) }
    }
  }
}

extension Lexicon {
  /// A party as a side of a war.
  final class Side: Sendable {
    let war: War
    let party: PartyID
    /// Of all parties, in the order of their ids.
    let rank: Int
    let isState: Bool
    let isPeople: Bool
    private let isInCamp: Bool

    init(_ party: PartyID, of war: War, rank: Int, _ facts: PartyFacts?) {
      self.war = war
      self.party = party
      self.rank = rank
      isState = facts?.isState == true
      isPeople = facts?.isPeople == true
      isInCamp = war.camp.contains(party)
    }

    /// Not in the same camp; where camps are not told, everybody may fight everybody. A people fights nobody.
    func opposes(_ other: Side) -> Bool {
      rank != other.rank && !isPeople && !other.isPeople
        && (war.camp.isEmpty || isInCamp != other.isInCamp)
    }
  }

  /// A party in all of its wars.
  final class Sides: Sendable {
    let party: PartyID
    let rank: Int
    let isState: Bool
    /// A group that fights a state, or whose wars nobody knows: who "the rebels" can be.
    let isRebel: Bool
    /// One bit for each war of the lexicon: set where the party is a side of it.
    let wars: [UInt64]
    private let sides: [Side]

    init(
      of party: PartyID, _ sides: [Side], rank: Int, ofWars count: Int, isState: Bool, isRebel: Bool
    ) {
      (self.party, self.isState, self.isRebel) = (party, isState, isRebel)
      var wars = [UInt64](repeating: 0, count: (count + 63) / 64)
      for side in sides { wars[side.war.number / 64] |= 1 << UInt64(side.war.number % 64) }
      (self.sides, self.rank, self.wars) = (sides, rank, wars)
    }

    subscript(war number: Int) -> Side? {
      wars[number / 64] >> UInt64(number % 64) & 1 == 0
        ? nil : sides.first { $0.war.number == number }
    }
  }
}
