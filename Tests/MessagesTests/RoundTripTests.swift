import Ledger
import Messages
import Testing

/// What is packed comes back as it was.
@Suite struct RoundTripTests {
  private func expectRoundTrip<M: Message & Equatable>(_ message: M) throws {
    #expect(try M(unpacking: try message.packed()) == message)
  }

  @Test func aClaimWithEveryFieldSet() throws {
    try expectRoundTrip(Full.claim)
    try expectRoundTrip(Full.record)
  }

  @Test func aClaimWithNothingOptionalSet() throws {
    let zero = Span(bytes: 0..<0, characters: 0..<0)
    try expectRoundTrip(
      Claim(
        document: Full.document, quantity: .exact(0), measure: MeasureStatement("killed"),
        group: CountedGroup(), time: ClaimTime(), kind: .incident, attribution: Attribution(),
        evidence: Evidence(
          number: zero, phrase: zero, sentence: zero, section: .body, sentenceText: "",
          numberText: ""), confidence: 0))
  }

  @Test(arguments: Full.bodies) func anEntryOfEachType(_ body: Entry.Body) throws {
    try expectRoundTrip(
      Entry(
        sequence: Revision(3), recordedAt: Moment(microseconds: -1), author: "local", body: body))
  }

  @Test(arguments: LedgerError.Reason.allCases) func anErrorOfEachReason(
    _ reason: LedgerError.Reason
  ) throws {
    var error = Full.error
    error.reason = reason
    try expectRoundTrip(error)
  }

  @Test func pointsOfTheLedger() throws {
    for point in [
      LedgerPoint.head, .revision(Revision(0)), .revision(Revision(5)),
      .moment(Moment(microseconds: 1_500_000)),
    ] {
      try expectRoundTrip(point)
      try expectRoundTrip(ListClaimsRequest(at: point, pageSize: 3, cursor: "c"))
    }
  }

  @Test func filtersAndQuestions() throws {
    try expectRoundTrip(
      ClaimFilter(
        conflict: "gaza", party: "hamas", measure: "killed", population: "all", place: "Rafah",
        claimant: "ministry", outlet: "Post", since: CivilDate("2023"),
        until: CivilDate("2024-02-29"),
        document: Full.document))
    try expectRoundTrip(Question(conflict: "gaza", asOf: CivilDate("2024-01")))
  }

  @Test func comparisonsAndSeries() throws {
    let system = CountingSystem(claimant: nil, definition: "", figures: [Full.figure])
    let topic = ComparedTopic(topic: Full.topic, systems: [system], lowest: 0, highest: nil)
    try expectRoundTrip(
      CompareResponse(
        status: AnswerStatus(
          complete: false, parts: [AnswerPart(name: "figures", complete: false, error: Full.error)],
          revision: Revision(9), version: "1"),
        comparison: Comparison(topics: [topic], claims: 1), evidence: [Full.record]))
    try expectRoundTrip(
      AnalyticsServiceListSeriesResponse(
        series: [Series(topic: Full.topic, claimant: Source(name: "X"), points: [Full.figure])],
        claims: 2, revision: Revision(4), complete: true))
  }

  @Test func partsOfStreams() throws {
    for part in [
      ReportPart.header(ReportHeader(fileName: "f", published: CivilDate("2024"), size: 3)),
      .content([0, 255, 10]),
    ] {
      try expectRoundTrip(SubmitRequest(report: part))
    }
    let passage = PassageHeader(
      id: "1", published: CivilDate("2024"), outlet: "Outlet", explain: true)
    for part in [PassagePart.header(passage), .content([1]), .end(true)] {
      try expectRoundTrip(ExtractRequest(passage: part))
    }
    try expectRoundTrip(
      ExtractResponse(
        passage: PassageClaims(
          id: "1", claims: [Full.claim], warnings: ["one"],
          published: Full.date("2024", .supplied), last: true, error: Full.error,
          explanations: [Full.explanation, ClaimExplanation()], passedOver: [Full.passedOver])))
    let header = RecordingHeader(
      document: DocumentRecord(id: Full.document, mediaType: "text/plain", size: 9),
      sighting: Full.sighting, run: Full.run, claims: 1)
    for part in [
      AppendRequest.recording(header), .claims(ClaimBatch(claims: [Full.claim])), .original([7]),
    ] {
      try expectRoundTrip(part)
    }
    for part in [
      WatchResponse.Part.caughtUp(Revision(0)), .claims(ClaimBatch(claims: [Full.claim])),
    ] {
      try expectRoundTrip(WatchResponse(part, last: true))
    }
  }

