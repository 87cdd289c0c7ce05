import Foundation
import Support
import Testing

/// Backups, on the built programs.
@Suite struct LedgerBackupTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func sum(_ path: String) async throws -> String {
    let outcome = try await Programs.run("/usr/bin/env", ["sha256sum", path])
    return String(outcome.output.prefix(64))
  }

  @Test func aBackupLandsInStoragesDirectoryAndIsListed() async throws {
    let stack = try await Stack([.storage: ["--backup-keep", "2"]])
    let none = try await stack.reckon("ledger", "backups")
    #expect(none.status == 0)
    #expect(none.output.contains("No backups yet"))
    _ = try await stack.reckon("ingest", try stack.report(1))
    let made = try await stack.reckon("ledger", "backup", "--json")
    #expect(made.status == 0, "\(made.errors)")
    let report = try json(made.output)
    let backup = try #require(report["backup"] as? [String: Any])
    let directory = try #require(report["directory"] as? String)
    #expect(directory == stack.folder.path("storage/backups"))
    let path = directory + "/" + (try #require(backup["name"] as? String))
    let digest = try #require(Data(base64Encoded: backup["digest"] as? String ?? ""))
    #expect(try await sum(path) == digest.map { String(format: "%02x", $0) }.joined())
    let checked = try await Programs.run(
      "/bin/sh", ["-c", "cd \"$0\" && sha256sum --check ./*.sha256", directory])
    #expect(checked.status == 0, "\(checked.errors)")

    for _ in 0..<2 {
      _ = try await stack.reckon("ingest", try stack.report(Int.random(in: 2...900)))
      let text = try await stack.reckon("ledger", "backup")
      #expect(text.status == 0, "\(text.errors)")
      #expect(text.output.contains("SHA-256"))
    }
    #expect(!FileManager.default.fileExists(atPath: path), "the oldest one goes")
    let list = try json(try await stack.reckon("ledger", "backups", "--json").output)
    #expect((list["backups"] as? [[String: Any]])?.count == 2)
    let table = try await stack.reckon("ledger", "backups").output
    #expect(table.contains(directory + "/ledger-"))
  }

  @Test func aBackupIsSentWhileReportsAreRecorded() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try stack.report(1))
    async let recording: Void = {
      for number in 2..<12 {
        let taken = try await stack.reckon("ingest", "--no-wait", try stack.report(number))
        #expect(taken.status == 0, "\(taken.errors)")
      }
    }()
    var revisions: [Int] = []
    for number in 0..<3 {
      let file = stack.folder.path("away-\(number)")
      let sent = try await stack.reckon("ledger", "backup", "--to", file, "--json")
      #expect(sent.status == 0, "\(sent.errors)")
      let backup = try #require(try json(sent.output)["backup"] as? [String: Any])
      revisions.append(Int(backup["revision"] as? String ?? "") ?? 0)
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      #expect(Int(backup["size"] as? String ?? "") == attributes[.size] as? Int)
      let digest = try #require(Data(base64Encoded: backup["digest"] as? String ?? ""))
      #expect(try await sum(file) == digest.map { String(format: "%02x", $0) }.joined())
      let restored = try await Programs.run(
        Programs.path("reckoner-storage"),
        ["restore", file, "--to", stack.folder.path("restored-\(number)")])
      #expect(restored.status == 0, "\(restored.errors)")
    }
    try await recording
    #expect(revisions == revisions.sorted())
    // Nothing of it stays with storage.
    let left = try FileManager.default.contentsOfDirectory(
      atPath: stack.folder.path("storage/backups"))
    #expect(left == [])
  }

  @Test func aFileThatCannotBeWrittenIsNamedBeforeAnythingIsAsked() async throws {
    let stack = try await Stack()
    for path in ["/proc/none", stack.folder.path("no/such/folder/file")] {
      let outcome = try await stack.reckon("ledger", "backup", "--to", path)
      #expect(outcome.status == 78)
      #expect(outcome.errors.contains(path))
    }
    await stack.end(.storage, with: SIGTERM)
    let file = stack.folder.path("away")
    let outcome = try await stack.reckon("ledger", "backup", "--to", file)
    #expect(outcome.status == 69)
    let names = try FileManager.default.contentsOfDirectory(atPath: stack.folder.root)
    #expect(names.allSatisfy { !$0.hasPrefix("away") })
  }
}
