package import CReckonerProto
package import Ledger

/// Asks analytics for a page of what changed in who reports.
package struct AnalyticsServiceListCoverageRequest: Hashable, Sendable {
  package var question: Question
  /// Nil: the newest that analytics has reached. Otherwise it waits, within the deadline, until that one is reached.
  package var revision: Revision?
  /// The chain's hash there, where the caller knows it.
  package var hash: Digest?
  /// How many coverage to leave out, from the first.
  package var start: Int
  /// At most 500; 0 means 100.
  package var pageSize: Int

  package init(
    question: Question = Question(), revision: Revision? = nil, hash: Digest? = nil,
    start: Int = 0, pageSize: Int = 0
  ) {
    self.question = question
    self.revision = revision
    self.hash = hash
    self.start = start
    self.pageSize = pageSize
  }
}

extension AnalyticsServiceListCoverageRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AnalyticsServiceListCoverageRequest>?) -> Void
  { reckoner__v1__analytics_service_list_coverage_request__init }

  package init(reading wire: Reckoner__V1__AnalyticsServiceListCoverageRequest)
    throws(LedgerError)
  {
    self.init(
      question: try Read.message(wire.question, "question") ?? Question(),
      revision: wire.revision_presence_case
        == RECKONER__V1__ANALYTICS_SERVICE_LIST_COVERAGE_REQUEST__REVISION_PRESENCE_REVISION
        ? try Read.revision(wire.revision, "revision") : nil,
      hash: try Read.digest(wire.hash, "hash"), start: try Read.count(wire.start, "start"),
      pageSize: try Read.count(wire.page_size, "page_size"))
  }

  package func write(
    to wire: inout Reckoner__V1__AnalyticsServiceListCoverageRequest, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.question = try arena.place(question)
    if let revision {
      wire.revision_presence_case =
        RECKONER__V1__ANALYTICS_SERVICE_LIST_COVERAGE_REQUEST__REVISION_PRESENCE_REVISION
      wire.revision = revision.number
    }
    wire.hash = arena.place(hash?.bytes ?? [])
    wire.start = Int32(clamping: start)
    wire.page_size = Int32(clamping: pageSize)
  }
}

/// A page of what changed in who reports, from analytics.
package struct AnalyticsServiceListCoverageResponse: Hashable, Sendable {
  package var coverage: CoverageSet
  package var revision: Revision
  /// False: not all that was asked for has been read yet.
  package var complete: Bool

  package init(coverage: CoverageSet, revision: Revision, complete: Bool = false) {
    self.coverage = coverage
    self.revision = revision
    self.complete = complete
  }
}

extension AnalyticsServiceListCoverageResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AnalyticsServiceListCoverageResponse>?) -> Void
  { reckoner__v1__analytics_service_list_coverage_response__init }

  package init(reading wire: Reckoner__V1__AnalyticsServiceListCoverageResponse)
    throws(LedgerError)
  {
    self.init(
      coverage: try Read.required(wire.coverage, "coverage"),
      revision: try Read.revision(wire.revision, "revision"), complete: wire.complete != 0)
  }

  package func write(
    to wire: inout Reckoner__V1__AnalyticsServiceListCoverageResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.coverage = try arena.place(coverage)
    wire.revision = revision.number
    wire.complete = complete ? 1 : 0
  }
}

/// Asks for a page of what changed in who reports.
package struct ListCoverageRequest: Hashable, Sendable {
  package var question: Question
  package var at: LedgerPoint
  /// At most 500; 0 means 100.
  package var pageSize: Int
  package var cursor: String

  package init(
    question: Question = Question(), at: LedgerPoint = .head, pageSize: Int = 0,
    cursor: String = ""
  ) {
    self.question = question
    self.at = at
    self.pageSize = pageSize
    self.cursor = cursor
  }
}

extension ListCoverageRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListCoverageRequest>?) -> Void
  { reckoner__v1__list_coverage_request__init }

  package init(reading wire: Reckoner__V1__ListCoverageRequest) throws(LedgerError) {
    self.init(
      question: try Read.message(wire.question, "question") ?? Question(),
      at: try Read.message(wire.at, "at") ?? .head,
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"))
  }

  package func write(to wire: inout Reckoner__V1__ListCoverageRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.question = try arena.place(question)
    wire.at = try arena.place(at)
    wire.page_size = Int32(clamping: pageSize)
    wire.cursor = try arena.place(cursor, "cursor")
  }
}

/// A page of what changed in who reports, with the sentences of their claims.
package struct ListCoverageResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var coverage: CoverageSet
  package var evidence: [ClaimRecord]
  package var nextCursor: String

  package init(
    status: AnswerStatus, coverage: CoverageSet, evidence: [ClaimRecord] = [],
    nextCursor: String = ""
  ) {
    self.status = status
    self.coverage = coverage
    self.evidence = evidence
    self.nextCursor = nextCursor
  }
}

extension ListCoverageResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListCoverageResponse>?) -> Void
  { reckoner__v1__list_coverage_response__init }

  package init(reading wire: Reckoner__V1__ListCoverageResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      coverage: try Read.required(wire.coverage, "coverage"),
      evidence: try Read.messages(wire.n_evidence, wire.evidence, "evidence"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"))
  }

  package func write(to wire: inout Reckoner__V1__ListCoverageResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.status = try arena.place(status)
    wire.coverage = try arena.place(coverage)
    (wire.n_evidence, wire.evidence) = try arena.place(evidence)
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
  }
}
