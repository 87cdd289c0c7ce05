import Foundation
import Ledger
import Testing

@testable import LedgerStore

@Suite("The full-text index") struct SearchIndexTests {
  private static let questions = [
    "dead", "harbour -7", "week OR one", "quiet", "\"5 dead\"", "da* OR thr*",
  ]

  private func answers(_ fixture: Fixture) async throws -> [[TextHit]] {
    var answers: [[TextHit]] = []
    for words in Self.questions { answers.append(try await fixture.search(words)) }
    return answers
  }

  /// Changes one value of one row, and leaves the guards as they were.
  private func flip(_ flip: Flip, _ raw: RawDatabase) throws {
    let triggers = try raw.rows(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = '\(flip.table)'")
    for trigger in triggers { try raw.execute("DROP TRIGGER \(trigger[0])") }
    try raw.execute(flip.sql)
    for trigger in triggers { try raw.execute(trigger[1]) }
  }

  @Test func aChangedBitIsFoundAndRepairedByARebuild() async throws {
    let ledger = try await FullLedger()
    let before = try await answers(try ledger.changed { _ in })
    #expect(before.contains { !$0.isEmpty })
    let tables = SearchIndex.tables.filter { $0 != SearchIndex.table }
    let flips = try Flip.all(in: ledger.directory.database, tables, rows: 12)
    #expect(Set(flips.map(\.table)) == Set(tables))
    var refused = 0
    for flip in flips {
      var isRefused = false
      let fixture = try ledger.changed { raw in
        // Two rows with one key, or a sum that is too short.
        do { try self.flip(flip, raw) } catch { isRefused = true }
      }
      if isRefused { refused += 1 }
      let problems = try await fixture.store.verify().problems
      #expect(
        problems.contains { $0.part == .projection && $0.subject.contains("passage") }
          || isRefused,
        "\(flip): \(problems)")
      try await fixture.store.rebuild()
      #expect(try await fixture.store.verify().problems.isEmpty, "\(flip)")
      #expect(try await answers(fixture) == before, "\(flip)")
      await fixture.store.close()
    }
    #expect(refused < flips.count / 4, "\(refused) of \(flips.count)")
  }

  /// Whoever also works the sum out anew is found by FTS5's own check, which compares with the words.
  @Test func wordsThatTheLedgerDoesNotHoldAreFound() async throws {
    let ledger = try await FullLedger()
    let copy = TemporaryDirectory()
    try FileManager.default.copyItem(atPath: ledger.directory.database, toPath: copy.database)
    let connection = try Connection(path: copy.database, mode: .writing)
    try SearchIndex(connection).add(
      Passage(number: 5 << 20, kind: .text, words: Array("a massacre".utf8)))
    try SearchBlocks.renew(connection)
    let store = try LedgerStore.open(directory: copy.path)
    let problems = try await store.verify().problems
    #expect(problems.map(\.subject) == ["table passage"])
    #expect(problems.first?.hint.contains("rebuild") == true)
    try await store.rebuild()
    #expect(try await store.verify().problems.isEmpty)
  }

