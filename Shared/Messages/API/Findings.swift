package import CReckonerProto
package import Ledger

/// Asks analytics for a page of findings.
package struct AnalyticsServiceListFindingsRequest: Hashable, Sendable {
  package var question: FindingQuestion
  /// Nil: the newest that analytics has reached. Otherwise it waits, within the deadline, until that one is reached.
  package var revision: Revision?
  /// The chain's hash there, where the caller knows it.
  package var hash: Digest?
  /// How many findings to leave out, from the first.
  package var start: Int
  /// At most 500; 0 means 100.
  package var pageSize: Int

  package init(
    question: FindingQuestion = FindingQuestion(), revision: Revision? = nil, hash: Digest? = nil,
    start: Int = 0, pageSize: Int = 0
  ) {
    self.question = question
    self.revision = revision
    self.hash = hash
    self.start = start
    self.pageSize = pageSize
  }
}

extension AnalyticsServiceListFindingsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AnalyticsServiceListFindingsRequest>?) -> Void
  { reckoner__v1__analytics_service_list_findings_request__init }

  package init(reading wire: Reckoner__V1__AnalyticsServiceListFindingsRequest)
    throws(LedgerError)
  {
    self.init(
      question: try Read.message(wire.question, "question") ?? FindingQuestion(),
      revision: wire.revision_presence_case
        == RECKONER__V1__ANALYTICS_SERVICE_LIST_FINDINGS_REQUEST__REVISION_PRESENCE_REVISION
        ? try Read.revision(wire.revision, "revision") : nil,
      hash: try Read.digest(wire.hash, "hash"), start: try Read.count(wire.start, "start"),
      pageSize: try Read.count(wire.page_size, "page_size"))
  }

  package func write(
    to wire: inout Reckoner__V1__AnalyticsServiceListFindingsRequest, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.question = try arena.place(question)
    if let revision {
      wire.revision_presence_case =
        RECKONER__V1__ANALYTICS_SERVICE_LIST_FINDINGS_REQUEST__REVISION_PRESENCE_REVISION
      wire.revision = revision.number
    }
    wire.hash = arena.place(hash?.bytes ?? [])
    wire.start = Int32(clamping: start)
    wire.page_size = Int32(clamping: pageSize)
  }
}

/// A page of findings, from analytics.
package struct AnalyticsServiceListFindingsResponse: Hashable, Sendable {
  package var findings: FindingSet
  package var revision: Revision
  /// False: not all that was asked for has been read yet.
  package var complete: Bool

  package init(findings: FindingSet, revision: Revision, complete: Bool = false) {
    self.findings = findings
    self.revision = revision
    self.complete = complete
  }
}

extension AnalyticsServiceListFindingsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AnalyticsServiceListFindingsResponse>?) -> Void
  { reckoner__v1__analytics_service_list_findings_response__init }

  package init(reading wire: Reckoner__V1__AnalyticsServiceListFindingsResponse)
    throws(LedgerError)
  {
    self.init(
      findings: try Read.required(wire.findings, "findings"),
      revision: try Read.revision(wire.revision, "revision"), complete: wire.complete != 0)
  }

  package func write(
    to wire: inout Reckoner__V1__AnalyticsServiceListFindingsResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.findings = try arena.place(findings)
    wire.revision = revision.number
    wire.complete = complete ? 1 : 0
  }
}

/// Asks for a page of findings.
package struct ListFindingsRequest: Hashable, Sendable {
  package var question: FindingQuestion
  package var at: LedgerPoint
  /// At most 500; 0 means 100.
  package var pageSize: Int
  package var cursor: String

  package init(
    question: FindingQuestion = FindingQuestion(), at: LedgerPoint = .head, pageSize: Int = 0,
    cursor: String = ""
  ) {
    self.question = question
    self.at = at
    self.pageSize = pageSize
    self.cursor = cursor
  }
}

extension ListFindingsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListFindingsRequest>?) -> Void
  { reckoner__v1__list_findings_request__init }

  package init(reading wire: Reckoner__V1__ListFindingsRequest) throws(LedgerError) {
    self.init(
      question: try Read.message(wire.question, "question") ?? FindingQuestion(),
      at: try Read.message(wire.at, "at") ?? .head,
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"))
  }

  package func write(to wire: inout Reckoner__V1__ListFindingsRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.question = try arena.place(question)
    wire.at = try arena.place(at)
    wire.page_size = Int32(clamping: pageSize)
    wire.cursor = try arena.place(cursor, "cursor")
  }
}

/// A page of findings, with the sentences of their claims.
package struct ListFindingsResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var findings: FindingSet
  package var evidence: [ClaimRecord]
  package var nextCursor: String

  package init(
    status: AnswerStatus, findings: FindingSet, evidence: [ClaimRecord] = [],
    nextCursor: String = ""
  ) {
    self.status = status
    self.findings = findings
    self.evidence = evidence
    self.nextCursor = nextCursor
  }
}

extension ListFindingsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListFindingsResponse>?) -> Void
  { reckoner__v1__list_findings_response__init }

  package init(reading wire: Reckoner__V1__ListFindingsResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      findings: try Read.required(wire.findings, "findings"),
      evidence: try Read.messages(wire.n_evidence, wire.evidence, "evidence"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"))
  }

  package func write(to wire: inout Reckoner__V1__ListFindingsResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.status = try arena.place(status)
    wire.findings = try arena.place(findings)
    (wire.n_evidence, wire.evidence) = try arena.place(evidence)
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
  }
}
