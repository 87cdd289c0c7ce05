package import CReckonerProto
package import Ledger

/// Asks analytics about the figures of a draft.
package struct AnalyticsServiceCheckRequest: Hashable, Sendable {
  /// As the extractor read them; at most `CheckedDraft.mostFigures`.
  package var claims: [Claim]
  /// Nothing older is answered from; nil: whatever analytics has reached.
  package var revision: Revision?
  /// The chain's hash there, where the caller knows it.
  package var hash: Digest?

  package init(claims: [Claim], revision: Revision? = nil, hash: Digest? = nil) {
    self.claims = claims
    self.revision = revision
    self.hash = hash
  }
}

extension AnalyticsServiceCheckRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AnalyticsServiceCheckRequest>?) -> Void
  { reckoner__v1__analytics_service_check_request__init }

  package init(reading wire: Reckoner__V1__AnalyticsServiceCheckRequest) throws(LedgerError) {
    self.init(
      claims: try Read.messages(wire.n_claims, wire.claims, "claims"),
      revision: wire.revision_presence_case
        == RECKONER__V1__ANALYTICS_SERVICE_CHECK_REQUEST__REVISION_PRESENCE_REVISION
        ? try Read.revision(wire.revision, "revision") : nil,
      hash: try Read.digest(wire.hash, "hash"))
  }

  package func write(
    to wire: inout Reckoner__V1__AnalyticsServiceCheckRequest, in arena: borrowing Arena
  ) throws(LedgerError) {
    (wire.n_claims, wire.claims) = try arena.place(claims)
    if let revision {
      wire.revision_presence_case =
        RECKONER__V1__ANALYTICS_SERVICE_CHECK_REQUEST__REVISION_PRESENCE_REVISION
      wire.revision = revision.number
    }
    wire.hash = arena.place(hash?.bytes ?? [])
  }
}

/// What analytics says to the figures of a draft.
package struct AnalyticsServiceCheckResponse: Hashable, Sendable {
  package var draft: CheckedDraft
  package var revision: Revision
  /// False: not all that was asked for has been read yet.
  package var complete: Bool

  package init(draft: CheckedDraft, revision: Revision, complete: Bool = false) {
    self.draft = draft
    self.revision = revision
    self.complete = complete
  }
}

extension AnalyticsServiceCheckResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AnalyticsServiceCheckResponse>?) -> Void
  { reckoner__v1__analytics_service_check_response__init }

  package init(reading wire: Reckoner__V1__AnalyticsServiceCheckResponse) throws(LedgerError) {
    self.init(
      draft: try Read.required(wire.draft, "draft"),
      revision: try Read.revision(wire.revision, "revision"), complete: wire.complete != 0)
  }

  package func write(
    to wire: inout Reckoner__V1__AnalyticsServiceCheckResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.draft = try arena.place(draft)
    wire.revision = revision.number
    wire.complete = complete ? 1 : 0
  }
}

/// A part of a draft: header, content, end.
package struct CheckRequest: Hashable, Sendable {
  package var passage: PassagePart
  package init(passage: PassagePart) { self.passage = passage }
}

extension CheckRequest: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__CheckRequest>?) -> Void
  { reckoner__v1__check_request__init }

  package init(reading wire: Reckoner__V1__CheckRequest) throws(LedgerError) {
    self.init(passage: try Read.required(wire.passage, "passage"))
  }

  package func write(to wire: inout Reckoner__V1__CheckRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.passage = try arena.place(passage)
  }
}

/// A checked draft, with the sentences behind the remarks.
package struct CheckResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var draft: CheckedDraft
  package var evidence: [ClaimRecord]
  /// What relative dates of the draft were resolved against.
  package var published: DateStatement?
  package var warnings: [String]

  package init(
    status: AnswerStatus, draft: CheckedDraft, evidence: [ClaimRecord] = [],
    published: DateStatement? = nil, warnings: [String] = []
  ) {
    self.status = status
    self.draft = draft
    self.evidence = evidence
    self.published = published
    self.warnings = warnings
  }
}

extension CheckResponse: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__CheckResponse>?) -> Void
  { reckoner__v1__check_response__init }

  package init(reading wire: Reckoner__V1__CheckResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      draft: try Read.required(wire.draft, "draft"),
      evidence: try Read.messages(wire.n_evidence, wire.evidence, "evidence"),
      published: try Read.message(wire.published, "published"),
      warnings: try Read.texts(wire.n_warnings, wire.warnings, "warnings"))
  }

  package func write(to wire: inout Reckoner__V1__CheckResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.status = try arena.place(status)
    wire.draft = try arena.place(draft)
    (wire.n_evidence, wire.evidence) = try arena.place(evidence)
    wire.published = try arena.place(published)
    (wire.n_warnings, wire.warnings) = try arena.place(warnings, "warnings")
  }
}
