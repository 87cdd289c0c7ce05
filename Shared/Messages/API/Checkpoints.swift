package import CReckonerProto
package import Ledger

// The ledger's checkpoints, as storage has them and as the gateway passes them on.

/// Asks for a page of the daily checkpoints.
package struct ListCheckpointsRequest: Hashable, Sendable {
  /// At most 500; 0 means 100.
  package var pageSize: Int
  package var cursor: String
  /// Only those that cover no later entry.
  package var at: LedgerPoint

  package init(pageSize: Int = 0, cursor: String = "", at: LedgerPoint = .head) {
    self.pageSize = pageSize
    self.cursor = cursor
    self.at = at
  }
}

extension ListCheckpointsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListCheckpointsRequest>?) -> Void
  { reckoner__v1__list_checkpoints_request__init }

  package init(reading wire: Reckoner__V1__ListCheckpointsRequest) throws(LedgerError) {
    self.init(
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"),
      at: try Read.message(wire.at, "at") ?? .head)
  }

  package func write(to wire: inout Reckoner__V1__ListCheckpointsRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.page_size = Int32(clamping: pageSize)
    wire.cursor = try arena.place(cursor, "cursor")
    wire.at = try arena.place(at)
  }
}

/// A page of the daily checkpoints, newest first, each as it was signed.
package struct ListCheckpointsResponse: Hashable, Sendable {
  package var notes: [String]
  package var nextCursor: String
  package var revision: Revision

  package init(notes: [String] = [], nextCursor: String = "", revision: Revision) {
    self.notes = notes
    self.nextCursor = nextCursor
    self.revision = revision
  }
}

extension ListCheckpointsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListCheckpointsResponse>?) -> Void
  { reckoner__v1__list_checkpoints_response__init }

  package init(reading wire: Reckoner__V1__ListCheckpointsResponse) throws(LedgerError) {
    self.init(
      notes: try Read.texts(wire.n_notes, wire.notes, "notes"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"),
      revision: try Read.revision(wire.revision, "revision"))
  }

  package func write(
    to wire: inout Reckoner__V1__ListCheckpointsResponse, in arena: borrowing Arena
  )
    throws(LedgerError)
  {
    (wire.n_notes, wire.notes) = try arena.place(notes, "notes")
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
    wire.revision = revision.number
  }
}

/// Asks for one checkpoint.
package struct GetCheckpointRequest: Hashable, Sendable {
  /// A day that has ended; nil: the newest one that has a checkpoint.
  package var day: CivilDate?
  /// The present instead, signed for the caller.
  package var now: Bool

  package init(day: CivilDate? = nil, now: Bool = false) {
    self.day = day
    self.now = now
  }
}

extension GetCheckpointRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetCheckpointRequest>?) -> Void
  { reckoner__v1__get_checkpoint_request__init }

  package init(reading wire: Reckoner__V1__GetCheckpointRequest) throws(LedgerError) {
    self.init(day: try Read.date(wire.day, "day"), now: wire.now != 0)
  }

  package func write(to wire: inout Reckoner__V1__GetCheckpointRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.day = try arena.place(day?.description ?? "", "day")
    wire.now = now ? 1 : 0
  }
}

/// A checkpoint as it was signed.
package struct GetCheckpointResponse: Hashable, Sendable {
  package var note: String
  /// What an authority on time said of it (RFC 3161, DER); empty where none was asked.
  package var timestamp: [UInt8]

  package init(note: String, timestamp: [UInt8] = []) {
    self.note = note
    self.timestamp = timestamp
  }
}

extension GetCheckpointResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetCheckpointResponse>?) -> Void
  { reckoner__v1__get_checkpoint_response__init }

  package init(reading wire: Reckoner__V1__GetCheckpointResponse) throws(LedgerError) {
    self.init(note: try Read.text(wire.note, "note"), timestamp: Read.bytes(wire.timestamp))
  }

  package func write(to wire: inout Reckoner__V1__GetCheckpointResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.note = try arena.place(note, "note")
    wire.timestamp = arena.place(timestamp)
  }
}

