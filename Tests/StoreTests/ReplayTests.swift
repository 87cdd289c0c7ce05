import Ledger
import Testing

@testable import LedgerStore

extension Fixture {
  /// Writes an entry that nothing outside appends yet.
  func write(_ body: Entry.Body) async throws {
    let job = Writer.Job(author: "desk", moment: .second(0)) { (scribe) throws(LedgerError) in
      try scribe.write(body)
      return RecordingOutcome(revision: scribe.head.revision, claims: 0, alreadyRecorded: false)
    }
    _ = try await store.writer.append(job)
  }

  func review(_ subject: String, _ decision: ReviewDecision.Decision) async throws {
    try await write(
      .review(ReviewDecision(subject: subject, decision: decision, reason: "read it again")))
  }

  /// As reviewers do it.
  @discardableResult
  func decide(
    _ claim: ClaimRecord, _ decision: ReviewDecision.Decision, by reviewer: String = "Ann",
    _ corrections: [String: String] = [:], of reviewers: Int = 1, because reason: String = "read"
  ) async throws -> ReviewOutcome {
    try await store.review(
      [claim.id.description],
      ReviewDecision(
        decision: decision, reason: reason, corrections: corrections, reviewer: reviewer,
        requiredReviewers: reviewers), author: "local", at: .second(0))
  }
}

@Suite("Projections")
struct ReplayTests {
  @Test func rebuildingWritesTheSameTablesAgain() async throws {
    let fixture = try Fixture()
    for index in 1...4 {
      try await fixture.append(
        report("Report \(index).", [Figure(count: 5, place: "Port"), Figure(count: index)]))
    }
    try await fixture.append(report("Report 1.", [Figure(count: 9)], outlet: "Coast Gazette"))
    try await fixture.append(report("Report 1.", [Figure(count: 5, place: "Port")]))
    try await fixture.append(Vocabulary(lexiconFingerprint: "a"))
    let recording = report("Report 3.")
    try await fixture.review(try await fixture.claims()[0].id.description, .accepted)
    let corrected = try await fixture.claims().last!
    try await fixture.decide(corrected, .corrected, ["group.place": "Cape"])
    try await fixture.decide(corrected, .corrected, ["group.place": "Bay"])
    try await fixture.decide(corrected, .rejected, by: "Bob", of: 2)
    try await fixture.write(
      .withdrawal(
        Withdrawal(document: recording.document.id, mode: .sealed, reason: "asked for")))
    let raw = try RawDatabase(fixture.directory.database)
    let before = try Projector.tables.map { try raw.dump($0) }
    #expect(before.allSatisfy { !$0.isEmpty })

    try raw.execute("DELETE FROM claim; UPDATE document SET size = 0; DELETE FROM history")
    try await fixture.store.rebuild()
    for (table, rows) in zip(Projector.tables, before) {
      #expect(try raw.dump(table) == rows, "\(table)")
    }
  }

  @Test func everyProjectionIsRebuilt() async throws {
    let fixture = try Fixture()
    let raw = try RawDatabase(fixture.directory.database)
    let tables = try raw.rows("SELECT name FROM sqlite_schema WHERE type = 'table'").map { $0[0] }
    let truth = FullLedger.truth
    #expect(Set(tables) == Set(Projector.tables + SearchIndex.tables + truth))
  }

  @Test func theLastReviewHolds() async throws {
    let fixture = try Fixture()
    try await fixture.append(report("One."))
    let id = try await fixture.claims()[0].id.description
    try await fixture.review(id, .accepted)
    try await fixture.review("another finding", .corrected)
    try await fixture.review(id, .rejected)
    let decisions = try await [3, 4, 5, 6].asyncMap { revision in
      try await fixture.store.claims(ids: [id], at: Revision(revision))[0].review
    }
    #expect(decisions == [.unreviewed, .accepted, .accepted, .rejected])
    #expect(try await fixture.claims()[0].review == .rejected)
  }

  @Test(arguments: Withdrawal.Mode.allCases)
  func withdrawnWordsAreShownNowhereAndTheLedgerStaysWhole(_ mode: Withdrawal.Mode) async throws {
    let fixture = try Fixture()
    let recording = report("One.")
    try await fixture.append(recording)
    try await fixture.append(report("Two.", title: "Another week"))
    try await fixture.write(
      .withdrawal(Withdrawal(document: recording.document.id, mode: mode, reason: "a family asked"))
    )
    if mode == .erased {
      try RawDatabase(fixture.directory.database).execute(
        """
        UPDATE original SET salt = NULL, words = NULL WHERE entry = 1;
        UPDATE title SET salt = NULL, words = NULL WHERE entry = 2;
        UPDATE sketch SET salt = NULL, words = NULL WHERE entry = 3;
        UPDATE quotation SET sentence_salt = NULL, sentence = NULL, number_salt = NULL,
          number_text = NULL WHERE entry = 3;
        """)
    }
    // At every revision, also those before the withdrawal.
    let old = try await fixture.claims(at: Revision(3))
    #expect(old.map(\.claim.evidence.sentenceText) == [""])
    #expect(old.map(\.claim.quantity.best) == [12])
    let titles = try await fixture.store.sightings(
      of: [recording.document.id, report("Two.").document.id], at: Revision(7)
    ).map(\.title)
    #expect(titles == ["", "Another week"])
    let words = try await fixture.store.entries(after: .empty, limit: 10).flatMap { entry in
      switch entry.body {
      case .run(let run): run.claims.map(\.evidence.numberText)
      case .sighting(let sighting): [sighting.title]
      default: [String]()
      }
    }
    #expect(words == ["", "", "Another week", "12"])
    let sketches = try await fixture.store.entries(after: .empty, limit: 10).compactMap { entry in
      if case .run(let run) = entry.body { run.sketch == nil } else { nil }
    }
    #expect(sketches == [true, false])
    let verification = try await fixture.store.verify()
    #expect(verification.holds)
    #expect(verification.erased == (mode == .erased ? 5 : 0))
  }
}
