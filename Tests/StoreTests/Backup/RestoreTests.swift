import Foundation
import Ledger
import Testing

@testable import LedgerStore

@Suite("Restoring a backup")
struct RestoreTests {
  private let place = TemporaryDirectory()

  private func backup(_ fixture: Fixture, _ second: Int64 = 0) async throws -> String {
    let report = try await fixture.store.takeBackup(in: place.path, at: .second(second))
      .keep(atMost: 0)
    return report.directory + "/" + report.backup.name
  }

  private func names(_ directory: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
  }

  private func restore(
    _ file: String, _ directory: TemporaryDirectory, against: [Checkpoint] = [],
    mayLose: Bool = false
  ) async throws -> RestoreReport {
    try await LedgerStore.restore(
      file, to: directory.path, against: against, mayLose: mayLose, at: .second(60))
  }

  /// Closed, with so many reports in it.
  private func ledger(_ reports: [String]) async throws -> Fixture {
    let fixture = try Fixture()
    for text in reports { try await fixture.append(report(text)) }
    return fixture
  }

  private func head(_ directory: TemporaryDirectory) async throws -> Head {
    let store = try LedgerStore.open(directory: directory.path)
    let head = try await store.head()
    #expect(try await store.verify().holds)
    await store.close()
    return head
  }

  @Test func anEmptyDirectoryGetsTheLedgerBack() async throws {
    let fixture = try await FullLedger().changed { _ in }
    let before = try await fixture.store.head()
    let file = try await backup(fixture)
    let directory = TemporaryDirectory()
    let report = try await restore(file, directory)
    #expect((report.revision, report.hash) == (before.revision, before.hash))
    #expect((report.replaced, report.lost) == ("", 0))
    #expect(report.signer == (try fixture.store.verifyingKey.ledgerName))
    #expect(try names(directory.path) == ["ledger.lock", "ledger.sqlite"])
    #expect(try await head(directory) == before)
  }

