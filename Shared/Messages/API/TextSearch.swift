package import CReckonerProto
package import Ledger

/// Asks storage for a page of the passages that hold some words.
package struct FindTextRequest: Hashable, Sendable {
  /// Its words are looked for, and must be given.
  package var filter: ClaimFilter
  /// Nil: everywhere.
  package var scope: SearchScope?
  package var at: LedgerPoint
  /// At most 500; 0 means 100.
  package var pageSize: Int
  package var cursor: String
  /// Nil: not asked.
  package var count: CountQuestion?

  package init(
    filter: ClaimFilter = ClaimFilter(), scope: SearchScope? = nil, at: LedgerPoint = .head,
    pageSize: Int = 0, cursor: String = "", count: CountQuestion? = nil
  ) {
    self.filter = filter
    self.scope = scope
    self.at = at
    self.pageSize = pageSize
    self.cursor = cursor
    self.count = count
  }
}

extension FindTextRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__FindTextRequest>?) -> Void
  { reckoner__v1__find_text_request__init }

  package init(reading wire: Reckoner__V1__FindTextRequest) throws(LedgerError) {
    self.init(
      filter: try Read.message(wire.filter, "filter") ?? ClaimFilter(),
      scope: try Read.optional(wire.scope.rawValue, "scope"),
      at: try Read.message(wire.at, "at") ?? .head,
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"),
      count: try Read.message(wire.count, "count"))
  }

  package func write(to wire: inout Reckoner__V1__FindTextRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.filter = try arena.place(filter)
    wire.scope = .init(UInt32(scope?.rawValue ?? 0))
    wire.at = try arena.place(at)
    wire.page_size = Int32(clamping: pageSize)
    wire.cursor = try arena.place(cursor, "cursor")
    wire.count = try arena.place(count)
  }
}

/// A page of passages, newest entry first.
package struct FindTextResponse: Hashable, Sendable {
  package var hits: [TextHit]
  package var nextCursor: String
  package var revision: Revision
  package var counts: ClaimCounts?

  package init(
    hits: [TextHit] = [], nextCursor: String = "", revision: Revision, counts: ClaimCounts? = nil
  ) {
    self.hits = hits
    self.nextCursor = nextCursor
    self.revision = revision
    self.counts = counts
  }
}

extension FindTextResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__FindTextResponse>?) -> Void
  { reckoner__v1__find_text_response__init }

  package init(reading wire: Reckoner__V1__FindTextResponse) throws(LedgerError) {
    self.init(
      hits: try Read.messages(wire.n_hits, wire.hits, "hits"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"),
      revision: try Read.revision(wire.revision, "revision"),
      counts: try Read.message(wire.counts, "counts"))
  }

  package func write(to wire: inout Reckoner__V1__FindTextResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_hits, wire.hits) = try arena.place(hits)
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
    wire.revision = revision.number
    wire.counts = try arena.place(counts)
  }
}

extension Packed<FindTextResponse> {
  /// The answer of hits that are packed already.
  package init(
    hits: [Packed<TextHit>], nextCursor: String, revision: Revision, counts: ClaimCounts?
  ) throws(LedgerError) {
    self = try Packed(
      items: hits,
      rest: FindTextResponse(nextCursor: nextCursor, revision: revision, counts: counts))
  }
}

/// Asks for a page of the passages that hold some words.
package struct SearchTextRequest: Hashable, Sendable {
  /// Its words are looked for, and must be given.
  package var filter: ClaimFilter
  /// Nil: everywhere.
  package var scope: SearchScope?
  package var at: LedgerPoint
  /// At most 500; 0 means 100.
  package var pageSize: Int
  package var cursor: String
  /// Nil: not asked.
  package var count: CountQuestion?

  package init(
    filter: ClaimFilter = ClaimFilter(), scope: SearchScope? = nil, at: LedgerPoint = .head,
    pageSize: Int = 0, cursor: String = "", count: CountQuestion? = nil
  ) {
    self.filter = filter
    self.scope = scope
    self.at = at
    self.pageSize = pageSize
    self.cursor = cursor
    self.count = count
  }
}

extension SearchTextRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__SearchTextRequest>?) -> Void
  { reckoner__v1__search_text_request__init }

  package init(reading wire: Reckoner__V1__SearchTextRequest) throws(LedgerError) {
    self.init(
      filter: try Read.message(wire.filter, "filter") ?? ClaimFilter(),
      scope: try Read.optional(wire.scope.rawValue, "scope"),
      at: try Read.message(wire.at, "at") ?? .head,
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"),
      count: try Read.message(wire.count, "count"))
  }

  package func write(to wire: inout Reckoner__V1__SearchTextRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.filter = try arena.place(filter)
    wire.scope = .init(UInt32(scope?.rawValue ?? 0))
    wire.at = try arena.place(at)
    wire.page_size = Int32(clamping: pageSize)
    wire.cursor = try arena.place(cursor, "cursor")
    wire.count = try arena.place(count)
  }
}

/// A page of passages, newest entry first.
package struct SearchTextResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var hits: [TextHit]
  package var nextCursor: String
  package var counts: ClaimCounts?

  package init(
    status: AnswerStatus, hits: [TextHit] = [], nextCursor: String = "", counts: ClaimCounts? = nil
  ) {
    self.status = status
    self.hits = hits
    self.nextCursor = nextCursor
    self.counts = counts
  }
}

extension SearchTextResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__SearchTextResponse>?) -> Void
  { reckoner__v1__search_text_response__init }

  package init(reading wire: Reckoner__V1__SearchTextResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      hits: try Read.messages(wire.n_hits, wire.hits, "hits"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"),
      counts: try Read.message(wire.counts, "counts"))
  }

  package func write(to wire: inout Reckoner__V1__SearchTextResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.status = try arena.place(status)
    (wire.n_hits, wire.hits) = try arena.place(hits)
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
    wire.counts = try arena.place(counts)
  }
}
