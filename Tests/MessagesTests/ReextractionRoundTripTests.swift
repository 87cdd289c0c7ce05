import Ledger
import Messages
import Testing

/// What is said of reading again and of versions comes back as it was.
@Suite struct ReextractionRoundTripTests {
  private func expectRoundTrip<M: Message & Equatable>(_ message: M) throws {
    #expect(try M(unpacking: try message.packed()) == message)
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
}
