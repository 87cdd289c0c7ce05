import Foundation
import Fuzzing
import Ledger
import LedgerStore
import Support
import Testing

/// Long works on the ledger that are killed in the middle: nothing is lost, and nothing is left over.
@Suite struct KilledWorkTests {
  /// A ledger large enough for a work on it to take a while.
  private func ledger(_ folder: TemporaryFolder) async throws {
    let store = try LedgerStore.open(directory: folder.path("storage"))
    for number in 0..<6 {
      let text = Array("Report \(number). ".utf8) + [UInt8](repeating: 0x78, count: 2 << 20)
      let id = DocumentID(original: text)
      let moment = try #require(Moment("2026-01-0\(number + 1)T00:00:00Z"))
      _ = try await store.append(
        Recording(
          document: DocumentRecord(id: id, mediaType: "text/plain", size: text.count),
          sighting: Sighting(document: id, fileName: "r.txt", receivedAt: moment),
          run: ExtractionRun(
            document: id, language: "en", extractorVersion: "1", lexiconFingerprint: "w", claims: []
          ),
          original: text), author: "local", at: moment)
    }
    await store.close()
  }

  private func names(_ path: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  }

  private func expectTidy(_ stack: Stack, _ storage: String) async throws {
    let verified = try await stack.reckon("ledger", "verify")
    #expect(verified.status == 0, "\(verified.output) \(verified.errors)")
    let left = names(storage) + names(storage + "/backups")
    #expect(
      left.allSatisfy { !$0.contains("partial") && !$0.hasPrefix("verification-") }, "\(left)")
  }

  @Test func backupsRebuildsAndVerificationsLeaveNothingBehind() async throws {
    let folder = try TemporaryFolder("killed")
    try await ledger(folder)
    let storage = folder.path("storage")
    let stack = try await Stack([.storage: ["--storage-path", storage]])
    var moments = Dice(seed: UInt64.random(in: 1...1_000_000), input: 0)
    for work in ["backup", "rebuild", "verify", "backup", "rebuild", "verify"] {
      async let outcome = stack.reckon("ledger", work)
      if work == "backup" {
        // While the file is being written.
        for _ in 0..<2000
        where !names(storage + "/backups").contains(where: { $0.hasSuffix(".partial") }) {
          try await Task.sleep(for: .milliseconds(1))
        }
      }
      try await Task.sleep(for: .milliseconds(moments.below(200)))
      await stack.end(.storage, with: SIGKILL)
      _ = try await outcome
      try await stack.start(.storage)
      try await expectTidy(stack, storage)
    }
    #expect(try await stack.reckon("ledger", "backup").status == 0)
    let status = try await stack.reckon("status").output
    #expect(status.contains("6 documents"), "\(status)")
  }

  @Test func aRestoreLeavesTheLedgerBeforeOrTheBackup() async throws {
    let folder = try TemporaryFolder("killed")
    try await ledger(folder)
    let storage = folder.path("storage")
    let backup = folder.path("backup")
    try FileManager.default.copyItem(atPath: storage + "/ledger.sqlite", toPath: backup)
    for round in 0..<10 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Programs.path("reckoner-storage"))
      process.arguments = ["restore", backup, "--to", storage]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      for _ in 0..<round * 30 where process.isRunning {
        try await Task.sleep(for: .milliseconds(1))
      }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let store = try LedgerStore.open(directory: storage)
      #expect(try await store.head().revision == Revision(18))
      await store.close()
      #expect(names(storage).allSatisfy { !$0.contains("partial") }, "\(names(storage))")
    }
    let store = try LedgerStore.open(directory: storage)
    #expect(try await store.verify().holds)
    await store.close()
  }

  @Test func aMigrationIsDoneOrNotAndIsDoneTheNextTime() async throws {
    let format = Programs.checkout.appendingPathComponent(
      "Tests/StoreTests/Formats/schema-1.ledger")
    for round in 0..<12 {
      let folder = try TemporaryFolder("migration")
      let database = folder.path("ledger.sqlite")
      try FileManager.default.copyItem(atPath: format.path, toPath: database)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Programs.path("reckoner-storage"))
      process.arguments = ["--listen-address", "127.0.0.1:0", "--storage-path", folder.root]
      process.standardError = FileHandle.nullDevice
      try process.run()
      // From before it opens the file to after it has brought it up to date.
      var waited = 0
      while waited < round * 12, process.isRunning {
        try await Task.sleep(for: .milliseconds(1))
        waited += 1
      }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let store = try LedgerStore.open(directory: folder.root)
      #expect(try await store.head().revision == Revision(7))
      #expect(try await store.verify().holds)
      await store.close()
      let left = names(folder.root)
      #expect(left.contains("ledger.sqlite.schema-1"))
      #expect(left.allSatisfy { !$0.contains("partial") }, "\(left)")
    }
  }
}
