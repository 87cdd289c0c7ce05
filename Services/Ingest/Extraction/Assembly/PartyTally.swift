import Ledger

/// A number for each of the few parties that a text names, in the order in which it named them. Of so few, looking
/// through them all is quicker than hashing, and their order is the same at every reading.
struct PartyTally<Value: Numeric & Comparable & Sendable>: Sendable {
  private(set) var entries: [(party: PartyID, value: Value)] = []

  var isEmpty: Bool { entries.isEmpty }
  var count: Int { entries.count }
  var parties: some Sequence<PartyID> { entries.lazy.map(\.party) }

  /// Nil of a party that the text does not name.
  subscript(party: PartyID) -> Value? { place(of: party).map { entries[$0].value } }

  mutating func add(_ value: Value, to party: PartyID) {
    if let place = place(of: party) {
      entries[place].value += value
    } else {
      entries.append((party, value))
    }
  }

  /// What was one party's is another's.
  mutating func move(_ party: PartyID, to other: PartyID) {
    guard let place = place(of: party) else { return }
    add(entries.remove(at: place).value, to: other)
  }

  private func place(of party: PartyID) -> Int? { entries.firstIndex { $0.party == party } }
}

extension Sequence {
  /// Of parties with a number, the one with the highest; of several, the one whose id comes first.
  func highest<Value: Comparable>() -> PartyID? where Element == (party: PartyID, value: Value) {
    self.max { ($0.value, $1.party) < ($1.value, $0.party) }?.party
  }
}
