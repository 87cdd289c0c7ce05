package import CReckonerProto
package import Ledger

extension DerivationQuery: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__DerivationQuery>?) -> Void
  { reckoner__v1__derivation_query__init }

  package init(reading wire: Reckoner__V1__DerivationQuery) throws(LedgerError) {
    self.init(
      question: try Read.message(wire.question, "question") ?? Question(),
      kind: try Read.optional(wire.kind.rawValue, "kind"),
      verdict: try Read.optional(wire.verdict.rawValue, "verdict"),
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"))
  }

  package func write(to wire: inout Reckoner__V1__DerivationQuery, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.question = try arena.place(question)
    wire.kind = .init(UInt32(kind?.rawValue ?? 0))
    wire.verdict = .init(UInt32(verdict?.rawValue ?? 0))
    wire.page_size = Int32(clamping: pageSize)
    wire.cursor = try arena.place(cursor, "cursor")
  }
}

extension DerivationPage: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__DerivationPage>?) -> Void
  { reckoner__v1__derivation_page__init }

  package init(reading wire: Reckoner__V1__DerivationPage) throws(LedgerError) {
    self.init(
      derivations: try Read.messages(wire.n_derivations, wire.derivations, "derivations"),
      total: try Read.count(wire.total, "total"),
      omitted: try Read.count(wire.omitted, "omitted"),
      claims: try Read.count(wire.claims, "claims"),
      rejectedClaims: try Read.count(wire.rejected_claims, "rejected_claims"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"))
  }

  package func write(to wire: inout Reckoner__V1__DerivationPage, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_derivations, wire.derivations) = try arena.place(derivations)
    wire.total = Int32(clamping: total)
    wire.omitted = Int32(clamping: omitted)
    wire.claims = Int32(clamping: claims)
    wire.rejected_claims = Int32(clamping: rejectedClaims)
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
  }
}
