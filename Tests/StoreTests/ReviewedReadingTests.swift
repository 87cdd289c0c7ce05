import Ledger
import Testing

@testable import LedgerStore

@Suite("Reading a document again")
struct ReviewedReadingTests {
  private static let both = report("One.", [Figure(count: 5), Figure(count: 7)])
  private static let five = ClaimID(of: both.run.claims[0]).description
  private static let seven = ClaimID(of: both.run.claims[1]).description

  /// The claim with seven dead, as it stands now.
  private func seven(_ fixture: Fixture) async throws -> ClaimRecord {
    try await fixture.store.claims(
      ids: [Self.seven], at: try await fixture.store.head().revision)[0]
  }

  @Test(arguments: [ReviewDecision.Decision.accepted, .corrected])
  func aClaimThatAReviewerVouchesForOutlastsIt(_ decision: ReviewDecision.Decision) async throws {
    let fixture = try Fixture()
    try await fixture.append(Self.both)
    try await fixture.decide(
      try await seven(fixture), decision,
      decision == .corrected ? ["group.place": "Cape"] : [:])
    let outcome = try await fixture.append(
      report("One.", [Figure(count: 5, place: "Port"), Figure(count: 8)], extractor: "2.0"))
    #expect(outcome.claims == 3)
    #expect(outcome.keptByReview == 1)
    let held = try await fixture.claims().map(\.id.description)
    #expect(held.count { $0 == Self.seven } == 1)
    #expect(!held.contains(Self.five))
    // And the one after it.
    try await fixture.append(report("One.", [Figure(count: 8)], extractor: "3.0"))
    let kept = try await seven(fixture)
    #expect(kept.ended == nil)
    #expect(kept.review == decision)
    #expect(kept.asItReads.group.place == (decision == .corrected ? "Cape" : nil))
    #expect(
      try await fixture.claims(ClaimFilter(place: "cape")).count == (decision == .corrected ? 1 : 0)
    )
    #expect(try await fixture.store.verify().problems.isEmpty)
  }

  @Test func aClaimOnWhichADecisionWaitsIsThereForTheNextReviewer() async throws {
    let fixture = try Fixture()
    try await fixture.append(Self.both)
    try await fixture.decide(try await seven(fixture), .accepted, of: 2)
    let outcome = try await fixture.append(report("One.", [Figure(count: 5)], extractor: "2.0"))
    #expect(outcome.keptByReview == 1)
    try await fixture.decide(try await seven(fixture), .accepted, by: "Bob", of: 2)
    try await fixture.append(report("One.", [Figure(count: 5)], extractor: "3.0"))
    let kept = try await seven(fixture)
    #expect(kept.ended == nil)
    #expect(kept.review == .accepted)
  }

  @Test func whatTheLastDecisionRejectsCeasesToHold() async throws {
    let fixture = try Fixture()
    try await fixture.append(Self.both)
    try await fixture.decide(try await seven(fixture), .accepted)
    try await fixture.decide(try await seven(fixture), .rejected)
    let outcome = try await fixture.append(report("One.", [Figure(count: 5)], extractor: "2.0"))
    #expect(outcome.keptByReview == 0)
    #expect(try await fixture.claims().map(\.id.description) == [Self.five])
  }

  /// One reviewer of two does not take away what holds.
  @Test func anAcceptedClaimOutlastsARejectionThatWaits() async throws {
    let fixture = try Fixture()
    try await fixture.append(Self.both)
    try await fixture.decide(try await seven(fixture), .accepted)
    try await fixture.decide(try await seven(fixture), .rejected, by: "Bob", of: 2)
    let outcome = try await fixture.append(report("One.", [Figure(count: 5)], extractor: "2.0"))
    #expect(outcome.keptByReview == 1)
    #expect(try await seven(fixture).review == .accepted)
  }

  @Test func whatAnybodyElseYieldedCeasesToHold() async throws {
    let fixture = try Fixture()
    try await fixture.append(Self.both)
    let outcome = try await fixture.append(report("One.", [Figure(count: 5)], extractor: "2.0"))
    #expect(outcome.keptByReview == 0)
    #expect(try await fixture.claims().map(\.id.description) == [Self.five])
  }

  @Test func aRejectedClaimThatComesBackIsRejected() async throws {
    let fixture = try Fixture()
    try await fixture.append(Self.both)
    try await fixture.decide(try await seven(fixture), .rejected)
    // Yielded all the time, then not, then again.
    try await fixture.append(
      report("One.", [Figure(count: 5), Figure(count: 7)], extractor: "2.0"))
    #expect(try await seven(fixture).review == .rejected)
    try await fixture.append(report("One.", [Figure(count: 5)], extractor: "2.0"))
    #expect(try await seven(fixture).ended != nil)
    try await fixture.append(Self.both)
    let back = try await seven(fixture)
    #expect(back.ended == nil)
    #expect(back.review == .rejected)
    #expect(try await fixture.store.verify().problems.isEmpty)
  }

  @Test func aCorrectedClaimThatIsYieldedAgainReadsAsCorrected() async throws {
    let fixture = try Fixture()
    try await fixture.append(Self.both)
    try await fixture.decide(try await seven(fixture), .corrected, ["group.place": "Cape"])
    let outcome = try await fixture.append(
      report("One.", [Figure(count: 5), Figure(count: 7)], extractor: "2.0"))
    #expect(outcome.claims == 2)
    #expect(outcome.keptByReview == 0)
    #expect(try await fixture.claims().count == 2)
    let corrected = try await fixture.claims(ClaimFilter(place: "cape"))
    #expect(corrected.map(\.id.description) == [Self.seven])
    let raw = try RawDatabase(fixture.directory.database)
    let before = try Projector.tables.map { try raw.dump($0) }
    try await fixture.store.rebuild()
    for (table, rows) in zip(Projector.tables, before) {
      #expect(try raw.dump(table) == rows, "\(table)")
    }
  }

  @Test func aWithdrawnDocumentIsNotReadAgain() async throws {
    let fixture = try Fixture()
    try await fixture.append(Self.both)
    try await fixture.write(
      .withdrawal(
        Withdrawal(document: Self.both.document.id, mode: .sealed, reason: "asked for")))
    let head = try await fixture.store.head().revision
    let error = await ledgerError {
      try await fixture.append(report("One.", [Figure(count: 8)], extractor: "2.0"))
    }
    #expect(error?.reason == .withdrawn)
    #expect(try await fixture.store.head().revision == head)
    #expect(try await fixture.claims().count == 2)
  }

  @Test func aSearchFindsWhatIsYieldedNowAndAtEarlierRevisionsWhatWasThen() async throws {
    let fixture = try Fixture()
    try await fixture.append(Self.both)
    let before = try await fixture.store.head().revision
    try await fixture.append(
      report("One.", [Figure(count: 5), Figure(count: 8)], extractor: "2.0"))
    func found(_ words: String, at revision: Revision) async throws -> [Double?] {
      let page = try await fixture.store.search(
        ClaimFilter(words: words), in: .claims, at: revision, pageSize: 9, cursor: "")
      return page.items.map { $0.claim?.claim.quantity.best }
    }
    let head = try await fixture.store.head().revision
    #expect(try await found("\"8 dead\"", at: head) == [8])
    #expect(try await found("\"7 dead\"", at: head) == [])
    #expect(try await found("\"5 dead\"", at: head) == [5])
    #expect(try await found("\"8 dead\"", at: before) == [])
    #expect(try await found("\"7 dead\"", at: before) == [7])
    try await fixture.store.rebuild()
    #expect(try await found("\"8 dead\"", at: head) == [8])
    #expect(try await found("\"7 dead\"", at: head) == [])
    #expect(try await found("\"7 dead\"", at: before) == [7])
    #expect(try await fixture.store.verify().problems.isEmpty)
  }

  @Test func aReadingByAnotherReaderIsRecordedThoughItYieldsTheSame() async throws {
    let fixture = try Fixture()
    try await fixture.append(Self.both)
    var other = Self.both
    other.run.lexiconFingerprint = "words-2"
    #expect(try await fixture.append(other).alreadyRecorded == false)
    let last = try #require(try await fixture.store.entries(after: Revision(3), limit: 9).first)
    guard case .run(let run) = last.body else {
      Issue.record("no run")
      return
    }
    #expect(run.claims.isEmpty)
    #expect(run.keptClaims == 2)
    #expect(try await fixture.append(other).alreadyRecorded)
  }

  @Test func aReadingThatKnowsLessOfTheDateThanTheLastOneIsRefused() async throws {
    let fixture = try Fixture()
    func dated(_ date: CivilDate?) -> Recording {
      var recording = report("One.", published: date ?? "2026")
      recording.run.published = date.map { DateStatement($0, basis: .supplied) }
      return recording
    }
    try await fixture.append(dated("2026-02"))
    try await fixture.append(dated("2026-02-03"))
    let head = try await fixture.store.head().revision
    for worse in [dated(nil), dated("2026-02-04"), dated("2026")] {
      let error = await ledgerError { try await fixture.append(worse) }
      #expect(error?.reason == .writeConflict)
    }
    #expect(try await fixture.store.head().revision == head)
    #expect(try await fixture.append(dated("2026-02-03")).alreadyRecorded)
    try await fixture.append(dated("2026-02-02"))
  }

  @Test func theReadingsOfOthersAreListedUntilTheirDocumentsAreReadAgain() async throws {
    let fixture = try Fixture()
    for name in ["One.", "Two.", "Three."] { try await fixture.append(report(name)) }
    try await fixture.append(report("One.", extractor: "2.0"))
    try await fixture.write(
      .withdrawal(
        Withdrawal(document: report("Three.").document.id, mode: .sealed, reason: "asked for")))
    func list(_ extractor: String, _ lexicon: String, at revision: Revision? = nil) async throws
      -> [DocumentID]
    {
      let head = try await fixture.store.head().revision
      var found: [DocumentID] = []
      var cursor = ""
      var total: Int64 = 0
      repeat {
        let (page, count) = try await fixture.store.listReadings(
          otherThan: extractor, lexicon: lexicon, at: revision ?? head, pageSize: 1, cursor: cursor)
        if cursor.isEmpty { total = count }
        found += page.items.map(\.document)
        cursor = page.nextCursor
      } while !cursor.isEmpty
      #expect(total == found.count)
      return found
    }
    let (one, two) = (report("One.").document.id, report("Two.").document.id)
    #expect(try await list("2.0", "words-1") == [two])
    #expect(try await list("1.0", "words-1") == [one])
    #expect(try await list("2.0", "words-2") == [two, one])
    #expect(try await list("", "") == [two, one])
    #expect(try await list("2.0", "words-1", at: Revision(9)) == [two, one])
    let first = try await fixture.store.listReadings(
      otherThan: "", lexicon: "", at: Revision(9), pageSize: 1, cursor: "")
    let error = await ledgerError {
      _ = try await fixture.store.listReadings(
        otherThan: "9", lexicon: "", at: Revision(9), pageSize: 1, cursor: first.page.nextCursor)
    }
    #expect(error?.reason == .malformed)
  }
}
