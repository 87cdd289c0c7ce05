/// One quantity that one text states about one counted group: the unit of the whole ledger.
package struct Claim: Hashable, Sendable {
  package var document: DocumentID { didSet { knownID = KnownID() } }
  package var quantity: Quantity { didSet { knownID = KnownID() } }
  package var measure: MeasureStatement { didSet { knownID = KnownID() } }
  package var group: CountedGroup { didSet { knownID = KnownID() } }
  package var time: ClaimTime { didSet { knownID = KnownID() } }
  package var kind: Kind { didSet { knownID = KnownID() } }
  /// For `rate`: per what.
  package var ratePer: RateUnit? { didSet { knownID = KnownID() } }
  package var polarity: Polarity { didSet { knownID = KnownID() } }
  /// A figure of another war that the text cites for scale. It is an asserted claim about that war.
  package var citedForScale: Bool { didSet { knownID = KnownID() } }
  package var attribution: Attribution { didSet { knownID = KnownID() } }
  package var relations: [Relation] { didSet { knownID = KnownID() } }
  package var evidence: Evidence { didSet { knownID = KnownID() } }
  /// The rules that fired, in order. Not part of the identity.
  package var rules: [String]
  /// 0 to 1: how sure the extractor is. Not part of the identity.
  package var confidence: Double
  /// The id, where somebody has worked it out already: a claim passes many hands that ask for it.
  var knownID = KnownID()

  package init(
    document: DocumentID, quantity: Quantity, measure: MeasureStatement, group: CountedGroup,
    time: ClaimTime, kind: Kind, ratePer: RateUnit? = nil, polarity: Polarity = .asserted,
    citedForScale: Bool = false, attribution: Attribution, relations: [Relation] = [],
    evidence: Evidence, rules: [String] = [], confidence: Double = 1
  ) {
    self.document = document
    self.quantity = quantity
    self.measure = measure
    self.group = group
    self.time = time
    self.kind = kind
    self.ratePer = ratePer
    self.polarity = polarity
    self.citedForScale = citedForScale
    self.attribution = attribution
    self.relations = relations
    self.evidence = evidence
    self.rules = rules
    self.confidence = confidence
  }

  /// Numbers are those of `ClaimKind` in claim.proto; a test compares them.
  package enum Kind: Int32, CaseIterable, Sendable {
    case cumulative = 1
    case periodTotal, incident, rate
  }

  /// Numbers are those of `RateUnit` in claim.proto; a test compares them.
  package enum RateUnit: Int32, CaseIterable, Sendable {
    case day = 1
    case week, month, year
  }

  /// Only `asserted` figures are statements about people who were counted.
  /// Numbers are those of `Polarity` in claim.proto; a test compares them.
  package enum Polarity: Int32, CaseIterable, Sendable {
    case asserted = 1
    case projected, hypothetical, denied
  }
}

/// What is counted, in the lexicon's terms and in the text's own word.
package struct MeasureStatement: Hashable, Sendable {
  package var id: MeasureID
  /// For a mixed measure, what the text says that it includes ("killed, wounded or missing").
  package var includes: [MeasureID]
  /// The word in the text: "fatalities", "lost".
  package var words: String
  package init(_ id: MeasureID, includes: [MeasureID] = [], words: String = "") {
    self.id = id
    self.includes = includes
    self.words = words
  }
}

/// How a claim stands to another one in the same document. It always points back in the text.
package struct Relation: Hashable, Sendable {
  package var kind: Kind
  package var target: ClaimID
  package init(_ kind: Kind, _ target: ClaimID) {
    self.kind = kind
    self.target = target
  }

  /// Numbers are those of `RelationKind` in claim.proto; a test compares them.
  package enum Kind: Int32, CaseIterable, Sendable {
    case subsetOf = 1
    case repeats, derivedFrom
  }
}
