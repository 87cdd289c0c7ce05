package import CReckonerProto
package import Ledger

extension TextHit: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__TextHit>?) -> Void {
    reckoner__v1__text_hit__init
  }

  package init(reading wire: Reckoner__V1__TextHit) throws(LedgerError) {
    self.init(
      kind: try Read.value(wire.kind.rawValue, "kind"),
      document: try Read.document(wire.document, "document"),
      sighting: try Read.message(wire.sighting, "sighting"),
      claim: try Read.message(wire.claim, "claim"),
      excerpt: try Read.message(wire.excerpt, "excerpt") ?? Excerpt())
  }

  package func write(to wire: inout Reckoner__V1__TextHit, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.kind = .init(UInt32(kind.rawValue))
    wire.document = try arena.place(document.description, "document")
    wire.sighting = try arena.place(sighting)
    wire.claim = try arena.place(claim)
    wire.excerpt = try arena.place(excerpt)
  }
}

extension Excerpt: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Excerpt>?) -> Void {
    reckoner__v1__excerpt__init
  }

  package init(reading wire: Reckoner__V1__Excerpt) throws(LedgerError) {
    self.init(
      words: try Read.text(wire.words, "words"),
      matches: try Read.messages(wire.n_matches, wire.matches, "matches"),
      byteStart: try Read.size(wire.byte_start, "byte_start"),
      passageSize: try Read.size(wire.passage_size, "passage_size"))
  }

  package func write(to wire: inout Reckoner__V1__Excerpt, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.words = try arena.place(words, "words")
    (wire.n_matches, wire.matches) = try arena.place(matches)
    wire.byte_start = Int64(byteStart)
    wire.passage_size = Int64(passageSize)
  }
}

extension CountQuestion: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__CountQuestion>?) -> Void
  { reckoner__v1__count_question__init }

  package init(reading wire: Reckoner__V1__CountQuestion) throws(LedgerError) {
    var facets: [ClaimFacet] = []
    for index in 0..<wire.n_facets {
      facets.append(try Read.value(wire.facets?[index].rawValue ?? 0, "facets[\(index)]"))
    }
    self.init(facets: facets, values: try Read.count(wire.values, "values"))
  }

  package func write(to wire: inout Reckoner__V1__CountQuestion, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_facets, wire.facets) = arena.place(
      facets.map { Reckoner__V1__ClaimFacet(UInt32($0.rawValue)) })
    wire.values = Int32(clamping: values)
  }
}

extension ClaimCounts: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__ClaimCounts>?) -> Void {
    reckoner__v1__claim_counts__init
  }

  package init(reading wire: Reckoner__V1__ClaimCounts) throws(LedgerError) {
    self.init(
      claims: try Read.amount(wire.claims, "claims"),
      reports: try Read.amount(wire.reports, "reports"),
      facets: try Read.messages(wire.n_facets, wire.facets, "facets"))
  }

  package func write(to wire: inout Reckoner__V1__ClaimCounts, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.claims = claims
    wire.reports = reports
    (wire.n_facets, wire.facets) = try arena.place(facets)
  }
}

extension FacetCounts: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__FacetCounts>?) -> Void {
    reckoner__v1__facet_counts__init
  }

  package init(reading wire: Reckoner__V1__FacetCounts) throws(LedgerError) {
    self.init(
      facet: try Read.value(wire.facet.rawValue, "facet"),
      values: try Read.messages(wire.n_values, wire.values, "values"),
      otherValues: try Read.amount(wire.other_values, "other_values"),
      otherClaims: try Read.amount(wire.other_claims, "other_claims"))
  }

  package func write(to wire: inout Reckoner__V1__FacetCounts, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.facet = .init(UInt32(facet.rawValue))
    (wire.n_values, wire.values) = try arena.place(values)
    wire.other_values = otherValues
    wire.other_claims = otherClaims
  }
}

extension FacetValue: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__FacetValue>?) -> Void {
    reckoner__v1__facet_value__init
  }

  package init(reading wire: Reckoner__V1__FacetValue) throws(LedgerError) {
    self.init(
      value: try Read.text(wire.value, "value"), claims: try Read.amount(wire.claims, "claims"))
  }

  package func write(to wire: inout Reckoner__V1__FacetValue, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.value = try arena.place(value, "value")
    wire.claims = claims
  }
}
