import Foundation
import Ledger
import LedgerStore
import Testing

@Suite("Opening and closing")
struct OpeningTests {
  private func openError(_ path: String) -> LedgerError? {
    do {
      _ = try LedgerStore.open(directory: path)
      return nil
    } catch {
      return error as? LedgerError
    }
  }

  @Test func theDirectoryIsMadeWithAllAboveIt() async throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/var/ledger"
    let store = try LedgerStore.open(directory: path)
    await store.close()
    #expect(FileManager.default.fileExists(atPath: path + "/ledger.sqlite"))
  }

  @Test func aLedgerIsTheSameWhenOpenedAgain() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    let head = try await fixture.store.head()
    await fixture.store.close()
    let again = try LedgerStore.open(directory: fixture.directory.path)
    #expect(try await again.head() == head)
    let outcome = try await again.append(report("One."), author: "local", at: .second(1))
    #expect(outcome.alreadyRecorded)
    #expect(
      try await again.append(report("Two."), author: "local", at: .second(1)).revision.number == 6)
    #expect(try await again.verify().holds)
  }

  @Test func closingLeavesNoLogBehindAndEndsEveryCall() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    await fixture.store.close()
    await fixture.store.close()
    #expect(!FileManager.default.fileExists(atPath: fixture.directory.database + "-wal"))
    let append = await ledgerError { try await fixture.append(report("Two.")) }
    let read = await ledgerError { _ = try await fixture.store.head() }
    let rebuild = await ledgerError { try await fixture.store.rebuild() }
    #expect(
      [append, read, rebuild].map { $0?.reason } == [.unavailable, .unavailable, .unavailable])
  }

  @Test func closingFinishesTheAppendsThatWait() async throws {
    let fixture = try Fixture()
    let results = await withTaskGroup(of: LedgerError?.self) { group in
      for index in 0..<40 {
        group.addTask { await ledgerError { try await fixture.append(report("R \(index).")) } }
      }
      group.addTask {
        await fixture.store.close()
        return nil
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let failed = results.compactMap { $0 }
    #expect(failed.allSatisfy { $0.reason == .unavailable })
    let again = try LedgerStore.open(directory: fixture.directory.path)
    #expect(try await again.statistics().documents == Int64(40 - failed.count))
    #expect(try await again.verify().holds)
  }

  @Test func aSecondOpeningIsRefusedUntilTheFirstIsClosed() async throws {
    let fixture = try Fixture()
    let error = openError(fixture.directory.path)
    #expect(error?.reason == .misconfigured)
    #expect(error?.subject == fixture.directory.path)
    await fixture.store.close()
    #expect(openError(fixture.directory.path) == nil)
  }

  @Test func aLedgerOfANewerVersionIsRefused() async throws {
    let fixture = try Fixture()
    await fixture.store.close()
    let version = try RawDatabase(fixture.directory.database).rows("PRAGMA user_version")[0][0]
    try RawDatabase(fixture.directory.database).execute("PRAGMA user_version = 99")
    #expect(openError(fixture.directory.path)?.reason == .schemaTooNew)
    // A refusal lets go of the lock: once put right, the ledger opens.
    try RawDatabase(fixture.directory.database).execute("PRAGMA user_version = \(version)")
    #expect(openError(fixture.directory.path) == nil)
  }

  @Test func aDatabaseOfAnotherProgramIsLeftAlone() throws {
    let directory = TemporaryDirectory()
    try RawDatabase(directory.database).execute("CREATE TABLE photo (name TEXT)")
    #expect(openError(directory.path)?.reason == .misconfigured)
    #expect(
      try RawDatabase(directory.database).rows("SELECT name FROM sqlite_schema") == [["photo"]])
  }

  @Test func aFileThatIsNoDatabaseIsDamaged() throws {
    let directory = TemporaryDirectory()
    let text = String(repeating: "not a database at all ", count: 100)
    try text.write(toFile: directory.database, atomically: false, encoding: .utf8)
    #expect(openError(directory.path)?.reason == .damaged)
  }

  @Test func aDirectoryThatCannotBeWrittenIsSaidToBeSo() throws {
    let directory = TemporaryDirectory()
    try "".write(toFile: directory.path + "/file", atomically: false, encoding: .utf8)
    for path in ["/proc/ledger", directory.path + "/file"] {
      let error = openError(path)
      #expect(error?.reason == .misconfigured, "\(path)")
      #expect(error?.hint.isEmpty == false)
    }
  }

  @Test func theFilesAreForTheirOwnerOnly() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    for suffix in ["", "-wal", "-shm"] {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: fixture.directory.database + suffix)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(suffix)")
    }
  }

  @Test func statisticsCountWhatThereIs() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One.", [Figure(count: 5), Figure(count: 7)]))
    try await fixture.append(report("One.", [Figure(count: 5)]))
    let found = try await fixture.store.statistics()
    #expect((found.entries, found.documents, found.claims) == (5, 1, 1))
    #expect(found.transactions == 2)
    #expect(found.databaseSize + found.logSize > 0)
  }
}
