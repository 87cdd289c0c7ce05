import Foundation
import Ledger
import Testing

@testable import LedgerStore

@Suite("A changed bit") struct BitTests {
  @Test func inTheTruthIsFoundAndNamed() async throws {
    let ledger = try await FullLedger()
    let flips = try Flip.all(in: ledger.directory.database, FullLedger.truth, rows: 3)
    #expect(Set(flips.map(\.table)).isSuperset(of: FullLedger.truth))
    var refused: [String] = []
    for flip in flips {
      let fixture = try ledger.changed { raw in
        try raw.dropTriggers()
        // A key that is taken already: SQLite itself keeps two rows from having one.
        do { try raw.execute(flip.sql) } catch { refused.append(flip.description) }
      }
      let report = try await fixture.store.verify()
      let named = report.problems.contains { problem in
        problem.part == .entry || problem.part == .words || problem.part == .checkpoint
          || problem.part == .access
      }
      #expect(named || refused.last == flip.description, "\(flip): \(report.problems)")
      let truth = try await fixture.store.verify(projections: false)
      // All but what the file's own check finds, which it leaves out.
      #expect(
        Set(truth.problems).isSuperset(
          of: report.problems.filter {
            $0.part != .projection && $0.part != .file && $0.subject != "projections"
              && !$0.subject.hasPrefix("index ")
          }),
        "\(flip): \(truth.problems)")
      // What is no longer true is not made to look so.
      if flip.table == "entry", named {
        let error = await ledgerError { _ = try await fixture.store.rebuild() }
        #expect(error?.reason == .damaged, "\(flip)")
      }
      await fixture.store.close()
    }
    // And so does a coding that there is not.
    #expect(refused.filter { !$0.contains("coding") }.count <= 6, "\(refused)")
  }

  @Test func inAProjectionIsFoundNamedAndRepairedByARebuild() async throws {
    let ledger = try await FullLedger()
    let whole = try FullLedger.contents(ledger.directory.database, Projector.tables)
    let flips = try Flip.all(in: ledger.directory.database, Projector.tables, rows: 2)
    #expect(Set(flips.map(\.table)) == Set(Projector.tables))
    for flip in flips {
      var isTaken = false
      let fixture = try ledger.changed { raw in
        do { try raw.execute(flip.sql) } catch { isTaken = true }
      }
      let report = try await fixture.store.verify()
      #expect(
        isTaken || report.problems.contains { $0.subject.contains("table \(flip.table)") },
        "\(flip): \(report.problems)")
      #expect(report.problems.allSatisfy { $0.part == .projection })
      _ = try await fixture.store.rebuild()
      #expect(try await fixture.store.verify().problems.isEmpty, "\(flip)")
      await fixture.store.close()
      #expect(
        try FullLedger.contents(fixture.directory.database, Projector.tables) == whole, "\(flip)")
    }
  }

  @Test(arguments: [
    ("DROP TRIGGER entry_stays", LedgerPart.guards, "trigger entry_stays"),
    ("DROP INDEX entry_by_moment", .guards, "index entry_by_moment"),
    ("DROP INDEX claim_by_id", .projection, "index claim_by_id"),
    // A name in the text that is not the row's: SQLite drops by the one and keeps by the other.
    (
      """
      PRAGMA writable_schema = ON; UPDATE sqlite_schema
      SET sql = replace(sql, 'title_remains', 'title_remaiNs') WHERE name = 'title_remains'
      """, .guards, "trigger title_remains"
    ),
    (
      """
      PRAGMA writable_schema = ON; UPDATE sqlite_schema
      SET sql = replace(sql, 'claim_by_id', 'claim_by_Id') WHERE name = 'claim_by_id'
      """, .projection, "index claim_by_id"
    ),
    ("DROP TABLE history", .projection, "table history"),
    (
      "CREATE TRIGGER x AFTER INSERT ON entry BEGIN DELETE FROM original; END", .guards,
      "trigger x"
    ),
    ("CREATE VIEW everything AS SELECT * FROM entry", .guards, "view everything"),
    ("DELETE FROM claim WHERE number > 0; DELETE FROM tree WHERE level > 0", .projection, "claim"),
    ("INSERT INTO history (document, entry) VALUES (2, 77)", .projection, "entry 77"),
  ])
  func inWhatGuardsTheLedgerIsFoundAndRepaired(
    _ sql: String, _ part: LedgerPart, _ name: String
  ) async throws {
    let ledger = try await FullLedger()
    let fixture = try ledger.changed { try $0.execute(sql) }
    let report = try await fixture.store.verify()
    #expect(
      report.problems.contains { $0.part == part && $0.subject.contains(name) },
      "\(report.problems)")
    _ = try await fixture.store.rebuild()
    #expect(try await fixture.store.verify().problems.isEmpty)
    await fixture.store.close()
  }

  @Test(arguments: [
    ("DELETE FROM entry WHERE sequence = 2", "entry 3", "entry 2 is missing"),
    ("DELETE FROM entry WHERE sequence IN (3, 4)", "entry 5", "entries 3 to 4 are missing"),
    (
      """
      UPDATE entry SET sequence = 99 WHERE sequence = 3; UPDATE entry SET sequence = 3 WHERE sequence = 4;
      UPDATE entry SET sequence = 4 WHERE sequence = 99
      """, "entry 3", "does not follow"
    ),
    (
      "INSERT INTO entry SELECT 0, recorded_at, author, type, bytes, hash FROM entry LIMIT 1",
      "entry 0", "no place"
    ),
    (
      """
      INSERT INTO entry SELECT max(sequence) + 1, recorded_at, author, type, bytes, hash FROM entry
      """, "entry", "does not follow"
    ),
    // The newest one: the chain alone cannot know, but what is written from it and beside it does.
    ("DELETE FROM entry WHERE sequence = (SELECT max(sequence) FROM entry)", "table", "no entry"),
    (
      "INSERT INTO original (entry, salt, words) VALUES (1, zeroblob(16), x'00')",
      "table original, entry 1", "no entry"
    ),
    ("INSERT INTO title VALUES (77, zeroblob(16), 'x')", "table title, entry 77", "no entry"),
    (
      "INSERT INTO quotation (number, sentence) VALUES (1, NULL)", "table quotation, number 1",
      "no entry"
    ),
    ("DELETE FROM title", "entry 3", "its title is missing"),
    ("DELETE FROM sketch", "entry 4", "its sketch is missing"),
    (
      "INSERT INTO sketch VALUES (77, zeroblob(16), x'00')", "table sketch, entry 77", "no entry"
    ),
    (
      "UPDATE original SET words = (SELECT words FROM original WHERE entry = 5) WHERE entry = 2",
      "entry 2", "its original"
    ),
  ])
  func inTheNumberOrOrderOfRowsIsFoundAndNamed(
    _ sql: String, _ subject: String, _ message: String
  ) async throws {
    let ledger = try await FullLedger()
    let fixture = try ledger.changed { raw in
      try raw.dropTriggers()
      try raw.execute(sql)
    }
    let report = try await fixture.store.verify()
    #expect(
      report.problems.contains { $0.subject.hasPrefix(subject) && $0.message.contains(message) },
      "\(report.problems)")
    await fixture.store.close()
  }

  @Test func aSentenceThatIsNotWhereItsClaimSaysIsFoundThoughItsSealHolds() async throws {
    let fixture = try Fixture()
    var recording = report("One.")
    recording.run.claims[0].evidence.sentenceText = "The army reported 13 dead near the harbour."
    let refusal = await ledgerError { try await fixture.append(recording) }
    #expect(refusal?.reason == .malformed)
    // As a program that did not look would have recorded it.
    let good = try PreparedRecording(report("One."))
    let bad = recording
    let job = Writer.Job(author: "desk", moment: .second(0)) { (scribe) throws(LedgerError) in
      _ = try good.write(with: &scribe)
      return RecordingOutcome(revision: scribe.head.revision, claims: 0, alreadyRecorded: false)
    }
    _ = try await fixture.store.writer.append(job)
    let wrong = Writer.Job(author: "desk", moment: .second(0)) { (scribe) throws(LedgerError) in
      let sentence = SealedWords(bad.run.claims[0].evidence.sentenceText)
      let number = SealedWords("12")
      var run = bad.run
      run.claims[0].evidence.sentenceText = ""
      run.claims[0].evidence.numberText = ""
      run.claims[0].evidence.seal = .init(sentence: sentence.seal, number: number.seal)
      run.claims[0].quantity = .exact(13)
      run.sketch = nil
      try scribe.write(
        .run(run), words: .run(quotations: [(sentence, number)], sketch: nil, transcript: nil))
      return RecordingOutcome(revision: scribe.head.revision, claims: 0, alreadyRecorded: false)
    }
    _ = try await fixture.store.writer.append(wrong)
    let problems = try await fixture.store.verify().problems
    #expect(problems.map(\.entry) == [Revision(4)])
    #expect(problems.first?.message.contains("its sentence is not what the original says") == true)
  }
}
