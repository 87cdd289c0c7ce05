import Foundation
import Ledger
import Testing

@testable import LedgerStore

/// A file of every format that a ledger ever had is kept in `Formats`, and still opens.
@Suite("Ledgers of earlier versions") struct FormatTests {
  static let formats = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Formats").path

  @Test func theFirstFormatIsBroughtUpToDateAndKept() async throws {
    let directory = TemporaryDirectory()
    try FileManager.default.copyItem(
      atPath: Self.formats + "/schema-1.ledger", toPath: directory.database)
    let store = try LedgerStore.open(directory: directory.path)
    let head = try await store.head()
    #expect(head.revision == Revision(7))
    #expect(head.hash.hex == "e2f7624ded62635f19828feea9ef842b0a9a32547a173810a15e3df2548ce855")
    let report = try await store.verify()
    #expect(report.problems.isEmpty)
    #expect(report.claims == 20)
    #expect(report.root.hex == "5acb74f0e73ae01063992f3c470be0bb4591e6858a6be41be7cdfd741f9ee8a0")
    await store.close()
    // Once only, and as it was.
    let kept = try FileManager.default.contentsOfDirectory(atPath: directory.path)
      .filter { $0.contains("schema-") }
    #expect(kept == ["ledger.sqlite.schema-1"])
    let old = try RawDatabase(directory.path + "/ledger.sqlite.schema-1")
    #expect(try old.rows("PRAGMA user_version") == [["1"]])
    #expect(try old.rows("SELECT count(*) FROM entry") == [["7"]])
  }
}
