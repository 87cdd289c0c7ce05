import Ledger

/// What each number of a network can still be when all ends of what claims say were moved outwards by the same part.
///
/// Method: bound propagation (hull consistency: E. Davis, "Constraint propagation with interval labels", Artificial
/// Intelligence 32, 1987). Floors rise along the sums until nothing moves. Without totals all constraints have the form
/// "the whole is at least a sum of others", which are closed under taking the smaller of two solutions number by number, so
/// that the floors reached are themselves the least solution: the network is feasible exactly where no floor is above a
/// ceiling. With totals ceilings fall, too, and the answer is exact where no number is reached on two ways (E. Freuder, "A
/// sufficient condition for backtrack-free search", JACM 29, 1982); else a network found feasible may not be.
struct Propagation {
  private(set) var floors: [Double]
  private(set) var ceilings: [Double]
  /// The claim, or the sum, that set a floor last.
  private var floorFrom: [Reason]
  private var ceilingFrom: [Reason]
  private(set) var isFeasible = true
  /// Nothing moves any more. Only relations in circles go on longer than there are numbers.
  private(set) var isSettled = true
  /// The number whose floor went above its ceiling.
  private(set) var conflict: Int?

  private enum Reason {
    case none
    case claim(ClaimID)
    case sum(Network.Sum)
    /// What is left of a whole for one of its parts.
    case rest(Network.Sum, of: Int)
  }

  /// Rounds at the most: enough for a chain of sums as long as the network, which sets an end to those in circles.
  private static func mostRounds(_ network: Network) -> Int { min(network.variables + 2, 20_000) }

  init(_ network: Network, widenedBy part: Double, rounded: Bool) {
    floors = Array(repeating: 0, count: network.variables)
    ceilings = Array(repeating: .infinity, count: network.variables)
    floorFrom = Array(repeating: .none, count: network.variables)
    ceilingFrom = floorFrom
    for (variable, bounds) in network.bounds.enumerated() {
      for bound in bounds {
        let wide = (rounded ? bound.rounded : bound.stated).widened(by: part)
        if bound.setsFloor, wide.low.value > floors[variable] {
          (floors[variable], floorFrom[variable]) = (wide.low.value, .claim(bound.claim))
        }
        if bound.setsCeiling, wide.high.value < ceilings[variable] {
          (ceilings[variable], ceilingFrom[variable]) = (wide.high.value, .claim(bound.claim))
        }
      }
    }
    settle(network)
  }

  private mutating func settle(_ network: Network) {
    var rounds = 0
    var moved = true
    check(0..<network.variables)
    while moved, isFeasible, rounds < Self.mostRounds(network) {
      moved = false
      rounds += 1
      for sum in network.sums where isFeasible { moved = raise(sum) || moved }
      for total in network.totals where isFeasible { moved = lower(total) || moved }
    }
    isSettled = !moved || !isFeasible
  }

  /// The whole is at least the sum of its parts' floors.
  private mutating func raise(_ sum: Network.Sum) -> Bool {
    let least = sum.parts.reduce(0) { $0 + floors[$1] }
    guard least > floors[sum.whole] else { return false }
    (floors[sum.whole], floorFrom[sum.whole]) = (least, .sum(sum))
    check([sum.whole])
    return true
  }

  /// The whole is at most the sum of its parts' ceilings, and each part at least what the others leave of the whole.
  private mutating func lower(_ total: Network.Sum) -> Bool {
    var moved = false
    let most = total.parts.reduce(0) { $0 + ceilings[$1] }
    if most < ceilings[total.whole] {
      (ceilings[total.whole], ceilingFrom[total.whole]) = (most, .sum(total))
      moved = true
    }
    for part in total.parts {
      let others = total.parts.reduce(0) { $1 == part ? $0 : $0 + ceilings[$1] }
      let rest = floors[total.whole] - others
      if rest > floors[part] {
        (floors[part], floorFrom[part]) = (rest, .rest(total, of: part))
        moved = true
      }
    }
    if moved { check([total.whole] + total.parts) }
    return moved
  }

  private mutating func check(_ variables: some Sequence<Int>) {
    for variable in variables where floors[variable] > ceilings[variable] {
      isFeasible = false
      conflict = variable
      return
    }
  }

  /// The claims that lead to the conflict: what gives must be among them.
  func binding() -> [ClaimID] {
    guard let conflict else { return [] }
    var claims: Set<ClaimID> = []
    var seen: Set<[Int]> = []
    var open = [(conflict, true), (conflict, false)]
    while let (variable, isFloor) = open.popLast() {
      guard seen.insert([variable, isFloor ? 1 : 0]).inserted else { continue }
      switch isFloor ? floorFrom[variable] : ceilingFrom[variable] {
      case .none: break
      case .claim(let claim): claims.insert(claim)
      case .sum(let sum): open += sum.parts.map { ($0, isFloor) }
      case .rest(let total, let part):
        open.append((total.whole, true))
        open += total.parts.filter { $0 != part }.map { ($0, false) }
      }
    }
    return claims.sorted()
  }
}
