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
    // Worked out by another program, from the description in Docs/architecture.md.
    #expect(report.root.hex == "d5d719bcb59763f3eec06d62382566d79e49ea07eb20b825230c42bf9124e253")
    // What this version has and the first one had not was written from what was there.
    let filter = ClaimFilter(words: "dead vietnam", language: "en", polarity: .asserted)
    let found = try await store.search(
      filter, in: .claims, at: head.revision, pageSize: 0, cursor: "")
    #expect(found.items.count == 1)
    await store.close()
    // Once only, and as it was.
    let kept = try FileManager.default.contentsOfDirectory(atPath: directory.path)
      .filter { $0.contains("schema-") }
    #expect(kept == ["ledger.sqlite.schema-1"])
    let old = try RawDatabase(directory.path + "/ledger.sqlite.schema-1")
    #expect(try old.rows("PRAGMA user_version") == [["1"]])
    #expect(try old.rows("SELECT count(*) FROM entry") == [["7"]])
  }

  /// Its originals are as they are; those that are recorded since are packed.
  @Test func theSecondFormatIsBroughtUpToDateAndKept() async throws {
    let directory = TemporaryDirectory()
    try FileManager.default.copyItem(
      atPath: Self.formats + "/schema-2.ledger", toPath: directory.database)
    let before = try FullLedger.contents(directory.database, ["entry", "quotation", "checkpoint"])
    let store = try LedgerStore.open(directory: directory.path)
    #expect(try await store.head().revision == Revision(20))
    let found = try await store.verify()
    #expect(found.problems.isEmpty)
    #expect(found.checkpoints == 2)
    _ = try await store.append(report("Since."), author: "local", at: .second(400_000))
    #expect(try await store.verify().problems.isEmpty)
    await store.close()
    let raw = try RawDatabase(directory.database)
    #expect(
      try raw.rows("SELECT coding FROM original ORDER BY entry").flatMap(\.self)
        == ["", "", "", "", "", "deflate"])
    let old = try RawDatabase(directory.path + "/ledger.sqlite.schema-2")
    #expect(try old.rows("PRAGMA user_version") == [["2"]])
    #expect(
      try FullLedger.contents(
        directory.path + "/ledger.sqlite.schema-2", ["entry", "quotation", "checkpoint"]) == before)
  }

  /// It has two pages that were seen at one address, which it did not know of them.
  @Test func theSecondFormatLearnsOfTheVersionsOfItsPages() async throws {
    let directory = TemporaryDirectory()
    try FileManager.default.copyItem(
      atPath: Self.formats + "/schema-2-versions.ledger", toPath: directory.database)
    let store = try LedgerStore.open(directory: directory.path)
    let head = try await store.head()
    #expect(head.revision == Revision(7))
    #expect(head.hash.hex == "7f1ba27388983d1c2474e94c2d50aafaafa7edb76232874ebacf4ad124b4b699")
    #expect(try await store.verify().problems.isEmpty)
    let page = try await store.listReports(
      document: "", at: head.revision, pageSize: 9, cursor: "")
    #expect(page.items.map(\.previousVersion) == [page.items[1].document.id, nil])
    #expect(page.items.map(\.nextVersion) == [nil, page.items[0].document.id])
    await store.close()
    let kept = try RawDatabase(directory.path + "/ledger.sqlite.schema-2")
    #expect(try kept.rows("PRAGMA user_version") == [["2"]])
  }

  /// It has no sketches of documents; those that are read since have one.
  @Test func theThirdFormatIsBroughtUpToDateAndKept() async throws {
    let directory = TemporaryDirectory()
    try FileManager.default.copyItem(
      atPath: Self.formats + "/schema-3.ledger", toPath: directory.database)
    let before = try FullLedger.contents(directory.database, ["entry", "quotation", "title"])
    let store = try LedgerStore.open(directory: directory.path)
    let head = try await store.head()
    #expect(head.revision == Revision(7))
    #expect(head.hash.hex == "cb22ab499f644f1f3e010a62ee1af9c5d72b620d3a7ae68f02d6169e6f7668bf")
    #expect(try await store.verify().problems.isEmpty)
    #expect(try FullLedger.contents(directory.database, ["entry", "quotation", "title"]) == before)
    _ = try await store.append(report("Since."), author: "local", at: .second(2_000_000_000))
    #expect(try await store.verify().problems.isEmpty)
    let runs = try await store.entries(after: .empty, limit: 100).compactMap { entry in
      if case .run(let run) = entry.body { run } else { nil }
    }
    #expect(runs.map { $0.sketch == nil } == [true, true, false])
    await store.close()
    let old = try RawDatabase(directory.path + "/ledger.sqlite.schema-3")
    #expect(try old.rows("PRAGMA user_version") == [["3"]])
  }

  /// Its pages are found by another index; nothing else is written anew.
  @Test func theFourthFormatIsBroughtUpToDateAndKept() async throws {
    let directory = TemporaryDirectory()
    try FileManager.default.copyItem(
      atPath: Self.formats + "/schema-4.ledger", toPath: directory.database)
    let tables = ["entry", "quotation", "sketch", "claim", "claim_packed", "passage_data"]
    let before = try FullLedger.contents(directory.database, tables)
    let store = try LedgerStore.open(directory: directory.path)
    let head = try await store.head()
    #expect(head.revision == Revision(4))
    #expect(head.hash.hex == "2ebfb501f36e8872a3a04eb1e9f0c5e27b79d87a64760ee7ac98fde41ced1b08")
    #expect(try await store.verify().problems.isEmpty)
    func page(_ filter: ClaimFilter) async throws -> [Claim] {
      try await store.listClaims(filter, at: head.revision, pageSize: 9, cursor: "").items
        .map(\.claim)
    }
    let all = try await page(ClaimFilter())
    #expect(all.count == 8)
    for measure in ["killed", "losses"] as [MeasureID] {
      #expect(
        try await page(ClaimFilter(conflict: "russia-ukraine", measure: measure))
          == all.filter { $0.measure.id == measure })
    }
    await store.close()
    #expect(try FullLedger.contents(directory.database, tables) == before)
    let old = try RawDatabase(directory.path + "/ledger.sqlite.schema-4")
    #expect(try old.rows("PRAGMA user_version") == [["4"]])
  }

  /// It has no transcripts; what is read since has one where its text is not the original.
  @Test func theFifthFormatIsBroughtUpToDateAndKept() async throws {
    let directory = TemporaryDirectory()
    try FileManager.default.copyItem(
      atPath: Self.formats + "/schema-5.ledger", toPath: directory.database)
    let tables = ["entry", "quotation", "sketch", "claim", "claim_packed", "passage_data"]
    let before = try FullLedger.contents(directory.database, tables)
    let store = try LedgerStore.open(directory: directory.path)
    #expect(try FullLedger.contents(directory.database, tables) == before)
    let head = try await store.head()
    #expect(head.revision == Revision(4))
    #expect(head.hash.hex == "2ebfb501f36e8872a3a04eb1e9f0c5e27b79d87a64760ee7ac98fde41ced1b08")
    #expect(try await store.verify().problems.isEmpty)
    _ = try await store.append(try page("Since."), author: "local", at: .second(2_000_000_000))
    #expect(try await store.verify().problems.isEmpty)
    let runs = try await store.entries(after: .empty, limit: 100).compactMap { entry in
      if case .run(let run) = entry.body { run } else { nil }
    }
    #expect(runs.map { $0.transcript == nil } == [true, false])
    await store.close()
    let old = try RawDatabase(directory.path + "/ledger.sqlite.schema-5")
    #expect(try old.rows("PRAGMA user_version") == [["5"]])
  }

  @Test func thereIsAFileOfEachOfThem() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.formats)
    for format in 1..<Migrations.newest { #expect(names.contains("schema-\(format).ledger")) }
  }
}
