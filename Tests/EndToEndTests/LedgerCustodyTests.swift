import Foundation
import Support
import Testing

/// The ledger's custody, on the built programs.
@Suite struct LedgerCustodyTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// Changes the ledger's file behind storage's back.
  private func tamper(_ stack: Stack, _ sql: String) async throws {
    let outcome = try await Programs.run(
      "/usr/bin/env",
      ["python3", "-c", Self.script, stack.folder.path("storage/ledger.sqlite"), sql])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  private static let script = """
    import sqlite3, sys
    db = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=10)
    db.executescript(sys.argv[2])
    """

  @Test func aWholeLedgerIsFoundWholeAndAChangedOneIsNot() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try stack.report(1))
    let whole = try await stack.reckon("ledger", "verify")
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(whole.output.contains("Everything is as it was recorded."))
    let report = try json(try await stack.reckon("ledger", "verify", "--json").output)
    #expect(report["problems"] == nil)
    #expect(Int(report["claims"] as? String ?? "") ?? 0 > 0)

    try await tamper(stack, "UPDATE claim SET measure = 'wounded'")
    let projection = try await stack.reckon("ledger", "verify")
    #expect(projection.status == 74)
    #expect(projection.output.contains("its measure is not what the entries say"))
    #expect(projection.output.contains("reckon ledger rebuild"))
    let rebuilt = try await stack.reckon("ledger", "rebuild")
    #expect(rebuilt.status == 0, "\(rebuilt.errors)")
    #expect(try await stack.reckon("ledger", "verify").status == 0)

    try await tamper(
      stack, "DROP TRIGGER quotation_stays; UPDATE quotation SET sentence = sentence || '!'")
    let truth = try await stack.reckon("ledger", "verify")
    #expect(truth.status == 74)
    #expect(truth.output.contains("its sentence does not match its seal"))
    #expect(truth.output.contains("trigger quotation_stays: it is missing"))
    // The services go on.
    #expect(try await stack.reckon("claims").status == 0)
  }

  @Test func aCheckpointThatWasKeptTellsWhetherTheLedgerGoesOnFromIt() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try stack.report(1))
    #expect(try await stack.reckon("ledger", "checkpoint").output.contains("No checkpoints yet"))
    #expect(try await stack.reckon("ledger", "checkpoint", "newest").status == 66)
    #expect(try await stack.reckon("ledger", "checkpoint", "yesterday").status == 65)
    let file = stack.folder.path("kept.checkpoint")
    let exported = try await stack.reckon("ledger", "checkpoint", "now", "--to", file)
    #expect(exported.status == 0, "\(exported.errors)")
    let note = try String(contentsOfFile: file, encoding: .utf8)
    let key = try #require(
      note.split(separator: "\n").first { $0.hasPrefix("key ") }?.dropFirst(4)
    ).description

    _ = try await stack.reckon("ingest", try stack.report(2))
    let extended = try await stack.reckon(
      "ledger", "verify", "--against", file, "--key", key)
    #expect(extended.status == 0, "\(extended.output) \(extended.errors)")
    #expect(extended.output.contains("\(file): entry"))
    #expect(extended.output.contains("extended to entry"))

    // A text that was changed, another key, no checkpoint at all.
    let changed = try stack.folder.write(
      note.replacing("signed 20", with: "signed 19"), to: "changed.checkpoint")
    #expect(try await stack.reckon("ledger", "verify", "--against", changed).status == 74)
    let other = String(repeating: "ab", count: 32)
    #expect(
      try await stack.reckon("ledger", "verify", "--against", file, "--key", other).status == 74)
    #expect(try await stack.reckon("ledger", "verify", "--against", "/no/such/file").status == 66)

    // Another ledger is no continuation of this one.
    let stranger = try await Stack()
    _ = try await stranger.reckon("ingest", try stranger.report(1))
    let foreign = try await stranger.reckon("ledger", "verify", "--against", file)
    #expect(foreign.status == 74)
    #expect(foreign.output.contains("NOT EXTENDED"))
    #expect(foreign.output.contains("others than those that it was signed for"))
  }

  /// OpenSSL knows nothing of us, and finds the signature good.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/openssl"), "needs openssl"))
  func theSignatureOfACheckpointHoldsForOpenSSL() async throws {
    let stack = try await Stack()
    _ = try await stack.reckon("ingest", try stack.report(1))
    let note = try await stack.reckon("ledger", "checkpoint", "now").output
    let halves = note.components(separatedBy: "\n\n")
    let text = try stack.folder.write(halves[0] + "\n", to: "text")
    let mark = try #require(
      Data(
        base64Encoded: halves[1].trimmingCharacters(in: .newlines).components(separatedBy: " ")[2]))
    try mark.dropFirst(4).write(to: URL(fileURLWithPath: stack.folder.path("signature")))
    let key = stack.folder.path("storage/ledger.key")
    let pub = stack.folder.path("public.pem")
    #expect(
      try await Programs.run("/usr/bin/openssl", ["pkey", "-in", key, "-pubout", "-out", pub])
        .status
        == 0)
    let outcome = try await Programs.run(
      "/usr/bin/openssl",
      [
        "pkeyutl", "-verify", "-pubin", "-inkey", pub, "-rawin", "-in", text, "-sigfile",
        stack.folder.path("signature"),
      ])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func aProofOfAClaimHoldsWithoutAnyServer() async throws {
    let stack = try await Stack()
    let original = try stack.report(1)
    _ = try await stack.reckon("ingest", original)
    let list = try json(try await stack.reckon("claims", "--json").output)
    let records = try #require(list["claims"] as? [[String: Any]])
    let id = try #require((records[0]["claim"] as? [String: Any])?["id"] as? String)
    let file = stack.folder.path("claim.proof")
    let proved = try await stack.reckon("ledger", "prove", String(id.prefix(10)), "--to", file)
    #expect(proved.status == 0, "\(proved.errors)")
    #expect(try await stack.reckon("ledger", "prove", "0123456789").status == 66)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.utf8.count < 6000)
    for service in Stack.ServiceName.allCases { await stack.end(service, with: SIGTERM) }

    let alone = try await stack.reckon("ledger", "check-proof", file, "--original", original)
    #expect(alone.status == 0, "\(alone.errors)")
    #expect(alone.output.contains(id))
    #expect(alone.output.contains("The proof holds"))
    #expect(alone.output.contains("soldiers had"))
    let standard = try await stack.reckon("ledger", "check-proof", "-", input: text)
    #expect(standard.status == 0)

    let changed = try stack.folder.write(
      text.replacing("soldiers had", with: "soldiers has"), to: "changed.proof")
    let refused = try await stack.reckon("ledger", "check-proof", changed)
    #expect(refused.status == 74)
    #expect(refused.errors.contains("sentence"))
    let stranger = try await stack.reckon(
      "ledger", "check-proof", file, "--key", String(repeating: "ab", count: 32))
    #expect(stranger.status == 74)
    let other = try stack.report(2)
    #expect(try await stack.reckon("ledger", "check-proof", file, "--original", other).status == 74)
    for none in [original, "/no/such/file"] {
      #expect([65, 66].contains(try await stack.reckon("ledger", "check-proof", none).status))
    }
    let empty = try stack.folder.write("{}", to: "empty.proof")
    #expect(try await stack.reckon("ledger", "check-proof", empty).status == 65)
  }

  @Test func withoutStorageItSaysSo() async throws {
    let stack = try await Stack()
    await stack.end(.storage, with: SIGTERM)
    let outcome = try await stack.reckon("ledger", "verify")
    #expect(outcome.status == 69)
    #expect(outcome.errors.contains("storage"))
  }
}
