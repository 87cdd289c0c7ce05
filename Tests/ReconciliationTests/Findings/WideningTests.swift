import Ledger
import Support
import Testing

@testable import Reconciliation

@Suite("How far claims are from going together")
struct WideningTests {
  private func network(_ intervals: [(Double, Double)]) -> (Network, [Int]) {
    var network = Network()
    let variables = intervals.enumerated().map { index, interval in
      let variable = network.variable()
      let said = Interval(.init(interval.0), .init(interval.1)) ?? .anything
      network.bound(
        variable,
        by: .init(
          claim: ClaimID(Digest(of: [UInt8(index)])), stated: said, rounded: said, setsFloor: true,
          setsCeiling: true))
      return variable
    }
    return (network, variables)
  }

  /// (a − b) / (a + b) for two claims of which the first must be no more than the second.
  @Test(
    arguments: [
      (100, 50, 1.0 / 3), (331, 325, 6.0 / 656), (50, 100, 0), (70, 70, 0), (5, 0, 1),
    ] as [(Double, Double, Double)])
  func two(_ part: Double, _ whole: Double, _ expected: Double) {
    var (network, numbers) = network([(part, part), (whole, whole)])
    network.relate([numbers[0]], atMost: numbers[1])
    #expect(abs(network.widening.asStated - expected) < 2e-9)
    #expect(network.widening.isLeast == false)
  }

  @Test func severalClaimsOfOneNumber() {
    var (network, numbers) = network([(10, 12), (20, 22), (15, 16)])
    for (one, other) in [(0, 1), (1, 2), (2, 0)] {
      network.relate([numbers[one]], atMost: numbers[other])
    }
    // All three are one number: 20 (1 − r) = 12 (1 + r).
    #expect(abs(network.widening.asStated - 8.0 / 32) < 2e-9)
    #expect(network.binding(network.widening.asStated, rounded: false).count == 2)
  }

  @Test func aChainAndASum() {
    // 30 + 60 + what was added, 5, against 80 later on.
    var (network, numbers) = network([(30, 35), (60, 70), (5, 5), (0, 1e9), (80, 80)])
    network.relate([numbers[0], numbers[1]], atMost: numbers[3])
    network.relate([numbers[3], numbers[2]], atMost: numbers[4])
    #expect(abs(network.widening.asStated - 15.0 / 175) < 2e-9)
    #expect(network.binding(network.widening.asStated, rounded: false).count == 4)
  }

  @Test func anEquationBindsBothWays() {
    var (low, numbers) = network([(10, 10), (20, 20), (40, 40)])
    low.relate([numbers[0], numbers[1]], equal: numbers[2])
    // 40 (1 − r) = 30 (1 + r)
    #expect(abs(low.widening.asStated - 10.0 / 70) < 2e-9)
    var (even, same) = network([(10, 10), (20, 20), (30, 30)])
    even.relate([same[0], same[1]], equal: same[2])
    #expect(even.widening.asStated == 0)
    // What one side lacks the other one has.
    var (rest, parts) = network([(0, 5), (0, 5), (12, 12)])
    rest.relate([parts[0], parts[1]], equal: parts[2])
    #expect(abs(rest.widening.asStated - 2.0 / 22) < 2e-9)
  }

  @Test func isTheLeastThatIsFeasible() {
    var random = SeededRandom(state: 7)
    for _ in 0..<40 {
      let intervals = (0..<6).map { _ in
        let low = Double(Int.random(in: 1...1_000, using: &random))
        return (low, low + Double(Int.random(in: 0...200, using: &random)))
      }
      var (network, numbers) = network(intervals)
      for whole in 1..<6 {
        let parts = (0..<whole).filter { _ in Bool.random(using: &random) }.map { numbers[$0] }
        if !parts.isEmpty { network.relate(parts, atMost: numbers[whole]) }
      }
      let least = network.widening.asStated
      #expect(Propagation(network, widenedBy: least, rounded: false).isFeasible)
      if least > 0 {
        #expect(!Propagation(network, widenedBy: least - 1e-8, rounded: false).isFeasible)
      }
      // The floors that are reached are a solution themselves.
      let solved = Propagation(network, widenedBy: least, rounded: false)
      for sum in network.sums {
        #expect(sum.parts.reduce(0) { $0 + solved.floors[$1] } <= solved.floors[sum.whole] + 1e-6)
      }
      #expect(zip(solved.floors, solved.ceilings).allSatisfy { $0 <= $1 })
    }
  }

  @Test func aCircleOfSumsEnds() {
    var (network, numbers) = network([(10, 20), (10, 20), (1, 2)])
    network.relate([numbers[0], numbers[2]], atMost: numbers[1])
    network.relate([numbers[1], numbers[2]], atMost: numbers[0])
    // Only with nobody in the third there is a solution; that no number settles is said.
    #expect(network.widening.isLeast)
  }
}
