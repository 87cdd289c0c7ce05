package import CReckonerProto
package import Ledger

extension Figure: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Figure>?) -> Void {
    reckoner__v1__figure__init
  }

  package init(reading wire: Reckoner__V1__Figure) throws(LedgerError) {
    self.init(
      quantity: try Read.required(wire.quantity, "quantity"),
      kind: try Read.value(wire.kind.rawValue, "kind"),
      ratePer: try Read.optional(wire.rate_per.rawValue, "rate_per"),
      polarity: try Read.value(wire.polarity.rawValue, "polarity"),
      citedForScale: wire.cited_for_scale != 0,
      method: try Read.value(wire.method.rawValue, "method"),
      time: try Read.message(wire.time, "time") ?? ClaimTime(),
      claims: try Read.claimIDs(wire.n_claims, wire.claims, "claims"),
      documents: try Read.count(wire.documents, "documents"),
      outlets: try Read.texts(wire.n_outlets, wire.outlets, "outlets"),
      changes: try Read.texts(wire.n_changes, wire.changes, "changes"),
      formula: try Read.text(wire.formula, "formula"),
      acceptedClaims: try Read.count(wire.accepted_claims, "accepted_claims"),
      correctedClaims: try Read.count(wire.corrected_claims, "corrected_claims"),
      withdrawn: try Read.count(wire.withdrawn, "withdrawn"),
      nature: try Read.optional(wire.nature.rawValue, "nature"))
  }

  package func write(to wire: inout Reckoner__V1__Figure, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.quantity = try arena.place(quantity)
    wire.kind = .init(UInt32(kind.rawValue))
    wire.rate_per = .init(UInt32(ratePer?.rawValue ?? 0))
    wire.polarity = .init(UInt32(polarity.rawValue))
    wire.cited_for_scale = citedForScale ? 1 : 0
    wire.method = .init(UInt32(method.rawValue))
    wire.time = try arena.place(time)
    (wire.n_claims, wire.claims) = try arena.place(claims.map(\.description), "claims")
    wire.documents = Int32(clamping: documents)
    (wire.n_outlets, wire.outlets) = try arena.place(outlets, "outlets")
    (wire.n_changes, wire.changes) = try arena.place(changes, "changes")
    wire.formula = try arena.place(formula, "formula")
    wire.accepted_claims = Int32(clamping: acceptedClaims)
    wire.corrected_claims = Int32(clamping: correctedClaims)
    wire.withdrawn = Int32(clamping: withdrawn)
    wire.nature = .init(UInt32(nature?.rawValue ?? 0))
  }
}
