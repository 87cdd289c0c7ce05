package import CReckonerProto
package import Ledger

/// Asks for claims by id, or by an unambiguous beginning of one.
package struct GetClaimsRequest: Hashable, Sendable {
  package var ids: [String]
  package var at: LedgerPoint
  /// With the decisions on each, where their documents were seen, and the chain's hashes. Without, an answer ends before it
  /// would be larger than 2 MiB.
  package var history: Bool

  package init(ids: [String] = [], at: LedgerPoint = .head, history: Bool = false) {
    self.ids = ids
    self.at = at
    self.history = history
  }
}

extension GetClaimsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetClaimsRequest>?) -> Void
  { reckoner__v1__get_claims_request__init }

  package init(reading wire: Reckoner__V1__GetClaimsRequest) throws(LedgerError) {
    self.init(
      ids: try Read.texts(wire.n_ids, wire.ids, "ids"),
      at: try Read.message(wire.at, "at") ?? .head, history: wire.history != 0)
  }

  package func write(to wire: inout Reckoner__V1__GetClaimsRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_ids, wire.ids) = try arena.place(ids, "ids")
    wire.at = try arena.place(at)
    wire.history = history ? 1 : 0
  }
}

/// Claims in the order asked for, with their history where that was asked for, else from the first on.
package struct GetClaimsResponse: Hashable, Sendable {
  package var claims: [ClaimRecord]
  /// The sightings of the claims' documents.
  package var sightings: [Sighting]
  /// The chain's hash after each claim's entry.
  package var entryHashes: [Digest]
  package var revision: Revision

  package init(
    claims: [ClaimRecord] = [], sightings: [Sighting] = [], entryHashes: [Digest] = [],
    revision: Revision
  ) {
    self.claims = claims
    self.sightings = sightings
    self.entryHashes = entryHashes
    self.revision = revision
  }
}

extension GetClaimsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetClaimsResponse>?) -> Void
  { reckoner__v1__get_claims_response__init }

  package init(reading wire: Reckoner__V1__GetClaimsResponse) throws(LedgerError) {
    self.init(
      claims: try Read.messages(wire.n_claims, wire.claims, "claims"),
      sightings: try Read.messages(wire.n_sightings, wire.sightings, "sightings"),
      entryHashes: try Read.digests(wire.n_entry_hashes, wire.entry_hashes, "entry_hashes"),
      revision: try Read.revision(wire.revision, "revision"))
  }

  package func write(to wire: inout Reckoner__V1__GetClaimsResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_claims, wire.claims) = try arena.place(claims)
    (wire.n_sightings, wire.sightings) = try arena.place(sightings)
    (wire.n_entry_hashes, wire.entry_hashes) = arena.place(entryHashes.map(\.bytes))
    wire.revision = revision.number
  }
}

/// Asks for a page of the claims that match a filter.
package struct ListClaimsRequest: Hashable, Sendable {
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

extension ListClaimsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListClaimsRequest>?) -> Void
  { reckoner__v1__list_claims_request__init }

  package init(reading wire: Reckoner__V1__ListClaimsRequest) throws(LedgerError) {
    self.init(
      filter: try Read.message(wire.filter, "filter") ?? ClaimFilter(),
      at: try Read.message(wire.at, "at") ?? .head,
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"),
      count: try Read.message(wire.count, "count"), sightings: wire.sightings != 0)
  }

  package func write(to wire: inout Reckoner__V1__ListClaimsRequest, in arena: borrowing Arena)
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

/// A page of claims, newest entry first.
package struct ListClaimsResponse: Hashable, Sendable {
  package var claims: [ClaimRecord]
  package var nextCursor: String
  package var revision: Revision
  package var counts: ClaimCounts?
  /// Where they were asked for: the first ones of each document on the page, oldest first.
  package var sightings: [Sighting]

  package init(
    claims: [ClaimRecord] = [], nextCursor: String = "", revision: Revision,
    counts: ClaimCounts? = nil, sightings: [Sighting] = []
  ) {
    self.claims = claims
    self.nextCursor = nextCursor
    self.revision = revision
    self.counts = counts
    self.sightings = sightings
  }
}

extension ListClaimsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListClaimsResponse>?) -> Void
  { reckoner__v1__list_claims_response__init }

  package init(reading wire: Reckoner__V1__ListClaimsResponse) throws(LedgerError) {
    self.init(
      claims: try Read.messages(wire.n_claims, wire.claims, "claims"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"),
      revision: try Read.revision(wire.revision, "revision"),
      counts: try Read.message(wire.counts, "counts"),
      sightings: try Read.messages(wire.n_sightings, wire.sightings, "sightings"))
  }

  package func write(to wire: inout Reckoner__V1__ListClaimsResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_sightings, wire.sightings) = try arena.place(sightings)
    (wire.n_claims, wire.claims) = try arena.place(claims)
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
    wire.revision = revision.number
    wire.counts = try arena.place(counts)
  }
}

extension Packed<GetClaimsResponse> {
  /// The answer of records that are packed already.
  package init(claims: [Packed<ClaimRecord>], revision: Revision) throws(LedgerError) {
    self = try Packed(items: claims, rest: GetClaimsResponse(revision: revision))
  }
}

extension Packed<ListClaimsResponse> {
  /// The answer of records that are packed already.
  package init(
    claims: [Packed<ClaimRecord>], nextCursor: String, revision: Revision, counts: ClaimCounts?,
    sightings: [Sighting] = []
  ) throws(LedgerError) {
    self = try Packed(
      items: claims,
      rest: ListClaimsResponse(
        nextCursor: nextCursor, revision: revision, counts: counts, sightings: sightings))
  }
}

/// Asks for a page of the documents.
package struct ListReportsRequest: Hashable, Sendable {
  package var at: LedgerPoint
  package var pageSize: Int
  package var cursor: String
  /// A whole document id or an unambiguous beginning; empty for all.
  package var document: String

  package init(
    at: LedgerPoint = .head, pageSize: Int = 0, cursor: String = "", document: String = ""
  ) {
    self.at = at
    self.pageSize = pageSize
    self.cursor = cursor
    self.document = document
  }
}

extension ListReportsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListReportsRequest>?) -> Void
  { reckoner__v1__list_reports_request__init }

  package init(reading wire: Reckoner__V1__ListReportsRequest) throws(LedgerError) {
    self.init(
      at: try Read.message(wire.at, "at") ?? .head,
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"),
      document: try Read.text(wire.document, "document"))
  }

  package func write(to wire: inout Reckoner__V1__ListReportsRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.at = try arena.place(at)
    wire.page_size = Int32(clamping: pageSize)
    wire.cursor = try arena.place(cursor, "cursor")
    wire.document = try arena.place(document, "document")
  }
}

/// A page of documents, newest first.
package struct ListReportsResponse: Hashable, Sendable {
  package var reports: [ReportRecord]
  package var nextCursor: String
  package var revision: Revision

  package init(reports: [ReportRecord] = [], nextCursor: String = "", revision: Revision) {
    self.reports = reports
    self.nextCursor = nextCursor
    self.revision = revision
  }
}

extension ListReportsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListReportsResponse>?) -> Void
  { reckoner__v1__list_reports_response__init }

  package init(reading wire: Reckoner__V1__ListReportsResponse) throws(LedgerError) {
    self.init(
      reports: try Read.messages(wire.n_reports, wire.reports, "reports"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"),
      revision: try Read.revision(wire.revision, "revision"))
  }

  package func write(to wire: inout Reckoner__V1__ListReportsResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_reports, wire.reports) = try arena.place(reports)
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
    wire.revision = revision.number
  }
}