  @Test func anOlderStateOfTheSameLedgerGivesWayAndIsKept() async throws {
    let fixture = try await ledger(["One."])
    let old = try await backup(fixture, 1)
    try await fixture.append(report("Two."))
    let new = try await backup(fixture, 2)
    let directory = TemporaryDirectory()
    _ = try await restore(old, directory)
    let report = try await restore(new, directory)
    #expect(report.lost == 0)
    #expect(report.replaced == directory.database + ".replaced-20260204T000100Z")
    #expect(try RawDatabase(report.replaced).rows("SELECT count(*) FROM entry") == [["3"]])
    #expect(
      try names(directory.path) == [
        "ledger.lock", "ledger.sqlite", "ledger.sqlite.replaced-20260204T000100Z",
      ])
    #expect(try await head(directory).revision == Revision(6))
    // A second time in the same second takes nothing away.
    #expect(try await restore(new, directory).replaced.hasSuffix("-again"))
  }

  @Test func goingBackIsRefusedWithWhatWouldBeLostUnlessItIsAskedFor() async throws {
    let fixture = try await ledger(["One."])
    let old = try await backup(fixture)
    try await fixture.append(report("Two."), at: 30)
    await fixture.store.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: fixture.directory.database))
    let error = await ledgerError { _ = try await restore(old, fixture.directory) }
    #expect(error?.reason == .misconfigured)
    #expect(
      error?.message.contains("entries 4 to 6, recorded until 2026-02-04T00:00:30Z, would be lost")
        == true, "\(error.map { "\($0)" } ?? "")")
    #expect(error?.hint.contains("--force") == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.directory.database)) == before)
    let report = try await restore(old, fixture.directory, mayLose: true)
    #expect(report.lost == 3)
    #expect(try Data(contentsOf: URL(fileURLWithPath: report.replaced)) == before)
    #expect(try await head(fixture.directory).revision == Revision(3))
  }

  @Test func entriesThatAreOnlyInTheLogOfAKilledProcessCount() async throws {
    let fixture = try await ledger(["One."])
    let old = try await backup(fixture)
    try await fixture.append(report("Two."))
    // As a process leaves them that is killed: the second report stands in the log only.
    let directory = TemporaryDirectory()
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(
        atPath: fixture.directory.database + suffix, toPath: directory.database + suffix)
    }
    let error = await ledgerError { _ = try await restore(old, directory) }
    #expect(error?.message.contains("at entry 6") == true, "\(error.map { "\($0)" } ?? "")")
    let report = try await restore(old, directory, mayLose: true)
    #expect(try RawDatabase(report.replaced).rows("SELECT count(*) FROM entry") == [["6"]])
    #expect(try await head(directory).revision == Revision(3))
  }

  @Test func anotherLedgerIsToldFromAnOlderState() async throws {
    let one = try await ledger(["One."])
    let file = try await backup(one)
    let other = try await ledger(["Another one."])
    await other.store.close()
    let error = await ledgerError { _ = try await restore(file, other.directory) }
    #expect(error?.message.contains("another one, or went on otherwise") == true)
    #expect(try await restore(file, other.directory, mayLose: true).lost == 3)
  }

  @Test func aLedgerThatIsOpenIsNotReplaced() async throws {
    let fixture = try await ledger(["One."])
    let file = try await backup(fixture)
    let error = await ledgerError { _ = try await restore(file, fixture.directory) }
    #expect(error?.reason == .misconfigured)
    #expect(error?.message.contains("open") == true)
    await fixture.store.close()
    let same = await ledgerError {
      _ = try await restore(fixture.directory.database, fixture.directory)
    }
    #expect(same?.message.contains("the ledger itself") == true)
    _ = try await restore(file, fixture.directory)
    // By a program that knows nothing of our lock.
    let raw = try RawDatabase(fixture.directory.database)
    try raw.execute("PRAGMA journal_mode = WAL; BEGIN; SELECT count(*) FROM entry")
    let busy = await ledgerError { _ = try await restore(file, fixture.directory) }
    withExtendedLifetime(raw) {}
    #expect([.unavailable, nil].contains(busy?.reason))
  }

  @Test func aDamagedBackupIsRefusedByWhatIsWrongAndNothingIsChanged() async throws {
    let fixture = try await ledger(["One."])
    let file = try await backup(fixture)
    let changed = place.path + "/changed"
    try FileManager.default.copyItem(atPath: file, toPath: changed)
    let raw = try RawDatabase(changed)
    try raw.dropTriggers()
    try raw.execute("UPDATE original SET words = zeroblob(length(words))")
    let directory = try await ledger(["Here."])
    await directory.store.close()
    let error = await ledgerError {
      _ = try await restore(changed, directory.directory, mayLose: true)
    }
    #expect(error?.reason == .damaged)
    #expect(error?.subject == changed)
    #expect(error?.message.contains("trigger") == true || error?.message.contains("entry") == true)
    #expect(
      try names(directory.directory.path) == ["ledger.key", "ledger.lock", "ledger.sqlite"])
    #expect(try await head(directory.directory).revision == Revision(3))
  }

  @Test func aFileThatIsNotTheOneWhoseDigestIsKeptIsRefused() async throws {
    let fixture = try await ledger(["One."])
    let file = try await backup(fixture)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    // In a place that holds nothing: only the digest tells.
    bytes[bytes.count - 1] ^= 0
    bytes[92] ^= 1
    try bytes.write(to: URL(fileURLWithPath: file))
    let error = await ledgerError { _ = try await restore(file, TemporaryDirectory()) }
    #expect(error?.reason == .damaged)
    #expect(error?.message.contains(".sha256 says") == true)
  }

  @Test func whatIsNoLedgerIsRefused() async throws {
    let directory = TemporaryDirectory()
    func file(_ name: String, _ text: String) throws -> String {
      try text.write(toFile: place.path + "/" + name, atomically: false, encoding: .utf8)
      return place.path + "/" + name
    }
    let other = place.path + "/photos"
    try RawDatabase(other).execute("CREATE TABLE photo (name TEXT)")
    let cases: [(String, LedgerError.Reason)] = [
      (place.path + "/none", .notFound), (place.path, .malformed),
      (try file("empty", ""), .malformed),
      (try file("text", String(repeating: "no ledger ", count: 1000)), .damaged),
      (other, .misconfigured), ("/dev/zero", .malformed),
    ]
    for (path, reason) in cases {
      let error = await ledgerError { _ = try await restore(path, directory) }
      #expect(error?.reason == reason, "\(path): \(error.map { "\($0)" } ?? "restored")")
      #expect(error?.subject == path)
    }
    #expect(!FileManager.default.fileExists(atPath: directory.database))
    #expect(try names(directory.path).allSatisfy { $0 == "ledger.lock" })
  }

  @Test func aBackupThatDoesNotReachACheckpointIsRefused() async throws {
    let fixture = try await ledger(["One."])
    let old = try await backup(fixture, 1)
    try await fixture.append(report("Two."))
    let checkpoint = try await fixture.store.checkpoint(signedAt: .second(0))
    let new = try await backup(fixture, 2)
    let error = await ledgerError {
      _ = try await restore(old, TemporaryDirectory(), against: [checkpoint])
    }
    #expect(error?.reason == .damaged)
    #expect(error?.message.contains("checkpoint of entry 6") == true)
    #expect(try await restore(new, TemporaryDirectory(), against: [checkpoint]).lost == 0)
  }

  @Test func aLedgerOfAnEarlierFormatIsBroughtUpToDate() async throws {
    let directory = TemporaryDirectory()
    let report = try await restore(FormatTests.formats + "/schema-1.ledger", directory)
    #expect(report.revision == Revision(7))
    #expect(try names(directory.path) == ["ledger.lock", "ledger.sqlite"])
    #expect(try await head(directory).revision == Revision(7))
  }

  @Test func aLedgerThatCannotBeReadGivesWayOnlyWhereItIsAskedFor() async throws {
    let file = try await backup(try await ledger(["One."]))
    let directory = TemporaryDirectory()
    for suffix in ["", "-wal"] {
      try "rubble".write(toFile: directory.database + suffix, atomically: false, encoding: .utf8)
    }
    let error = await ledgerError { _ = try await restore(file, directory) }
    #expect(error?.reason == .misconfigured)
    #expect(error?.message.contains("nobody can tell") == true)
    let report = try await restore(file, directory, mayLose: true)
    #expect(try String(contentsOfFile: report.replaced, encoding: .utf8) == "rubble")
    #expect(try await head(directory).revision == Revision(3))
  }

  @Test(.enabled(if: SmallDisk.isAvailable, "needs the right to mount a small disk"))
  func aDiskWithoutSpaceForItKeepsWhatItHas() async throws {
    let large = try await ledger(["much ", noise(1_000_000)])
    let file = try await backup(large)
    let disk = try SmallDisk()
    let error = await ledgerError {
      _ = try await LedgerStore.restore(file, to: disk.path + "/ledger", at: .second(0))
    }
    #expect(error?.reason == .diskFull)
    #expect(try names(disk.path + "/ledger") == ["ledger.lock"])
  }
}
