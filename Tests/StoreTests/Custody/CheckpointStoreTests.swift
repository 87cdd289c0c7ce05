import Foundation
import Ledger
import Testing

@testable import LedgerStore

@Suite("Checkpoints of the ledger") struct CheckpointStoreTests {
  private static let day: Int64 = 86_400

  /// Entries on three days, of which two have ended.
  private func filled() async throws -> (Fixture, [Checkpoint]) {
    let fixture = try Fixture()
    try await fixture.append(report("One."), at: 0)
    try await fixture.append(report("Two."), at: Self.day - 1)
    try await fixture.append(report("Three."), at: Self.day * 3)
    try await fixture.append(report("Four."), at: Self.day * 4)
    let signed = try await fixture.store.signEndedDays(by: .second(Self.day * 4 + 5))
    return (fixture, signed)
  }

  @Test func theListAtARevisionHasThoseThatCoverNoLaterEntry() async throws {
    let (fixture, _) = try await filled()
    func sizes(_ point: LedgerPoint) async throws -> [Int64] {
      var sizes: [Int64] = []
      var cursor = ""
      repeat {
        let page = try await fixture.store.listCheckpoints(at: point, pageSize: 1, cursor: cursor)
        sizes += page.items.map(\.statement.size.number)
        cursor = page.nextCursor
      } while !cursor.isEmpty
      return sizes
    }
    #expect(try await sizes(.head) == [9, 6])
    #expect(try await sizes(.revision(Revision(9))) == [9, 6])
    #expect(try await sizes(.revision(Revision(8))) == [6])
    #expect(try await sizes(.moment(.second(Self.day))) == [6])
    #expect(try await sizes(.revision(Revision(5))) == [])
    #expect(try await sizes(.revision(.empty)) == [])
    let ahead = await ledgerError { _ = try await sizes(.revision(Revision(99))) }
    #expect(ahead?.reason == .revisionUnknown)
  }

  @Test func eachDayThatHasEndedAndSawEntriesIsSignedOnce() async throws {
    let (fixture, signed) = try await filled()
    #expect(signed.map { $0.statement.day?.description } == ["2026-02-04", "2026-02-07"])
    #expect(signed.map(\.statement.size) == [Revision(6), Revision(9)])
    #expect(signed[0].statement.previous == nil)
    #expect(signed[1].statement.previous == signed[0].digest)
    for checkpoint in signed {
      let head = try await fixture.store.head(at: .revision(checkpoint.statement.size))
      #expect(checkpoint.statement.chain == head.hash)
      #expect(checkpoint.key == (try fixture.store.verifyingKey))
      #expect(try await fixture.store.checkpoint(of: checkpoint.statement.day) == checkpoint)
    }
    #expect(try await fixture.store.signEndedDays(by: .second(Self.day * 4 + 99)).isEmpty)
    #expect(try await fixture.store.checkpoint(of: nil) == signed[1])
    let later = try await fixture.store.signEndedDays(by: .second(Self.day * 9))
    #expect(later.map { $0.statement.day?.description } == ["2026-02-08"])
    #expect(try await fixture.store.verify().checkpoints == 3)
    #expect(try await fixture.store.verify().holds)
    let missing = await ledgerError {
      _ = try await fixture.store.checkpoint(of: CivilDate("2026-02-05"))
    }
    #expect(missing?.reason == .notFound)
  }

  @Test func anEmptyLedgerHasNoneAndCanBeSignedAllTheSame() async throws {
    let fixture = try Fixture()
    #expect(try await fixture.store.signEndedDays(by: .second(Self.day * 9)).isEmpty)
    let now = try await fixture.store.checkpoint(signedAt: .second(5))
    #expect(now.statement.size == .empty)
    #expect(now.statement.root == MerkleTree.empty)
    try await fixture.append(report("One."))
    let report = try await fixture.store.verify(against: [now], signedAt: .second(6))
    #expect(report.holds)
  }

