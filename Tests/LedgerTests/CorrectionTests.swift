import Ledger
import Testing

/// What reviewers may correct, and what becomes of a claim.
@Suite struct CorrectionTests {
  private static func claim(_ quantity: Quantity = .exact(12)) -> Claim {
    let span = Span(bytes: 0..<2, characters: 0..<2)
    return Claim(
      document: DocumentID(original: [1]), quantity: quantity, measure: MeasureStatement("killed"),
      group: CountedGroup(party: "russia", population: "military", conflict: "russia-ukraine"),
      time: ClaimTime(), kind: .cumulative,
      attribution: Attribution(claimant: Source(id: "csis", name: "CSIS")),
      evidence: Evidence(
        number: span, phrase: span, sentence: span, section: .body, sentenceText: "12",
        numberText: "12"))
  }

  private func refusal(_ corrections: [String: String], _ claim: Claim = claim()) -> LedgerError? {
    do {
      _ = try claim.corrected(by: corrections)
      return nil
    } catch {
      return error
    }
  }

  /// A value for each field that differs from what the claim has.
  private static let values = [
    "quantity.form": "upper_bound", "quantity.low": ">3", "quantity.best": "21",
    "quantity.high": "<99", "quantity.modifier": "upTo", "quantity.approximate": "true",
    "measure.id": "wounded", "group.party": "ukraine", "group.population": "civilian",
    "group.conflict": "gaza-2023", "group.conflictBasis": "stated", "group.place": "Kursk",
    "group.incident": "train", "group.cause": "hunger-or-disease",
    "group.responsible.party": "ukraine", "group.responsible.statedBy": "a ministry",
    "group.method": "estimated", "time.from": "2022", "time.to": "2023-04",
    "time.asOf": "2024-02-29", "time.statedOn": "2024", "time.published": "2025",
    "kind": "rate", "ratePer": "month", "polarity": "denied", "citedForScale": "true",
    "attribution.mode": "headline", "attribution.claimant.id": "mediazona",
    "attribution.claimant.name": "Mediazona", "attribution.speaker.id": "someone",
    "attribution.speaker.name": "Someone", "attribution.outlet.id": "daily",
    "attribution.outlet.name": "The Daily",
  ]

