package import CReckonerProto
package import Ledger

/// Asks for the dated figures of each counting system.
package struct ListSeriesRequest: Hashable, Sendable {
  package var question: Question
  package var at: LedgerPoint
  /// Figures, over all series of the page: at most 500; 0 means 100.
  package var pageSize: Int
  package var cursor: String
  /// Also figures that are projected.
  package var projections: Bool

  package init(
    question: Question = Question(), at: LedgerPoint = .head, pageSize: Int = 0,
    cursor: String = "", projections: Bool = false
  ) {
    self.question = question
    self.at = at
    self.pageSize = pageSize
    self.cursor = cursor
    self.projections = projections
  }
}

extension ListSeriesRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListSeriesRequest>?) -> Void
  { reckoner__v1__list_series_request__init }

  package init(reading wire: Reckoner__V1__ListSeriesRequest) throws(LedgerError) {
    self.init(
      question: try Read.message(wire.question, "question") ?? Question(),
      at: try Read.message(wire.at, "at") ?? .head,
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"), projections: wire.projections != 0)
  }

  package func write(to wire: inout Reckoner__V1__ListSeriesRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.page_size = Int32(clamping: pageSize)
    wire.cursor = try arena.place(cursor, "cursor")
    wire.projections = projections ? 1 : 0
    wire.question = try arena.place(question)
    wire.at = try arena.place(at)
  }
}

/// A page of the dated figures of each counting system. A series that it cuts goes on with the next page.
package struct ListSeriesResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var series: [Series]
  package var claims: Int
  /// Claims besides those that reviewers rejected: they are left out.
  package var rejectedClaims: Int
  package var nextCursor: String

  package init(
    status: AnswerStatus, series: [Series] = [], claims: Int = 0, rejectedClaims: Int = 0,
    nextCursor: String = ""
  ) {
    self.nextCursor = nextCursor
    self.status = status
    self.series = series
    self.claims = claims
    self.rejectedClaims = rejectedClaims
  }
}

extension ListSeriesResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListSeriesResponse>?) -> Void
  { reckoner__v1__list_series_response__init }

  package init(reading wire: Reckoner__V1__ListSeriesResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      series: try Read.messages(wire.n_series, wire.series, "series"),
      claims: try Read.count(wire.claims, "claims"),
      rejectedClaims: try Read.count(wire.rejected_claims, "rejected_claims"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"))
  }

  package func write(to wire: inout Reckoner__V1__ListSeriesResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
    wire.status = try arena.place(status)
    (wire.n_series, wire.series) = try arena.place(series)
    wire.claims = Int32(clamping: claims)
    wire.rejected_claims = Int32(clamping: rejectedClaims)
  }
}

/// Asks for a page of the documents.
package struct BrowseReportsRequest: Hashable, Sendable {
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

extension BrowseReportsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__BrowseReportsRequest>?) -> Void
  { reckoner__v1__browse_reports_request__init }

  package init(reading wire: Reckoner__V1__BrowseReportsRequest) throws(LedgerError) {
    self.init(
      at: try Read.message(wire.at, "at") ?? .head,
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"),
      document: try Read.text(wire.document, "document"))
  }

  package func write(to wire: inout Reckoner__V1__BrowseReportsRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.at = try arena.place(at)
    wire.page_size = Int32(clamping: pageSize)
    wire.cursor = try arena.place(cursor, "cursor")
    wire.document = try arena.place(document, "document")
  }
}

/// A page of documents.
package struct BrowseReportsResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var reports: [ReportRecord]
  package var nextCursor: String

  package init(status: AnswerStatus, reports: [ReportRecord] = [], nextCursor: String = "") {
    self.status = status
    self.reports = reports
    self.nextCursor = nextCursor
  }
}

extension BrowseReportsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__BrowseReportsResponse>?) -> Void
  { reckoner__v1__browse_reports_response__init }

  package init(reading wire: Reckoner__V1__BrowseReportsResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      reports: try Read.messages(wire.n_reports, wire.reports, "reports"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"))
  }

  package func write(to wire: inout Reckoner__V1__BrowseReportsResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.status = try arena.place(status)
    (wire.n_reports, wire.reports) = try arena.place(reports)
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
  }
}

/// Asks for the vocabulary that held at a point.
package struct DescribeVocabularyRequest: Hashable, Sendable {
  package var at: LedgerPoint

  package init(at: LedgerPoint = .head) {
    self.at = at
  }
}

extension DescribeVocabularyRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__DescribeVocabularyRequest>?) -> Void
  { reckoner__v1__describe_vocabulary_request__init }

  package init(reading wire: Reckoner__V1__DescribeVocabularyRequest) throws(LedgerError) {
    self.init(at: try Read.message(wire.at, "at") ?? .head)
  }

  package func write(
    to wire: inout Reckoner__V1__DescribeVocabularyRequest, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.at = try arena.place(at)
  }
}

/// A vocabulary.
package struct DescribeVocabularyResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var vocabulary: Vocabulary?

  package init(status: AnswerStatus, vocabulary: Vocabulary? = nil) {
    self.status = status
    self.vocabulary = vocabulary
  }
}

extension DescribeVocabularyResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__DescribeVocabularyResponse>?) -> Void
  { reckoner__v1__describe_vocabulary_response__init }

  package init(reading wire: Reckoner__V1__DescribeVocabularyResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      vocabulary: try Read.message(wire.vocabulary, "vocabulary"))
  }

  package func write(
    to wire: inout Reckoner__V1__DescribeVocabularyResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.status = try arena.place(status)
    wire.vocabulary = try arena.place(vocabulary)
  }
}
