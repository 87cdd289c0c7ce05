import RPC
import Support
import Testing

@Suite struct FanOutTests {
  struct Failure: Error {}

  @Test func theFirstFailureEndsTheOtherLegAtOnce() async throws {
    let events = Events()
    await #expect(throws: Failure.self) {
      try await together {
        do {
          try await Task.sleep(for: .seconds(60))
        } catch {
          await events.add("cancelled")
          throw error
        }
      } _: {
        throw Failure()
      }
    }
    #expect(await events.names == ["cancelled"])
  }

  @Test func bothResultsComeBackInPlace() async throws {
    let (one, two) = try await together({ 1 }, { "two" })
    #expect(one == 1)
    #expect(two == "two")
  }

  @Test func outcomesKeepTheOrderOfTheQuestions() async throws {
    let results = await outcomes(of: Array(0..<20)) { number in
      try await Task.sleep(for: .milliseconds(20 - number))
      if number == 7 { throw Failure() }
      return number
    }
    #expect(results.count == 20)
    for (number, result) in results.enumerated() {
      if number == 7 {
        #expect(throws: Failure.self) { try result.get() }
      } else {
        #expect(try result.get() == number)
      }
    }
  }

  @Test func aTimeoutCancelsTheOperation() async throws {
    let events = Events()
    await #expect(throws: Failure.self) {
      try await withTimeout(.milliseconds(50)) {
        do {
          try await Task.sleep(for: .seconds(60))
        } catch {
          await events.add("cancelled")
          throw error
        }
      } timedOut: {
        Failure()
      }
    }
    #expect(await events.names == ["cancelled"])
  }

  @Test func whoeverWaitsSeesTheNewestValue() async throws {
    let watched = Watched(0)
    async let reached = watched.wait { $0 >= 5 }
    for value in 1...5 { watched.set(value) }
    #expect(try await reached == 5)
  }

  @Test func waitingEndsWithTheTask() async throws {
    let watched = Watched(0)
    let waiting = Task { try await watched.wait { $0 == 1 } }
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
  }
}
