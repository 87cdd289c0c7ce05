package import CReckonerProto
package import Ledger

// Proofs of claims, as storage makes them and as the gateway passes them on.

/// Asks for what shows that a claim is in the ledger.
package struct GetProofRequest: Hashable, Sendable {
  /// A whole id, or a beginning of six characters or more.
  package var claim: String

  package init(claim: String) { self.claim = claim }
}

extension GetProofRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetProofRequest>?) -> Void
  { reckoner__v1__get_proof_request__init }

  package init(reading wire: Reckoner__V1__GetProofRequest) throws(LedgerError) {
    self.init(claim: try Read.text(wire.claim, "claim"))
  }

  package func write(to wire: inout Reckoner__V1__GetProofRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.claim = try arena.place(claim, "claim")
  }
}

/// A proof, and the state of the ledger that it was made in.
package struct GetProofResponse: Hashable, Sendable {
  package var proof: ClaimProof
  package var revision: Revision

  package init(proof: ClaimProof, revision: Revision) {
    self.proof = proof
    self.revision = revision
  }
}

extension GetProofResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetProofResponse>?) -> Void
  { reckoner__v1__get_proof_response__init }

  package init(reading wire: Reckoner__V1__GetProofResponse) throws(LedgerError) {
    self.init(
      proof: try Read.required(wire.proof, "proof"),
      revision: try Read.revision(wire.revision, "revision"))
  }

  package func write(to wire: inout Reckoner__V1__GetProofResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.proof = try arena.place(proof)
    wire.revision = revision.number
  }
}

/// Asks for what shows that a claim is in the ledger.
package struct ProveClaimRequest: Hashable, Sendable {
  /// A whole id, or a beginning of six characters or more.
  package var claim: String

  package init(claim: String) { self.claim = claim }
}

extension ProveClaimRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ProveClaimRequest>?) -> Void
  { reckoner__v1__prove_claim_request__init }

  package init(reading wire: Reckoner__V1__ProveClaimRequest) throws(LedgerError) {
    self.init(claim: try Read.text(wire.claim, "claim"))
  }

  package func write(to wire: inout Reckoner__V1__ProveClaimRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.claim = try arena.place(claim, "claim")
  }
}

/// A proof.
package struct ProveClaimResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var proof: ClaimProof

  package init(status: AnswerStatus, proof: ClaimProof) {
    self.status = status
    self.proof = proof
  }
}

extension ProveClaimResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ProveClaimResponse>?) -> Void
  { reckoner__v1__prove_claim_response__init }

  package init(reading wire: Reckoner__V1__ProveClaimResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      proof: try Read.required(wire.proof, "proof"))
  }

  package func write(to wire: inout Reckoner__V1__ProveClaimResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.status = try arena.place(status)
    wire.proof = try arena.place(proof)
  }
}
