package import CReckonerProto
package import Ledger

extension Finding: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Finding>?) -> Void {
    reckoner__v1__finding__init
  }

  /// The id and whether it is a mark follow from the rest.
  package init(reading wire: Reckoner__V1__Finding) throws(LedgerError) {
    self.init(
      type: try Read.value(wire.type.rawValue, "type"),
      severity: try Read.value(wire.severity.rawValue, "severity"),
      summary: try Read.text(wire.summary, "summary"),
      claims: try Read.messages(wire.n_claims, wire.claims, "claims"),
      formula: try Read.text(wire.formula, "formula"),
      values: try Read.messages(wire.n_values, wire.values, "values"),
      explanations: try Read.messages(wire.n_explanations, wire.explanations, "explanations"),
      missing: try Read.texts(wire.n_missing, wire.missing, "missing"),
      widening: try Read.message(wire.widening, "widening"),
      further: try Read.count(wire.further, "further"),
      decision: try Read.optional(wire.decision.rawValue, "decision") ?? .unreviewed,
      review: try Read.message(wire.review, "review"))
  }

  package func write(to wire: inout Reckoner__V1__Finding, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.id = try arena.place(id.description, "id")
    wire.type = .init(UInt32(type.rawValue))
    wire.severity = .init(UInt32(severity.rawValue))
    wire.summary = try arena.place(summary, "summary")
    (wire.n_claims, wire.claims) = try arena.place(claims)
    wire.formula = try arena.place(formula, "formula")
    (wire.n_values, wire.values) = try arena.place(values)
    (wire.n_explanations, wire.explanations) = try arena.place(explanations)
    (wire.n_missing, wire.missing) = try arena.place(missing, "missing")
    wire.widening = try arena.place(widening)
    wire.further = Int32(clamping: further)
    wire.decision = .init(UInt32(decision.rawValue))
    wire.review = try arena.place(review)
    wire.mark = type.isMark ? 1 : 0
  }
}

extension FindingClaim: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__FindingClaim>?) -> Void
  { reckoner__v1__finding_claim__init }

  package init(reading wire: Reckoner__V1__FindingClaim) throws(LedgerError) {
    self.init(
      try Read.claimID(wire.claim, "claim"), try Read.value(wire.role.rawValue, "role"))
  }

  package func write(to wire: inout Reckoner__V1__FindingClaim, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.claim = try arena.place(claim.description, "claim")
    wire.role = .init(UInt32(role.rawValue))
  }
}

extension FindingValue: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__FindingValue>?) -> Void
  { reckoner__v1__finding_value__init }

  package init(reading wire: Reckoner__V1__FindingValue) throws(LedgerError) {
    self.init(
      try Read.text(wire.name, "name"),
      low: wire.low_presence_case == RECKONER__V1__FINDING_VALUE__LOW_PRESENCE_LOW
        ? try Read.number(wire.low, "low") : nil,
      high: wire.high_presence_case == RECKONER__V1__FINDING_VALUE__HIGH_PRESENCE_HIGH
        ? try Read.number(wire.high, "high") : nil,
      unit: try Read.text(wire.unit, "unit"))
  }

  package func write(to wire: inout Reckoner__V1__FindingValue, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.name = try arena.place(name, "name")
    if let low {
      wire.low_presence_case = RECKONER__V1__FINDING_VALUE__LOW_PRESENCE_LOW
      wire.low = low
    }
    if let high {
      wire.high_presence_case = RECKONER__V1__FINDING_VALUE__HIGH_PRESENCE_HIGH
      wire.high = high
    }
    wire.unit = try arena.place(unit, "unit")
  }
}

extension FindingExplanation: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__FindingExplanation>?) -> Void
  { reckoner__v1__finding_explanation__init }

  package init(reading wire: Reckoner__V1__FindingExplanation) throws(LedgerError) {
    self.init(
      try Read.value(wire.kind.rawValue, "kind"), try Read.text(wire.words, "words"),
      try Read.messages(wire.n_values, wire.values, "values"))
  }

  package func write(to wire: inout Reckoner__V1__FindingExplanation, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.kind = .init(UInt32(kind.rawValue))
    wire.words = try arena.place(words, "words")
    (wire.n_values, wire.values) = try arena.place(values)
  }
}

extension Widening: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Widening>?) -> Void {
    reckoner__v1__widening__init
  }

  package init(reading wire: Reckoner__V1__Widening) throws(LedgerError) {
    self.init(
      claims: try Read.claimIDs(wire.n_claims, wire.claims, "claims"),
      asStated: try Read.number(wire.as_stated, "as_stated"),
      asRounded: try Read.number(wire.as_rounded, "as_rounded"), isLeast: wire.least != 0)
  }

  package func write(to wire: inout Reckoner__V1__Widening, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_claims, wire.claims) = try arena.place(claims.map(\.description), "claims")
    wire.as_stated = asStated
    wire.as_rounded = asRounded
    wire.least = isLeast ? 1 : 0
  }
}
