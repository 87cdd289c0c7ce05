package import CReckonerProto
package import Ledger

/// Asks for the vocabulary that held at a point.
package struct GetVocabularyRequest: Hashable, Sendable {
  package var at: LedgerPoint

  package init(at: LedgerPoint = .head) {
    self.at = at
  }
}

extension GetVocabularyRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetVocabularyRequest>?) -> Void
  { reckoner__v1__get_vocabulary_request__init }

  package init(reading wire: Reckoner__V1__GetVocabularyRequest) throws(LedgerError) {
    self.init(at: try Read.message(wire.at, "at") ?? .head)
  }

  package func write(to wire: inout Reckoner__V1__GetVocabularyRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.at = try arena.place(at)
  }
}

/// A vocabulary; nil where the ledger held none yet.
package struct GetVocabularyResponse: Hashable, Sendable {
  package var vocabulary: Vocabulary?
  package var revision: Revision

  package init(vocabulary: Vocabulary? = nil, revision: Revision) {
    self.vocabulary = vocabulary
    self.revision = revision
  }
}

extension GetVocabularyResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetVocabularyResponse>?) -> Void
  { reckoner__v1__get_vocabulary_response__init }

  package init(reading wire: Reckoner__V1__GetVocabularyResponse) throws(LedgerError) {
    self.init(
      vocabulary: try Read.message(wire.vocabulary, "vocabulary"),
      revision: try Read.revision(wire.revision, "revision"))
  }

  package func write(to wire: inout Reckoner__V1__GetVocabularyResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.vocabulary = try arena.place(vocabulary)
    wire.revision = revision.number
  }
}

/// Asks for every entry after a sequence, and for each new one.
package struct WatchRequest: Hashable, Sendable {
  /// The last one that the caller has; 0 for all.
  package var after: Revision
  /// The chain's hash there, as the caller has it; nil: it takes this ledger for the one that it knows.
  package var hash: Digest?

  package init(after: Revision, hash: Digest? = nil) {
    self.after = after
    self.hash = hash
  }
}

extension WatchRequest: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__WatchRequest>?) -> Void
  { reckoner__v1__watch_request__init }

  package init(reading wire: Reckoner__V1__WatchRequest) throws(LedgerError) {
    self.init(
      after: try Read.revision(wire.after, "after"), hash: try Read.digest(wire.hash, "hash"))
  }

  package func write(to wire: inout Reckoner__V1__WatchRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.after = after.number
    wire.hash = arena.place(hash?.bytes ?? [])
  }
}

/// Asks how storage is.
package struct GetStorageStatusRequest: Hashable, Sendable {

  package init() {
  }
}

extension GetStorageStatusRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetStorageStatusRequest>?) -> Void
  { reckoner__v1__get_storage_status_request__init }

  package init(reading wire: Reckoner__V1__GetStorageStatusRequest) throws(LedgerError) {
    self.init()
  }

  package func write(
    to wire: inout Reckoner__V1__GetStorageStatusRequest, in arena: borrowing Arena
  ) throws(LedgerError) {
  }
}

/// How storage is.
package struct GetStorageStatusResponse: Hashable, Sendable {
  package var status: ServiceStatus
  package var entries: Int64
  package var documents: Int64
  package var claims: Int64
  /// Bytes on disk.
  package var databaseSize: Int64
  /// Bytes of the write-ahead log.
  package var logSize: Int64

  package init(
    status: ServiceStatus, entries: Int64 = 0, documents: Int64 = 0, claims: Int64 = 0,
    databaseSize: Int64 = 0, logSize: Int64 = 0
  ) {
    self.status = status
    self.entries = entries
    self.documents = documents
    self.claims = claims
    self.databaseSize = databaseSize
    self.logSize = logSize
  }
}

extension GetStorageStatusResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetStorageStatusResponse>?) -> Void
  { reckoner__v1__get_storage_status_response__init }

  package init(reading wire: Reckoner__V1__GetStorageStatusResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      entries: wire.entries,
      documents: wire.documents,
      claims: wire.claims,
      databaseSize: wire.database_size,
      logSize: wire.log_size)
  }

  package func write(
    to wire: inout Reckoner__V1__GetStorageStatusResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.status = try arena.place(status)
    wire.entries = entries
    wire.documents = documents
    wire.claims = claims
    wire.database_size = databaseSize
    wire.log_size = logSize
  }
}

/// An entry, with the claims of a run in as many further parts as it takes.
package struct WatchResponse: Hashable, Sendable {
  package var part: Part
  /// The entry is whole.
  package var last: Bool
  /// Beside an entry that was recorded with words: why it comes without them.
  package var withdrawn: WithdrawalMark?
  /// The chain's hash after the entry, with its last part.
  package var hash: Digest?

  package init(
    _ part: Part, last: Bool, withdrawn: WithdrawalMark? = nil, hash: Digest? = nil
  ) {
    self.part = part
    self.last = last
    self.withdrawn = withdrawn
    self.hash = hash
  }

  package enum Part: Hashable, Sendable {
    /// A run comes without its claims; they follow.
    case entry(Entry)
    case claims(ClaimBatch)
    /// There is no entry after this revision; more will come.
    case caughtUp(Revision)
  }
}

extension WatchResponse: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__WatchResponse>?) -> Void
  {
    reckoner__v1__watch_response__init
  }

  package init(reading wire: Reckoner__V1__WatchResponse) throws(LedgerError) {
    let part: Part =
      switch wire.part_case {
      case RECKONER__V1__WATCH_RESPONSE__PART_ENTRY: .entry(try Read.required(wire.entry, "entry"))
      case RECKONER__V1__WATCH_RESPONSE__PART_CLAIMS:
        .claims(try Read.required(wire.claims, "claims"))
      case RECKONER__V1__WATCH_RESPONSE__PART_CAUGHT_UP:
        .caughtUp(try Read.revision(wire.caught_up, "caught_up"))
      default: throw LedgerError(.malformed, subject: "part", "missing")
      }
    self.init(
      part, last: wire.last != 0, withdrawn: try Read.message(wire.withdrawn, "withdrawn"),
      hash: try Read.digest(wire.hash, "hash"))
  }

  package func write(to wire: inout Reckoner__V1__WatchResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    switch part {
    case .entry(let entry):
      wire.part_case = RECKONER__V1__WATCH_RESPONSE__PART_ENTRY
      wire.entry = try arena.place(entry)
    case .claims(let claims):
      wire.part_case = RECKONER__V1__WATCH_RESPONSE__PART_CLAIMS
      wire.claims = try arena.place(claims)
    case .caughtUp(let revision):
      wire.part_case = RECKONER__V1__WATCH_RESPONSE__PART_CAUGHT_UP
      wire.caught_up = revision.number
    }
    wire.last = last ? 1 : 0
    wire.withdrawn = try arena.place(withdrawn)
    wire.hash = arena.place(hash?.bytes ?? [])
  }
}
