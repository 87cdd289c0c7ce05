import Ledger
import LedgerStore
import Testing

@Suite("Reading a document again")
struct ReviewedReadingTests {
  private static let both = report("One.", [Figure(count: 5), Figure(count: 7)])
  private static let five = ClaimID(of: both.run.claims[0]).description
  private static let seven = ClaimID(of: both.run.claims[1]).description

  @Test(arguments: [ReviewDecision.Decision.accepted, .corrected])
  func aClaimThatAReviewerVouchesForOutlastsIt(_ decision: ReviewDecision.Decision) async throws {
    let fixture = try Fixture()
    try await fixture.append(Self.both)
    try await fixture.review(Self.seven, decision)
    let outcome = try await fixture.append(
      report("One.", [Figure(count: 5, place: "Port"), Figure(count: 8)], extractor: "2.0"))
    #expect(outcome.claims == 3)
    #expect(outcome.keptByReview == 1)
    let held = Set(try await fixture.claims().map(\.id.description))
    #expect(held.contains(Self.seven))
    #expect(!held.contains(Self.five))
    // And the one after it, and one that yields nothing.
    try await fixture.append(report("One.", [Figure(count: 8)], extractor: "3.0"))
    #expect(try await fixture.claims().map(\.claim.quantity.best).contains(7))
    #expect(try await fixture.store.verify().holds)
  }

  @Test(arguments: [ReviewDecision.Decision.rejected, .unreviewed])
  func anyOtherCeasesToHold(_ decision: ReviewDecision.Decision) async throws {
    let fixture = try Fixture()
    try await fixture.append(Self.both)
    try await fixture.review(Self.seven, .accepted)
    try await fixture.review(Self.seven, decision)
    let outcome = try await fixture.append(
      report("One.", [Figure(count: 5)], extractor: "2.0"))
    #expect(outcome.keptByReview == 0)
    #expect(try await fixture.claims().map(\.id.description) == [Self.five])
  }

  @Test func aRejectedClaimThatComesBackIsRejected() async throws {
    let fixture = try Fixture()
    try await fixture.append(Self.both)
    try await fixture.review(Self.seven, .rejected)
    try await fixture.append(report("One.", [Figure(count: 5)], extractor: "2.0"))
    try await fixture.append(Self.both)
    let back = try await fixture.store.claims(
      ids: [Self.seven], at: try await fixture.store.head().revision)
    #expect(back[0].ended == nil)
    #expect(back[0].review == .rejected)
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

@Suite("Originals")
struct OriginalTests {
  @Test func comeBackAsTheyWereSubmitted() async throws {
    let fixture = try Fixture()
    let recording = report("One.")
    try await fixture.append(recording)
    try await fixture.append(report("", []))
    let id = recording.document.id.description
    let found = try await fixture.store.original(of: String(id.prefix(8)), purpose: "a test")
    #expect(found.content == recording.original)
    #expect(found.document.id == recording.document.id)
    #expect(found.document.seal != nil)
    let empty = DocumentID(original: []).description
    #expect(try await fixture.store.original(of: empty, purpose: "a test").content.isEmpty)
  }

  @Test(arguments: [Withdrawal.Mode.sealed, .erased])
  func areRefusedWhereTheirWordsWereWithdrawn(_ mode: Withdrawal.Mode) async throws {
    let fixture = try Fixture()
    let recording = report("One.")
    try await fixture.append(recording)
    try await fixture.write(
      .withdrawal(Withdrawal(document: recording.document.id, mode: mode, reason: "asked for")))
    let error = await ledgerError {
      _ = try await fixture.store.original(
        of: recording.document.id.description, purpose: "a test")
    }
    #expect(error?.reason == .notFound)
    #expect(error?.message.contains("withdrawn") == true)
  }

  @Test func areWantedForAPurpose() async throws {
    let fixture = try Fixture()
    let recording = report("One.")
    try await fixture.append(recording)
    for purpose in ["", String(repeating: "x", count: 201)] {
      let error = await ledgerError {
        _ = try await fixture.store.original(
          of: recording.document.id.description, purpose: purpose)
      }
      #expect(error?.reason == .malformed)
    }
    let unknown = await ledgerError {
      _ = try await fixture.store.original(of: "00112233", purpose: "a test")
    }
    #expect(unknown?.reason == .notFound)
  }
}
