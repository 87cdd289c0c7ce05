import Foundation
import Ledger
import Messages
import Testing

@testable import LedgerStore

@Suite("A verification without projections") struct TruthTests {
  @Test func findsWhatAWholeOneFindsButRows() async throws {
    let fixture = try await FullLedger().changed { _ in }
    var whole = try await fixture.store.verify()
    let truth = try await fixture.store.verify(projections: false)
    #expect(truth.holds)
    #expect(whole.rows > 0)
    whole.rows = 0
    #expect(truth == whole)
  }

  @Test func leavesProjectionsOut() async throws {
    let fixture = try await FullLedger().changed { raw in
      try raw.execute("UPDATE claim SET measure = 'wounded'; UPDATE tree SET hash = zeroblob(32)")
    }
    #expect(try await !fixture.store.verify().holds)
    #expect(try await fixture.store.verify(projections: false).holds)
  }

  /// Longer than two of the stretches in which entries are looked at.
  private static func long() async throws -> TemporaryDirectory {
    let fixture = try Fixture()
    let count = (2 << TruthVerifier.level) / 3 + 20
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<count {
        group.addTask {
          try await fixture.append(report("Report \(number).", number % 9 == 0 ? [Figure()] : []))
        }
      }
      try await group.waitForAll()
    }
    await fixture.store.close()
    return fixture.directory
  }

  @Test func namesTheSameEntriesWhereverTheyStand() async throws {
    let ledger = try await Self.long()
    let border = 1 << TruthVerifier.level
    let changes =
      [border - 1, border, border + 1, border + 2].flatMap { entry in
        [
          "UPDATE entry SET hash = zeroblob(32) WHERE sequence = \(entry)",
          // Another last byte, whichever it was.
          "UPDATE entry SET bytes = CAST(substr(bytes, 1, length(bytes) - 1) "
            + "|| iif(substr(bytes, -1) = X'07', X'08', X'07') AS BLOB) WHERE sequence = \(entry)",
          "UPDATE entry SET author = 'other' WHERE sequence = \(entry)",
          "PRAGMA foreign_keys = OFF; DELETE FROM entry WHERE sequence = \(entry)",
        ]
      } + [
        "UPDATE entry SET recorded_at = 0 WHERE sequence = \(border + 1)",
        "PRAGMA foreign_keys = OFF; DELETE FROM entry WHERE sequence BETWEEN \(border - 8) AND \(border + 5)",
        "UPDATE original SET words = CAST(words || X'00' AS BLOB) WHERE entry = (SELECT max(began) FROM document)",
        "DELETE FROM quotation WHERE number = (SELECT max(number) FROM quotation)",
      ]
    for change in changes {
      let copy = TemporaryDirectory()
      for name in try FileManager.default.contentsOfDirectory(atPath: ledger.path) {
        try FileManager.default.copyItem(
          atPath: ledger.path + "/" + name, toPath: copy.path + "/" + name)
      }
      let raw = try RawDatabase(copy.database)
      try raw.dropTriggers()
      try raw.execute(change)
      let store = try LedgerStore.open(directory: copy.path)
      func problems(_ report: VerificationReport) -> Set<LedgerProblem> {
        Set(report.problems.filter { $0.part == .entry || $0.part == .words }).filter {
          $0.subject != "projections"
        }
      }
      let whole = problems(try await store.verify())
      #expect(!whole.isEmpty, "\(change)")
      #expect(problems(try await store.verify(projections: false)) == whole, "\(change)")
      await store.close()
    }
  }

  @Test func holdsTheLedgerAgainstCheckpoints() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    let before = try Checkpoint(
      note: try await fixture.store.verify(signedAt: .second(1)).checkpoint)
    try await fixture.append(report("Two."))
    let report = try await fixture.store.verify(
      against: [before], projections: false, signedAt: .second(2))
    #expect(report.against.map(\.extends) == [true])
    #expect(try Checkpoint(note: report.checkpoint).statement.root == report.root)
  }

  /// What the table of withdrawals says is no more than a guess.
  @Test(arguments: [
    "DELETE FROM withdrawal",
    "DELETE FROM withdrawal WHERE entry = (SELECT max(entry) FROM withdrawal)",
    "DROP TABLE withdrawal",
  ])
  func knowsWhatWasErasedFromTheEntriesAlone(_ sql: String) async throws {
    let fixture = try await FullLedger().changed { raw in
      try raw.dropTriggers()
      try raw.execute("PRAGMA foreign_keys = OFF; \(sql)")
    }
    let report = try await fixture.store.verify(projections: false)
    let isAboutWords = report.problems.contains { $0.part == .words || $0.part == .withdrawal }
    #expect(!isAboutWords, "\(report.problems)")
    #expect(report.erased > 0)
  }

  @Test func doesNotTakeTheTableOfWithdrawalsForADecision() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    await fixture.store.close()
    let raw = try RawDatabase(fixture.directory.database)
    try raw.dropTriggers()
    try raw.execute(
      """
      UPDATE quotation SET sentence_salt = NULL, sentence = NULL, number_salt = NULL, number_text = NULL;
      INSERT INTO withdrawal VALUES (3, 1, 2)
      """)
    let store = try LedgerStore.open(directory: fixture.directory.path)
    let problems = try await store.verify(projections: false).problems.filter { $0.part != .guards }
    #expect(problems.map(\.message).allSatisfy { $0.contains("erased without a withdrawal") })
    #expect(problems.count == 2)
    await store.close()
  }

  /// Whoever writes the chain anew as well can put in a claim whose fields do not add up to its id. The whole verification
  /// unpacks every claim.
  @Test func leavesTheIDsOfClaimsToAWholeOne() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One.", [Figure(count: 5)]))
    await fixture.store.close()
    let raw = try RawDatabase(fixture.directory.database)
    let bytes = try raw.blobs("SELECT bytes FROM entry ORDER BY sequence")
    let hashes = try raw.blobs("SELECT hash FROM entry ORDER BY sequence")
    let last = try #require(bytes.last)
    let claim = try #require(try PackedEntry.claims(in: last).first)
    var other = last
    // The first digit of its id, behind a key and a length.
    let digit = claim.lowerBound + 2
    other[digit] = other[digit] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
    let hash = Digest(of: [hashes[hashes.count - 2], other])
    try raw.dropTriggers()
    try raw.execute(
      """
      UPDATE entry SET bytes = x'\(Hex.encode(other))', hash = x'\(hash.hex)'
      WHERE sequence = \(bytes.count)
      """)
    let store = try LedgerStore.open(directory: fixture.directory.path)
    let truth = try await store.verify(projections: false).problems
    #expect(truth.allSatisfy { $0.part == .guards })
    let problems = try await store.verify().problems
    #expect(problems.contains { $0.part == .entry && $0.message.contains("cannot be read") })
    await store.close()
  }

  /// A row too many is found though one is missing: their number alone is right then.
  @Test(arguments: [
    ("INSERT INTO quotation (number, sentence) VALUES (1, NULL)", "number 1"),
    ("INSERT INTO title VALUES (77, zeroblob(16), 'x'); DELETE FROM title WHERE entry = 3", "77"),
    ("INSERT INTO sketch VALUES (77, zeroblob(16), x'00')", "entry 77"),
    (
      """
      INSERT INTO original (entry, salt, words) VALUES (1, zeroblob(16), x'00');
      DELETE FROM original WHERE entry = 2
      """, "table original, entry 1"
    ),
  ])
  func findsWordsThatNoEntryAccountsFor(_ sql: String, _ row: String) async throws {
    let fixture = try await FullLedger().changed { raw in
      try raw.dropTriggers()
      try raw.execute("PRAGMA foreign_keys = OFF; \(sql)")
    }
    let problems = try await fixture.store.verify(projections: false).problems
    #expect(
      problems.contains { $0.subject.hasSuffix(row) && $0.message.contains("no entry") },
      "\(problems)")
  }

  /// A field that nobody knows behind the last entry, with the hash that goes with it: an entry all the same, but one that
  /// has to be unpacked.
  @Test(arguments: [false, true])
  func looksAtWhatIsPackedOtherwiseAsWell(_ isChanged: Bool) async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One.", [Figure(count: 5), Figure(count: 7)]))
    await fixture.store.close()
    let raw = try RawDatabase(fixture.directory.database)
    let bytes = try raw.blobs("SELECT bytes FROM entry ORDER BY sequence")
    let hashes = try raw.blobs("SELECT hash FROM entry ORDER BY sequence")
    let other = try #require(bytes.last) + [15 << 3, 1]
    let hash = Digest(of: [hashes[hashes.count - 2], other])
    try raw.dropTriggers()
    try raw.execute(
      """
      UPDATE entry SET bytes = x'\(Hex.encode(other))', hash = x'\(hash.hex)'
      WHERE sequence = \(bytes.count)
      """)
    if isChanged { try raw.execute("UPDATE quotation SET sentence = sentence || '.'") }
    let store = try LedgerStore.open(directory: fixture.directory.path)
    let report = try await store.verify(projections: false)
    #expect(report.claims == (isChanged ? 0 : 2))
    #expect(report.problems.count { $0.part == .words } == (isChanged ? 2 : 0))
    #expect(!report.problems.contains { $0.part == .entry })
    #expect(report.hash == hash)
    await store.close()
  }
}
