import Ledger

extension Network {
  /// The least widening is found to this part of itself, and never given as less than it is.
  static let tolerance = 1e-9

  /// The smallest r in [0, 1] with which all intervals, as `[low × (1 − r), high × (1 + r)]`, have a solution in common. With
  /// r = 1 every floor is 0 and everything goes together, so that there always is one. Found by halving: feasibility only
  /// grows with r.
  func leastWidening(rounded: Bool) -> Double {
    if Propagation(self, widenedBy: 0, rounded: rounded).isFeasible { return 0 }
    var (low, high) = (0.0, 1.0)
    while high - low > Self.tolerance {
      let middle = (low + high) / 2
      if Propagation(self, widenedBy: middle, rounded: rounded).isFeasible {
        high = middle
      } else {
        low = middle
      }
    }
    return high
  }

  /// Totals may close circles, and other relations may run in them, where bound propagation finds too little to widen.
  var widening: Widening {
    let (stated, rounded) = (leastWidening(rounded: false), leastWidening(rounded: true))
    let isSettled =
      Propagation(self, widenedBy: stated, rounded: false).isSettled
      && Propagation(self, widenedBy: rounded, rounded: true).isSettled
    return Widening(
      claims: claims, asStated: stated, asRounded: rounded,
      isLeast: !totals.isEmpty || !isSettled)
  }

  /// The claims that stand in each other's way just below the least widening; empty where nothing does.
  func binding(_ widening: Double, rounded: Bool) -> [ClaimID] {
    guard widening > 0 else { return [] }
    return Propagation(
      self, widenedBy: max(0, widening - 4 * Self.tolerance), rounded: rounded
    ).binding()
  }

  /// For a level that is more than what counts all of it.
  static func widening(of excess: Excess) -> Widening {
    var network = Network()
    let whole = network.variable()
    let isOneCount = excess.isOneCount
    network.bound(
      whole,
      by: Bound(
        claim: excess.whole.id, stated: excess.whole.stated, rounded: excess.whole.rounded,
        setsFloor: false, setsCeiling: isOneCount || excess.whole.ceiling.isFinite))
    let parts = excess.part.parts.isEmpty ? [excess.part] : excess.part.parts
    let variables = parts.map { part in
      let variable = network.variable()
      network.bound(variable, by: Bound(part, setsCeiling: false))
      return variable
    }
    network.relate(variables, atMost: whole)
    return network.widening
  }

  /// For one statement that is a part of another.
  static func widening(
    part: (ClaimID, Interval, Interval?), whole: (ClaimID, Interval, Interval?)
  ) -> Widening {
    var network = Network()
    let (one, other) = (network.variable(), network.variable())
    for (variable, said) in [(one, part), (other, whole)] {
      network.bound(
        variable,
        by: Bound(
          claim: said.0, stated: said.1, rounded: said.2 ?? said.1, setsFloor: true,
          setsCeiling: true))
    }
    network.relate([one], atMost: other)
    return network.widening
  }
}
