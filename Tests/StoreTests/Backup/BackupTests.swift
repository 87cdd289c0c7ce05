import Foundation
import Ledger
import Synchronization
import Testing

@testable import LedgerStore

@Suite("Backups")
struct BackupTests {
  /// Far more than one step of the copy.
  private func large() async throws -> Fixture {
    let fixture = try Fixture()
    for index in 0..<12 {
      try await fixture.append(report("\(index) " + noise(300_000)))
    }
    return fixture
  }

  private func names(_ directory: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).sorted()
  }

  /// Opens a copy of a backup as a ledger.
  private func opened(_ path: String) throws -> Fixture {
    let directory = TemporaryDirectory()
    try FileManager.default.copyItem(atPath: path, toPath: directory.database)
    return Fixture(directory: directory, store: try LedgerStore.open(directory: directory.path))
  }

  @Test func aBackupIsTheLedgerInOneFile() async throws {
    let ledger = try await FullLedger().changed { _ in }
    let place = TemporaryDirectory()
    let directory = place.path + "/made/when/missing"
    let report = try await ledger.store.takeBackup(in: directory, at: .second(7)).keep(atMost: 0)
    let head = try await ledger.store.head()
    let name = "ledger-20260204T000007Z-\(head.revision).backup"
    #expect(report.backup.name == name)
    #expect((report.backup.revision, report.backup.hash) == (head.revision, head.hash))
    #expect(names(directory) == [name, name + ".sha256"])
    let path = directory + "/" + name
    let bytes = try #require(FileManager.default.contents(atPath: path))
    #expect(report.backup.digest == Digest(of: bytes))
    #expect(report.backup.size == Int64(bytes.count))
    // A file by itself: readers need no log beside it.
    #expect(Array(bytes[18...19]) == [1, 1])
    for file in [path, path + ".sha256"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
    #expect(
      try String(contentsOfFile: path + ".sha256", encoding: .utf8)
        == "\(Digest(of: bytes).hex)  \(name)\n")
    #expect(await ledger.store.backups(in: directory) == [report.backup])
    let tables = FullLedger.truth + Projector.tables
    #expect(
      try FullLedger.contents(path, tables)
        == FullLedger.contents(ledger.directory.database, tables))
    let copy = try opened(path)
    #expect(try await copy.store.verify().holds)
    #expect(try await copy.store.head() == head)
  }

  @Test func anEmptyLedgerHasABackupToo() async throws {
    let fixture = try Fixture()
    let place = TemporaryDirectory()
    let taken = try await fixture.store.takeBackup(in: place.path, at: .second(0))
    #expect(taken.backup.revision == .empty)
    _ = try await taken.keep(atMost: 0)
    #expect(await fixture.store.backups(in: place.path).count == 1)
  }

  @Test func whatIsRecordedMeanwhileIsInItOrNotAndNeverInPart() async throws {
    let fixture = try await large()
    let store = fixture.store
    let place = TemporaryDirectory()
    let done = Flag()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<3 {
        group.addTask {
          var number = 0
          while !done.isSet {
            number += 1
            try await fixture.append(
              report("\(writer)/\(number)" + String(repeating: "x", count: 30_000)))
          }
        }
      }
      for second in 0..<3 {
        let report = try await store.takeBackup(in: place.path, at: .second(Int64(second)))
          .keep(atMost: 0)
        #expect(try await store.entryHash(at: report.backup.revision) == report.backup.hash)
        // It holds no state of the ledger open, so that the log is written anew from time to time.
        #expect(store.log.size < 32 << 20)
      }
      done.set()
      try await group.waitForAll()
    }
    let backups = await store.backups(in: place.path)
    #expect(backups.count == 3)
    #expect(Set(backups.map(\.revision)).count == 3, "appends went on")
    for backup in backups {
      let copy = try opened(place.path + "/" + backup.name)
      #expect(try await copy.store.verify().holds)
      #expect(try await copy.store.head().hash == backup.hash)
    }
  }

  @Test func transactionsThatAreGivenUpLeaveNothingInIt() async throws {
    let fixture = try await large()
    let writer = fixture.store.writer
    let place = TemporaryDirectory()
    let path = place.path + "/copy"
    try DirectoryLock.createPrivate(path)
    try await writer.beginCopy(into: path)
    var (head, turns) = (Head?.none, 0)
    while head == nil {
      turns += 1
      head = try await writer.copyOn().head
      if turns < 8 {
        // Far into the part that is copied, and back.
        _ = await ledgerError {
          try await writer.transaction { (connection) throws(LedgerError) in
            try connection.execute(
              "INSERT INTO title (entry, salt, words) VALUES (1, zeroblob(16), 'x')")
            throw LedgerError(.cancelled, "given up")
          }
        }
        try await fixture.append(report("Turn \(turns)."))
      }
      try #require(turns < 1000)
    }
    #expect(turns > 8)
    #expect(try await fixture.store.head() == head)
    let copy = try opened(path)
    #expect(try await copy.store.verify().holds)
    #expect(try await copy.store.head() == head)
  }

  @Test func aDamagedLedgerGivesNoBackupAndSaysWhatIsWrong() async throws {
    let ledger = try await FullLedger().changed { raw in
      try raw.dropTriggers()
      try raw.execute(
        "UPDATE quotation SET sentence = sentence || '!' WHERE number = (SELECT min(number) FROM quotation)"
      )
    }
    let place = TemporaryDirectory()
    let error = await ledgerError {
      _ = try await ledger.store.takeBackup(in: place.path, at: .second(0))
    }
    #expect(error?.reason == .damaged)
    #expect("\(error.map { "\($0)" } ?? "")".contains("entry"))
    #expect(names(place.path) == [])
  }

  @Test func onlySoManyAreKeptAndTheOldestGo() async throws {
    let fixture = try Fixture()
    let place = TemporaryDirectory()
    try "mine".write(toFile: place.path + "/ledger-notes.txt", atomically: false, encoding: .utf8)
    var removed: [[String]] = []
    for second in [3, 1, 2, 4] {
      try await fixture.append(report("Report \(second)."))
      removed.append(
        try await fixture.store.takeBackup(in: place.path, at: .second(Int64(second)))
          .keep(atMost: 2).removed)
    }
    #expect(
      removed == [
        [], [], ["ledger-20260204T000001Z-6.backup"], ["ledger-20260204T000002Z-9.backup"],
      ])
    #expect(
      await fixture.store.backups(in: place.path).map(\.name) == [
        "ledger-20260204T000004Z-12.backup", "ledger-20260204T000003Z-3.backup",
      ])
    #expect(names(place.path).count == 5)
  }

  @Test func oneThatIsSentLeavesNoFile() async throws {
    let fixture = try await large()
    let place = TemporaryDirectory()
    var bytes: [UInt8] = []
    do {
      let taken = try await fixture.store.takeBackup(in: place.path, at: .second(0))
      let other = await ledgerError {
        _ = try await fixture.store.takeBackup(in: place.path, at: .second(0))
      }
      #expect(other?.reason == .overloaded)
      try await taken.send(pieces: 100_000) { bytes += $0 }
      #expect(Digest(of: bytes) == taken.backup.digest)
    }
    #expect(names(place.path) == [])
    let file = place.path + "/received"
    #expect(FileManager.default.createFile(atPath: file, contents: Data(bytes)))
    let copy = try opened(file)
    #expect(try await copy.store.verify().holds)
    withExtendedLifetime(copy) {}
  }

  @Test func oneThatIsGivenUpLeavesNothingAndTheNextOneIsTaken() async throws {
    let fixture = try await large()
    let store = fixture.store
    let place = TemporaryDirectory()
    let begun = Flag()
    let work = Task {
      await ledgerError {
        _ = try await store.takeBackup(in: place.path, at: .second(0)) { _ in begun.set() }
      }
    }
    while !begun.isSet { await Task.yield() }
    work.cancel()
    #expect(await work.value?.reason == .cancelled)
    #expect(names(place.path) == [])
    _ = try await store.takeBackup(in: place.path, at: .second(0)).keep(atMost: 0)
    #expect(names(place.path).count == 2)
  }

  @Test func whatAProcessLeftThatWasKilledIsRemovedAndWhatIsBeingWrittenIsNot() throws {
    let place = TemporaryDirectory()
    let writing = try PartialFile(place.path + "/ledger-1")
    let (there, gone) = ("ledger-20260204T000001Z-6.backup", "ledger-20260204T000002Z-6.backup")
    for name in [
      "ledger-2.partial", "ledger-2.partial-journal", "other.partial", there, there + ".sha256",
      gone + ".sha256", "notes.sha256", "verification-1.sqlite",
    ] {
      #expect(FileManager.default.createFile(atPath: place.path + "/" + name, contents: nil))
    }
    LedgerStore.removeUnfinishedBackups(in: place.path)
    #expect(
      names(place.path)
        == ["ledger-1.partial", there, there + ".sha256", "notes.sha256", "other.partial"])
    withExtendedLifetime(writing) {}
  }

  @Test func aDirectoryWithoutSpaceOrRightsIsSaidToBeSo() async throws {
    let fixture = try await large()
    let error = await ledgerError {
      _ = try await fixture.store.takeBackup(in: "/proc/backups", at: .second(0))
    }
    #expect(error?.reason == .misconfigured)
    #expect(error?.hint.contains("backup.path") == true)
    guard SmallDisk.isAvailable else { return }
    let disk = try SmallDisk()
    let full = await ledgerError {
      _ = try await fixture.store.takeBackup(in: disk.path + "/backups", at: .second(0))
    }
    #expect(full?.reason == .diskFull)
    #expect(full?.hint.contains("backup.path") == true)
    #expect(names(disk.path + "/backups") == [])
    // The ledger itself has its space.
    try await fixture.append(report("Afterwards."))
    #expect(await fixture.store.shortcoming() == nil)
  }
}

/// Set once, by whichever task.
final class Flag: Sendable {
  private let state = Mutex(false)
  var isSet: Bool { state.withLock { $0 } }
  func set() { state.withLock { $0 = true } }
}