  @Test func everyFieldCanBeCorrectedAndShowsWhatItWas() throws {
    #expect(Set(Self.values.keys) == Set(CorrectableField.all.map(\.path)))
    for (path, value) in Self.values {
      var corrections = [path: value]
      // What cannot stand alone comes with what it needs.
      switch path {
      case "quantity.form": corrections["quantity.low"] = ""
      case "group.responsible.statedBy": corrections["group.responsible.party"] = "ukraine"
      case "kind": corrections["ratePer"] = "month"
      case "ratePer": corrections["kind"] = "rate"
      case "attribution.claimant.id", "attribution.speaker.id", "attribution.outlet.id":
        corrections[path.dropLast(2) + "name"] = "Name"
      default: break
      }
      let claim = Self.claim()
      let reading = try claim.corrected(by: corrections)
      let difference = try #require(
        claim.differences(to: reading).first { $0.field == path }, "\(path)")
      #expect(difference.from != difference.to)
      // As it is recorded, it says the same again.
      #expect(try claim.corrected(by: reading.values(of: corrections.keys)) == reading, "\(path)")
      #expect(claim.reading(with: corrections) == reading)
      #expect(reading.document == claim.document && reading.evidence == claim.evidence)
      #expect(reading.rules == claim.rules && reading.confidence == claim.confidence)
    }
  }

  @Test func anEmptyValueLeavesAFieldOpen() throws {
    for path in CorrectableField.all.map(\.path) {
      guard let reading = try? Self.claim().corrected(by: [path: ""]) else { continue }
      #expect(reading.values(of: [path]) == [path: ""])
    }
    for path in ["measure.id", "kind", "polarity", "group.cause", "citedForScale"] {
      #expect(refusal([path: ""])?.subject == path)
    }
  }

  @Test func whatABareNumberAllowsFollowsIt() throws {
    let reading = try Self.claim().corrected(by: ["quantity.best": "21"])
    #expect(reading.quantity == .exact(21))
    #expect(try Self.claim().corrected(by: ["quantity.best": "0"]).quantity == .exact(0))
    let range = Quantity(
      form: .range, low: .init(10), best: 12, high: .init(20), modifier: .range)
    let moved = try Self.claim(range).corrected(by: ["quantity.best": "15"])
    #expect(moved.quantity.low == .init(10) && moved.quantity.high == .init(20))
  }

  @Test func aSourceIsCorrectedAsAWhole() throws {
    let named = try Self.claim().corrected(by: ["attribution.claimant.name": "Mediazona"])
    #expect(named.attribution.claimant == Source(name: "Mediazona"))
    #expect(
      refusal(["attribution.claimant.id": "mediazona"])?.subject == "attribution.claimant.name")
    let vocabulary = Vocabulary(
      sources: [.init(id: "mediazona", name: "Mediazona", kind: "media")])
    let known = try Self.claim().corrected(
      by: vocabulary.named(["attribution.claimant.id": "mediazona"]))
    #expect(known.attribution.claimant == Source(id: "mediazona", name: "Mediazona"))
    let nobody = try Self.claim().corrected(by: ["attribution.claimant.id": ""])
    #expect(nobody.attribution.claimant == nil)
  }

  @Test(arguments: [
    (["group.partie": "russia"], "\"group.partie\"", "group.party"),
    (["id": "x"], "\"id\"", ""),
    (["evidence.sentenceText": "x"], "\"evidence.sentenceText\"", ""),
    (["group.party": "Russia!"], "group.party", "ids are like"),
    (["quantity.best": "1,000"], "quantity.best", "digits"),
    (["quantity.best": "-1"], "quantity.best", "digits"),
    (["quantity.best": "nan"], "quantity.best", "digits"),
    (["quantity.best": "99999999999999999999"], "quantity.best", "2^53"),
    (["quantity.low": "50"], "quantity", "quantity.low"),
    (["quantity.form": "lower_bound"], "quantity", "quantity.form"),
    (["quantity.form": "many"], "quantity.form", "point, range"),
    (["time.asOf": "yesterday"], "time.asOf", "YYYY"),
    (["time.asOf": "2025-02-30"], "time.asOf", "YYYY"),
    (["kind": "rate"], "ratePer", "together"),
    (["citedForScale": "maybe"], "citedForScale", ""),
    (["group.responsible.statedBy": "x"], "group.responsible.statedBy", "party as well"),
  ])
  func whatCannotBeIsRefusedAndSaysWhy(
    _ corrections: [String: String], _ subject: String, _ hint: String
  ) {
    let error = refusal(corrections)
    #expect(error?.reason == .malformed)
    #expect(error?.subject == subject, "\(error.map { "\($0)" } ?? "")")
    #expect(hint.isEmpty || error?.hint.contains(hint) == true, "\(error?.hint ?? "")")
  }

  @Test func whatWasReadOddlyDoesNotKeepAnotherFieldFromBeingCorrected() throws {
    let odd = Quantity(form: .lowerBound, best: 3, modifier: .exact)
    #expect(try Self.claim(odd).corrected(by: ["group.party": "ukraine"]).group.party == "ukraine")
  }

  @Test func oneSideIsCorrectedAsTheOther() throws {
    var other = Self.claim()
    other.group.party = "ukraine"
    #expect(try Self.claim().corrected(by: ["group.party": "ukraine"]) == other)
    #expect(try other.corrected(by: ["group.party": "russia"]) == Self.claim())
  }

  @Test func whatAnotherProgramRecordedLeavesTheRestAsItIs() {
    let corrections = [
      "group.party": "ukraine", "group.mood": "sad", "time.asOf": "never", "measure.id": "wounded",
    ]
    let reading = Self.claim().reading(with: corrections)
    #expect(reading.group.party == "ukraine")
    #expect(reading.measure.id == "wounded")
    #expect(reading.time == ClaimTime())
  }

  @Test func anUnknownIdIsRefusedWithTheNearestNames() throws {
    let vocabulary = Vocabulary(
      measures: [.init(id: "killed", name: "Killed", includes: [], exchangeName: "killed")],
      parties: [
        .init(id: "russia", name: "Russia", kind: "state"),
        .init(id: "ukraine", name: "Ukraine", kind: "state"),
      ])
    func check(_ field: String, _ value: String, used: Bool = false) throws {
      try vocabulary.requireKnown([FieldCorrection(field: field, from: "", to: value)]) {
        _, _ throws(LedgerError) in used
      }
    }
    try check("group.party", "ukraine")
    try check("group.party", "both")
    try check("group.party", "")
    try check("group.population", "civilian")
    try check("group.place", "Nowhere at all")
    // Without any conflict in the vocabulary nobody can tell.
    try check("group.conflict", "a-war")
    try check("group.population", "journalists", used: true)
    for (field, value, near) in [
      ("group.party", "ukrain", "ukraine"), ("group.responsible.party", "rusia", "russia"),
      ("measure.id", "kiled", "killed"), ("group.population", "civilians", "civilian"),
    ] {
      #expect {
        try check(field, value)
      } throws: { error in
        let error = error as? LedgerError
        return error?.reason == .notFound && error?.subject == field
          && error?.hint.contains(near) == true
      }
    }
  }

  // MARK: Whatever the claim

  private func decision(
    _ decision: ReviewDecision.Decision = .accepted, reviewer: String = "Ann",
    reason: String = "read", _ corrections: [String: String] = [:], grade: String = "",
    credibility: Int = 0
  ) -> LedgerError? {
    do {
      try ReviewDecision(
        decision: decision, reason: reason, corrections: corrections, sourceReliability: grade,
        credibility: credibility, reviewer: reviewer
      ).check()
      return nil
    } catch {
      return error
    }
  }

  @Test func reviewersAndReasonsAreStatedBoundedAndPlain() {
    #expect(decision() == nil)
    #expect(decision(reviewer: "Аня Иванова", reason: "прочитано") == nil)
    #expect(decision(reviewer: "علی‌رضا", reason: "خوانده شد") == nil)
    for blank in ["", "  ", "\u{3000}"] {
      #expect(decision(reviewer: blank)?.subject == "reviewer")
      #expect(decision(reason: blank)?.subject == "reason")
    }
    #expect(decision(reviewer: String(repeating: "a", count: 101))?.reason == .tooLarge)
    #expect(decision(reason: String(repeating: "a", count: 2001))?.reason == .tooLarge)
    #expect(decision(reason: "e" + String(repeating: "\u{301}", count: 2001))?.reason == .tooLarge)
    for hostile in ["\u{1B}[2J", "\r", "\n", "\u{7F}", "\u{9B}1m", "\u{2028}", "\u{0}", "\t"] {
      #expect(
        decision(reviewer: "Ann" + hostile)?.reason == .malformed, "\(hostile.debugDescription)")
      #expect(decision(reason: "read" + hostile)?.reason == .malformed)
      #expect(
        decision(.corrected, ["group.place": "Kursk" + hostile])?.subject == "group.place")
    }
  }

  @Test func correctionsComeWithACorrectionAndNothingElse() {
    #expect(decision(.corrected, ["group.party": "russia"]) == nil)
    #expect(decision(.corrected)?.subject == "corrections")
    #expect(decision(.rejected, ["group.party": "russia"])?.subject == "corrections")
    #expect(decision(.unreviewed)?.subject == "decision")
    let many = Dictionary(uniqueKeysWithValues: (0..<41).map { ("f\($0)", "x") })
    #expect(decision(.corrected, many)?.reason == .tooLarge)
    #expect(
      decision(.corrected, ["group.place": String(repeating: "x", count: 501)])?.reason == .tooLarge
    )
  }

  @Test func credibilityIsLoweredAndNeverRaised() {
    for grade in ["A", "F"] { #expect(decision(grade: grade) == nil) }
    for grade in ["G", "a", "AB"] {
      #expect(decision(grade: grade)?.subject == "source_reliability")
    }
    for number in 2...6 { #expect(decision(credibility: number) == nil) }
    for number in [1, 7, -1] { #expect(decision(credibility: number)?.subject == "credibility") }
    #expect(decision(credibility: 1)?.message.contains("independent origin") == true)
  }
}
