import Ledger
import Support
import Testing

@testable import RPC

/// When an address of a service is passed over, and for how long; and how lists of addresses are read.
@Suite struct StandingTests {
  @Test func eachFailureInARowPassesItOverForLongerUpToALimit() throws {
    var standing = Standing()
    let start = ContinuousClock.now
    #expect(standing.isTrusted(start))
    let wasTrusted = standing.fail(start, spread: 1)
    #expect(wasTrusted)
    var waits: [Duration] = []
    for _ in 0..<12 {
      waits.append(start.duration(to: try #require(standing.passedOverUntil)))
      standing.failAgain(start, spread: 1)
    }
    #expect(waits[0] == Standing.shortest)
    #expect(waits[1] == Standing.shortest * 2)
    #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(waits.last == Standing.longest)
  }

  @Test func callsThatFailTogetherAreOneFailure() {
    var standing = Standing()
    let start = ContinuousClock.now
    let found = [standing.fail(start, spread: 1), standing.fail(start, spread: 1)]
    #expect(found == [true, false])
    #expect(standing.failures == 1)
  }

  @Test func itIsNotTrustedUntilItWasAskedWhetherItIsBack() {
    var standing = Standing()
    let start = ContinuousClock.now
    _ = standing.fail(start, spread: 0.5)
    #expect(!standing.isTrusted(start + .seconds(3600)))
    standing.readmit()
    #expect(standing.isTrusted(start))
    // That it is there does not mean that it does what it is asked: the next time counts as one more.
    _ = standing.fail(start, spread: 1)
    #expect(standing.failures == 2)
    standing.succeed()
    #expect(standing.failures == 0)
  }

  @Test func aSecondQuestionIsForATenthOfTheCalls() {
    let budget = HedgeBudget()
    var spent = 0
    while budget.spend() { spent += 1 }
    #expect(spent == 10)
    for _ in 0..<25 { budget.earn() }
    #expect(budget.spend())
    #expect(budget.spend())
    #expect(!budget.spend())
  }

  @Test(arguments: [
    ("127.0.0.1:1", ["127.0.0.1:1"]),
    ("127.0.0.1:1,127.0.0.1:2", ["127.0.0.1:1", "127.0.0.1:2"]),
    ("ingest-a:7401, [::1]:7401", ["ingest-a:7401", "[::1]:7401"]),
  ])
  func listsOfAddressesAreRead(_ text: String, _ wanted: [String]) throws {
    #expect(try Address.list(text, key: "k").map(\.description) == wanted)
  }

  @Test(arguments: ["", ",", "127.0.0.1:1,", "127.0.0.1:1,127.0.0.1:1", "127.0.0.1:1;127.0.0.1:2"])
  func otherListsAreRefused(_ text: String) async {
    let error = await failure { _ = try Address.list(text, key: "k") }
    #expect(error?.reason == .misconfigured)
  }
}
