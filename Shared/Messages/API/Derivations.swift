package import CReckonerProto
package import Ledger

/// Asks analytics for a page of derivations.
package struct AnalyticsServiceListDerivationsRequest: Hashable, Sendable {
  package var query: DerivationQuery
  /// Nil: the newest that analytics has reached.
  package var revision: Revision?
  /// The chain's hash there, where the caller knows it: figures of another ledger are no answer.
  package var hash: Digest?

  package init(
    query: DerivationQuery = DerivationQuery(), revision: Revision? = nil, hash: Digest? = nil
  ) {
    self.query = query
    self.revision = revision
    self.hash = hash
  }
}

extension AnalyticsServiceListDerivationsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AnalyticsServiceListDerivationsRequest>?) -> Void
  { reckoner__v1__analytics_service_list_derivations_request__init }

  package init(reading wire: Reckoner__V1__AnalyticsServiceListDerivationsRequest)
    throws(LedgerError)
  {
    self.init(
      query: try Read.message(wire.query, "query") ?? DerivationQuery(),
      revision: wire.revision_presence_case
        == RECKONER__V1__ANALYTICS_SERVICE_LIST_DERIVATIONS_REQUEST__REVISION_PRESENCE_REVISION
        ? try Read.revision(wire.revision, "revision") : nil,
      hash: try Read.digest(wire.hash, "hash"))
  }

  package func write(
    to wire: inout Reckoner__V1__AnalyticsServiceListDerivationsRequest, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.query = try arena.place(query)
    if let revision {
      wire.revision_presence_case =
        RECKONER__V1__ANALYTICS_SERVICE_LIST_DERIVATIONS_REQUEST__REVISION_PRESENCE_REVISION
      wire.revision = revision.number
    }
    wire.hash = arena.place(hash?.bytes ?? [])
  }
}

/// A page of derivations.
package struct AnalyticsServiceListDerivationsResponse: Hashable, Sendable {
  package var page: DerivationPage
  package var revision: Revision
  /// False: not all that was asked for has been read yet.
  package var complete: Bool

  package init(page: DerivationPage, revision: Revision, complete: Bool = false) {
    self.page = page
    self.revision = revision
    self.complete = complete
  }
}

extension AnalyticsServiceListDerivationsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AnalyticsServiceListDerivationsResponse>?) -> Void
  { reckoner__v1__analytics_service_list_derivations_response__init }

  package init(reading wire: Reckoner__V1__AnalyticsServiceListDerivationsResponse)
    throws(LedgerError)
  {
    self.init(
      page: try Read.required(wire.page, "page"),
      revision: try Read.revision(wire.revision, "revision"),
      complete: wire.complete != 0)
  }

  package func write(
    to wire: inout Reckoner__V1__AnalyticsServiceListDerivationsResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.page = try arena.place(page)
    wire.revision = revision.number
    wire.complete = complete ? 1 : 0
  }
}

/// Asks for a page of derivations.
package struct ListDerivationsRequest: Hashable, Sendable {
  package var query: DerivationQuery
  package var at: LedgerPoint
  /// With the sentences of the claims that the page names.
  package var sentences: Bool

  package init(
    query: DerivationQuery = DerivationQuery(), at: LedgerPoint = .head, sentences: Bool = false
  ) {
    self.query = query
    self.at = at
    self.sentences = sentences
  }
}

extension ListDerivationsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListDerivationsRequest>?) -> Void
  { reckoner__v1__list_derivations_request__init }

  package init(reading wire: Reckoner__V1__ListDerivationsRequest) throws(LedgerError) {
    self.init(
      query: try Read.message(wire.query, "query") ?? DerivationQuery(),
      at: try Read.message(wire.at, "at") ?? .head, sentences: wire.sentences != 0)
  }

  package func write(
    to wire: inout Reckoner__V1__ListDerivationsRequest, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.query = try arena.place(query)
    wire.at = try arena.place(at)
    wire.sentences = sentences ? 1 : 0
  }
}

/// A page of derivations, with the claims that it names.
package struct ListDerivationsResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var page: DerivationPage
  /// Each once, in the order in which it is named; none unless they were asked for.
  package var evidence: [ClaimRecord]

  package init(
    status: AnswerStatus, page: DerivationPage = DerivationPage(), evidence: [ClaimRecord] = []
  ) {
    self.status = status
    self.page = page
    self.evidence = evidence
  }
}

extension ListDerivationsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListDerivationsResponse>?) -> Void
  { reckoner__v1__list_derivations_response__init }

  package init(reading wire: Reckoner__V1__ListDerivationsResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      page: try Read.required(wire.page, "page"),
      evidence: try Read.messages(wire.n_evidence, wire.evidence, "evidence"))
  }

  package func write(
    to wire: inout Reckoner__V1__ListDerivationsResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.status = try arena.place(status)
    wire.page = try arena.place(page)
    (wire.n_evidence, wire.evidence) = try arena.place(evidence)
  }
}
