package import CReckonerProto
package import Ledger

// Decisions of reviewers, as the gateway takes them and as storage records them.

/// A decision on some claims, to be recorded on all of them or on none.
package struct AppendReviewsRequest: Hashable, Sendable {
  /// Whole ids, or beginnings of six characters or more.
  package var claims: [String]
  /// Without a subject, and without how many reviewers are required.
  package var decision: ReviewDecision

  package init(claims: [String], decision: ReviewDecision) {
    self.claims = claims
    self.decision = decision
  }
}

extension AppendReviewsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AppendReviewsRequest>?) -> Void
  { reckoner__v1__append_reviews_request__init }

  package init(reading wire: Reckoner__V1__AppendReviewsRequest) throws(LedgerError) {
    self.init(
      claims: try Read.texts(wire.n_claims, wire.claims, "claims"),
      decision: try Read.required(wire.decision, "decision"))
  }

  package func write(to wire: inout Reckoner__V1__AppendReviewsRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_claims, wire.claims) = try arena.place(claims, "claims")
    wire.decision = try arena.place(decision)
  }
}

/// The claims as they stand now.
package struct AppendReviewsResponse: Hashable, Sendable {
  package var claims: [ClaimRecord]
  /// Those on which the reviewer had decided the same already.
  package var alreadyRecorded: [ClaimID]
  package var revision: Revision
  /// The findings among what the decision was about.
  package var findings: [FindingID]

  package init(
    claims: [ClaimRecord], alreadyRecorded: [ClaimID], revision: Revision,
    findings: [FindingID] = []
  ) {
    self.claims = claims
    self.alreadyRecorded = alreadyRecorded
    self.revision = revision
    self.findings = findings
  }
}

extension AppendReviewsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__AppendReviewsResponse>?) -> Void
  { reckoner__v1__append_reviews_response__init }

  package init(reading wire: Reckoner__V1__AppendReviewsResponse) throws(LedgerError) {
    self.init(
      claims: try Read.messages(wire.n_claims, wire.claims, "claims"),
      alreadyRecorded: try Read.claimIDs(
        wire.n_already_recorded, wire.already_recorded, "already_recorded"),
      revision: try Read.revision(wire.revision, "revision"),
      findings: try Read.findingIDs(wire.n_findings, wire.findings, "findings"))
  }

  package func write(
    to wire: inout Reckoner__V1__AppendReviewsResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    (wire.n_claims, wire.claims) = try arena.place(claims)
    (wire.n_already_recorded, wire.already_recorded) = try arena.place(
      alreadyRecorded.map(\.description), "already_recorded")
    wire.revision = revision.number
    (wire.n_findings, wire.findings) = try arena.place(findings.map(\.description), "findings")
  }
}

/// A decision on some claims, to be recorded on all of them or on none.
package struct ReviewClaimsRequest: Hashable, Sendable {
  /// Whole ids, or beginnings of six characters or more.
  package var claims: [String]
  /// Without a subject, and without how many reviewers are required.
  package var decision: ReviewDecision

  package init(claims: [String], decision: ReviewDecision) {
    self.claims = claims
    self.decision = decision
  }
}

extension ReviewClaimsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ReviewClaimsRequest>?) -> Void
  { reckoner__v1__review_claims_request__init }

  package init(reading wire: Reckoner__V1__ReviewClaimsRequest) throws(LedgerError) {
    self.init(
      claims: try Read.texts(wire.n_claims, wire.claims, "claims"),
      decision: try Read.required(wire.decision, "decision"))
  }

  package func write(to wire: inout Reckoner__V1__ReviewClaimsRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_claims, wire.claims) = try arena.place(claims, "claims")
    wire.decision = try arena.place(decision)
  }
}

/// The claims as they stand now.
package struct ReviewClaimsResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var claims: [ClaimRecord]
  /// Those on which the reviewer had decided the same already.
  package var alreadyRecorded: [ClaimID]
  /// The findings among what the decision was about.
  package var findings: [FindingID]

  package init(
    status: AnswerStatus, claims: [ClaimRecord], alreadyRecorded: [ClaimID],
    findings: [FindingID] = []
  ) {
    self.status = status
    self.claims = claims
    self.alreadyRecorded = alreadyRecorded
    self.findings = findings
  }
}

extension ReviewClaimsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ReviewClaimsResponse>?) -> Void
  { reckoner__v1__review_claims_response__init }

  package init(reading wire: Reckoner__V1__ReviewClaimsResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      claims: try Read.messages(wire.n_claims, wire.claims, "claims"),
      alreadyRecorded: try Read.claimIDs(
        wire.n_already_recorded, wire.already_recorded, "already_recorded"),
      findings: try Read.findingIDs(wire.n_findings, wire.findings, "findings"))
  }

  package func write(to wire: inout Reckoner__V1__ReviewClaimsResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.status = try arena.place(status)
    (wire.n_claims, wire.claims) = try arena.place(claims)
    (wire.n_already_recorded, wire.already_recorded) = try arena.place(
      alreadyRecorded.map(\.description), "already_recorded")
    (wire.n_findings, wire.findings) = try arena.place(findings.map(\.description), "findings")
  }
}
