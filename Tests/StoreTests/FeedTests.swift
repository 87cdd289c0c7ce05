import Ledger
import LedgerStore
import Testing

@Suite("The change feed")
struct FeedTests {
  @Test func aFollowerSeesEveryEntryOnceAndInOrder() async throws {
    let fixture = try Fixture()
    let store = fixture.store
    let total = 60
    let follower = Task {
      var seen: [Int64] = []
      while seen.count < total {
        let after = Revision(seen.last ?? 0)
        try await store.waitForEntries(after: after)
        seen += try await store.entries(after: after, limit: 7).map(\.sequence.number)
      }
      return seen
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<total / 3 {
        group.addTask { try await fixture.append(report("Report \(index).")) }
      }
      try await group.waitForAll()
    }
    #expect(try await follower.value == (1...Int64(total)).map { $0 })
  }

  @Test func entriesComeWholeWithTheirWords() async throws {
    let fixture = try Fixture()
    let recording = report("One.", [Figure(count: 5), Figure(count: 7)])
    try await fixture.append(recording)
    let entries = try await fixture.store.entries(after: Revision(1), limit: 2)
    guard case .sighting(let sighting) = entries[0].body, case .run(let run) = entries[1].body
    else {
      Issue.record("not a sighting and a run")
      return
    }
    #expect(sighting.title == "A quiet week")
    #expect(run.claims.map(\.evidence.numberText) == ["5", "7"])
    #expect(
      run.claims.map(\.evidence.sentenceText)
        == recording.run.claims.map(\.evidence.sentenceText))
    #expect(run.claims.map(ClaimID.init(of:)) == recording.run.claims.map(ClaimID.init(of:)))
  }

  @Test func oneAnswerIsBoundedInSizeAndNeverEmptyBeforeTheEnd() async throws {
    let fixture = try Fixture()
    // Words are not in the entries; a warning is.
    let long = String(repeating: "w", count: 5 << 20)
    for index in 1...3 { try await fixture.append(report("\(index)", [], warnings: [long])) }
    let first = try await fixture.store.entries(after: .empty, limit: 100)
    #expect(first.count == 6)
    #expect(try await fixture.store.entries(after: Revision(6), limit: 100).count == 3)
    #expect(try await fixture.store.entries(after: Revision(9), limit: 100).isEmpty)
  }

  @Test func waitingReturnsAtOnceWhereThereIsAnEntryAlready() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    try await fixture.store.waitForEntries(after: Revision(2))
  }

  @Test func aWaitEndsWithItsTask() async throws {
    let fixture = try Fixture()
    let store = fixture.store
    let waiter = Task {
      await ledgerError { try await store.waitForEntries(after: .empty) }
    }
    waiter.cancel()
    #expect(await waiter.value?.reason == .cancelled)
  }

  @Test func aWaitEndsWhenTheLedgerCloses() async throws {
    let fixture = try Fixture()
    let store = fixture.store
    let waiter = Task {
      await ledgerError { try await store.waitForEntries(after: .empty) }
    }
    await store.close()
    #expect(await waiter.value?.reason == .unavailable)
  }
}
