package import CReckonerProto
package import Ledger

extension OriginSet: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__OriginSet>?) -> Void {
    reckoner__v1__origin_set__init
  }

  package init(reading wire: Reckoner__V1__OriginSet) throws(LedgerError) {
    self.init(
      origins: try Read.messages(wire.n_origins, wire.origins, "origins"),
      topics: try Read.messages(wire.n_topics, wire.topics, "topics"),
      copies: try Read.messages(wire.n_copies, wire.copies, "copies"),
      releases: try Read.messages(wire.n_releases, wire.releases, "releases"),
      total: try Read.count(wire.total, "total"),
      claims: try Read.count(wire.claims, "claims"),
      rejectedClaims: try Read.count(wire.rejected_claims, "rejected_claims"))
  }

  package func write(to wire: inout Reckoner__V1__OriginSet, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_origins, wire.origins) = try arena.place(origins)
    (wire.n_topics, wire.topics) = try arena.place(topics)
    (wire.n_copies, wire.copies) = try arena.place(copies)
    (wire.n_releases, wire.releases) = try arena.place(releases)
    wire.total = Int32(clamping: total)
    wire.claims = Int32(clamping: claims)
    wire.rejected_claims = Int32(clamping: rejectedClaims)
  }
}

extension OriginRecord: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__OriginRecord>?) -> Void
  { reckoner__v1__origin_record__init }

  package init(reading wire: Reckoner__V1__OriginRecord) throws(LedgerError) {
    self.init(
      topic: try Read.required(wire.topic, "topic"),
      claimant: try Read.message(wire.claimant, "claimant"),
      figure: try Read.required(wire.figure, "figure"),
      relays: try Read.messages(wire.n_relays, wire.relays, "relays"),
      furtherRelays: try Read.count(wire.further_relays, "further_relays"),
      relayOf: try Read.optionalClaimID(wire.relay_of, "relay_of"),
      independentOrigins: try Read.count(wire.independent_origins, "independent_origins"),
      proposedCredibility: try Read.count(wire.proposed_credibility, "proposed_credibility"),
      proposalReason: try Read.text(wire.proposal_reason, "proposal_reason"))
  }

  package func write(to wire: inout Reckoner__V1__OriginRecord, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.topic = try arena.place(topic)
    wire.claimant = try arena.place(claimant)
    wire.figure = try arena.place(figure)
    (wire.n_relays, wire.relays) = try arena.place(relays)
    wire.further_relays = Int32(clamping: furtherRelays)
    wire.relay_of = try arena.place(relayOf?.description ?? "", "relay_of")
    wire.independent_origins = Int32(clamping: independentOrigins)
    wire.proposed_credibility = Int32(clamping: proposedCredibility)
    wire.proposal_reason = try arena.place(proposalReason, "proposal_reason")
  }
}

extension RelayRecord: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__RelayRecord>?) -> Void {
    reckoner__v1__relay_record__init
  }

  package init(reading wire: Reckoner__V1__RelayRecord) throws(LedgerError) {
    self.init(
      claim: try Read.claimID(wire.claim, "claim"),
      document: try Read.document(wire.document, "document"),
      claimant: try Read.message(wire.claimant, "claimant"),
      speaker: try Read.message(wire.speaker, "speaker"),
      relays: try Read.messages(wire.n_relays, wire.relays, "relays"),
      outlets: try Read.texts(wire.n_outlets, wire.outlets, "outlets"),
      mode: try Read.value(wire.mode.rawValue, "mode"),
      quantity: try Read.required(wire.quantity, "quantity"),
      published: try Read.message(wire.published, "published"),
      changes: try Read.messages(wire.n_changes, wire.changes, "changes"),
      alignment: try Read.text(wire.alignment, "alignment"))
  }

  package func write(to wire: inout Reckoner__V1__RelayRecord, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.claim = try arena.place(claim.description, "claim")
    wire.document = try arena.place(document.description, "document")
    wire.claimant = try arena.place(claimant)
    wire.speaker = try arena.place(speaker)
    (wire.n_relays, wire.relays) = try arena.place(relays)
    (wire.n_outlets, wire.outlets) = try arena.place(outlets, "outlets")
    wire.mode = .init(UInt32(mode.rawValue))
    wire.quantity = try arena.place(quantity)
    wire.published = try arena.place(published)
    (wire.n_changes, wire.changes) = try arena.place(changes)
    wire.alignment = try arena.place(alignment, "alignment")
  }
}

extension RelayChange: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__RelayChange>?) -> Void {
    reckoner__v1__relay_change__init
  }

  package init(reading wire: Reckoner__V1__RelayChange) throws(LedgerError) {
    self.init(
      kind: try Read.text(wire.kind, "kind"),
      before: try Read.text(wire.before, "before"),
      after: try Read.text(wire.after, "after"))
  }

  package func write(to wire: inout Reckoner__V1__RelayChange, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.kind = try arena.place(kind, "kind")
    wire.before = try arena.place(before, "before")
    wire.after = try arena.place(after, "after")
  }
}
