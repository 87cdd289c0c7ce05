import Ledger
import Testing

@testable import Reconciliation

@Suite struct Intervals {
  func interval(_ low: Double, _ high: Double) throws -> Interval {
    try #require(Interval(low, high))
  }

  @Test func holdAtLeastOneNumber() {
    #expect(Interval(3, 2) == nil)
    #expect(Interval(.init(2, included: false), .init(2)) == nil)
    #expect(Interval(.nan, 2) == nil)
    #expect(Interval(-1) == nil)
    #expect(Interval(2)?.isPoint == true)
  }

  @Test func addSubtractMultiplyAndDivideEndByEnd() throws {
    let (one, other) = (try interval(300, 350), try interval(600, 700))
    #expect(one + other == (try interval(900, 1050)))
    #expect(other - one == (try interval(250, 400)))
    #expect(other / one == (try interval(600.0 / 350, 700.0 / 300)))
    #expect((try interval(2, 3)) * (try interval(10, 20)) == (try interval(20, 60)))
  }

  @Test func neverGoBelowNothing() throws {
    let (one, other) = (try interval(100, 200), try interval(150, 400))
    #expect(one - other == (try interval(0, 50)))
    #expect((try interval(1, 2)) - (try interval(5, 6)) == nil)
  }

  @Test func stayOpenWhereTheyWere() throws {
    let atLeast = try interval(5, .infinity)
    #expect((atLeast + (try interval(1, 2))).isOpenAbove)
    #expect(atLeast / atLeast == (try interval(0, .infinity)))
    #expect((try interval(1, 2)) / (try interval(0, 4)) == (try interval(0.25, .infinity)))
    #expect((try interval(1, 2)) / (try interval(0, 0)) == nil)
    #expect(atLeast * 0 == (try interval(0, 0)))
  }

  @Test func leaveOutWhatMoreThanLeavesOut() throws {
    let more = try #require(Interval(.init(5, included: false), .init(.infinity)))
    #expect(!more.contains(5))
    #expect(more.contains(5.1))
    #expect(!more.overlaps(try interval(1, 5)))
    #expect((try interval(1, 5)).overlaps(try interval(5, 9)))
    #expect(!more.contains(try interval(5, 9)))
    #expect((try interval(5, 9)).contains(try #require(more.intersection(try interval(0, 9)))))
  }

  @Test func tellHowFarApartTheyLie() throws {
    #expect((try interval(1, 5)).gap(to: try interval(8, 9)) == 3)
    #expect((try interval(8, 9)).gap(to: try interval(1, 5)) == 3)
    #expect((try interval(1, 8)).gap(to: try interval(5, 9)) == 0)
  }

  @Test(arguments: [
    (1_200_000.0, 2, 50_000.0), (2.5, 2, 0.05), (168_142, 6, 0.5), (41, 2, 0.5), (7, 0, 0),
  ])
  func roundToHalfAUnitOfTheLastDigit(_ value: Double, _ digits: Int, _ half: Double) {
    #expect(abs(Rounding.halfUnit(of: value, digits: digits) - half) < 1e-9)
  }

  @Test func readQuantities() throws {
    func rounded(_ quantity: Quantity) -> Interval? {
      Interval(rounded: quantity, vocabulary: vocabulary)
    }
    #expect(rounded(.exact(1_200_000, digits: 2)) == (try interval(1_150_000, 1_250_000)))
    #expect(rounded(.upTo(325_000)) == (try interval(0, 325_000)))
    #expect(rounded(.vague("a handful")) == (try interval(3, 7)))
    #expect(rounded(.vague("no such phrase")) == nil)
    let more = try #require(rounded(.moreThan(434_000)))
    #expect(more.low == .init(434_000, included: false))
    #expect(more.isOpenAbove)
  }
}