/// Asks for a page of the daily checkpoints.
package struct BrowseCheckpointsRequest: Hashable, Sendable {
  /// At most 500; 0 means 100.
  package var pageSize: Int
  package var cursor: String
  /// Only those that cover no later entry.
  package var at: LedgerPoint

  package init(pageSize: Int = 0, cursor: String = "", at: LedgerPoint = .head) {
    self.pageSize = pageSize
    self.cursor = cursor
    self.at = at
  }
}

extension BrowseCheckpointsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__BrowseCheckpointsRequest>?) -> Void
  { reckoner__v1__browse_checkpoints_request__init }

  package init(reading wire: Reckoner__V1__BrowseCheckpointsRequest) throws(LedgerError) {
    self.init(
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"),
      at: try Read.message(wire.at, "at") ?? .head)
  }

  package func write(
    to wire: inout Reckoner__V1__BrowseCheckpointsRequest, in arena: borrowing Arena
  )
    throws(LedgerError)
  {
    wire.page_size = Int32(clamping: pageSize)
    wire.cursor = try arena.place(cursor, "cursor")
    wire.at = try arena.place(at)
  }
}

/// A page of the daily checkpoints, newest first, each as it was signed.
package struct BrowseCheckpointsResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var notes: [String]
  package var nextCursor: String

  package init(status: AnswerStatus, notes: [String] = [], nextCursor: String = "") {
    self.status = status
    self.notes = notes
    self.nextCursor = nextCursor
  }
}

extension BrowseCheckpointsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__BrowseCheckpointsResponse>?) -> Void
  { reckoner__v1__browse_checkpoints_response__init }

  package init(reading wire: Reckoner__V1__BrowseCheckpointsResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      notes: try Read.texts(wire.n_notes, wire.notes, "notes"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"))
  }

  package func write(
    to wire: inout Reckoner__V1__BrowseCheckpointsResponse, in arena: borrowing Arena
  ) throws(LedgerError) {
    wire.status = try arena.place(status)
    (wire.n_notes, wire.notes) = try arena.place(notes, "notes")
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
  }
}

/// Asks for one checkpoint.
package struct ShowCheckpointRequest: Hashable, Sendable {
  /// A day that has ended; nil: the newest one that has a checkpoint.
  package var day: CivilDate?
  /// The present instead, signed for the caller.
  package var now: Bool

  package init(day: CivilDate? = nil, now: Bool = false) {
    self.day = day
    self.now = now
  }
}

extension ShowCheckpointRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ShowCheckpointRequest>?) -> Void
  { reckoner__v1__show_checkpoint_request__init }

  package init(reading wire: Reckoner__V1__ShowCheckpointRequest) throws(LedgerError) {
    self.init(day: try Read.date(wire.day, "day"), now: wire.now != 0)
  }

  package func write(to wire: inout Reckoner__V1__ShowCheckpointRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.day = try arena.place(day?.description ?? "", "day")
    wire.now = now ? 1 : 0
  }
}

/// A checkpoint as it was signed.
package struct ShowCheckpointResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var note: String
  /// What an authority on time said of it (RFC 3161, DER); empty where none was asked.
  package var timestamp: [UInt8]

  package init(status: AnswerStatus, note: String, timestamp: [UInt8] = []) {
    self.status = status
    self.note = note
    self.timestamp = timestamp
  }
}

extension ShowCheckpointResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ShowCheckpointResponse>?) -> Void
  { reckoner__v1__show_checkpoint_response__init }

  package init(reading wire: Reckoner__V1__ShowCheckpointResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"), note: try Read.text(wire.note, "note"),
      timestamp: Read.bytes(wire.timestamp))
  }

  package func write(to wire: inout Reckoner__V1__ShowCheckpointResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.status = try arena.place(status)
    wire.note = try arena.place(note, "note")
    wire.timestamp = arena.place(timestamp)
  }
}
