/// Claims that do not go together, or that must not be taken for each other. A finding shows a disagreement and never
/// decides it: whoever reads it sees the claims, the computation and what may explain it.
package struct Finding: Hashable, Sendable {
  package var type: FindingType
  package var severity: FindingSeverity
  /// What is found, in one sentence.
  package var summary: String
  /// The claims that it is about, in the order of the formula.
  package var claims: [FindingClaim]
  /// The computation with its numbers; empty where nothing is computed.
  package var formula: String
  /// The numbers of the formula, and what it comes to.
  package var values: [FindingValue]
  /// What may explain it.
  package var explanations: [FindingExplanation]
  /// What would be needed to check more of it, in words; empty where nothing is missing.
  package var missing: [String]
  /// How far its claims are from going together; nil where none of them bounds a number.
  package var widening: Widening?
  /// Other pairs of claims to which the same applies, of which this one goes furthest apart.
  package var further: Int
  /// What reviewers decided about it.
  package var decision: ReviewDecision.Decision
  /// The decision that holds, with who decided, when and why; nil where nobody did.
  package var review: ReviewRecord?

  package init(
    type: FindingType, severity: FindingSeverity, summary: String, claims: [FindingClaim],
    formula: String = "", values: [FindingValue] = [], explanations: [FindingExplanation] = [],
    missing: [String] = [], widening: Widening? = nil, further: Int = 0,
    decision: ReviewDecision.Decision = .unreviewed, review: ReviewRecord? = nil
  ) {
    self.review = review
    self.type = type
    self.severity = severity
    self.summary = summary
    self.claims = claims
    self.formula = formula
    self.values = values
    self.explanations = explanations
    self.missing = missing
    self.widening = widening
    self.further = further
    self.decision = decision
  }

  /// What it is called, for as long as it is found between the same claims.
  package var id: FindingID { FindingID(type, claims.map(\.claim)) }
}

/// A claim of a finding, and its part in it.
package struct FindingClaim: Hashable, Sendable {
  package var claim: ClaimID
  package var role: FindingRole
  package init(_ claim: ClaimID, _ role: FindingRole) {
    self.claim = claim
    self.role = role
  }
}

/// A number of a finding, or a stretch of numbers. An end that is nil is open.
package struct FindingValue: Hashable, Sendable {
  /// What it is: "earlier, as rounded", "gap".
  package var name: String
  package var low: Double?
  package var high: Double?
  /// `people`, `percent`, `ratio`, `times`, `days`.
  package var unit: String
  package init(_ name: String, low: Double?, high: Double?, unit: String = "people") {
    self.name = name
    // What is infinite or no number is open.
    self.low = low.flatMap { $0.isFinite ? $0 : nil }
    self.high = high.flatMap { $0.isFinite ? $0 : nil }
    self.unit = unit
  }
}

/// Something that may explain a finding, in words and numbers.
package struct FindingExplanation: Hashable, Sendable {
  package var kind: Kind
  package var words: String
  package var values: [FindingValue]
  package init(_ kind: Kind, _ words: String, _ values: [FindingValue] = []) {
    self.kind = kind
    self.words = words
    self.values = values
  }

  /// Numbers are those of `ExplanationKind` in finding.proto; a test compares them.
  package enum Kind: Int32, CaseIterable, Sendable {
    /// The figures speak about different dates, or nobody says about which.
    case asOfGap = 1
    /// They may be about different people: other places, other methods, other kinds of death.
    case scope
    /// The counts include different fates.
    case definition
    case rounding
    /// A bound or hedge is there in one telling and not in the other.
    case bound
    /// The count was revised.
    case revision
    /// Whoever counts has a side in the war, or one count builds on the other.
    case standing
    /// A date rests on a relative phrase or on the day of publication.
    case dating
  }
}

/// How much all intervals of a set of claims must be widened, each end by the same part of itself, before they have a
/// solution in common. 0: they go together as they are.
package struct Widening: Hashable, Sendable {
  /// The claims of the set that bound a number.
  package var claims: [ClaimID]
  /// For the numbers as they were said.
  package var asStated: Double
  /// For the numbers as they were rounded.
  package var asRounded: Double
  /// The set was too large or its relations run in circles: no less than this is needed, and it may be more.
  package var isLeast: Bool
  package init(claims: [ClaimID], asStated: Double, asRounded: Double, isLeast: Bool = false) {
    self.claims = claims
    self.asStated = asStated
    self.asRounded = asRounded
    self.isLeast = isLeast
  }
}

/// A finding's name: the SHA-256 over its type and its claims, in the order of their ids.
package struct FindingID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let digest: Digest
  package init(_ type: FindingType, _ claims: [ClaimID]) {
    var fields = FieldDigest(domain: "reckoner.finding.1")
    fields.add(type.rawValue)
    for claim in Set(claims).sorted() { fields.add(claim.digest) }
    digest = fields.finish()
  }
  /// Reads `f-` and 64 hexadecimal digits; nil for anything else, the id of a claim too.
  package init?(_ text: String) {
    guard text.hasPrefix(Self.mark), let digest = Digest(hex: String(text.dropFirst(2))) else {
      return nil
    }
    self.digest = digest
  }
  /// Tells a decision on a finding from one on a claim.
  package static let mark = "f-"
  package var description: String { Self.mark + digest.hex }
  package static func < (one: Self, other: Self) -> Bool { one.digest < other.digest }
}
