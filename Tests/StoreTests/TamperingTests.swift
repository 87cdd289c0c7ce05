import Ledger
import LedgerStore
import Testing

@Suite("What was recorded stays as it was")
struct TamperingTests {
  private func filled() async throws -> Fixture {
    let fixture = try Fixture()
    try await fixture.append(report("One, the first.", [Figure(count: 5), Figure(count: 7)]))
    try await fixture.append(report("Two, the second."))
    return fixture
  }

  @Test(arguments: [
    "UPDATE entry SET author = 'x' WHERE sequence = 2",
    "DELETE FROM entry WHERE sequence = 6",
    "INSERT INTO entry SELECT 9, recorded_at, author, type, bytes, hash FROM entry LIMIT 1",
    "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE sequence = 2",
    "UPDATE original SET words = x'00'",
    "UPDATE quotation SET sentence = 'x'",
    "UPDATE quotation SET number = number + 1, sentence = NULL, sentence_salt = NULL",
    "UPDATE title SET words = 'x'",
    "UPDATE title SET words = NULL",
    "DELETE FROM original", "DELETE FROM quotation", "DELETE FROM title",
  ])
  func theDatabaseRefusesToChangeIt(_ sql: String) async throws {
    let fixture = try await filled()
    let raw = try RawDatabase(fixture.directory.database)
    let failure = #expect(throws: RawDatabase.Failure.self) { try raw.execute(sql) }
    let refusals = ["never", "in order", "words are erased", "CHECK constraint"]
    #expect(refusals.contains { failure?.description.contains($0) == true })
    #expect(try await fixture.store.verify().revision == Revision(6))
  }

  @Test func anUntouchedLedgerIsWhole() async throws {
    let fixture = try await filled()
    let found = try await fixture.store.verify()
    let head = try await fixture.store.head()
    #expect(found.problems.isEmpty)
    #expect(found.revision == head.revision)
    #expect(found.hash == head.hash)
    // Two originals, two titles, two sketches, three claims with two words each.
    #expect(found.words == 12)
    #expect(found.erased == 0)
    #expect(found.claims == 3)
    #expect(found.rows > 20)
  }

  @Test(arguments: [
    (
      "UPDATE entry SET bytes = CAST(substr(bytes, 1, 20) || x'ff' || substr(bytes, 22) AS BLOB) WHERE sequence = 3",
      3, "its bytes"
    ),
    ("UPDATE entry SET hash = zeroblob(32) WHERE sequence = 4", 4, "its bytes"),
    ("UPDATE entry SET author = 'somebody' WHERE sequence = 2", 2, "its columns"),
    ("UPDATE entry SET recorded_at = recorded_at - 1 WHERE sequence = 5", 5, "its columns"),
    ("DELETE FROM entry WHERE sequence = 2", 3, "entry 2 is missing"),
    (
      "UPDATE original SET words = CAST('one' || substr(words, 4) AS BLOB) WHERE entry = 1", 1,
      "its original"
    ),
    ("UPDATE original SET salt = randomblob(16) WHERE entry = 4", 4, "its original"),
    ("DELETE FROM original WHERE entry = 4", 4, "its original is missing"),
    ("UPDATE title SET words = 'A loud week' WHERE entry = 5", 5, "its title"),
    (
      "UPDATE quotation SET sentence = replace(sentence, '7', '8') WHERE number_text = '7'", 3,
      "its sentence"
    ),
    ("UPDATE quotation SET number_text = '6' WHERE number_text = '5'", 3, "its number text"),
    ("DELETE FROM quotation WHERE number_text = '12'", 6, "its sentence is missing"),
    (
      "UPDATE quotation SET sentence = NULL, sentence_salt = NULL WHERE number_text = '12'", 6,
      "erased without a withdrawal"
    ),
  ])
  func verificationFindsWhatWasChangedAllTheSame(
    _ sql: String, _ entry: Int64, _ message: String
  ) async throws {
    let fixture = try await filled()
    let raw = try RawDatabase(fixture.directory.database)
    try raw.dropTriggers()
    try raw.execute(sql)
    let found = try await fixture.store.verify()
    #expect(
      found.problems.contains { $0.entry == Revision(entry) && $0.message.contains(message) },
      "\(found)")
    #expect(!found.holds)
  }

  @Test func entriesHoldNoWords() async throws {
    let fixture = try await filled()
    let raw = try RawDatabase(fixture.directory.database)
    let words = ["The army reported", "near the harbour", "A quiet week", "the first"]
    for table in ["entry", "claim_packed", "sighting", "run"] {
      let column = table == "entry" ? "bytes" : "packed"
      for bytes in try raw.blobs("SELECT \(column) FROM \(table)") {
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(words.allSatisfy { !text.contains($0) }, "in \(table)")
      }
    }
    #expect(try raw.blobs("SELECT words FROM original").count == 2)
  }

  @Test func everyWordHasASaltOfItsOwn() async throws {
    let fixture = try await filled()
    let raw = try RawDatabase(fixture.directory.database)
    let salts = try raw.rows(
      """
      SELECT hex(salt) FROM original UNION ALL SELECT hex(salt) FROM title
      UNION ALL SELECT hex(sentence_salt) FROM quotation UNION ALL SELECT hex(number_salt) FROM quotation
      """)
    #expect(Set(salts).count == 10)
    #expect(salts.allSatisfy { $0[0].count == 32 })
  }
}
