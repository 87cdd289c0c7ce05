package import CReckonerProto
package import Ledger

/// Asks for all figures on one group and measure.
package struct AnalyticsServiceCompareRequest: Hashable, Sendable {
  package var question: Question
  /// Nil: the newest that analytics has reached. Otherwise it waits, within the deadline, until that one is reached.
  package var revision: Revision?
  /// The chain's hash there, where the caller knows it: figures of another ledger are no answer.
  package var hash: Digest?

  package init(
    question: Question = Question(), revision: Revision? = nil, hash: Digest? = nil
  ) {
    self.question = question
    self.revision = revision
    self.hash = hash
  }
}

extension AnalyticsServiceCompareRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AnalyticsServiceCompareRequest>?) -> Void
  { reckoner__v1__analytics_service_compare_request__init }

  package init(reading wire: Reckoner__V1__AnalyticsServiceCompareRequest) throws(LedgerError) {
    self.init(
      question: try Read.message(wire.question, "question") ?? Question(),
      revision: wire.revision_presence_case
        == RECKONER__V1__ANALYTICS_SERVICE_COMPARE_REQUEST__REVISION_PRESENCE_REVISION
        ? try Read.revision(wire.revision, "revision") : nil,
      hash: try Read.digest(wire.hash, "hash"))
  }

  package func write(
    to wire: inout Reckoner__V1__AnalyticsServiceCompareRequest, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.question = try arena.place(question)
    if let revision {
      wire.revision_presence_case =
        RECKONER__V1__ANALYTICS_SERVICE_COMPARE_REQUEST__REVISION_PRESENCE_REVISION
      wire.revision = revision.number
    }
    wire.hash = arena.place(hash?.bytes ?? [])
  }
}

/// All figures on one group and measure.
package struct AnalyticsServiceCompareResponse: Hashable, Sendable {
  package var comparison: Comparison
  package var revision: Revision
  /// False: not all that was asked for has been read yet.
  package var complete: Bool

  package init(comparison: Comparison, revision: Revision, complete: Bool = false) {
    self.comparison = comparison
    self.revision = revision
    self.complete = complete
  }
}

extension AnalyticsServiceCompareResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AnalyticsServiceCompareResponse>?) -> Void
  { reckoner__v1__analytics_service_compare_response__init }

  package init(reading wire: Reckoner__V1__AnalyticsServiceCompareResponse) throws(LedgerError) {
    self.init(
      comparison: try Read.required(wire.comparison, "comparison"),
      revision: try Read.revision(wire.revision, "revision"),
      complete: wire.complete != 0)
  }

  package func write(
    to wire: inout Reckoner__V1__AnalyticsServiceCompareResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.comparison = try arena.place(comparison)
    wire.revision = revision.number
    wire.complete = complete ? 1 : 0
  }
}

/// Asks how far analytics has read.
package struct GetPositionRequest: Hashable, Sendable {
  /// Answer when this revision is reached. Nil: at once.
  package var waitFor: Revision?

  package init(waitFor: Revision? = nil) {
    self.waitFor = waitFor
  }
}

extension GetPositionRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetPositionRequest>?) -> Void
  { reckoner__v1__get_position_request__init }

  package init(reading wire: Reckoner__V1__GetPositionRequest) throws(LedgerError) {
    self.init(waitFor: wire.wait_for == 0 ? nil : try Read.revision(wire.wait_for, "wait_for"))
  }

  package func write(to wire: inout Reckoner__V1__GetPositionRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.wait_for = waitFor?.number ?? 0
  }
}

/// How far analytics has read.
package struct GetPositionResponse: Hashable, Sendable {
  package var revision: Revision
  /// All that the ledger held when analytics started has been read.
  package var ready: Bool
  /// The chain's hash there; nil where it does not say.
  package var hash: Digest?

  package init(revision: Revision, ready: Bool = false, hash: Digest? = nil) {
    self.revision = revision
    self.ready = ready
    self.hash = hash
  }
}

extension GetPositionResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetPositionResponse>?) -> Void
  { reckoner__v1__get_position_response__init }

  package init(reading wire: Reckoner__V1__GetPositionResponse) throws(LedgerError) {
    self.init(
      revision: try Read.revision(wire.revision, "revision"),
      ready: wire.ready != 0, hash: try Read.digest(wire.hash, "hash"))
  }

  package func write(to wire: inout Reckoner__V1__GetPositionResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.revision = revision.number
    wire.ready = ready ? 1 : 0
    wire.hash = arena.place(hash?.bytes ?? [])
  }
}

/// Asks how analytics is.
package struct GetAnalyticsStatusRequest: Hashable, Sendable {

  package init() {
  }
}

extension GetAnalyticsStatusRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetAnalyticsStatusRequest>?) -> Void
  { reckoner__v1__get_analytics_status_request__init }

  package init(reading wire: Reckoner__V1__GetAnalyticsStatusRequest) throws(LedgerError) {
    self.init()
  }

  package func write(
    to wire: inout Reckoner__V1__GetAnalyticsStatusRequest, in arena: borrowing Arena
  ) throws(LedgerError) {
  }
}

/// How analytics is.
package struct GetAnalyticsStatusResponse: Hashable, Sendable {
  package var status: ServiceStatus
  package var claims: Int64
  /// Memory of the model in bytes, divided by its claims.
  package var bytesPerClaim: Double
  /// The topics that there are claims on, and on how many of them an answer is ready before anybody asks.
  package var topics, preparedTopics: Int

  package init(
    status: ServiceStatus, claims: Int64 = 0, bytesPerClaim: Double = 0, topics: Int = 0,
    preparedTopics: Int = 0
  ) {
    self.status = status
    self.claims = claims
    self.bytesPerClaim = bytesPerClaim
    (self.topics, self.preparedTopics) = (topics, preparedTopics)
  }
}

extension GetAnalyticsStatusResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetAnalyticsStatusResponse>?) -> Void
  { reckoner__v1__get_analytics_status_response__init }

  package init(reading wire: Reckoner__V1__GetAnalyticsStatusResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      claims: wire.claims,
      bytesPerClaim: try Read.number(wire.bytes_per_claim, "bytes_per_claim"),
      topics: Int(wire.topics), preparedTopics: Int(wire.prepared_topics))
  }

  package func write(
    to wire: inout Reckoner__V1__GetAnalyticsStatusResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.status = try arena.place(status)
    wire.claims = claims
    wire.bytes_per_claim = bytesPerClaim
    wire.topics = Int32(clamping: topics)
    wire.prepared_topics = Int32(clamping: preparedTopics)
  }
}
