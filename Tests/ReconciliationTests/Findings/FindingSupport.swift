import Ledger
import Reconciliation
import Testing

/// A made-up war. Everything that tests say of one side they can say of the other, too.
struct MadeUpWar {
  let ours: PartyID
  let theirs: PartyID

  static let both = [
    MadeUpWar(ours: "north", theirs: "south"), MadeUpWar(ours: "south", theirs: "north"),
  ]

  static let vocabulary = Vocabulary(
    lexiconFingerprint: "f",
    measures: [
      .init(id: "killed", name: "Killed", includes: [], exchangeName: "killed"),
      .init(id: "wounded", name: "Wounded", includes: [], exchangeName: "wounded"),
      .init(
        id: "casualties", name: "Casualties", includes: ["killed", "wounded", "missing"],
        exchangeName: "casualties"),
      .init(
        id: "losses", name: "Losses", includes: ["killed", "wounded", "missing"],
        exchangeName: "casualties"),
    ],
    parties: [
      .init(id: "north", name: "North", kind: "state"),
      .init(id: "south", name: "South", kind: "state"),
    ],
    conflicts: [
      .init(
        id: "river-war", name: "River War", parties: ["north", "south"],
        from: CivilDate("2030-03-10")),
      .init(id: "lake-war", name: "Lake War", parties: ["north", "south"]),
    ],
    sources: [
      .init(
        id: "institute", name: "Institute", kind: "research", definition: "An estimate."),
      .init(id: "staff", name: "Staff", kind: "military", party: "north"),
    ])

  static let institute = Source(id: "institute", name: "Institute")
  static let staff = Source(id: "staff", name: "Staff")
  static let minister = Source(name: "Minister")
  static let names = Source(name: "Book of Names")

  /// A figure on the soldiers of one side, since the war began, as of a day.
  func level(
    _ quantity: Quantity, _ measure: MeasureID = "killed", by claimant: Source?,
    asOf: String? = nil, in document: String, at offset: Int = 0,
    _ change: (inout Claim) -> Void = { _ in }
  ) -> Claim {
    claim(quantity, measure, by: claimant, in: document, at: offset) {
      $0.group.party = ours
      $0.group.conflict = "river-war"
      $0.time = ClaimTime(from: on("2030-03-10"), asOf: asOf.flatMap { on($0) })
      change(&$0)
    }
  }

  /// The total of a stretch of time.
  func total(
    _ quantity: Quantity, _ measure: MeasureID = "killed", by claimant: Source?, in dates: String,
    to: String? = nil, document: String, at offset: Int = 0,
    _ change: (inout Claim) -> Void = { _ in }
  ) -> Claim {
    level(quantity, measure, by: claimant, in: document, at: offset) {
      $0.kind = .periodTotal
      $0.time = ClaimTime(from: on(dates), to: on(to ?? dates))
      change(&$0)
    }
  }

  /// A rate over a month.
  func rate(
    _ quantity: Quantity, _ measure: MeasureID = "killed", per unit: Claim.RateUnit = .day,
    by claimant: Source?, in dates: String, document: String, at offset: Int = 0
  ) -> Claim {
    total(quantity, measure, by: claimant, in: dates, document: document, at: offset) {
      ($0.kind, $0.ratePer) = (.rate, unit)
    }
  }
}

/// All findings on claims that came in this order.
func findings(
  _ claims: [Claim], _ question: FindingQuestion = FindingQuestion(),
  _ vocabulary: Vocabulary = MadeUpWar.vocabulary
) throws -> FindingSet {
  var feed = Feed()
  feed.add(.vocabulary(vocabulary))
  feed.add(claims)
  let model = try feed.model()
  return try model.findings(question, at: model.revision)
}

extension FindingSet {
  func of(_ type: FindingType) -> [Finding] { findings.filter { $0.type == type } }
  var types: [FindingType] { findings.map(\.type) }
  /// What is no mark.
  var disagreements: [Finding] { findings.filter { !$0.type.isMark } }
}

extension Finding {
  func claims(_ role: FindingRole) -> [ClaimID] {
    claims.filter { $0.role == role }.map(\.claim)
  }
  func value(_ name: String) -> FindingValue? { values.first { $0.name == name } }
  var explained: Set<FindingExplanation.Kind> { Set(explanations.map(\.kind)) }
}

/// The same findings whatever the order of arrival, and for either side.
func expectFinding(
  _ type: FindingType, _ severity: FindingSeverity, of claims: (MadeUpWar) -> [Claim],
  check: (Finding) throws -> Void = { _ in },
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  for war in MadeUpWar.both {
    let claims = claims(war)
    let set = try findings(claims)
    #expect(set.disagreements.map(\.type) == [type], sourceLocation: sourceLocation)
    let found = try #require(set.of(type).first, sourceLocation: sourceLocation)
    #expect(found.severity == severity, sourceLocation: sourceLocation)
    #expect(try findings(claims.reversed()) == set, sourceLocation: sourceLocation)
    try check(found)
  }
}

func expectSilence(
  _ claims: (MadeUpWar) -> [Claim], sourceLocation: SourceLocation = #_sourceLocation
) throws {
  for war in MadeUpWar.both {
    let set = try findings(claims(war))
    #expect(set.disagreements.map(\.summary) == [], sourceLocation: sourceLocation)
  }
}
