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

  @Test func theStateBeforeTheFirstEntryIsNotTheNewest() throws {
    for revision in [nil, Revision(0), Revision(7)] {
      try expectRoundTrip(AnalyticsServiceCompareRequest(revision: revision))
      try expectRoundTrip(
        AnalyticsServiceListSeriesRequest(
          revision: revision, start: 3, pageSize: 4, projections: true))
    }
    // What a client sends that knows no presence: a number other than 0 means itself.
    let known = try AnalyticsServiceCompareRequest(revision: Revision(7)).packed()
    #expect(known.suffix(2) == [0x10, 7])
  }

  @Test func withdrawals() throws {
    var report = WithdrawalReport(
      document: Full.document, withdrawn: Full.mark, alreadyRecorded: true, claims: 3,
      pending: Full.error, copies: [WithdrawnCopy(place: "a", note: "b")], revision: Revision(9))
    report.version = "1"
    let progress = WorkProgress(.erasure, done: 0, total: 0)
    for part in [WorkPart.report(report), .progress(progress)] {
      try expectRoundTrip(WithdrawResponse(part))
      try expectRoundTrip(WithdrawDocumentResponse(part))
    }
    try expectRoundTrip(WithdrawRequest(document: "ab", mode: .sealed, reason: "why"))
    try expectRoundTrip(WithdrawDocumentRequest(document: "ab", mode: .erased, reason: "why"))
    try expectRoundTrip(
      WatchResponse(.caughtUp(Revision(1)), last: true, withdrawn: Full.mark))
    try expectRoundTrip(
      ReportRecord(
        document: DocumentRecord(id: Full.document, mediaType: "text/plain", size: 9),
        sightings: [Full.sighting], language: "en", claims: 1, warnings: [],
        recordedAt: Moment(microseconds: 1), revision: Revision(3), withdrawn: Full.mark))
    var rebuilt = RebuildReport(revision: Revision(3), tables: 2)
    rebuilt.version = "1"
    try expectRoundTrip(rebuilt)
    for point in [LedgerPoint.head, .revision(Revision(0))] {
      try expectRoundTrip(ProveClaimRequest(claim: "ab", at: point))
      try expectRoundTrip(GetProofRequest(claim: "ab", at: point))
      try expectRoundTrip(ListCheckpointsRequest(pageSize: 1, cursor: "c", at: point))
      try expectRoundTrip(BrowseCheckpointsRequest(pageSize: 1, cursor: "c", at: point))
      try expectRoundTrip(BrowseReportsRequest(at: point, document: "ab"))
    }
  }

  @Test func filtersAndQuestions() throws {
    try expectRoundTrip(
      ClaimFilter(
        conflict: "gaza", party: "hamas", measure: "killed", population: "all", place: "Rafah",
        claimant: "ministry", outlet: "Post", since: CivilDate("2023"),
        until: CivilDate("2024-02-29"),
        document: Full.document, words: "mass grave", language: "en", kind: .rate,
        polarity: .denied, review: .rejected, pendingReview: .proposed))
    try expectRoundTrip(Question(conflict: "gaza", asOf: CivilDate("2024-01")))
  }

  @Test func searchesAndCounts() throws {
    let count = CountQuestion(facets: [.year, .outlet], values: 7)
    let filter = ClaimFilter(words: "-x \"y z\"")
    let counts = ClaimCounts(
      claims: 5, reports: 2,
      facets: [
        FacetCounts(
          facet: .party, values: [FacetValue(value: "", claims: 3)], otherValues: 1, otherClaims: 2)
      ])
    let hits = [
      TextHit(
        kind: .sentence, document: Full.document, claim: Full.record,
        excerpt: Excerpt(
          words: "é dead", matches: [Span(bytes: 3..<7, characters: 2..<6)], byteStart: 4,
          passageSize: 90)),
      TextHit(kind: .title, document: Full.document, sighting: Full.sighting, excerpt: Excerpt()),
    ]
    for scope in [SearchScope?.none, .reports, .claims] {
      try expectRoundTrip(
        FindTextRequest(filter: filter, scope: scope, pageSize: 3, cursor: "c", count: count))
      try expectRoundTrip(
        SearchTextRequest(filter: filter, scope: scope, pageSize: 3, cursor: "c", count: count))
    }
    try expectRoundTrip(
      FindTextResponse(hits: hits, nextCursor: "n", revision: Revision(3), counts: counts))
    try expectRoundTrip(
      SearchTextResponse(status: AnswerStatus(revision: Revision(3)), hits: hits, counts: counts))
    try expectRoundTrip(
      SearchClaimsResponse(
        status: AnswerStatus(revision: Revision(3)), counts: counts, sightings: [Full.sighting]))
    try expectRoundTrip(SearchClaimsRequest(filter: filter, pageSize: 2, sightings: true))
    try expectRoundTrip(
      ListClaimsRequest(filter: filter, count: CountQuestion(), sightings: true))
    try expectRoundTrip(
      ListClaimsResponse(revision: Revision(3), counts: counts, sightings: [Full.sighting]))
  }

  @Test func reviews() throws {
    var decision = Full.decision
    decision.subject = ""
    try expectRoundTrip(AppendReviewsRequest(claims: ["abcdef", ""], decision: decision))
    try expectRoundTrip(ReviewClaimsRequest(claims: [], decision: decision))
    try expectRoundTrip(
      AppendReviewsResponse(
        claims: [Full.record], alreadyRecorded: [Full.record.id], revision: Revision(9),
        findings: [FindingID(.countFalls, [Full.record.id])]))
    try expectRoundTrip(
      ReviewClaimsResponse(
        status: AnswerStatus(complete: true, revision: Revision(9), version: "1"),
        claims: [Full.record], alreadyRecorded: [Full.record.id]))
    try expectRoundTrip(GetClaimsRequest(ids: ["abcdef"], history: true))
  }

  @Test func theReadingOfACorrectedClaimHasNoIdOfItsOwn() throws {
    let json = try Full.record.json(indented: false)
    #expect(json.contains(#""reading":{"document""#))
    #expect(json.contains(#"{"field":"group.party","from":"russia","to":"ukraine"}"#))
  }

  @Test func partsOfStreams() throws {
    for part in [
      ReportPart.header(
        ReportHeader(
          fileName: "f", published: CivilDate("2024"), size: 3, mapping: "kind: incident\n")),
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

  @Test func backups() throws {
    let backup = LedgerBackup(
      name: "ledger-1.backup", revision: Revision(7), hash: Digest(of: [1]),
      takenAt: Moment(microseconds: 5_000_000), size: 9, digest: Digest(of: [2]))
    let report = BackupReport(
      backup: backup, directory: "backups", removed: ["ledger-0.backup"], version: "1")
    let parts: [BackupPart] = [
      .progress(WorkProgress(.copy, done: 1, total: 2)), .content([1, 2, 0]), .report(report),
    ]
    for part in parts {
      try expectRoundTrip(BackupResponse(part))
      try expectRoundTrip(BackupLedgerResponse(part))
    }
    for send in [true, false] {
      try expectRoundTrip(BackupRequest(send: send))
      try expectRoundTrip(BackupLedgerRequest(send: send))
    }
    try expectRoundTrip(
      ListBackupsResponse(backups: [backup], directory: "backups", revision: Revision(8)))
    try expectRoundTrip(
      BrowseBackupsResponse(
        status: AnswerStatus(complete: true, parts: [], revision: Revision(8), version: "1"),
        backups: [backup], directory: "backups"))
    try expectRoundTrip(
      RestoreReport(
        revision: Revision(7), hash: Digest(of: [1]), digest: Digest(of: [2]), replaced: "before",
        lost: 3, signer: "reckoner/1", version: "1"))
  }

  @Test func chainsOfTwoLedgersAreToldApart() throws {
    let hash = Digest(of: [1])
    try expectRoundTrip(WatchRequest(after: Revision(3), hash: hash))
    try expectRoundTrip(WatchResponse(.caughtUp(Revision(3)), last: true, hash: hash))
    try expectRoundTrip(AnalyticsServiceCompareRequest(revision: Revision(3), hash: hash))
    try expectRoundTrip(AnalyticsServiceListSeriesRequest(revision: Revision(3), hash: hash))
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
