import Ledger
import Messages

/// Values with every field set, so that a field forgotten in a mapping shows as a difference.
enum Full {
  static let document = DocumentID(original: Array("A report.".utf8))

  static let claim: Claim = {
    var claim = Claim(
      document: document,
      quantity: Quantity(
        form: .range, low: .init(300_000), best: 320_000, high: .init(350_000, inclusive: false),
        modifier: .range, modifierText: "roughly", approximate: true, unit: "people",
        significantDigits: 2, vagueTerm: "dozens"),
      measure: MeasureStatement(
        "casualties", includes: ["killed", "wounded"], words: "casualties"),
      group: CountedGroup(
        party: "russia", population: "military", conflict: "russia-ukraine",
        conflictBasis: .inferred,
        place: "Kursk", incident: "train", cause: .hungerOrDisease,
        responsible: .init(party: "ukraine", statedBy: "the ministry"), method: .modelled),
      time: ClaimTime(
        from: date("2022-02", .stated), to: date("2025", .resolved),
        asOf: date("2025-12-31", .inferred),
        statedOn: date("2026-01-28", .stated), published: date("2026-01-29", .supplied)),
      kind: .rate, ratePer: .month, polarity: .projected, citedForScale: true,
      attribution: Attribution(
        claimant: Source(id: "csis", name: "CSIS"), speaker: Source(name: "A spokesman"),
        relays: [Source(name: "First"), Source(id: "second", name: "Second")],
        outlet: Source(name: "Outlet"), mode: .directQuote,
        announcedSources: "several institutes"),
      evidence: Evidence(
        number: Span(bytes: 4..<9, characters: 3..<8),
        phrase: Span(bytes: 4..<20, characters: 3..<19),
        sentence: Span(bytes: 0..<40, characters: 0..<39), section: .quotation,
        subject: "russia",
        location: TextLocation(
          part: "1.2 text/html", page: 3, box: .init(left: 1.5, top: 2, width: 30, height: 4)),
        sentenceText: "„Zwölf” – 12 Ziffern.", numberText: "12",
        seal: .init(sentence: Digest(of: [1]), number: Digest(of: [2]))),
      rules: ["one", "", "three"], confidence: 0.75)
    claim.relations = [
      Relation(.subsetOf, ClaimID(of: claim)), Relation(.repeats, ClaimID(of: claim)),
    ]
    return claim
  }()

  static func date(_ text: String, _ basis: DateStatement.Basis) -> DateStatement {
    DateStatement(CivilDate(text)!, basis: basis, words: "on \(text)")
  }

  static let explanation: ClaimExplanation = {
    let words = ExplainedWords(
      text: "dead", span: Span(bytes: 4..<9, characters: 3..<8),
      entries: [
        LexiconEntry(meaning: "measure killed, noun", file: "languages/en/measures.tsv", line: 8)
      ])
    return ClaimExplanation(
      steps: [
        .init(.measure, value: "killed", rule: "noun", words: [words]),
        .init(.place, value: "", rule: "no place named"),
        .init(
          .confidence, value: "0.75", rule: "weighed",
          words: [ExplainedWords(text: "", entries: [])], records: words.entries),
      ])
  }()

  static let passedOver = PassedOverNumber(
    span: Span(bytes: 1..<2, characters: 1..<2), text: "7", before: "some ", behind: " rockets",
    reason: "counts things", words: explanation.steps[0].words)

  static let record = ClaimRecord(
    id: ClaimID(of: claim), claim: claim, began: Revision(7), ended: Revision(9),
    recordedAt: Moment("2026-02-05T10:20:30.000456Z")!, author: "local", extractorVersion: "1",
    lexiconFingerprint: "abc", review: .corrected,
    reviews: [
      ReviewRecord(
        decision: decision, entry: Revision(8), recordedAt: Moment("2026-02-06T10:20:30Z")!,
        author: "local", effect: .holds)
    ], earlierReviews: 3, pendingReview: .disputed,
    corrections: claim.differences(to: reading), reading: reading, sourceReliability: "B",
    credibility: 2, withdrawn: mark, newerVersion: DocumentID(original: [9]))

