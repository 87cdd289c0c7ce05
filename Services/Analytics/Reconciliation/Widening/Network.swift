import Ledger

/// Unknown true numbers, what claims say of them, and how they stand to each other: a part is no more than its whole, a sum of
/// parts neither, and where the parts are all that there is, the whole is no more than their sum.
struct Network: Sendable {
  /// What one claim says of one number.
  struct Bound: Sendable {
    let claim: ClaimID
    let stated: Interval
    let rounded: Interval
    /// Which ends count: a floor says nothing about the most, and a figure of several days bounds each by one end only.
    let setsFloor: Bool
    let setsCeiling: Bool
  }

  /// The sum of the parts is at most the whole.
  struct Sum: Hashable, Sendable {
    let parts: [Int]
    let whole: Int
  }

  private(set) var bounds: [[Bound]] = []
  private(set) var sums: [Sum] = []
  /// Sums that are also at least the whole.
  private(set) var totals: [Sum] = []
  private var known: Set<Sum> = []

  init() {}

  var variables: Int { bounds.count }

  /// A further unknown number.
  mutating func variable() -> Int {
    bounds.append([])
    return bounds.count - 1
  }

  mutating func bound(_ variable: Int, by bound: Bound) { bounds[variable].append(bound) }

  /// All parts together are at most the whole.
  mutating func relate(_ parts: [Int], atMost whole: Int) {
    let sum = Sum(parts: parts, whole: whole)
    guard !parts.contains(whole), known.insert(sum).inserted else { return }
    sums.append(sum)
  }

  /// The parts are all that the whole consists of.
  mutating func relate(_ parts: [Int], equal whole: Int) {
    relate(parts, atMost: whole)
    totals.append(Sum(parts: parts, whole: whole))
  }

  /// The claims that bound a number, each once, by id.
  var claims: [ClaimID] { Set(bounds.flatMap { $0.map(\.claim) }).sorted() }
}

extension Network.Bound {
  init(_ level: Level, setsFloor: Bool = true, setsCeiling: Bool = true) {
    self.init(
      claim: level.id, stated: level.stated, rounded: level.rounded, setsFloor: setsFloor,
      setsCeiling: setsCeiling && level.ceiling.isFinite)
  }
}
