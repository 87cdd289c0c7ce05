import Foundation
import Ledger
import LedgerStore
import Support
import Testing

/// A ledger that goes back to a backup, and on from there: nobody answers from what is no longer there.
@Suite struct RestoredLedgerTests {
  private func restore(_ stack: Stack, _ arguments: String...) async throws -> Programs.Outcome {
    try await Programs.run(
      Programs.path("reckoner-storage"),
      ["restore"] + arguments + ["--storage-path", stack.folder.path("storage")])
  }

  /// Asks until the answer is whole. Whatever was whole on the way must not speak of what was lost.
  private func compared(_ stack: Stack) async throws -> String {
    for _ in 0..<300 {
      let outcome = try await stack.reckon("compare", "--measure", "killed")
      if outcome.status == 0 {
        #expect(!outcome.output.contains("1,002") && !outcome.output.contains("1,003"))
        if outcome.output.contains("1,004") { return outcome.output }
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    return ""
  }

  @Test func analyticsLeavesTheFutureThatWasLost() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try stack.report(1))
    let file = stack.folder.path("away.backup")
    let backup = try await stack.reckon("ledger", "backup", "--to", file)
    #expect(backup.status == 0, "\(backup.errors)")
    for number in [2, 3] { _ = try await stack.reckon("ingest", try stack.report(number)) }
    #expect(try await stack.reckon("compare", "--measure", "killed").output.contains("1,003"))

    let running = try await restore(stack, file)
    #expect(running.status == 78)
    #expect(running.errors.contains("another process has this ledger open"))
    // It has no say until the ledger has grown beyond all that it read.
    let analytics = try #require(await stack.processIdentifier(.analytics))
    kill(analytics, SIGSTOP)
    await stack.end(.storage, with: SIGKILL)
    let refused = try await restore(stack, file)
    #expect(refused.status == 78)
    #expect(refused.errors.contains("would be lost"), "\(refused.errors)")
    let restored = try await restore(stack, file, "--force")
    #expect(restored.status == 0, "\(restored.errors)")
    #expect(restored.output.contains("ledger.sqlite.replaced-"))
    try await stack.start(.storage)
    // The new entries take the very places of those that were lost.
    for number in 4...7 {
      let taken = try await stack.reckon("ingest", "--no-wait", try stack.report(number))
      #expect(taken.status == 0, "\(taken.errors)")
    }
    var claims = ""
    for _ in 0..<300 where !(4...7).allSatisfy({ claims.contains("1,00\($0)") }) {
      try await Task.sleep(for: .milliseconds(20))
      claims = try await stack.reckon("claims").output
    }
    #expect(claims.contains("1,007") && !claims.contains("1,002"))
    kill(analytics, SIGCONT)
    let answer = try await compared(stack)
    #expect(answer.contains("1,001"))
    #expect(try await stack.reckon("ledger", "verify").status == 0)
    #expect(await stack.log(.analytics).contains("another one than the one"))

    await stack.end(.analytics, with: SIGKILL)
    try await stack.start(.analytics)
    #expect(try await compared(stack).contains("1,001"))
  }

  /// The drill of Docs/operations.md: the machine is gone, with all but the backup and the key.
  @Test func aLostLedgerComesBackFromItsBackupAndItsKey() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try stack.report(1))
    let checkpoint = stack.folder.path("kept.checkpoint")
    _ = try await stack.reckon("ledger", "checkpoint", "now", "--to", checkpoint)
    let away = stack.folder.path("away")
    let backup = try await stack.reckon("ledger", "backup", "--to", away)
    #expect(backup.status == 0, "\(backup.errors)")
    let files = FileManager.default
    let storage = stack.folder.path("storage")
    try files.copyItem(atPath: storage + "/ledger.key", toPath: away + ".key")
    await stack.end(.storage, with: SIGKILL)
    try files.removeItem(atPath: storage)

    let restored = try await restore(stack, away, "--against", checkpoint, "--json")
    #expect(restored.status == 0, "\(restored.errors)")
    let report =
      try JSONSerialization.jsonObject(with: Data(restored.output.utf8)) as? [String: Any]
    #expect(report?["lost"] == nil && report?["hash"] != nil, "\(restored.output)")
    try files.copyItem(atPath: away + ".key", toPath: storage + "/ledger.key")
    try await stack.start(.storage)
    let verified = try await stack.reckon("ledger", "verify", "--against", checkpoint)
    #expect(verified.status == 0, "\(verified.output)")
    #expect(try await stack.reckon("claims").output.contains("1,001"))
    #expect(try await stack.reckon("ingest", try stack.report(2)).status == 0)
  }

  /// Answers depend on the vocabulary, which ingest records when it starts.
  @Test func aLedgerFromBeforeTheVocabularyGetsItBeforeTheNextReport() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try stack.report(1))
    let empty = try LedgerStore.open(directory: stack.folder.path("empty"))
    await empty.close()
    await stack.end(.storage, with: SIGTERM)
    let restored = try await restore(
      stack, stack.folder.path("empty/ledger.sqlite"), "--force")
    #expect(restored.status == 0, "\(restored.errors)")
    try await stack.start(.storage)
    #expect(try await stack.reckon("ingest", try stack.report(2)).status == 0)
    #expect(try await stack.reckon("compare", "--measure", "killed").output.contains("1,002"))
    await stack.end(.storage, with: SIGTERM)
    let store = try LedgerStore.open(directory: stack.folder.path("storage"))
    let kinds = try await store.entries(after: .empty, limit: 10).map(\.body.name)
    #expect(kinds == ["vocabulary", "document", "sighting", "run"])
    await store.close()
  }

  @Test func restoreSaysHowItIsUsed() async throws {
    let program = Programs.path("reckoner-storage")
    let help = try await Programs.run(program, ["restore", "--help"])
    #expect(help.status == 0)
    #expect(help.output.contains("--against CHECKPOINT"))
    #expect(try await Programs.run(program, ["--help"]).output.contains("restore FILE"))
    let folder = try TemporaryFolder("restore")
    let cases: [([String], Int32, String)] = [
      ([], 78, "names no file"), (["a", "b"], 78, "a second file"), (["--to"], 78, "needs a value"),
      (["--storrage-path=x", "a"], 78, "no such option"), (["/no/such/file"], 66, "no such file"),
      ([try folder.write("no ledger", to: "text")], 74, "damaged or no ledger"),
      (["a", "--against", "/no/such/checkpoint"], 66, "/no/such/checkpoint"),
    ]
    for (arguments, status, words) in cases {
      let outcome = try await Programs.run(
        program, ["restore"] + arguments, environment: ["RECKONER_STORAGE_PATH": folder.path("a")])
      #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
      #expect(outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
    }
  }
}
