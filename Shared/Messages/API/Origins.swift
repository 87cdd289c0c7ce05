package import CReckonerProto
package import Ledger

/// Asks for a page of the origins under a question.
package struct AnalyticsServiceListOriginsRequest: Hashable, Sendable {
  package var question: Question
  package var revision: Revision?
  /// The chain's hash there, where the caller knows it: figures of another ledger are no answer.
  package var hash: Digest?
  /// How many origins to leave out, from the first.
  package var start: Int
  /// At most 500; 0 means 100.
  package var pageSize: Int

  package init(
    question: Question = Question(), revision: Revision? = nil, hash: Digest? = nil, start: Int = 0,
    pageSize: Int = 0
  ) {
    self.question = question
    self.revision = revision
    self.hash = hash
    self.start = start
    self.pageSize = pageSize
  }
}

extension AnalyticsServiceListOriginsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AnalyticsServiceListOriginsRequest>?) -> Void
  { reckoner__v1__analytics_service_list_origins_request__init }

  package init(reading wire: Reckoner__V1__AnalyticsServiceListOriginsRequest) throws(LedgerError) {
    self.init(
      question: try Read.message(wire.question, "question") ?? Question(),
      revision: wire.revision_presence_case
        == RECKONER__V1__ANALYTICS_SERVICE_LIST_ORIGINS_REQUEST__REVISION_PRESENCE_REVISION
        ? try Read.revision(wire.revision, "revision") : nil,
      hash: try Read.digest(wire.hash, "hash"),
      start: try Read.count(wire.start, "start"),
      pageSize: try Read.count(wire.page_size, "page_size"))
  }

  package func write(
    to wire: inout Reckoner__V1__AnalyticsServiceListOriginsRequest, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.question = try arena.place(question)
    if let revision {
      wire.revision_presence_case =
        RECKONER__V1__ANALYTICS_SERVICE_LIST_ORIGINS_REQUEST__REVISION_PRESENCE_REVISION
      wire.revision = revision.number
    }
    wire.hash = arena.place(hash?.bytes ?? [])
    wire.start = Int32(clamping: start)
    wire.page_size = Int32(clamping: pageSize)
  }
}

/// A page of origins.
package struct AnalyticsServiceListOriginsResponse: Hashable, Sendable {
  package var origins: OriginSet
  package var revision: Revision
  /// False: not all that was asked for has been read yet.
  package var complete: Bool

  package init(origins: OriginSet = OriginSet(), revision: Revision, complete: Bool = false) {
    self.origins = origins
    self.revision = revision
    self.complete = complete
  }
}

extension AnalyticsServiceListOriginsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AnalyticsServiceListOriginsResponse>?) -> Void
  { reckoner__v1__analytics_service_list_origins_response__init }

  package init(reading wire: Reckoner__V1__AnalyticsServiceListOriginsResponse) throws(LedgerError)
  {
    self.init(
      origins: try Read.required(wire.origins, "origins"),
      revision: try Read.revision(wire.revision, "revision"),
      complete: wire.complete != 0)
  }

  package func write(
    to wire: inout Reckoner__V1__AnalyticsServiceListOriginsResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.origins = try arena.place(origins)
    wire.revision = revision.number
    wire.complete = complete ? 1 : 0
  }
}

/// Asks for a page of the origins under a question.
package struct ListOriginsRequest: Hashable, Sendable {
  package var question: Question
  package var at: LedgerPoint
  /// At most 500; 0 means 100.
  package var pageSize: Int
  package var cursor: String

  package init(
    question: Question = Question(), at: LedgerPoint = .head, pageSize: Int = 0, cursor: String = ""
  ) {
    self.question = question
    self.at = at
    self.pageSize = pageSize
    self.cursor = cursor
  }
}

extension ListOriginsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListOriginsRequest>?) -> Void
  { reckoner__v1__list_origins_request__init }

  package init(reading wire: Reckoner__V1__ListOriginsRequest) throws(LedgerError) {
    self.init(
      question: try Read.message(wire.question, "question") ?? Question(),
      at: try Read.message(wire.at, "at") ?? .head,
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"))
  }

  package func write(to wire: inout Reckoner__V1__ListOriginsRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.question = try arena.place(question)
    wire.at = try arena.place(at)
    wire.page_size = Int32(clamping: pageSize)
    wire.cursor = try arena.place(cursor, "cursor")
  }
}

/// A page of origins, with the sentences behind them.
package struct ListOriginsResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var origins: OriginSet
  package var evidence: [ClaimRecord]
  package var nextCursor: String

  package init(
    status: AnswerStatus, origins: OriginSet = OriginSet(), evidence: [ClaimRecord] = [],
    nextCursor: String = ""
  ) {
    self.status = status
    self.origins = origins
    self.evidence = evidence
    self.nextCursor = nextCursor
  }
}

extension ListOriginsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListOriginsResponse>?) -> Void
  { reckoner__v1__list_origins_response__init }

  package init(reading wire: Reckoner__V1__ListOriginsResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      origins: try Read.required(wire.origins, "origins"),
      evidence: try Read.messages(wire.n_evidence, wire.evidence, "evidence"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"))
  }

  package func write(to wire: inout Reckoner__V1__ListOriginsResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.status = try arena.place(status)
    wire.origins = try arena.place(origins)
    (wire.n_evidence, wire.evidence) = try arena.place(evidence)
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
  }
}
