import Dispatch
import Ledger
import Testing

@testable import LedgerStore

@Suite("Many at once")
struct ConcurrencyTests {
  @Test func concurrentAppendsLeaveNoGapsAndTrueOutcomes() async throws {
    let fixture = try Fixture()
    let outcomes = try await withThrowingTaskGroup(of: (Int, RecordingOutcome).self) { group in
      for index in 0..<100 {
        group.addTask {
          // Every report comes twice, at the same time.
          (index, try await fixture.append(report("Report \(index / 2).")))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count == 100)
    let byReport = Dictionary(grouping: outcomes) { $0.0 / 2 }
    #expect(byReport.values.allSatisfy { $0.filter { !$0.1.alreadyRecorded }.count == 1 })
    #expect(outcomes.allSatisfy { $0.1.claims == 1 && $0.1.revision <= Revision(150) })
    let entries = try await fixture.store.entries(after: .empty, limit: 1000)
    #expect(entries.map(\.sequence.number) == (1...150).map { $0 })
    #expect(try await fixture.store.verify().holds)
  }

  @Test func appendsThatWaitShareATransaction() async throws {
    let fixture = try Fixture()
    let writer = fixture.store.writer
    let (holding, released) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        // Holds the writer's turn until everybody else is waiting.
        let job = Writer.Job(author: "local", moment: .second(0)) { (scribe) throws(LedgerError) in
          holding.signal()
          released.wait()
          return RecordingOutcome(revision: scribe.head.revision, claims: 0, alreadyRecorded: true)
        }
        _ = try await writer.append(job)
      }
      await withCheckedContinuation { continuation in
        DispatchQueue.global().async {
          holding.wait()
          continuation.resume()
        }
      }
      for index in 0..<100 {
        group.addTask { try await fixture.append(report("Report \(index).")) }
      }
      while writer.waiting < 100 { await Task.yield() }
      released.signal()
      try await group.waitForAll()
    }
    #expect(try await fixture.store.statistics().transactions == 1)
    #expect(try await fixture.store.head().revision == Revision(300))
  }

  @Test func anAppendThatFailsHarmsNoOtherOfItsTransaction() async throws {
    let fixture = try Fixture()
    let writer = fixture.store.writer
    let results = await withTaskGroup(of: LedgerError?.self) { group in
      for index in 0..<40 {
        group.addTask {
          await ledgerError {
            guard index.isMultiple(of: 4) else {
              try await fixture.append(report("Report \(index)."))
              return
            }
            // Writes an entry, and then fails.
            let job = Writer.Job(author: "local", moment: .second(0)) {
              (scribe) throws(LedgerError) in
              try scribe.write(.vocabulary(Vocabulary(lexiconFingerprint: "lost")))
              throw LedgerError(.malformed, "made to fail")
            }
            _ = try await writer.append(job)
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.compactMap { $0 }.count == 10)
    #expect(try await fixture.store.statistics().documents == 30)
    #expect(try await fixture.store.vocabulary(at: Revision(90)) == nil)
    #expect(try await fixture.store.verify().revision == Revision(90))
  }

  @Test func readsAreAnsweredWhileOthersWrite() async throws {
    let fixture = try Fixture()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<30 {
        group.addTask { try await fixture.append(report("Report \(index).")) }
        group.addTask {
          let head = try await fixture.store.head().revision
          // What was there at a revision is there, whatever has come since.
          let claims = try await fixture.claims(at: head)
          #expect(claims.count == head.number / 3)
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func aReadOfACancelledTaskIsCancelled() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    let store = fixture.store
    let read = Task {
      while !Task.isCancelled { await Task.yield() }
      return await ledgerError { _ = try await store.head() }
    }
    read.cancel()
    #expect(await read.value?.reason == .cancelled)
    // The reader is free for the next one.
    for _ in 0..<8 { #expect(try await store.head().revision == Revision(3)) }
  }

  @Test func aLongReadEndsWithItsTask() async throws {
    let fixture = try Fixture()
    let store = fixture.store
    let started = DispatchSemaphore(value: 0)
    let read = Task {
      await ledgerError {
        try await store.readers.read { (snapshot) throws(LedgerError) in
          started.signal()
          // Never ends by itself.
          try snapshot.connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n")
        }
      }
    }
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        started.wait()
        continuation.resume()
      }
    }
    read.cancel()
    #expect(await read.value?.reason == .cancelled)
    #expect(try await store.head().revision == .empty)
  }
}
