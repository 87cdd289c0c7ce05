import Ledger
import Testing

@Suite struct TheIdentityOfAClaim {
  static let claim = Claim(
    document: DocumentID(original: [1]),
    quantity: Quantity(
      form: .range, low: .init(300_000), high: .init(350_000), modifier: .range,
      modifierText: "roughly", approximate: true, significantDigits: 2),
    measure: MeasureStatement("killed", includes: ["killed"], words: "killed in action"),
    group: CountedGroup(
      party: "russia", population: "military", conflict: "russia-ukraine", conflictBasis: .stated),
    time: ClaimTime(from: on("2022-02"), statedOn: on("2025-02-04")), kind: .cumulative,
    attribution: Attribution(
      claimant: Source(id: "volodymyr-zelensky", name: "Zelensky"), mode: .reportedSpeech),
    evidence: Evidence(
      number: Span(bytes: 10..<38, characters: 10..<38),
      phrase: Span(bytes: 10..<60, characters: 10..<60),
      sentence: Span(bytes: 0..<90, characters: 0..<90), section: .body,
      sentenceText: "words", numberText: "words"))

  static func on(_ text: String) -> DateStatement? {
    CivilDate(text).map { DateStatement($0, basis: .stated, words: "since") }
  }

  static func source(_ name: String) -> Source { Source(name: name) }

  typealias Change = @Sendable (inout Claim) -> Void

  static let identifying: [Change] = [
    { $0.document = DocumentID(original: [2]) },
    { $0.quantity.form = .point },
    { $0.quantity.low = nil },
    { $0.quantity.low?.value = 300_001 },
    { $0.quantity.low?.inclusive = false },
    { $0.quantity.best = 325_000 },
    { $0.quantity.high = nil },
    { $0.quantity.high?.value = 350_001 },
    { $0.quantity.high?.inclusive = false },
    { $0.quantity.modifier = .upTo },
    { $0.quantity.modifierText = "about" },
    { $0.quantity.approximate = false },
    { $0.quantity.unit = "percent" },
    { $0.quantity.significantDigits = 3 },
    { $0.quantity.vagueTerm = "dozens" },
    { $0.measure.id = "wounded" },
    { $0.measure.includes = [] },
    { $0.measure.includes = ["killed", "wounded"] },
    { $0.measure.words = "dead" },
    { $0.group.party = "ukraine" },
    { $0.group.party = nil },
    { $0.group.population = "civilian" },
    { $0.group.conflict = "sudan" },
    { $0.group.conflictBasis = .inferred },
    { $0.group.place = "Kyiv" },
    { $0.group.incident = "train" },
    { $0.group.cause = .direct },
    { $0.group.responsible = .init(party: "ukraine", statedBy: "") },
    { $0.group.responsible = .init(party: "ukraine", statedBy: "Moscow") },
    { $0.group.method = .estimated },
    { $0.attribution.announcedSources = "several studies" },
    { $0.evidence.subject = "russia" },
    { $0.time.from = nil },
    { $0.time.from = on("2022-02-24") },
    { $0.time.from?.basis = .inferred },
    { $0.time.from?.words = "from" },
    { $0.time.to = on("2025") },
    { $0.time.asOf = on("2025") },
    { $0.time.statedOn = nil },
    { $0.time.published = on("2025") },
    { $0.time.takes = .exact(2) },
    { $0.time.takes = .exact(3) },
    { $0.kind = .incident },
    { $0.ratePer = .day },
    { $0.polarity = .denied },
    { $0.citedForScale = true },
    { $0.attribution.claimant = nil },
    { $0.attribution.claimant?.id = nil },
    { $0.attribution.claimant?.name = "Zelenskyy" },
    { $0.attribution.speaker = source("A spokesman") },
    { $0.attribution.relays = [source("ISW")] },
    { $0.attribution.relays = [source("ISW"), source("ISW")] },
    { $0.attribution.outlet = source("ISW") },
    { $0.attribution.mode = .headline },
    { $0.relations = [Relation(.repeats, ClaimID(.zero))] },
    { $0.relations = [Relation(.subsetOf, ClaimID(.zero))] },
    { $0.evidence.number.bytes = 11..<38 },
    { $0.evidence.number.characters = 10..<37 },
    { $0.evidence.phrase.bytes = 10..<61 },
    { $0.evidence.sentence.bytes = 0..<91 },
    { $0.evidence.section = .headline },
  ]

  @Test func changesWithEveryFieldAndNeverTheSame() {
    var ids: Set<ClaimID> = [ClaimID(of: Self.claim)]
    for (index, change) in Self.identifying.enumerated() {
      var claim = Self.claim
      change(&claim)
      #expect(ids.insert(ClaimID(of: claim)).inserted, "change \(index)")
    }
  }

  @Test func isWorkedOutAnewWhereTheClaimHasChangedSince() {
    for (index, change) in (Self.identifying + Self.incidental).enumerated() {
      var (known, unknown) = (Self.claim.identified(), Self.claim)
      change(&known)
      change(&unknown)
      #expect(ClaimID(of: known) == ClaimID(of: unknown), "change \(index)")
      #expect(known == unknown)
    }
    var claim = Self.claim.identified()
    claim.setWords(sentence: "other", number: "words")
    #expect(claim.evidence.sentenceText == "other")
    #expect(ClaimID(of: claim) == ClaimID(of: Self.claim))
    let sealed = claim.sealed(.init(sentence: .zero, number: .zero))
    #expect(sealed.evidence.seal != nil && sealed.evidence.numberText.isEmpty)
    #expect(ClaimID(of: sealed) == ClaimID(of: Self.claim))
  }

  static let incidental: [Change] = [
    { $0.evidence.sentenceText = "" },
    { $0.evidence.numberText = "other" },
    { $0.evidence.seal = .init(sentence: .zero, number: .zero) },
    { $0.confidence = 0.2 },
    { $0.rules = ["toll.passive"] },
  ]

  @Test func doesNotChangeWithWordsConfidenceRulesOrSeals() {
    for change in Self.incidental {
      var claim = Self.claim
      change(&claim)
      #expect(ClaimID(of: claim) == ClaimID(of: Self.claim))
    }
  }
}
