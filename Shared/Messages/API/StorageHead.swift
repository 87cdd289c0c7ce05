package import CReckonerProto
package import Ledger

/// Asks for the state of the ledger at a point.
package struct GetHeadRequest: Hashable, Sendable {
  package var at: LedgerPoint

  package init(at: LedgerPoint = .head) {
    self.at = at
  }
}

extension GetHeadRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetHeadRequest>?) -> Void
  { reckoner__v1__get_head_request__init }

  package init(reading wire: Reckoner__V1__GetHeadRequest) throws(LedgerError) {
    self.init(at: try Read.message(wire.at, "at") ?? .head)
  }

  package func write(to wire: inout Reckoner__V1__GetHeadRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.at = try arena.place(at)
  }
}

/// A state of the ledger.
package struct GetHeadResponse: Hashable, Sendable {
  package var revision: Revision
  /// SHA-256 of the chain up to this revision; nil for the empty ledger.
  package var hash: Digest?
  package var recordedAt: Moment?

  package init(revision: Revision, hash: Digest? = nil, recordedAt: Moment? = nil) {
    self.revision = revision
    self.hash = hash
    self.recordedAt = recordedAt
  }
}

extension GetHeadResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetHeadResponse>?) -> Void
  { reckoner__v1__get_head_response__init }

  package init(reading wire: Reckoner__V1__GetHeadResponse) throws(LedgerError) {
    self.init(
      revision: try Read.revision(wire.revision, "revision"),
      hash: try Read.digest(wire.hash, "hash"),
      recordedAt: try Read.message(wire.recorded_at, "recorded_at"))
  }

  package func write(to wire: inout Reckoner__V1__GetHeadResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.revision = revision.number
    wire.hash = arena.place(hash?.bytes ?? [])
    wire.recorded_at = try arena.place(recordedAt)
  }
}

/// Asks for the newest state of the ledger.
package struct TellHeadRequest: Hashable, Sendable {
  package init() {}
}

extension TellHeadRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__TellHeadRequest>?) -> Void
  { reckoner__v1__tell_head_request__init }

  package init(reading wire: Reckoner__V1__TellHeadRequest) throws(LedgerError) { self.init() }

  package func write(to wire: inout Reckoner__V1__TellHeadRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {}
}

/// The newest state of the ledger.
package struct TellHeadResponse: Hashable, Sendable {
  package var revision: Revision
  /// SHA-256 of the chain up to this revision; nil for the empty ledger.
  package var hash: Digest?

  package init(revision: Revision, hash: Digest?) {
    self.revision = revision
    self.hash = hash
  }
}

extension TellHeadResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__TellHeadResponse>?) -> Void
  { reckoner__v1__tell_head_response__init }

  package init(reading wire: Reckoner__V1__TellHeadResponse) throws(LedgerError) {
    self.init(
      revision: try Read.revision(wire.revision, "revision"),
      hash: try Read.digest(wire.hash, "hash"))
  }

  package func write(to wire: inout Reckoner__V1__TellHeadResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.revision = revision.number
    wire.hash = arena.place(hash?.bytes ?? [])
  }
}
