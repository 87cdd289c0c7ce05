package import CReckonerProto
package import Ledger

// Proofs of claims, as storage makes them and as the gateway passes them on.

/// Asks for what shows that a claim is in the ledger.
package struct GetProofRequest: Hashable, Sendable {
  /// A whole id, or a beginning of six characters or more.
  package var claim: String
  package var at: LedgerPoint

  package init(claim: String, at: LedgerPoint = .head) {
    self.claim = claim
    self.at = at
  }
}

extension GetProofRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetProofRequest>?) -> Void
  { reckoner__v1__get_proof_request__init }

  package init(reading wire: Reckoner__V1__GetProofRequest) throws(LedgerError) {
    self.init(
      claim: try Read.text(wire.claim, "claim"), at: try Read.message(wire.at, "at") ?? .head)
  }

  package func write(to wire: inout Reckoner__V1__GetProofRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.claim = try arena.place(claim, "claim")
    wire.at = try arena.place(at)
  }
}

/// A proof, and the state of the ledger that it was made in.
package struct GetProofResponse: Hashable, Sendable {
  package var proof: ClaimProof
  package var revision: Revision
  /// Why the proof has no words; nil where it has them.
  package var withdrawn: WithdrawalMark?

  package init(proof: ClaimProof, revision: Revision, withdrawn: WithdrawalMark? = nil) {
    self.proof = proof
    self.revision = revision
    self.withdrawn = withdrawn
  }
}

extension GetProofResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetProofResponse>?) -> Void
  { reckoner__v1__get_proof_response__init }

  package init(reading wire: Reckoner__V1__GetProofResponse) throws(LedgerError) {
    self.init(
      proof: try Read.required(wire.proof, "proof"),
      revision: try Read.revision(wire.revision, "revision"),
      withdrawn: try Read.message(wire.withdrawn, "withdrawn"))
  }

  package func write(to wire: inout Reckoner__V1__GetProofResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.proof = try arena.place(proof)
    wire.revision = revision.number
    wire.withdrawn = try arena.place(withdrawn)
  }
}

/// Asks for what shows that a claim is in the ledger.
package struct ProveClaimRequest: Hashable, Sendable {
  /// A whole id, or a beginning of six characters or more.
  package var claim: String
  package var at: LedgerPoint

  package init(claim: String, at: LedgerPoint = .head) {
    self.claim = claim
    self.at = at
  }
}

extension ProveClaimRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ProveClaimRequest>?) -> Void
  { reckoner__v1__prove_claim_request__init }

  package init(reading wire: Reckoner__V1__ProveClaimRequest) throws(LedgerError) {
    self.init(
      claim: try Read.text(wire.claim, "claim"), at: try Read.message(wire.at, "at") ?? .head)
  }

  package func write(to wire: inout Reckoner__V1__ProveClaimRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.claim = try arena.place(claim, "claim")
    wire.at = try arena.place(at)
  }
}

/// A proof.
package struct ProveClaimResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var proof: ClaimProof
  /// Why the proof has no words; nil where it has them.
  package var withdrawn: WithdrawalMark?

  package init(status: AnswerStatus, proof: ClaimProof, withdrawn: WithdrawalMark? = nil) {
    self.status = status
    self.proof = proof
    self.withdrawn = withdrawn
  }
}

extension ProveClaimResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ProveClaimResponse>?) -> Void
  { reckoner__v1__prove_claim_response__init }

  package init(reading wire: Reckoner__V1__ProveClaimResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      proof: try Read.required(wire.proof, "proof"),
      withdrawn: try Read.message(wire.withdrawn, "withdrawn"))
  }

  package func write(to wire: inout Reckoner__V1__ProveClaimResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.status = try arena.place(status)
    wire.proof = try arena.place(proof)
    wire.withdrawn = try arena.place(withdrawn)
  }
}