  @Test(arguments: [
    "DROP TABLE passage", "DELETE FROM passage_data", "DELETE FROM passage_idx",
    "DROP TABLE passage_block",
    "DELETE FROM passage_config", "UPDATE passage_config SET v = 9",
    "DELETE FROM passage_data WHERE id = 10",
    "UPDATE passage_data SET block = x'00' WHERE id = 10", "DELETE FROM passage_data WHERE id = 1",
  ])
  func whatIsLostIsFoundAndRepaired(_ sql: String) async throws {
    let ledger = try await FullLedger()
    let before = try await answers(try ledger.changed { _ in })
    let fixture = try ledger.changed { raw in
      try raw.dropTriggers()
      try raw.execute(sql)
    }
    let problems = try await fixture.store.verify().problems
    #expect(
      problems.contains { $0.part == .projection && $0.subject.contains("passage") }, "\(problems)")
    try await fixture.store.rebuild()
    #expect(try await fixture.store.verify().problems.isEmpty)
    #expect(try await answers(fixture) == before)
    try await fixture.append(report("After."), at: 400_000)
    #expect(try await fixture.search("after").count == 1)
    #expect(try await fixture.store.verify().problems.isEmpty)
  }

  @Test func aDamagedOneSaysWhatToDo() async throws {
    let ledger = try await FullLedger()
    let fixture = try ledger.changed { raw in
      try raw.dropTriggers()
      try raw.execute("DELETE FROM passage_data WHERE id > 10")
    }
    let error = await ledgerError { _ = try await fixture.search("dead") }
    #expect(error?.reason == .damaged)
    #expect(error?.hint == LedgerPart.projection.hint)
    // The rest of the ledger answers.
    #expect(try await fixture.claims().count > 0)
  }

  @Test func aRebuildAnswersAsTheLedgerDidBefore() async throws {
    let fixture = try Fixture()
    for number in 1...20 {
      try await fixture.append(
        report(
          "Report \(number % 7). Three days.", [Figure(count: number), Figure(count: 5)],
          outlet: "O\(number)"))
    }
    let before = try await answers(fixture)
    try await fixture.store.rebuild()
    #expect(try await answers(fixture) == before)
    #expect(try await fixture.store.verify().problems.isEmpty)
    // And can be appended to.
    try await fixture.append(report("Rebuilt."))
    #expect(try await fixture.search("rebuilt").count == 1)
    #expect(try await fixture.store.verify().problems.isEmpty)
  }

  /// FTS5 takes segments apart while it merges them.
  @Test func anIndexThatIsBeingMergedIsAsItShouldBe() async throws {
    let fixture = try Fixture()
    for number in 0..<8 {
      let word = number.isMultiple(of: 2) ? "much " : "more "
      try await fixture.append(
        report(String(repeating: word, count: 30_000 * (number + 1)), title: "Number \(number)"))
      #expect(try await fixture.store.verify().problems.isEmpty)
    }
    await fixture.store.close()
  }

  @Test(arguments: [Withdrawal.Mode.sealed, .erased])
  func aWithdrawnDocumentIsFoundByNobodyAndItsWordsAreNowhereInTheIndex(_ mode: Withdrawal.Mode)
    async throws
  {
    let fixture = try Fixture()
    func secret(_ word: String) -> Recording {
      report(
        "Told in Xylograph-Quincunxville.",
        [Figure(count: 3, sentence: "3 dead at zyzzyvadrome.")], title: "The \(word)")
    }
    for number in 1...30 {
      try await fixture.append(report("Report \(number).", [Figure(count: number)]))
    }
    let withdrawn = secret("Wolframitish toll")
    try await fixture.append(withdrawn)
    for number in 31...60 {
      try await fixture.append(report("Report \(number).", [Figure(count: number % 30)]))
    }
    let words = ["xylograph", "zyzzyvadrome", "wolframitish"]
    for word in words { #expect(!(try await fixture.search(word)).isEmpty) }
    let whole = try await fixture.search("harbour").count
    try await fixture.withdraw(withdrawn, mode)
    for word in words { #expect(try await fixture.search(word).isEmpty) }
    for word in words { #expect(try await fixture.search(word, at: Revision(100)).isEmpty) }
    #expect(try await fixture.search("harbour").count == whole - 1)
    // The same bytes again, with another title: nothing of them is taken.
    let refusal = await ledgerError { try await fixture.append(secret("Gadoliniumlike toll")) }
    #expect(refusal?.reason == .withdrawn)
    #expect(try await fixture.search("gadoliniumlike").isEmpty)
    #expect(try await fixture.store.verify().problems.isEmpty)
    try await fixture.store.rebuild()
    for word in words { #expect(try await fixture.search(word).isEmpty) }
    #expect(try await fixture.store.verify().problems.isEmpty)
    await fixture.store.close()
  }

  @Test func noByteOfTheFileTellsOfWordsThatWereTakenOut() async throws {
    let fixture = try Fixture()
    for number in 1...40 {
      try await fixture.append(report("Report \(number).", [Figure(count: number % 30)]))
    }
    let withdrawn = report(
      "Told in Xylograph Quincunxville.", [Figure(count: 3, sentence: "3 dead at zyzzyvadrome.")],
      title: "The wolframitish toll")
    try await fixture.append(withdrawn)
    for number in 41...80 {
      try await fixture.append(report("Report \(number).", [Figure(count: number % 30)]))
    }
    let traces = ["lograph", "uincunxvill", "zzyvadrom", "olframitis"]
    func found() -> [String] {
      let bytes = ["", "-wal"].map { suffix in
        (try? Data(contentsOf: URL(fileURLWithPath: fixture.directory.database + suffix))) ?? Data()
      }
      return traces.filter { trace in bytes.contains { $0.range(of: Data(trace.utf8)) != nil } }
    }
    // The text itself is stored packed, and the index shortens what its words have in common.
    #expect(found() == traces.filter { $0 != "uincunxvill" })
    try await fixture.write(
      .withdrawal(Withdrawal(document: withdrawn.document.id, mode: .erased, reason: "asked for")))
    // What stands beside the entries, as erasing takes it away: what is left would be the index's.
    let id = withdrawn.document.id.description
    try await fixture.store.writer.transaction { (connection) throws(LedgerError) in
      let began = "(SELECT began FROM document WHERE id = x'\(id)')"
      try connection.execute("UPDATE original SET salt = NULL, words = NULL WHERE entry = \(began)")
      try connection.execute(
        "UPDATE title SET salt = NULL, words = NULL WHERE entry IN (SELECT entry FROM sighting WHERE document = \(began))"
      )
      try connection.execute(
        "UPDATE sketch SET salt = NULL, words = NULL WHERE entry IN (SELECT entry FROM run WHERE document = \(began))"
      )
      try connection.execute(
        """
        UPDATE quotation SET sentence_salt = NULL, sentence = NULL, number_salt = NULL, number_text = NULL
        WHERE number IN (SELECT number FROM claim WHERE document = \(began))
        """)
    }
    #expect(try await fixture.store.writer.emptyLog())
    #expect(found() == [])
    #expect(try await fixture.store.verify().problems.isEmpty)
  }

  @Test func wordsThatAreVeryLongOrVeryFrequentAreHeldAsWell() async throws {
    let fixture = try Fixture()
    let common = String(repeating: "toll ", count: 3000)
    let long = String(repeating: "x", count: 40_000)
    for number in 1...40 {
      try await fixture.append(report("\(number) \(common) w\(number)", [], title: ""))
      try await fixture.append(report("\(long)\(number) y\(number)", [], title: ""))
    }
    #expect(try await fixture.search("toll").count == 40)
    #expect(try await fixture.search("y7").count == 1)
    for _ in 0..<2 {
      let raw = try RawDatabase(fixture.directory.database)
      // Pages of one word that goes on for many have an index of their own.
      #expect(try raw.rows("SELECT 1 FROM passage_idx WHERE pgno & 1").isEmpty == false)
      #expect(try await fixture.store.verify().problems.isEmpty)
      try await fixture.store.rebuild()
    }
    #expect(try await fixture.store.verify().problems.isEmpty)
    #expect(try await fixture.search("toll w9").count == 1)
  }

  @Test func appendsThatFailLeaveNothingInIt() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    let good = try PreparedRecording(report("Two sloths."))
    let job = Writer.Job(author: "desk", moment: .second(0)) { (scribe) throws(LedgerError) in
      _ = try good.write(with: &scribe)
      throw LedgerError(.malformed, "given up")
    }
    let error = await ledgerError { _ = try await fixture.store.writer.append(job) }
    #expect(error?.reason == .malformed)
    #expect(try await fixture.search("sloths").isEmpty)
    try await fixture.append(report("Three."))
    #expect(try await fixture.search("sloths OR three").map(\.kind) == [.text])
    #expect(try await fixture.store.verify().problems.isEmpty)
  }
}

@Suite("Searchable text") struct SearchableTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("死亡", " 死 亡"), ("a死b", "a 死b"), ("กำ", " ก ำ"), ("قَتِيل", "قتيل"),
    ("co\u{AD}op", "coop"), ("", ""), ("é", "é"), ("a\u{200B}b", "ab"),
  ])
  func isAsTheIndexIsGivenIt(_ text: String, _ expected: String) {
    #expect(Array(SearchableText.text(of: text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func everyByteThatIsKeptIsFoundAgainInTheOriginal() {
    var dice = Dice(state: 3)
    let pool: [Unicode.Scalar] = [
      "a", "é", "死", "亡", "ก", "ั", "\u{64E}", "ق", "\u{AD}", "😀", " ", "\u{20000}", "ｱ", "ش",
      "\u{200D}",
    ]
    for _ in 0..<500 {
      var text = ""
      for _ in 0..<Int.random(in: 0...30, using: &dice) {
        text.unicodeScalars.append(pool.randomElement(using: &dice) ?? "a")
      }
      let original = Array(text.utf8)
      let searchable = original.withUnsafeBufferPointer { SearchableText($0) }
      let kept = searchable.changed ?? original
      #expect(kept == Array(SearchableText.text(of: text).utf8))
      for place in kept.indices where kept[place] != 0x20 {
        let there = searchable.original(place)
        #expect(original.indices.contains(there) && original[there] == kept[place], "\(text)")
      }
    }
  }
}
