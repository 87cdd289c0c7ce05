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

  @Test func withoutStorageItSaysSo() async throws {
    let stack = try await Stack()
    await stack.end(.storage, with: SIGTERM)
    let outcome = try await stack.reckon("ledger", "verify")
    #expect(outcome.status == 69)
    #expect(outcome.errors.contains("storage"))
  }
}
