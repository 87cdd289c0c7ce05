import RPC
import Testing

@Suite struct WatchedTests {
  @Test func readersGetTheNewestValueOnce() async {
    let watched = Watched(1)
    var reader = watched.changes().makeAsyncIterator()
    #expect(await reader.next() == 1)
    watched.set(2)
    watched.set(3)
    watched.set(3)
    #expect(await reader.next() == 3)
    watched.set(4)
    #expect(await reader.next() == 4)
  }

  @Test func whoWaitsIsWokenByTheValueThatIsWaitedFor() async throws {
    let watched = Watched(0)
    async let found = watched.wait { $0 >= 50 }
    for number in 1...50 { watched.set(number) }
    #expect(try await found == 50)
  }

  /// One who changes the value and one who cancels its reader, at the same time: neither waits for the other.
  @Test(.timeLimit(.minutes(2)))
  func readersMayLeaveWhileTheValueChanges() async {
    let watched = Watched(0)
    for round in 1...3000 {
      await withTaskGroup(of: Void.self) { group in
        let reader = Task { _ = try? await watched.wait { $0 < 0 } }
        group.addTask { for step in 0..<4 { watched.set(round * 10 + step) } }
        group.addTask { reader.cancel() }
        await group.waitForAll()
        await reader.value
      }
    }
  }
}
