package import CReckonerProto
package import Ledger

/// Asks for the dated figures of each counting system.
package struct AnalyticsServiceListSeriesRequest: Hashable, Sendable {
  package var question: Question
  package var revision: Revision?
  /// The chain's hash there, where the caller knows it: figures of another ledger are no answer.
  package var hash: Digest?
  /// How many figures to leave out, from the first.
  package var start: Int
  /// Figures, over all series: at most 500; 0 means 100.
  package var pageSize: Int
  /// Also figures that are projected.
  package var projections: Bool

  package init(
    question: Question = Question(), revision: Revision? = nil, hash: Digest? = nil,
    start: Int = 0, pageSize: Int = 0, projections: Bool = false
  ) {
    self.question = question
    self.revision = revision
    self.hash = hash
    self.start = start
    self.pageSize = pageSize
    self.projections = projections
  }
}

extension AnalyticsServiceListSeriesRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AnalyticsServiceListSeriesRequest>?) -> Void
  { reckoner__v1__analytics_service_list_series_request__init }

  package init(reading wire: Reckoner__V1__AnalyticsServiceListSeriesRequest) throws(LedgerError) {
    self.init(
      question: try Read.message(wire.question, "question") ?? Question(),
      revision: wire.revision_presence_case
        == RECKONER__V1__ANALYTICS_SERVICE_LIST_SERIES_REQUEST__REVISION_PRESENCE_REVISION
        ? try Read.revision(wire.revision, "revision") : nil,
      hash: try Read.digest(wire.hash, "hash"), start: try Read.count(wire.start, "start"),
      pageSize: try Read.count(wire.page_size, "page_size"),
      projections: wire.projections != 0)
  }

  package func write(
    to wire: inout Reckoner__V1__AnalyticsServiceListSeriesRequest, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.start = Int32(clamping: start)
    wire.page_size = Int32(clamping: pageSize)
    wire.projections = projections ? 1 : 0
    wire.question = try arena.place(question)
    if let revision {
      wire.revision_presence_case =
        RECKONER__V1__ANALYTICS_SERVICE_LIST_SERIES_REQUEST__REVISION_PRESENCE_REVISION
      wire.revision = revision.number
    }
    wire.hash = arena.place(hash?.bytes ?? [])
  }
}

/// The dated figures of each counting system.
package struct AnalyticsServiceListSeriesResponse: Hashable, Sendable {
  package var series: [Series]
  package var claims: Int
  /// Claims besides those that reviewers rejected: they are left out.
  package var rejectedClaims: Int
  package var revision: Revision
  package var complete: Bool
  /// How many figures there are in all series, on whatever page.
  package var points: Int

  package init(
    series: [Series] = [], claims: Int = 0, rejectedClaims: Int = 0, revision: Revision,
    complete: Bool = false, points: Int = 0
  ) {
    self.points = points
    self.series = series
    self.claims = claims
    self.rejectedClaims = rejectedClaims
    self.revision = revision
    self.complete = complete
  }
}

extension AnalyticsServiceListSeriesResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AnalyticsServiceListSeriesResponse>?) -> Void
  { reckoner__v1__analytics_service_list_series_response__init }

  package init(reading wire: Reckoner__V1__AnalyticsServiceListSeriesResponse) throws(LedgerError) {
    self.init(
      series: try Read.messages(wire.n_series, wire.series, "series"),
      claims: try Read.count(wire.claims, "claims"),
      rejectedClaims: try Read.count(wire.rejected_claims, "rejected_claims"),
      revision: try Read.revision(wire.revision, "revision"),
      complete: wire.complete != 0, points: try Read.count(wire.points, "points"))
  }

  package func write(
    to wire: inout Reckoner__V1__AnalyticsServiceListSeriesResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    (wire.n_series, wire.series) = try arena.place(series)
    wire.points = Int32(clamping: points)
    wire.claims = Int32(clamping: claims)
    wire.rejected_claims = Int32(clamping: rejectedClaims)
    wire.revision = revision.number
    wire.complete = complete ? 1 : 0
  }
}
