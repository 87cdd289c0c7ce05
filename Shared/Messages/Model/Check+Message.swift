package import CReckonerProto
package import Ledger

extension CheckedDraft: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__CheckedDraft>?) -> Void
  { reckoner__v1__checked_draft__init }

  package init(reading wire: Reckoner__V1__CheckedDraft) throws(LedgerError) {
    self.init(
      figures: try Read.messages(wire.n_figures, wire.figures, "figures"),
      limits: try Read.texts(wire.n_limits, wire.limits, "limits"))
  }

  package func write(to wire: inout Reckoner__V1__CheckedDraft, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_figures, wire.figures) = try arena.place(figures)
    (wire.n_limits, wire.limits) = try arena.place(limits, "limits")
  }
}

extension CheckedFigure: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__CheckedFigure>?) -> Void
  { reckoner__v1__checked_figure__init }

  package init(reading wire: Reckoner__V1__CheckedFigure) throws(LedgerError) {
    self.init(
      claim: try Read.required(wire.claim, "claim"),
      remarks: try Read.messages(wire.n_remarks, wire.remarks, "remarks"))
  }

  package func write(to wire: inout Reckoner__V1__CheckedFigure, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.claim = try arena.place(claim)
    (wire.n_remarks, wire.remarks) = try arena.place(remarks)
  }
}

extension CheckRemark: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__CheckRemark>?) -> Void {
    reckoner__v1__check_remark__init
  }

  package init(reading wire: Reckoner__V1__CheckRemark) throws(LedgerError) {
    self.init(
      try Read.value(wire.verdict.rawValue, "verdict"),
      try Read.value(wire.level.rawValue, "level"), try Read.text(wire.summary, "summary"),
      sources: try Read.messages(wire.n_sources, wire.sources, "sources"),
      independentOrigins: try Read.count(wire.independent_origins, "independent_origins"),
      claims: try Read.claimIDs(wire.n_claims, wire.claims, "claims"),
      changes: try Read.messages(wire.n_changes, wire.changes, "changes"),
      formula: try Read.text(wire.formula, "formula"),
      values: try Read.messages(wire.n_values, wire.values, "values"),
      finding: try Read.optional(wire.finding.rawValue, "finding"))
  }

  package func write(to wire: inout Reckoner__V1__CheckRemark, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.verdict = .init(UInt32(verdict.rawValue))
    wire.level = .init(UInt32(level.rawValue))
    wire.summary = try arena.place(summary, "summary")
    (wire.n_sources, wire.sources) = try arena.place(sources)
    wire.independent_origins = Int32(clamping: independentOrigins)
    (wire.n_claims, wire.claims) = try arena.place(claims.map(\.description), "claims")
    (wire.n_changes, wire.changes) = try arena.place(changes)
    wire.formula = try arena.place(formula, "formula")
    (wire.n_values, wire.values) = try arena.place(values)
    if let finding { wire.finding = .init(UInt32(finding.rawValue)) }
  }
}