  static let decision = ReviewDecision(
    subject: ClaimID(of: claim).description, decision: .corrected, reason: "wrong side",
    corrections: ["group.party": "ukraine", "measure.id": "killed"], sourceReliability: "B",
    credibility: 2, reviewer: "A. Example", requiredReviewers: 2)

  static let reading = claim.reading(with: decision.corrections)

  static let mark = WithdrawalMark(
    mode: .erased, revision: Revision(12), recordedAt: Moment("2026-02-06T10:20:30Z")!,
    author: "local", reason: "a court's order")

  static let sighting = Sighting(
    document: document, outlet: Source(name: "Outlet"), url: "https://example.org/a",
    fileName: "a.txt", published: date("2026-01-29", .supplied),
    receivedAt: Moment("1969-12-31T23:59:59.5Z")!, title: "A title", titleSeal: Digest(of: [3]))

  static let run = ExtractionRun(
    document: document, language: "en", extractorVersion: "1", lexiconFingerprint: "f",
    claims: [claim], keptClaims: 4, warnings: ["a warning"], stoppedAtLimit: true,
    published: date("2026-01-29", .supplied),
    sketch: DocumentSketch(values: (0..<128).map { $0 &* 33_554_431 }), sketchSeal: Digest(of: [8]),
    mapping: "kind: cumulative\n", transcript: transcript)

  static let transcript = Transcript(
    reader: TextReader(name: "pdftotext", version: "22.12.0"), form: .text,
    encoding: "WINDOWS-1251", declaredEncoding: "cp1251", digest: Digest(of: [9]), size: 77,
    seal: Digest(of: [10]), keptAt: Revision(3))

  static let vocabulary = Vocabulary(
    lexiconFingerprint: "f",
    measures: [
      .init(id: "casualties", name: "Casualties", includes: ["killed"], exchangeName: "casualties")
    ],
    parties: [.init(id: "russia", name: "Russia", kind: "state", parent: "ussr")],
    conflicts: [
      .init(
        id: "gaza", name: "Gaza", parties: ["israel", "hamas"], from: CivilDate("2023-10-07"),
        to: CivilDate("2025"), camp: ["israel"])
    ],
    sources: [
      .init(
        id: "csis", name: "CSIS", kind: "research", party: "us", definition: "Estimates.",
        buildsOn: ["mediazona"], speaksFor: "us",
        counts: [
          .init(measure: "killed"),
          .init(
            measure: "casualties", includes: ["killed"], excludes: ["captured"], party: "russia",
            population: "military", conflict: "gaza", method: .announced, nature: .estimate),
        ], reportsAt: .morning)
    ],
    vagueIntervals: [.init(term: "dozens", low: 24), .init(term: "a dozen", low: 12, high: 12)])

  static let bodies: [Entry.Body] = [
    .document(
      DocumentRecord(id: document, mediaType: "text/plain", size: 9, seal: Digest(of: [4]))),
    .sighting(sighting), .run(run),
    .supersession(Supersession(document: document, claims: [record.id], reason: "a later run")),
    .review(decision),
    .vocabulary(vocabulary),
    .withdrawal(Withdrawal(document: document, mode: .erased, reason: "a court's order")),
  ]

  static let figure = Figure(
    quantity: claim.quantity, kind: .rate, ratePer: .day, polarity: .hypothetical,
    citedForScale: true,
    method: .named, time: claim.time, claims: [record.id], documents: 3, outlets: ["One", "Two"],
    changes: ["bound dropped"], formula: "as stated", acceptedClaims: 2, correctedClaims: 1,
    withdrawn: 2)

  static let topic = Topic(
    conflict: "gaza", party: "hamas", population: "military", measure: "killed", cause: .direct,
    kind: .incident)

  static let error = LedgerError(
    .overloaded, subject: "spool", "full", hint: "later", retryAfterMilliseconds: 2000)
}
