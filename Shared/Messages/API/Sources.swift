package import CReckonerProto
package import Ledger

extension SourceSummary: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__SourceSummary>?) -> Void
  { reckoner__v1__source_summary__init }

  package init(reading wire: Reckoner__V1__SourceSummary) throws(LedgerError) {
    self.init(
      id: try Read.identifier(wire.id, "id"), name: try Read.text(wire.name, "name"),
      source: try Read.message(wire.source, "source"),
      claims: try Read.amount(wire.claims, "claims"), first: try Read.date(wire.first, "first"),
      last: try Read.date(wire.last, "last"))
  }

  package func write(to wire: inout Reckoner__V1__SourceSummary, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.id = try arena.place(id?.value ?? "", "id")
    wire.name = try arena.place(name, "name")
    wire.source = try arena.place(source)
    wire.claims = claims
    wire.first = try arena.place(first?.description ?? "", "first")
    wire.last = try arena.place(last?.description ?? "", "last")
  }
}

/// Asks how many claims there are of each claimant.
package struct CountBySourceRequest: Hashable, Sendable {
  package var filter: ClaimFilter
  package var at: LedgerPoint

  package init(filter: ClaimFilter = ClaimFilter(), at: LedgerPoint = .head) {
    self.filter = filter
    self.at = at
  }
}

extension CountBySourceRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__CountBySourceRequest>?) -> Void
  { reckoner__v1__count_by_source_request__init }

  package init(reading wire: Reckoner__V1__CountBySourceRequest) throws(LedgerError) {
    self.init(
      filter: try Read.message(wire.filter, "filter") ?? ClaimFilter(),
      at: try Read.message(wire.at, "at") ?? .head)
  }

  package func write(to wire: inout Reckoner__V1__CountBySourceRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.filter = try arena.place(filter)
    wire.at = try arena.place(at)
  }
}

/// The claimants of the claims that match, the most frequent first.
package struct CountBySourceResponse: Hashable, Sendable {
  package var sources: [SourceSummary]
  package var revision: Revision
  /// Claimants that are not listed, and their claims.
  package var otherSources: Int64
  package var otherClaims: Int64

  package init(
    sources: [SourceSummary] = [], revision: Revision, otherSources: Int64 = 0,
    otherClaims: Int64 = 0
  ) {
    self.sources = sources
    self.revision = revision
    self.otherSources = otherSources
    self.otherClaims = otherClaims
  }
}

extension CountBySourceResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__CountBySourceResponse>?) -> Void
  { reckoner__v1__count_by_source_response__init }

  package init(reading wire: Reckoner__V1__CountBySourceResponse) throws(LedgerError) {
    self.init(
      sources: try Read.messages(wire.n_sources, wire.sources, "sources"),
      revision: try Read.revision(wire.revision, "revision"),
      otherSources: try Read.amount(wire.other_sources, "other_sources"),
      otherClaims: try Read.amount(wire.other_claims, "other_claims"))
  }

  package func write(to wire: inout Reckoner__V1__CountBySourceResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_sources, wire.sources) = try arena.place(sources)
    wire.revision = revision.number
    wire.other_sources = otherSources
    wire.other_claims = otherClaims
  }
}

/// Asks who counts, what, and how much of it the ledger holds.
package struct ListSourcesRequest: Hashable, Sendable {
  /// Which claims are counted. A source without any is listed where one of its counts fits conflict, party, measure and
  /// population, and its id or name fits claimant.
  package var filter: ClaimFilter
  package var at: LedgerPoint
  /// Sources, too, that have neither claims nor a count that is known.
  package var all: Bool

  package init(filter: ClaimFilter = ClaimFilter(), at: LedgerPoint = .head, all: Bool = false) {
    self.filter = filter
    self.at = at
    self.all = all
  }
}

extension ListSourcesRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListSourcesRequest>?) -> Void
  { reckoner__v1__list_sources_request__init }

  package init(reading wire: Reckoner__V1__ListSourcesRequest) throws(LedgerError) {
    self.init(
      filter: try Read.message(wire.filter, "filter") ?? ClaimFilter(),
      at: try Read.message(wire.at, "at") ?? .head, all: wire.all != 0)
  }

  package func write(to wire: inout Reckoner__V1__ListSourcesRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.filter = try arena.place(filter)
    wire.at = try arena.place(at)
    wire.all = all ? 1 : 0
  }
}

package struct ListSourcesResponse: Hashable, Sendable {
  package var status: AnswerStatus
  /// The one with most claims first, then by name.
  package var sources: [SourceSummary]
  package var otherSources: Int64
  package var otherClaims: Int64

  package init(
    status: AnswerStatus, sources: [SourceSummary] = [], otherSources: Int64 = 0,
    otherClaims: Int64 = 0
  ) {
    self.status = status
    self.sources = sources
    self.otherSources = otherSources
    self.otherClaims = otherClaims
  }
}

extension ListSourcesResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListSourcesResponse>?) -> Void
  { reckoner__v1__list_sources_response__init }

  package init(reading wire: Reckoner__V1__ListSourcesResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      sources: try Read.messages(wire.n_sources, wire.sources, "sources"),
      otherSources: try Read.amount(wire.other_sources, "other_sources"),
      otherClaims: try Read.amount(wire.other_claims, "other_claims"))
  }

  package func write(to wire: inout Reckoner__V1__ListSourcesResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.status = try arena.place(status)
    (wire.n_sources, wire.sources) = try arena.place(sources)
    wire.other_sources = otherSources
    wire.other_claims = otherClaims
  }
}
