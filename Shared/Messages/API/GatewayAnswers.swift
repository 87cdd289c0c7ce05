package import CReckonerProto
package import Ledger

/// Asks for a page of the claims that match a filter.
package struct SearchClaimsRequest: Hashable, Sendable {
  package var filter: ClaimFilter
  package var at: LedgerPoint
  /// At most 500; 0 means 100.
  package var pageSize: Int
  package var cursor: String
  /// Nil: not asked.
  package var count: CountQuestion?
  /// With where the claims' documents were seen.
  package var sightings: Bool

  package init(
    filter: ClaimFilter = ClaimFilter(), at: LedgerPoint = .head, pageSize: Int = 0,
    cursor: String = "", count: CountQuestion? = nil, sightings: Bool = false
  ) {
    self.filter = filter
    self.at = at
    self.pageSize = pageSize
    self.cursor = cursor
    self.count = count
    self.sightings = sightings
  }
}

extension SearchClaimsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__SearchClaimsRequest>?) -> Void
  { reckoner__v1__search_claims_request__init }

  package init(reading wire: Reckoner__V1__SearchClaimsRequest) throws(LedgerError) {
    self.init(
      filter: try Read.message(wire.filter, "filter") ?? ClaimFilter(),
      at: try Read.message(wire.at, "at") ?? .head,
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"),
      count: try Read.message(wire.count, "count"), sightings: wire.sightings != 0)
  }

  package func write(to wire: inout Reckoner__V1__SearchClaimsRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.sightings = sightings ? 1 : 0
    wire.filter = try arena.place(filter)
    wire.at = try arena.place(at)
    wire.page_size = Int32(clamping: pageSize)
    wire.cursor = try arena.place(cursor, "cursor")
    wire.count = try arena.place(count)
  }
}

/// A page of claims.
package struct SearchClaimsResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var claims: [ClaimRecord]
  package var nextCursor: String
  package var counts: ClaimCounts?
  /// Where they were asked for: the first ones of each document on the page, oldest first.
  package var sightings: [Sighting]

  package init(
    status: AnswerStatus, claims: [ClaimRecord] = [], nextCursor: String = "",
    counts: ClaimCounts? = nil, sightings: [Sighting] = []
  ) {
    self.status = status
    self.claims = claims
    self.nextCursor = nextCursor
    self.counts = counts
    self.sightings = sightings
  }
}

extension SearchClaimsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__SearchClaimsResponse>?) -> Void
  { reckoner__v1__search_claims_response__init }

  package init(reading wire: Reckoner__V1__SearchClaimsResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      claims: try Read.messages(wire.n_claims, wire.claims, "claims"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"),
      counts: try Read.message(wire.counts, "counts"),
      sightings: try Read.messages(wire.n_sightings, wire.sightings, "sightings"))
  }

  package func write(to wire: inout Reckoner__V1__SearchClaimsResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_sightings, wire.sightings) = try arena.place(sightings)
    wire.status = try arena.place(status)
    (wire.n_claims, wire.claims) = try arena.place(claims)
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
    wire.counts = try arena.place(counts)
  }
}

/// Asks for one claim.
package struct ShowClaimRequest: Hashable, Sendable {
  /// A whole id, or a beginning of six characters or more.
  package var id: String
  package var at: LedgerPoint

  package init(id: String = "", at: LedgerPoint = .head) {
    self.id = id
    self.at = at
  }
}

extension ShowClaimRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ShowClaimRequest>?) -> Void
  { reckoner__v1__show_claim_request__init }

  package init(reading wire: Reckoner__V1__ShowClaimRequest) throws(LedgerError) {
    self.init(
      id: try Read.text(wire.id, "id"),
      at: try Read.message(wire.at, "at") ?? .head)
  }

  package func write(to wire: inout Reckoner__V1__ShowClaimRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.id = try arena.place(id, "id")
    wire.at = try arena.place(at)
  }
}

/// One claim with its sentence, its sightings and its place in the ledger.
package struct ShowClaimResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var claim: ClaimRecord?
  package var sightings: [Sighting]
  package var entryHash: Digest?

  package init(
    status: AnswerStatus, claim: ClaimRecord? = nil, sightings: [Sighting] = [],
    entryHash: Digest? = nil
  ) {
    self.status = status
    self.claim = claim
    self.sightings = sightings
    self.entryHash = entryHash
  }
}

extension ShowClaimResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ShowClaimResponse>?) -> Void
  { reckoner__v1__show_claim_response__init }

  package init(reading wire: Reckoner__V1__ShowClaimResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      claim: try Read.message(wire.claim, "claim"),
      sightings: try Read.messages(wire.n_sightings, wire.sightings, "sightings"),
      entryHash: try Read.digest(wire.entry_hash, "entry_hash"))
  }

  package func write(to wire: inout Reckoner__V1__ShowClaimResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.status = try arena.place(status)
    wire.claim = try arena.place(claim)
    (wire.n_sightings, wire.sightings) = try arena.place(sightings)
    wire.entry_hash = arena.place(entryHash?.bytes ?? [])
  }
}

/// Asks for all figures on one group and measure.
package struct CompareRequest: Hashable, Sendable {
  package var question: Question
  package var at: LedgerPoint
  /// Leave out the claims that the figures are shown by.
  package var figuresOnly: Bool

  package init(
    question: Question = Question(), at: LedgerPoint = .head, figuresOnly: Bool = false
  ) {
    self.question = question
    self.at = at
    self.figuresOnly = figuresOnly
  }
}

extension CompareRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__CompareRequest>?) -> Void
  { reckoner__v1__compare_request__init }

  package init(reading wire: Reckoner__V1__CompareRequest) throws(LedgerError) {
    self.init(
      question: try Read.message(wire.question, "question") ?? Question(),
      at: try Read.message(wire.at, "at") ?? .head,
      figuresOnly: wire.figures_only != 0)
  }

  package func write(to wire: inout Reckoner__V1__CompareRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.question = try arena.place(question)
    wire.at = try arena.place(at)
    wire.figures_only = figuresOnly ? 1 : 0
  }
}

/// All figures on one group and measure, with the sentences behind them.
package struct CompareResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var comparison: Comparison?
  package var evidence: [ClaimRecord]

  package init(status: AnswerStatus, comparison: Comparison? = nil, evidence: [ClaimRecord] = []) {
    self.status = status
    self.comparison = comparison
    self.evidence = evidence
  }
}

extension CompareResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__CompareResponse>?) -> Void
  { reckoner__v1__compare_response__init }

  package init(reading wire: Reckoner__V1__CompareResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      comparison: try Read.message(wire.comparison, "comparison"),
      evidence: try Read.messages(wire.n_evidence, wire.evidence, "evidence"))
  }

  package func write(to wire: inout Reckoner__V1__CompareResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.status = try arena.place(status)
    wire.comparison = try arena.place(comparison)
    (wire.n_evidence, wire.evidence) = try arena.place(evidence)
  }
}
