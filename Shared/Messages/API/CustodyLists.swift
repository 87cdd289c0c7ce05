package import CReckonerProto
package import Ledger

// Who was given originals, and what was recorded about a document: as storage has it and as the gateway passes it on.

/// Asks for a page of the log of accesses.
package struct ListAccessesRequest: Hashable, Sendable {
  /// A whole id, or a beginning of six characters or more; empty for all.
  package var document: String
  /// At most 500; 0 means 100.
  package var pageSize: Int
  package var cursor: String

  package init(document: String = "", pageSize: Int = 0, cursor: String = "") {
    self.document = document
    self.pageSize = pageSize
    self.cursor = cursor
  }
}

extension ListAccessesRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListAccessesRequest>?) -> Void
  { reckoner__v1__list_accesses_request__init }

  package init(reading wire: Reckoner__V1__ListAccessesRequest) throws(LedgerError) {
    self.init(
      document: try Read.text(wire.document, "document"),
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"))
  }

  package func write(to wire: inout Reckoner__V1__ListAccessesRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document, "document")
    wire.page_size = Int32(clamping: pageSize)
    wire.cursor = try arena.place(cursor, "cursor")
  }
}

/// A page of the log of accesses, newest first.
package struct ListAccessesResponse: Hashable, Sendable {
  package var accesses: [Access]
  package var nextCursor: String
  package var revision: Revision

  package init(accesses: [Access] = [], nextCursor: String = "", revision: Revision) {
    self.accesses = accesses
    self.nextCursor = nextCursor
    self.revision = revision
  }
}

extension ListAccessesResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListAccessesResponse>?) -> Void
  { reckoner__v1__list_accesses_response__init }

  package init(reading wire: Reckoner__V1__ListAccessesResponse) throws(LedgerError) {
    self.init(
      accesses: try Read.messages(wire.n_accesses, wire.accesses, "accesses"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"),
      revision: try Read.revision(wire.revision, "revision"))
  }

  package func write(to wire: inout Reckoner__V1__ListAccessesResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_accesses, wire.accesses) = try arena.place(accesses)
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
    wire.revision = revision.number
  }
}

/// Asks for a page of the entries about a document.
package struct ListCustodyRequest: Hashable, Sendable {
  /// A whole id, or a beginning of six characters or more.
  package var document: String
  /// At most 500; 0 means 100.
  package var pageSize: Int
  package var cursor: String

  package init(document: String, pageSize: Int = 0, cursor: String = "") {
    self.document = document
    self.pageSize = pageSize
    self.cursor = cursor
  }
}

extension ListCustodyRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListCustodyRequest>?) -> Void
  { reckoner__v1__list_custody_request__init }

  package init(reading wire: Reckoner__V1__ListCustodyRequest) throws(LedgerError) {
    self.init(
      document: try Read.text(wire.document, "document"),
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"))
  }

  package func write(to wire: inout Reckoner__V1__ListCustodyRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document, "document")
    wire.page_size = Int32(clamping: pageSize)
    wire.cursor = try arena.place(cursor, "cursor")
  }
}

/// A page of the entries about a document, oldest first.
package struct ListCustodyResponse: Hashable, Sendable {
  package var steps: [CustodyStep]
  package var nextCursor: String
  package var revision: Revision

  package init(steps: [CustodyStep] = [], nextCursor: String = "", revision: Revision) {
    self.steps = steps
    self.nextCursor = nextCursor
    self.revision = revision
  }
}

extension ListCustodyResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListCustodyResponse>?) -> Void
  { reckoner__v1__list_custody_response__init }

  package init(reading wire: Reckoner__V1__ListCustodyResponse) throws(LedgerError) {
    self.init(
      steps: try Read.messages(wire.n_steps, wire.steps, "steps"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"),
      revision: try Read.revision(wire.revision, "revision"))
  }

  package func write(to wire: inout Reckoner__V1__ListCustodyResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_steps, wire.steps) = try arena.place(steps)
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
    wire.revision = revision.number
  }
}

/// Asks for a page of the log of accesses.
package struct BrowseAccessesRequest: Hashable, Sendable {
  /// A whole id, or a beginning of six characters or more; empty for all.
  package var document: String
  /// At most 500; 0 means 100.
  package var pageSize: Int
  package var cursor: String

  package init(document: String = "", pageSize: Int = 0, cursor: String = "") {
    self.document = document
    self.pageSize = pageSize
    self.cursor = cursor
  }
}

extension BrowseAccessesRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__BrowseAccessesRequest>?) -> Void
  { reckoner__v1__browse_accesses_request__init }

  package init(reading wire: Reckoner__V1__BrowseAccessesRequest) throws(LedgerError) {
    self.init(
      document: try Read.text(wire.document, "document"),
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"))
  }

  package func write(to wire: inout Reckoner__V1__BrowseAccessesRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document, "document")
    wire.page_size = Int32(clamping: pageSize)
    wire.cursor = try arena.place(cursor, "cursor")
  }
}

/// A page of the log of accesses, newest first.
package struct BrowseAccessesResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var accesses: [Access]
  package var nextCursor: String

  package init(status: AnswerStatus, accesses: [Access] = [], nextCursor: String = "") {
    self.status = status
    self.accesses = accesses
    self.nextCursor = nextCursor
  }
}

extension BrowseAccessesResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__BrowseAccessesResponse>?) -> Void
  { reckoner__v1__browse_accesses_response__init }

  package init(reading wire: Reckoner__V1__BrowseAccessesResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      accesses: try Read.messages(wire.n_accesses, wire.accesses, "accesses"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"))
  }

  package func write(to wire: inout Reckoner__V1__BrowseAccessesResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.status = try arena.place(status)
    (wire.n_accesses, wire.accesses) = try arena.place(accesses)
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
  }
}

/// Asks for a page of the entries about a document.
package struct BrowseCustodyRequest: Hashable, Sendable {
  /// A whole id, or a beginning of six characters or more.
  package var document: String
  /// At most 500; 0 means 100.
  package var pageSize: Int
  package var cursor: String

  package init(document: String, pageSize: Int = 0, cursor: String = "") {
    self.document = document
    self.pageSize = pageSize
    self.cursor = cursor
  }
}

extension BrowseCustodyRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__BrowseCustodyRequest>?) -> Void
  { reckoner__v1__browse_custody_request__init }

  package init(reading wire: Reckoner__V1__BrowseCustodyRequest) throws(LedgerError) {
    self.init(
      document: try Read.text(wire.document, "document"),
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"))
  }

  package func write(to wire: inout Reckoner__V1__BrowseCustodyRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document, "document")
    wire.page_size = Int32(clamping: pageSize)
    wire.cursor = try arena.place(cursor, "cursor")
  }
}

/// A page of the entries about a document, oldest first.
package struct BrowseCustodyResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var steps: [CustodyStep]
  package var nextCursor: String

  package init(status: AnswerStatus, steps: [CustodyStep] = [], nextCursor: String = "") {
    self.status = status
    self.steps = steps
    self.nextCursor = nextCursor
  }
}

extension BrowseCustodyResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__BrowseCustodyResponse>?) -> Void
  { reckoner__v1__browse_custody_response__init }

  package init(reading wire: Reckoner__V1__BrowseCustodyResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      steps: try Read.messages(wire.n_steps, wire.steps, "steps"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"))
  }

  package func write(to wire: inout Reckoner__V1__BrowseCustodyResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.status = try arena.place(status)
    (wire.n_steps, wire.steps) = try arena.place(steps)
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
  }
}
