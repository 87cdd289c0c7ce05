import Foundation
import Ledger
import Testing

@testable import LedgerStore

@Suite("What the ledger cannot do at present")
struct ConditionTests {
  @Test(.enabled(if: SmallDisk.isAvailable, "needs the right to mount a small disk"))
  func whenThereIsSpaceAgainTheSameLedgerGoesOn() async throws {
    let disk = try SmallDisk()
    let store = try LedgerStore.open(directory: disk.path + "/ledger")
    _ = try await store.append(report("One."), author: "local", at: .second(0))
    let filling = try #require(FileHandle(forWritingAtPath: disk.fill()))
    while (try? filling.write(contentsOf: Data(repeating: 1, count: 4096))) != nil {}
    let full = await ledgerError {
      let text = String(repeating: "much ", count: 20_000)
      _ = try await store.append(report(text), author: "local", at: .second(0))
    }
    #expect(full?.reason == .diskFull)
    #expect(await store.shortcoming()?.reason == .diskFull)
    // What needs no space is done all the same.
    #expect(try await store.head().revision == Revision(3))
    #expect(
      try await store.append(report("One."), author: "local", at: .second(0)).alreadyRecorded)
    #expect(await store.shortcoming()?.reason == .diskFull)
    let day = await ledgerError { try await store.signEndedDays(by: .second(200_000)) }
    #expect(day?.reason == .diskFull)
    let verification = await ledgerError { _ = try await store.verify() }
    #expect(verification?.reason == .diskFull)
    // A backup goes to another disk.
    let away = TemporaryDirectory()
    _ = try await store.takeBackup(in: away.path, at: .second(0)).keep(atMost: 0)
    #expect(await store.backups(in: away.path).map(\.revision) == [Revision(3)])
    try filling.truncate(atOffset: 0)
    // Nobody has to record anything for it to be noticed.
    #expect(await store.shortcoming() == nil)
    #expect(try await store.signEndedDays(by: .second(200_000)).count == 1)
    _ = try await store.append(report("Two."), author: "local", at: .second(0))
    #expect(try await store.verify().holds)
    await store.close()
  }

  /// What takes the place of a full disk where none can be mounted. The limit is the process's, hence one of its own.
  @Test func aLimitOnTheSizeOfFilesIsAFullDisk() async {
    await #expect(processExitsWith: .success) {
      signal(SIGXFSZ, SIG_IGN)
      func limit(_ bytes: UInt) {
        var limits = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limits)
        limits.rlim_cur = bytes
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limits)
      }
      let fixture = try Fixture()
      let store = fixture.store
      for number in 0..<4 {
        try await fixture.append(report("\(number)" + String(repeating: "much ", count: 20_000)))
      }
      func works() -> [@Sendable () async throws -> Void] {
        [
          {
            try await fixture.append(report("More. " + String(repeating: "much ", count: 90_000)))
          },
          { try await store.signEndedDays(by: .second(200_000)) },
          { _ = try await store.verify() },
          { _ = try await store.takeBackup(in: fixture.directory.path + "/b", at: .second(0)) },
          { try await store.rebuild() },
        ]
      }
      limit(8192)
      for (number, work) in works().enumerated() {
        #expect(await ledgerError(work)?.reason == .diskFull, "work \(number)")
      }
      #expect(await store.shortcoming()?.reason == .diskFull)
      #expect(try await fixture.claims().count == 4)
      limit(.max)
      #expect(await store.shortcoming() == nil)
      for (number, work) in works().enumerated() {
        #expect(await ledgerError(work) == nil, "work \(number)")
      }
      #expect(try await store.verify().holds)
      await store.close()
    }
  }

  @Test(.enabled(if: SmallDisk.isAvailable, "needs the right to mount a small disk"))
  func aMigrationWithoutSpaceLeavesTheLedgerAsItWas() async throws {
    let disk = try SmallDisk()
    let path = disk.path + "/ledger.sqlite"
    try FileManager.default.copyItem(atPath: FormatTests.formats + "/schema-1.ledger", toPath: path)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let filling = try #require(FileHandle(forWritingAtPath: disk.fill()))
    while (try? filling.write(contentsOf: Data(repeating: 1, count: 4096))) != nil {}
    let error = #expect(throws: LedgerError.self) { try LedgerStore.open(directory: disk.path) }
    #expect(error?.reason == .diskFull)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    try filling.truncate(atOffset: 0)
    let store = try LedgerStore.open(directory: disk.path)
    #expect(try await store.verify().holds)
    await store.close()
    let names = try FileManager.default.contentsOfDirectory(atPath: disk.path)
    #expect(names.filter { $0.contains("partial") } == [])
  }

  @Test func aFileThatAnotherProcessHoldsIsWaitedForOnceAndNotForEachReport() async throws {
    let fixture = try Fixture()
    let store = fixture.store
    try await fixture.append(report("One."))
    let raw = try RawDatabase(fixture.directory.database)
    try raw.execute("BEGIN IMMEDIATE")
    let errors = await withTaskGroup(of: LedgerError?.self) { group in
      for number in 0..<20 {
        group.addTask { await ledgerError { try await fixture.append(report("R \(number).")) } }
      }
      // The others are answered meanwhile.
      let claims = try? await fixture.claims()
      #expect(claims?.count == 1)
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(errors.allSatisfy { $0?.reason == .unavailable })
    #expect(errors.first??.message.contains("in use by another process") == true)
    #expect(await store.shortcoming()?.reason == .unavailable)
    try raw.execute("ROLLBACK")
    #expect(await store.shortcoming() == nil)
    try await fixture.append(report("Two."))
    #expect(try await store.verify().holds)
  }

  /// Overwrites the first page of a table's tree.
  private func damage(_ table: String, in directory: TemporaryDirectory) throws {
    let raw = try RawDatabase(directory.database)
    let page = try #require(
      UInt64(try raw.rows("SELECT rootpage FROM sqlite_schema WHERE name = '\(table)'")[0][0]))
    let size = try #require(UInt64(try raw.rows("PRAGMA page_size")[0][0]))
    let file = try #require(FileHandle(forUpdatingAtPath: directory.database))
    try file.seek(toOffset: (page - 1) * size)
    try file.write(contentsOf: Data(repeating: 0xA5, count: Int(size)))
    try file.close()
  }

  @Test func aDamagedPageIsSaidToBeSoAndTheOthersAreRead() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    await fixture.store.close()
    try damage("claim_packed", in: fixture.directory)
    let store = try LedgerStore.open(directory: fixture.directory.path)
    let again = Fixture(directory: fixture.directory, store: store)
    #expect(await store.shortcoming() == nil, "nobody has met it yet")
    let error = await ledgerError { _ = try await again.claims() }
    #expect(error?.reason == .damaged)
    #expect(await store.shortcoming()?.reason == .damaged)
    #expect(try await store.entries(after: .empty, limit: 10).count == 3)
    let found = try await store.verify()
    #expect(found.problems.contains { $0.subject.contains("claim_packed") })
    try await store.rebuild()
    #expect(await store.shortcoming() == nil)
    #expect(try await again.claims().count == 1)
    #expect(try await store.verify().holds)
    await store.close()
  }

  @Test func aDamagedPageOfTheTruthStaysSaidUntilItIsWhole() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    await fixture.store.close()
    try damage("quotation", in: fixture.directory)
    let store = try LedgerStore.open(directory: fixture.directory.path)
    let found = try await store.verify()
    #expect(!found.holds)
    #expect(await store.shortcoming()?.reason == .damaged)
    #expect(await ledgerError { try await store.rebuild() }?.reason == .damaged)
    #expect(await store.shortcoming()?.reason == .damaged)
    #expect(try await store.head().revision == Revision(3))
    await store.close()
  }
}
