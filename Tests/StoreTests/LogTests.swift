import Dispatch
import Foundation
import Ledger
import Testing

@testable import LedgerStore

@Suite("The write-ahead log")
struct LogTests {
  private func fixture(limit: Int) throws -> Fixture {
    let directory = TemporaryDirectory()
    return Fixture(
      directory: directory,
      store: try LedgerStore.open(directory: directory.path, logLimit: limit))
  }

  private func long(_ number: Int) -> Recording {
    report("\(number) " + String(repeating: "much ", count: 10_000))
  }

  @Test func aVerificationThatHoldsItIsEndedAtTheLimit() async throws {
    let fixture = try fixture(limit: 4 << 20)
    let store = fixture.store
    try await fixture.append(report("One."))
    let (begun, released) = (Flag(), DispatchSemaphore(value: 0))
    let verification = Task {
      await ledgerError {
        _ = try await store.verify { progress in
          guard progress.stage == .chain, progress.done == 0 else { return }
          begun.set()
          released.wait()
        }
      }
    }
    while !begun.isSet { await Task.yield() }
    for number in 0..<60 { try await fixture.append(long(number)) }
    let held = store.log.size
    #expect(held > 4 << 20, "it holds the log")
    released.signal()
    let error = await verification.value
    #expect(error?.reason == .overloaded)
    #expect(error?.message.contains("storage.log-limit") == true)
    // The next append has the log to itself.
    for number in 60..<90 { try await fixture.append(long(number)) }
    #expect(store.log.size < 4 << 20)
    #expect(await store.shortcoming() == nil)
    #expect(try await store.verify().holds)
  }

  @Test func readersThatFollowEachOtherDoNotKeepItFromBeingEmptied() async throws {
    let fixture = try fixture(limit: 4 << 20)
    let store = fixture.store
    try await fixture.append(report("One."))
    let done = Flag()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          while !done.isSet { _ = try await fixture.claims(pageSize: 100) }
        }
      }
      var largest: Int64 = 0
      for number in 0..<200 {
        try await fixture.append(long(number))
        largest = max(largest, store.log.size)
      }
      done.set()
      try await group.waitForAll()
      #expect(largest < 4 << 20, "\(largest) bytes")
    }
  }

  /// It gets each batch from a read of its own, however long it takes in between.
  @Test func aFollowerThatIsSlowDoesNotHoldIt() async throws {
    let fixture = try fixture(limit: 4 << 20)
    let store = fixture.store
    for number in 0..<3 { try await fixture.append(report("First \(number).")) }
    var reached = Revision.empty
    var read = 0
    for round in 0..<9 {
      let batch = try await store.feed(after: reached, limit: 1)
      read += batch.count
      for linked in batch {
        reached = linked.entry.sequence
        #expect(try await store.entryHash(at: reached) == linked.hash)
      }
      for number in 0..<30 { try await fixture.append(long(round * 30 + number)) }
      #expect(store.log.size < 4 << 20)
    }
    #expect(read == 9)
  }

  @Test func aReaderOfAnotherProgramIsSaidToHoldIt() async throws {
    let fixture = try fixture(limit: 1 << 20)
    let store = fixture.store
    try await fixture.append(report("One."))
    let raw = try RawDatabase(fixture.directory.database)
    try raw.execute("BEGIN; SELECT count(*) FROM entry")
    for number in 0..<40 { try await fixture.append(long(number)) }
    let error = await store.shortcoming()
    #expect(error?.reason == .unavailable)
    #expect(error?.message.contains("another process reads") == true)
    try raw.execute("COMMIT")
    #expect(await store.shortcoming() == nil)
    for number in 40..<80 { try await fixture.append(long(number)) }
    #expect(store.log.size < 1 << 20)
    #expect(await store.shortcoming() == nil)
  }
}
