import Foundation
import Ledger
import Testing

@testable import LedgerStore

/// Numbers that are the same in every run.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

@Suite("A changed bit of the file") struct FileTests {
  /// What the ledger holds, in all of its tables; nil where not even SQLite can read it.
  private func contents(_ path: String) -> [String: [[String]]]? {
    try? FullLedger.contents(
      path, FullLedger.truth + Projector.tables + SearchIndex.tables.filter { $0 != "passage" })
  }

  @Test func isFoundOrChangesNothing() async throws {
    let ledger = try await FullLedger()
    let file = ledger.directory.database
    let whole = try #require(contents(file))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    var dice = Seeded(state: 20_261_129)
    var found = 0
    var repaired = 0
    for round in 0..<150 {
      let copy = TemporaryDirectory()
      var changed = bytes
      let place = Int.random(in: 0..<changed.count, using: &dice)
      changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
      try changed.write(to: URL(fileURLWithPath: copy.database))
      let isSame = contents(copy.database) == whole
      let store: LedgerStore
      do {
        store = try LedgerStore.open(directory: copy.path)
      } catch let error as LedgerError {
        #expect([.damaged, .misconfigured, .schemaTooNew].contains(error.reason), "\(error)")
        found += 1
        continue
      }
      let report = try await store.verify()
      if !report.holds { found += 1 }
      #expect(isSame || !report.holds, "round \(round), byte \(place)")
      if !report.holds, report.problems.allSatisfy({ [.projection, .guards].contains($0.part) }) {
        _ = try await store.rebuild()
        let problems = try await store.verify().problems
        #expect(problems.isEmpty, "round \(round), byte \(place)")
        repaired += 1
      }
      await store.close()
    }
    #expect(found > 10)
    #expect(repaired > 3)
  }

  @Test func inTheRootOfAnIndexIsRepairedWithoutTouchingTheTruth() async throws {
    let ledger = try await FullLedger()
    let root = try #require(
      try RawDatabase(ledger.directory.database)
        .rows("SELECT rootpage FROM sqlite_schema WHERE name = 'claim_by_id'").first?.first
        .flatMap { Int($0) })
    let truth = try FullLedger.contents(ledger.directory.database, FullLedger.truth)
    let whole = try FullLedger.contents(ledger.directory.database, Projector.tables)
    let copy = TemporaryDirectory()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: ledger.directory.database))
    for place in 0..<64 { bytes[(root - 1) * 4096 + place] = 0xA5 }
    try bytes.write(to: URL(fileURLWithPath: copy.database))
    let store = try LedgerStore.open(directory: copy.path)
    let report = try await store.verify()
    #expect(report.problems.contains { $0.subject == "index claim_by_id" }, "\(report.problems)")
    try await store.rebuild()
    #expect(try await store.verify().problems.isEmpty)
    _ = try await store.append(StoreTests.report("After."), author: "local", at: .second(90))
    #expect(try await store.verify().problems.isEmpty)
    await store.close()
    let after = try FullLedger.contents(copy.database, FullLedger.truth)
    #expect(after["quotation"]?.count == (truth["quotation"]?.count ?? 0) + 1)
    #expect(whole["claim"]?.count ?? 0 > 0)
  }

  @Test func inAnIndexThatKeepsKeysApartIsNotSaidToBeRepairedByARebuild() async throws {
    let ledger = try await FullLedger()
    let root = try #require(
      try RawDatabase(ledger.directory.database)
        .rows("SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_checkpoint_1'")
        .first?.first.flatMap { Int($0) })
    let copy = TemporaryDirectory()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: ledger.directory.database))
    // Where its first cell is said to lie.
    bytes[(root - 1) * 4096 + 9] ^= 0x0F
    try bytes.write(to: URL(fileURLWithPath: copy.database))
    let store = try LedgerStore.open(directory: copy.path)
    let report = try await store.verify()
    #expect(
      report.problems.contains {
        $0.part == .file && $0.subject == "index sqlite_autoindex_checkpoint_1"
      }, "\(report.problems)")
    let error = await ledgerError { try await store.rebuild() }
    #expect(error?.reason == .damaged)
    #expect(error?.hint.contains("nothing was changed") == true)
    await store.close()
  }

  @Test(arguments: [
    ("entry", "bytes BLOB", "bytez BLOB"), ("original", "words BLOB", "wordz BLOB"),
    ("checkpoint", "note TEXT", "nota TEXT"),
  ])
  func inTheNameOfAColumnOfTheTruthIsFoundAndNamed(
    _ table: String, _ name: String, _ other: String
  ) async throws {
    let ledger = try await FullLedger()
    let fixture: Fixture
    do {
      fixture = try ledger.changed(change)
    } catch let error as LedgerError {
      // What cannot be opened is no ledger any more.
      #expect(error.reason == .damaged, "\(error)")
      return
    }
    let report = try await fixture.store.verify()
    #expect(
      report.problems.contains { $0.part == .entry && $0.subject == "table \(table)" },
      "\(report.problems)")
    await fixture.store.close()

    func change(_ raw: RawDatabase) throws {
      try raw.dropTriggers()
      try raw.execute(
        """
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = replace(sql, '\(name)', '\(other)') WHERE name = '\(table)'
        """)
    }
  }

  @Test func verificationTellsHowFarItIsAndEndsWithItsTask() async throws {
    let fixture = try Fixture()
    for index in 0..<30 { try await fixture.append(report("Report \(index).")) }
    let (steps, step) = AsyncStream.makeStream(of: WorkProgress.self)
    _ = try await fixture.store.verify { step.yield($0) }
    step.finish()
    var last: [WorkProgress.Stage: WorkProgress] = [:]
    for await progress in steps { last[progress.stage] = progress }
    #expect(Set(last.keys) == [.file, .chain, .checkpoints, .projections])
    #expect(last[.chain] == WorkProgress(.chain, done: 90, total: 90))
    #expect(last[.projections].map { $0.done == $0.total && $0.done > 90 } == true)

    let task = Task { try await fixture.store.verify() }
    task.cancel()
    let error = await ledgerError { _ = try await task.value }
    #expect(error == nil || error?.reason == .cancelled)
    // Another one is let in afterwards.
    #expect(try await fixture.store.verify().holds)
  }

  @Test func aRebuildTellsHowFarItIsAndAppendsGoOn() async throws {
    let fixture = try Fixture()
    for index in 0..<10 { try await fixture.append(report("Report \(index).")) }
    async let rebuilt = fixture.store.rebuild()
    let outcome = try await fixture.append(report("Meanwhile."))
    #expect(try await rebuilt.tables == Projector.tables.count + 1)
    #expect(outcome.revision == Revision(33))
    #expect(try await fixture.store.verify().holds)
  }
}
