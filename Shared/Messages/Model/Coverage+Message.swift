package import CReckonerProto
package import Ledger

extension CoverageNotice: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__CoverageNotice>?) -> Void
  { reckoner__v1__coverage_notice__init }

  package init(reading wire: Reckoner__V1__CoverageNotice) throws(LedgerError) {
    guard let date = try Read.date(wire.date, "date") else {
      throw LedgerError(.malformed, subject: "date", "missing")
    }
    self.init(
      try Read.value(wire.kind.rawValue, "kind"), source: try Read.required(wire.source, "source"),
      isOutlet: wire.outlet != 0, topic: try Read.message(wire.topic, "topic"), date: date,
      summary: try Read.text(wire.summary, "summary"),
      before: try Read.text(wire.before, "before"), after: try Read.text(wire.after, "after"),
      claims: try Read.claimIDs(wire.n_claims, wire.claims, "claims"))
  }

  package func write(to wire: inout Reckoner__V1__CoverageNotice, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.kind = .init(UInt32(kind.rawValue))
    wire.source = try arena.place(source)
    wire.outlet = isOutlet ? 1 : 0
    wire.topic = try arena.place(topic)
    wire.date = try arena.place(date.description, "date")
    wire.summary = try arena.place(summary, "summary")
    wire.before = try arena.place(before, "before")
    wire.after = try arena.place(after, "after")
    (wire.n_claims, wire.claims) = try arena.place(claims.map(\.description), "claims")
  }
}

extension CoverageSet: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__CoverageSet>?) -> Void {
    reckoner__v1__coverage_set__init
  }

  package init(reading wire: Reckoner__V1__CoverageSet) throws(LedgerError) {
    self.init(
      notices: try Read.messages(wire.n_notices, wire.notices, "notices"),
      count: try Read.count(wire.count, "count"), newest: try Read.date(wire.newest, "newest"),
      claims: try Read.count(wire.claims, "claims"),
      rejectedClaims: try Read.count(wire.rejected_claims, "rejected_claims"))
  }

  package func write(to wire: inout Reckoner__V1__CoverageSet, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_notices, wire.notices) = try arena.place(notices)
    wire.count = Int32(clamping: count)
    wire.newest = try arena.place(newest?.description ?? "", "newest")
    wire.claims = Int32(clamping: claims)
    wire.rejected_claims = Int32(clamping: rejectedClaims)
  }
}