  @Test func aClockThatGoesBackSignsNoDayTwice() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."), at: 0)
    _ = try await fixture.store.signEndedDays(by: .second(Self.day))
    // The clock was wrong: it is still the same day.
    try await fixture.append(report("Two."), at: 100)
    #expect(try await fixture.store.signEndedDays(by: .second(Self.day + 1)).isEmpty)
    let signed = try await fixture.store.signEndedDays(by: .second(Self.day * 2))
    #expect(signed.map(\.statement.size) == [Revision(6)])
    #expect(signed.map { $0.statement.day?.description } == ["2026-02-05"])
    #expect(try await fixture.store.verify().holds)
  }

  @Test func theyComeInPagesNewestFirst() async throws {
    let fixture = try Fixture()
    for index in 0..<5 {
      try await fixture.append(report("R \(index)."), at: Self.day * Int64(index))
    }
    _ = try await fixture.store.signEndedDays(by: .second(Self.day * 5))
    var sizes: [Int64] = []
    var cursor = ""
    repeat {
      let page = try await fixture.store.listCheckpoints(pageSize: 2, cursor: cursor)
      sizes += page.items.map(\.statement.size.number)
      cursor = page.nextCursor
    } while !cursor.isEmpty
    #expect(sizes == [15, 12, 9, 6, 3])
    let error = await ledgerError {
      _ = try await fixture.store.listCheckpoints(pageSize: 2, cursor: "c1-1-1-x")
    }
    #expect(error?.reason == .malformed)
  }

  @Test func aLedgerThatGrewGoesOnFromAllOfItsStates() async throws {
    let fixture = try Fixture()
    var kept: [Checkpoint] = []
    for index in 0..<9 {
      kept.append(try await fixture.store.checkpoint(signedAt: .second(1)))
      try await fixture.append(report("R \(index)."))
    }
    let report = try await fixture.store.verify(against: kept, signedAt: .second(2))
    #expect(report.holds)
    let now = try Checkpoint(note: report.checkpoint)
    for (checkpoint, comparison) in zip(kept, report.against) {
      #expect(comparison.extends)
      #expect(
        MerkleTree.extends(
          (Int(checkpoint.statement.size.number), checkpoint.statement.root),
          to: (Int(now.statement.size.number), now.statement.root), proof: comparison.consistency))
    }
  }

  /// History written anew with a chain, a tree and projections of its own: nothing in the file shows it.
  @Test func anotherHistoryIsFoundByTheCheckpointsThatWereKept() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    let first = try await fixture.store.checkpoint(signedAt: .second(1))
    try await fixture.append(report("Two."))
    let second = try await fixture.store.checkpoint(signedAt: .second(1))
    try await fixture.append(report("Three."))
    let third = try await fixture.store.checkpoint(signedAt: .second(1))
    // The same first report comes out with other salts, so the forger keeps its file and writes on from there.
    let other = try await FullHistory.rewritten(fixture, from: 3) { store in
      _ = try await store.append(report("Two, corrected."), author: "local", at: .second(0))
      _ = try await store.append(report("Three."), author: "local", at: .second(0))
    }
    let found = try await other.store.verify(
      against: [first, second, third], signedAt: .second(9))
    #expect(found.problems.isEmpty)
    #expect(found.against.map(\.extends) == [true, false, false])
    #expect(found.against[1].message.contains("others than those"))
    #expect(found.against[1].message.contains("from entry 4 on"))
    #expect(!found.holds)
    // The newest entries removed: the ledger is one of its own earlier states.
    let shorter = try await FullHistory.rewritten(fixture, from: 6) { _ in }
    let cut = try await shorter.store.verify(against: [second, third], signedAt: .second(9))
    #expect(cut.problems.isEmpty)
    #expect(cut.against.map(\.extends) == [true, false])
    #expect(cut.against[1].message.contains("ends at entry 6, before entry 9"))
  }

  @Test func whatCannotBeShownForDamagedEntriesIsNotShown() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    let first = try await fixture.store.checkpoint(signedAt: .second(1))
    try await fixture.append(report("Two."))
    let second = try await fixture.store.checkpoint(signedAt: .second(1))
    let raw = try RawDatabase(fixture.directory.database)
    try raw.dropTriggers()
    try raw.execute("UPDATE entry SET author = 'x' WHERE sequence = 5")
    let found = try await fixture.store.verify(against: [first, second], signedAt: .second(9))
    #expect(found.against.map(\.extends) == [true, false])
    #expect(found.against[1].message.contains("first entry 5"))
    #expect(found.checkpoint.isEmpty)
  }

  @Test(arguments: [
    ("DELETE FROM checkpoint WHERE size = 6", "does not follow"),
    ("UPDATE checkpoint SET day = day + 1 WHERE size = 9", "its columns"),
    ("UPDATE checkpoint SET note = replace(note, 'signed 2026', 'signed 2025')", "signed"),
    ("UPDATE checkpoint SET note = 'x' WHERE size = 6", "no checkpoint"),
  ])
  func aChangedOneIsFound(_ sql: String, _ message: String) async throws {
    let (fixture, _) = try await filled()
    let raw = try RawDatabase(fixture.directory.database)
    for refused in ["UPDATE checkpoint SET day = 1", "DELETE FROM checkpoint"] {
      #expect(throws: RawDatabase.Failure.self) { try raw.execute(refused) }
    }
    try raw.dropTriggers()
    try raw.execute(sql)
    let problems = try await fixture.store.verify().problems.filter { $0.part == .checkpoint }
    #expect(problems.contains { $0.message.contains(message) }, "\(problems)")
  }

  @Test func withoutItsKeyTheLedgerGoesOnAndSignsNothing() async throws {
    let (fixture, signed) = try await filled()
    await fixture.store.close()
    let path = fixture.directory.path + "/ledger.key"
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let pem = try String(contentsOfFile: path, encoding: .utf8)
    try FileManager.default.removeItem(atPath: path)
    let store = try LedgerStore.open(directory: fixture.directory.path)
    let error = await ledgerError { _ = try await store.checkpoint(signedAt: .second(1)) }
    #expect(error?.reason == .misconfigured)
    #expect(error?.subject == path)
    #expect(error?.hint.contains("put the key back") == true)
    #expect(!FileManager.default.fileExists(atPath: path))
    _ = try await store.append(report("Later."), author: "local", at: .second(Self.day * 5))
    let found = try await store.verify(against: signed, signedAt: .second(1))
    #expect(found.holds)
    #expect(found.checkpoint.isEmpty)
    await store.close()
    // With another one it signs again, and the old checkpoints hold.
    try SigningKey().pem.write(toFile: path, atomically: true, encoding: .utf8)
    let again = try LedgerStore.open(directory: fixture.directory.path)
    #expect(try again.verifyingKey.pem != (try SigningKey(pem: pem).verifyingKey.pem))
    _ = try await again.signEndedDays(by: .second(Self.day * 9))
    #expect(try await again.verify(against: signed, signedAt: .second(1)).holds)
    await again.close()
    try "no key".write(toFile: path, atomically: true, encoding: .utf8)
    let broken = try LedgerStore.open(directory: fixture.directory.path)
    #expect(
      await ledgerError { _ = try await broken.signEndedDays(by: .second(0)) }?.reason
        == .misconfigured)
    await broken.close()
  }
}

/// A forger's copy of a ledger: cut off behind an entry, as if it had never been longer, and written on.
enum FullHistory {
  static func rewritten(
    _ fixture: Fixture, from last: Int, _ write: (LedgerStore) async throws -> Void
  ) async throws -> Fixture {
    let copy = TemporaryDirectory()
    let source = try RawDatabase(fixture.directory.database)
    try source.execute("VACUUM INTO '\(copy.database)'")
    let raw = try RawDatabase(copy.database)
    let triggers = try raw.rows("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
    try raw.dropTriggers()
    try raw.execute(
      """
      DELETE FROM quotation WHERE entry > \(last); DELETE FROM title WHERE entry > \(last);
      DELETE FROM original WHERE entry > \(last); DELETE FROM sketch WHERE entry > \(last); DELETE FROM entry WHERE sequence > \(last)
      """)
    for trigger in triggers { try raw.execute(trigger[0]) }
    let store = try LedgerStore.open(directory: copy.path)
    try await store.rebuild()
    try await write(store)
    return Fixture(directory: copy, store: store)
  }
}
