package import CReckonerProto
package import Ledger

extension TopicIndependence: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__TopicIndependence>?) -> Void
  { reckoner__v1__topic_independence__init }

  package init(reading wire: Reckoner__V1__TopicIndependence) throws(LedgerError) {
    self.init(
      topic: try Read.required(wire.topic, "topic"),
      origins: try Read.count(wire.origins, "origins"),
      claims: try Read.count(wire.claims, "claims"),
      documents: try Read.count(wire.documents, "documents"),
      groups: try Read.messages(wire.n_groups, wire.groups, "groups"),
      unattributed: try Read.count(wire.unattributed, "unattributed"))
  }

  package func write(to wire: inout Reckoner__V1__TopicIndependence, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.topic = try arena.place(topic)
    wire.origins = Int32(clamping: origins)
    wire.claims = Int32(clamping: claims)
    wire.documents = Int32(clamping: documents)
    (wire.n_groups, wire.groups) = try arena.place(groups)
    wire.unattributed = Int32(clamping: unattributed)
  }
}

extension SourceGroup: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__SourceGroup>?) -> Void {
    reckoner__v1__source_group__init
  }

  package init(reading wire: Reckoner__V1__SourceGroup) throws(LedgerError) {
    self.init(
      sources: try Read.messages(wire.n_sources, wire.sources, "sources"),
      origins: try Read.count(wire.origins, "origins"),
      ties: try Read.messages(wire.n_ties, wire.ties, "ties"))
  }

  package func write(to wire: inout Reckoner__V1__SourceGroup, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_sources, wire.sources) = try arena.place(sources)
    wire.origins = Int32(clamping: origins)
    (wire.n_ties, wire.ties) = try arena.place(ties)
  }
}

extension SourceRelease: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__SourceRelease>?) -> Void
  { reckoner__v1__source_release__init }

  package init(reading wire: Reckoner__V1__SourceRelease) throws(LedgerError) {
    self.init(
      claimant: try Read.required(wire.claimant, "claimant"),
      origins: try Read.claimIDs(wire.n_origins, wire.origins, "origins"),
      claims: try Read.count(wire.claims, "claims"),
      documents: try Read.count(wire.documents, "documents"),
      outlets: try Read.texts(wire.n_outlets, wire.outlets, "outlets"))
  }

  package func write(to wire: inout Reckoner__V1__SourceRelease, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.claimant = try arena.place(claimant)
    (wire.n_origins, wire.origins) = try arena.place(origins.map(\.description), "origins")
    wire.claims = Int32(clamping: claims)
    wire.documents = Int32(clamping: documents)
    (wire.n_outlets, wire.outlets) = try arena.place(outlets, "outlets")
  }
}

extension Dependence: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Dependence>?) -> Void {
    reckoner__v1__dependence__init
  }

  package init(reading wire: Reckoner__V1__Dependence) throws(LedgerError) {
    self.init(
      source: try Read.required(wire.source, "source"),
      on: try Read.required(wire.on, "on"),
      kind: try Read.text(wire.kind, "kind"),
      claims: try Read.claimIDs(wire.n_claims, wire.claims, "claims"))
  }

  package func write(to wire: inout Reckoner__V1__Dependence, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.source = try arena.place(source)
    wire.on = try arena.place(on)
    wire.kind = try arena.place(kind, "kind")
    (wire.n_claims, wire.claims) = try arena.place(claims.map(\.description), "claims")
  }
}

extension DocumentCopy: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__DocumentCopy>?) -> Void
  { reckoner__v1__document_copy__init }

  package init(reading wire: Reckoner__V1__DocumentCopy) throws(LedgerError) {
    self.init(
      document: try Read.document(wire.document, "document"),
      other: try Read.document(wire.other, "other"),
      outlets: try Read.texts(wire.n_outlets, wire.outlets, "outlets"),
      otherOutlets: try Read.texts(wire.n_other_outlets, wire.other_outlets, "other_outlets"),
      kind: try Read.value(wire.kind.rawValue, "kind"),
      likeness: wire.likeness_presence_case
        == RECKONER__V1__DOCUMENT_COPY__LIKENESS_PRESENCE_LIKENESS
        ? try Read.number(wire.likeness, "likeness") : nil,
      sharedClaims: try Read.count(wire.shared_claims, "shared_claims"),
      inOrder: try Read.count(wire.in_order, "in_order"),
      changes: try Read.messages(wire.n_changes, wire.changes, "changes"))
  }

  package func write(to wire: inout Reckoner__V1__DocumentCopy, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document.description, "document")
    wire.other = try arena.place(other.description, "other")
    (wire.n_outlets, wire.outlets) = try arena.place(outlets, "outlets")
    (wire.n_other_outlets, wire.other_outlets) = try arena.place(otherOutlets, "other_outlets")
    wire.kind = .init(UInt32(kind.rawValue))
    if let likeness {
      wire.likeness_presence_case = RECKONER__V1__DOCUMENT_COPY__LIKENESS_PRESENCE_LIKENESS
      wire.likeness = likeness
    }
    wire.shared_claims = Int32(clamping: sharedClaims)
    wire.in_order = Int32(clamping: inOrder)
    (wire.n_changes, wire.changes) = try arena.place(changes)
  }
}

extension DocumentCopy.Difference: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__CopyDifference>?) -> Void
  { reckoner__v1__copy_difference__init }

  package init(reading wire: Reckoner__V1__CopyDifference) throws(LedgerError) {
    self.init(
      claim: try Read.claimID(wire.claim, "claim"),
      other: try Read.claimID(wire.other, "other"),
      changes: try Read.messages(wire.n_changes, wire.changes, "changes"))
  }

  package func write(to wire: inout Reckoner__V1__CopyDifference, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.claim = try arena.place(claim.description, "claim")
    wire.other = try arena.place(other.description, "other")
    (wire.n_changes, wire.changes) = try arena.place(changes)
  }
}
