package import CReckonerProto
package import Ledger

/// What is known of one passage to extract from.
package struct PassageHeader: Hashable, Sendable {
  /// Given back with the claims.
  package var id: String
  package var published: CivilDate?
  package var outlet: String
  /// Whether to tell why claims say what they say, and why other numbers became none.
  package var explain: Bool
  /// For a table: how its rows are to be read as claims. Empty for a text.
  package var mapping: String

  package init(
    id: String = "", published: CivilDate? = nil, outlet: String = "", explain: Bool = false,
    mapping: String = ""
  ) {
    self.id = id
    self.published = published
    self.outlet = outlet
    self.explain = explain
    self.mapping = mapping
  }
}

extension PassageHeader: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__PassageHeader>?) -> Void
  { reckoner__v1__passage_header__init }

  package init(reading wire: Reckoner__V1__PassageHeader) throws(LedgerError) {
    self.init(
      id: try Read.text(wire.id, "id"),
      published: try Read.date(wire.published, "published"),
      outlet: try Read.text(wire.outlet, "outlet"),
      explain: wire.explain != 0, mapping: try Read.text(wire.mapping, "mapping"))
  }

  package func write(to wire: inout Reckoner__V1__PassageHeader, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.id = try arena.place(id, "id")
    wire.published = try arena.place(published?.description ?? "", "published")
    wire.outlet = try arena.place(outlet, "outlet")
    wire.explain = explain ? 1 : 0
    wire.mapping = try arena.place(mapping, "mapping")
  }
}

/// One passage to extract from without storing anything: header, content parts, end.
package enum PassagePart: Hashable, Sendable {
  case header(PassageHeader)
  case content([UInt8])
  case end(Bool)
}

extension PassagePart: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__PassagePart>?) -> Void {
    reckoner__v1__passage_part__init
  }

  package init(reading wire: Reckoner__V1__PassagePart) throws(LedgerError) {
    switch wire.part_case {
    case RECKONER__V1__PASSAGE_PART__PART_HEADER:
      self = .header(try Read.required(wire.header, "header"))
    case RECKONER__V1__PASSAGE_PART__PART_CONTENT:
      self = .content(Read.bytes(wire.content))
    case RECKONER__V1__PASSAGE_PART__PART_END:
      self = .end(wire.end != 0)
    default: throw LedgerError(.malformed, subject: "part", "missing")
    }
  }

  package func write(to wire: inout Reckoner__V1__PassagePart, in arena: borrowing Arena)
    throws(LedgerError)
  {
    switch self {
    case .header(let header):
      wire.part_case = RECKONER__V1__PASSAGE_PART__PART_HEADER
      wire.header = try arena.place(header)
    case .content(let content):
      wire.part_case = RECKONER__V1__PASSAGE_PART__PART_CONTENT
      wire.content = arena.place(content)
    case .end(let end):
      wire.part_case = RECKONER__V1__PASSAGE_PART__PART_END
      wire.end = end ? 1 : 0
    }
  }
}

/// What one passage yields; its claims may come in several parts.
package struct PassageClaims: Hashable, Sendable {
  package var id: String
  package var claims: [Claim]
  package var warnings: [String]
  /// The publication date that relative dates were resolved against.
  package var published: DateStatement?
  /// The last part of this passage.
  package var last: Bool
  /// The passage could not be read; later passages are not affected.
  package var error: LedgerError?
  /// Of these claims, in their order; empty where nobody asked.
  package var explanations: [ClaimExplanation]
  /// The numbers that became no claim; empty where nobody asked.
  package var passedOver: [PassedOverNumber]

  package init(
    id: String = "", claims: [Claim] = [], warnings: [String] = [], published: DateStatement? = nil,
    last: Bool = false, error: LedgerError? = nil, explanations: [ClaimExplanation] = [],
    passedOver: [PassedOverNumber] = []
  ) {
    self.id = id
    self.claims = claims
    self.warnings = warnings
    self.published = published
    self.last = last
    self.error = error
    self.explanations = explanations
    self.passedOver = passedOver
  }
}

extension PassageClaims: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__PassageClaims>?) -> Void
  { reckoner__v1__passage_claims__init }

  package init(reading wire: Reckoner__V1__PassageClaims) throws(LedgerError) {
    self.init(
      id: try Read.text(wire.id, "id"),
      claims: try Read.messages(wire.n_claims, wire.claims, "claims"),
      warnings: try Read.texts(wire.n_warnings, wire.warnings, "warnings"),
      published: try Read.message(wire.published, "published"),
      last: wire.last != 0,
      error: try Read.message(wire.error, "error"),
      explanations: try Read.messages(wire.n_explanations, wire.explanations, "explanations"),
      passedOver: try Read.messages(wire.n_passed_over, wire.passed_over, "passed_over"))
  }

  package func write(to wire: inout Reckoner__V1__PassageClaims, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.id = try arena.place(id, "id")
    (wire.n_claims, wire.claims) = try arena.place(claims)
    (wire.n_warnings, wire.warnings) = try arena.place(warnings, "warnings")
    wire.published = try arena.place(published)
    wire.last = last ? 1 : 0
    wire.error = try arena.place(error)
    (wire.n_explanations, wire.explanations) = try arena.place(explanations)
    (wire.n_passed_over, wire.passed_over) = try arena.place(passedOver)
  }
}
