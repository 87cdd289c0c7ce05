package import CReckonerProto
package import Ledger

extension CountAtDate: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__CountAtDate>?) -> Void {
    reckoner__v1__count_at_date__init
  }

  package init(reading wire: Reckoner__V1__CountAtDate) throws(LedgerError) {
    self.init(
      claimant: try Read.required(wire.claimant, "claimant"),
      low: try Read.message(wire.low, "low"), high: try Read.message(wire.high, "high"),
      formula: try Read.text(wire.formula, "formula"),
      claims: try Read.claimIDs(wire.n_claims, wire.claims, "claims"),
      before: try Read.message(wire.before, "before"),
      after: try Read.message(wire.after, "after"),
      refusal: try Read.text(wire.refusal, "refusal"))
  }

  package func write(to wire: inout Reckoner__V1__CountAtDate, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.claimant = try arena.place(claimant)
    wire.low = try arena.place(low)
    wire.high = try arena.place(high)
    wire.formula = try arena.place(formula, "formula")
    (wire.n_claims, wire.claims) = try arena.place(claims.map(\.description), "claims")
    wire.before = try arena.place(before)
    wire.after = try arena.place(after)
    wire.refusal = try arena.place(refusal, "refusal")
  }
}
