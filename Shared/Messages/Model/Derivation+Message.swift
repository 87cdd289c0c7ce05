package import CReckonerProto
package import Ledger

extension Derivation: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Derivation>?) -> Void {
    reckoner__v1__derivation__init
  }

  package init(reading wire: Reckoner__V1__Derivation) throws(LedgerError) {
    self.init(
      kind: try Read.value(wire.kind.rawValue, "kind"),
      verdict: try Read.value(wire.verdict.rawValue, "verdict"),
      reason: try Read.text(wire.reason, "reason"),
      topic: try Read.required(wire.topic, "topic"),
      statement: try Read.optionalClaimID(wire.statement, "statement"),
      formula: try Read.texts(wire.n_formula, wire.formula, "formula"),
      inputs: try Read.messages(wire.n_inputs, wire.inputs, "inputs"),
      unit: try Read.value(wire.unit.rawValue, "unit"),
      stated: try Read.message(wire.stated, "stated"),
      results: try Read.messages(wire.n_results, wire.results, "results"),
      tolerance: try Read.text(wire.tolerance, "tolerance"),
      mismatches: try Read.texts(wire.n_mismatches, wire.mismatches, "mismatches"),
      notes: try Read.texts(wire.n_notes, wire.notes, "notes"))
  }

  package func write(to wire: inout Reckoner__V1__Derivation, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.kind = .init(UInt32(kind.rawValue))
    wire.verdict = .init(UInt32(verdict.rawValue))
    wire.reason = try arena.place(reason, "reason")
    wire.topic = try arena.place(topic)
    wire.statement = try arena.place(statement?.description ?? "", "statement")
    (wire.n_formula, wire.formula) = try arena.place(formula, "formula")
    (wire.n_inputs, wire.inputs) = try arena.place(inputs)
    wire.unit = .init(UInt32(unit.rawValue))
    wire.stated = try arena.place(stated)
    (wire.n_results, wire.results) = try arena.place(results)
    wire.tolerance = try arena.place(tolerance, "tolerance")
    (wire.n_mismatches, wire.mismatches) = try arena.place(mismatches, "mismatches")
    (wire.n_notes, wire.notes) = try arena.place(notes, "notes")
  }
}

extension Derivation.Input: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__DerivationInput>?) -> Void
  { reckoner__v1__derivation_input__init }

  package init(reading wire: Reckoner__V1__DerivationInput) throws(LedgerError) {
    self.init(
      role: try Read.text(wire.role, "role"), figure: try Read.text(wire.figure, "figure"),
      claimant: try Read.message(wire.claimant, "claimant"),
      claims: try Read.claimIDs(wire.n_claims, wire.claims, "claims"))
  }

  package func write(to wire: inout Reckoner__V1__DerivationInput, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.role = try arena.place(role, "role")
    wire.figure = try arena.place(figure, "figure")
    wire.claimant = try arena.place(claimant)
    (wire.n_claims, wire.claims) = try arena.place(claims.map(\.description), "claims")
  }
}

extension Derivation.Result: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__DerivationResult>?) -> Void
  { reckoner__v1__derivation_result__init }

  package init(reading wire: Reckoner__V1__DerivationResult) throws(LedgerError) {
    self.init(
      pairing: try Read.value(wire.pairing.rawValue, "pairing"),
      span: try Read.required(wire.span, "span"),
      unit: try Read.value(wire.unit.rawValue, "unit"),
      subject: try Read.text(wire.subject, "subject"),
      earliest: try Read.date(wire.earliest, "earliest"),
      latest: try Read.date(wire.latest, "latest"))
  }

  package func write(to wire: inout Reckoner__V1__DerivationResult, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.pairing = .init(UInt32(pairing.rawValue))
    wire.span = try arena.place(span)
    wire.unit = .init(UInt32(unit.rawValue))
    wire.subject = try arena.place(subject, "subject")
    wire.earliest = try arena.place(earliest?.description ?? "", "earliest")
    wire.latest = try arena.place(latest?.description ?? "", "latest")
  }
}

extension Derivation.Span: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__NumberSpan>?) -> Void {
    reckoner__v1__number_span__init
  }

  package init(reading wire: Reckoner__V1__NumberSpan) throws(LedgerError) {
    self.init(
      low: try Read.message(wire.low, "low"), high: try Read.message(wire.high, "high"))
  }

  package func write(to wire: inout Reckoner__V1__NumberSpan, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.low = try arena.place(low)
    wire.high = try arena.place(high)
  }
}