  @Test func readingAgainAndVersions() throws {
    let tally = ClaimTally(
      added: 1, gone: 2, changed: 3, unchanged: 4, keptByReview: 5, needReview: 6)
    let report = ReportRecord(
      document: DocumentRecord(id: Full.document, mediaType: "text/plain", size: 9),
      sightings: [Full.sighting], language: "en", claims: 3, warnings: ["w"],
      recordedAt: Moment(microseconds: 5), revision: Revision(8),
      previousVersion: DocumentID(original: [1]), nextVersion: DocumentID(original: [2]))
    let changes = ClaimChanges(
      document: Full.document,
      changes: [
        ClaimChange(
          .changed, before: Full.claim, after: Full.claim, review: .accepted, keptByReview: true),
        ClaimChange(.added, after: Full.claim), ClaimChange(.gone, before: Full.claim),
      ])
    let document = DocumentReextraction(
      document: Full.document, title: "A title", claims: tally, warnings: ["w"],
      revision: Revision(9), error: Full.error)
    let last = ReextractionReport(
      extractorVersion: "2", lexiconFingerprint: "f", dryRun: true, documents: 1, differing: 2,
      failed: 3, claims: tally)
    for part in [
      ReextractionPart.progress(ReextractionProgress(done: 1, total: 2)), .changes(changes),
      .document(document), .document(DocumentReextraction(document: Full.document)),
      .report(last),
    ] {
      try expectRoundTrip(IngestServiceReextractResponse(part))
      try expectRoundTrip(ReextractResponse(part))
    }
    let wanted = Reextraction(documents: ["abcdef"], alsoCurrent: true, dryRun: true)
    try expectRoundTrip(IngestServiceReextractRequest(reextraction: wanted))
    try expectRoundTrip(ReextractRequest(reextraction: wanted))
    try expectRoundTrip(
      DiffReportsRequest(before: "abc", after: "def", at: .revision(Revision(3))))
    try expectRoundTrip(DiffReportsResponse.changes(changes))
    try expectRoundTrip(
      DiffReportsResponse.difference(
        ReportDifference(
          status: AnswerStatus(revision: Revision(3)), before: report, after: report,
          claims: tally)))
    try expectRoundTrip(GetOriginalRequest(document: "abcdef", purpose: "a test"))
    try expectRoundTrip(
      GetOriginalResponse.document(
        DocumentRecord(id: Full.document, mediaType: "text/plain", size: 9)))
    try expectRoundTrip(GetOriginalResponse.content([0, 255]))
    try expectRoundTrip(
      ListReadingsRequest(
        at: .revision(Revision(3)), otherThanExtractor: "1", otherThanLexicon: "f", pageSize: 7,
        cursor: "c"))
    try expectRoundTrip(
      ListReadingsResponse(
        readings: [
          DocumentReading(
            document: Full.document, extractorVersion: "1", lexiconFingerprint: "f",
            run: Revision(5))
        ], nextCursor: "c", revision: Revision(6), total: 7))
    try expectRoundTrip(
      AppendResponse(revision: Revision(3), claims: 2, alreadyRecorded: true, keptByReview: 1))
    try expectRoundTrip(BrowseReportsRequest(document: "abcdef"))
  }

  @Test func changesComeInPartsThatFitIntoAMessage() throws {
    let changes = (0..<2000).map { index in
      var claim = Full.claim
      claim.quantity.best = Double(index)
      return ClaimChange(.changed, before: claim, after: claim)
    }
    let parts = ClaimChanges.parts(of: changes, document: Full.document, bytes: 1 << 20)
    #expect(parts.flatMap(\.changes) == changes)
    #expect(parts.count > 1)
    for part in parts { #expect(try part.packed().count < 2 << 20) }
  }

  @Test func anEmptyStringThatWasChosenIsNoAbsentOne() throws {
    for question in [
      ReflectionRequest.Question.listServices(""), .fileByName(""), .fileContainingSymbol("a.B"),
    ] {
      try expectRoundTrip(ReflectionRequest(question))
    }
    try expectRoundTrip(GetClaimsRequest(ids: ["", "a", ""]))
  }

  @Test func aReceiptAndItsProgress() throws {
    try expectRoundTrip(Receipt(id: "r", document: Full.document, size: 9))
    try expectRoundTrip(
      IntakeProgress(
        state: .refused, document: Full.document, claims: 3, warnings: ["w"], revision: Revision(4),
        alreadyRecorded: true, error: Full.error))
  }

  @Test func batchesHoldAllClaimsInOrderAndFitIntoAMessage() throws {
    var claims: [Claim] = []
    for index in 0..<3000 {
      var claim = Full.claim
      claim.relations = []
      claim.quantity.best = Double(index)
      claim.evidence.sentenceText = String(repeating: "x", count: index % 900)
      claims.append(claim)
    }
    let batches = claims.batches(bytes: 1 << 20)
    #expect(batches.flatMap(\.claims) == claims)
    #expect(batches.count > 1)
    for batch in batches { #expect(try batch.packed().count < 2 << 20) }
  }
}
