package import CReckonerProto
package import Ledger

/// Asks for the bytes of a document.
package struct GetOriginalRequest: Hashable, Sendable {
  /// A whole id, or a beginning of six characters or more.
  package var document: String
  /// What it is wanted for, in a few words.
  package var purpose: String

  package init(document: String, purpose: String) {
    self.document = document
    self.purpose = purpose
  }
}

extension GetOriginalRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetOriginalRequest>?) -> Void
  { reckoner__v1__get_original_request__init }

  package init(reading wire: Reckoner__V1__GetOriginalRequest) throws(LedgerError) {
    self.init(
      document: try Read.text(wire.document, "document"),
      purpose: try Read.text(wire.purpose, "purpose"))
  }

  package func write(to wire: inout Reckoner__V1__GetOriginalRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document, "document")
    wire.purpose = try arena.place(purpose, "purpose")
  }
}

/// A document on its way: first what is known of it, then its bytes.
package enum GetOriginalResponse: Hashable, Sendable {
  case document(DocumentRecord)
  case content([UInt8])
}

extension GetOriginalResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetOriginalResponse>?) -> Void
  { reckoner__v1__get_original_response__init }

  package init(reading wire: Reckoner__V1__GetOriginalResponse) throws(LedgerError) {
    switch wire.part_case {
    case RECKONER__V1__GET_ORIGINAL_RESPONSE__PART_DOCUMENT:
      self = .document(try Read.required(wire.document, "document"))
    case RECKONER__V1__GET_ORIGINAL_RESPONSE__PART_CONTENT:
      self = .content(Read.bytes(wire.content))
    default: throw LedgerError(.malformed, subject: "part", "missing")
    }
  }

  package func write(to wire: inout Reckoner__V1__GetOriginalResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    switch self {
    case .document(let document):
      wire.part_case = RECKONER__V1__GET_ORIGINAL_RESPONSE__PART_DOCUMENT
      wire.document = try arena.place(document)
    case .content(let content):
      wire.part_case = RECKONER__V1__GET_ORIGINAL_RESPONSE__PART_CONTENT
      wire.content = arena.place(content)
    }
  }
}

/// Asks who read each document last.
package struct ListReadingsRequest: Hashable, Sendable {
  package var at: LedgerPoint
  /// Only documents that another extractor or another lexicon than these read last; both empty: all.
  package var otherThanExtractor: String
  package var otherThanLexicon: String
  /// At most 500; 0 means 100.
  package var pageSize: Int
  package var cursor: String

  package init(
    at: LedgerPoint = .head, otherThanExtractor: String = "", otherThanLexicon: String = "",
    pageSize: Int = 0, cursor: String = ""
  ) {
    self.at = at
    self.otherThanExtractor = otherThanExtractor
    self.otherThanLexicon = otherThanLexicon
    self.pageSize = pageSize
    self.cursor = cursor
  }
}

extension ListReadingsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListReadingsRequest>?) -> Void
  { reckoner__v1__list_readings_request__init }

  package init(reading wire: Reckoner__V1__ListReadingsRequest) throws(LedgerError) {
    self.init(
      at: try Read.message(wire.at, "at") ?? .head,
      otherThanExtractor: try Read.text(wire.other_than_extractor, "other_than_extractor"),
      otherThanLexicon: try Read.text(wire.other_than_lexicon, "other_than_lexicon"),
      pageSize: try Read.count(wire.page_size, "page_size"),
      cursor: try Read.text(wire.cursor, "cursor"))
  }

  package func write(to wire: inout Reckoner__V1__ListReadingsRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.at = try arena.place(at)
    wire.other_than_extractor = try arena.place(otherThanExtractor, "other_than_extractor")
    wire.other_than_lexicon = try arena.place(otherThanLexicon, "other_than_lexicon")
    wire.page_size = Int32(clamping: pageSize)
    wire.cursor = try arena.place(cursor, "cursor")
  }
}

/// A page of readings, newest document first.
package struct ListReadingsResponse: Hashable, Sendable {
  package var readings: [DocumentReading]
  package var nextCursor: String
  package var revision: Revision
  /// How many there are on all pages together; on the first page only.
  package var total: Int64

  package init(
    readings: [DocumentReading] = [], nextCursor: String = "", revision: Revision, total: Int64 = 0
  ) {
    self.readings = readings
    self.nextCursor = nextCursor
    self.revision = revision
    self.total = total
  }
}

extension ListReadingsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListReadingsResponse>?) -> Void
  { reckoner__v1__list_readings_response__init }

  package init(reading wire: Reckoner__V1__ListReadingsResponse) throws(LedgerError) {
    self.init(
      readings: try Read.messages(wire.n_readings, wire.readings, "readings"),
      nextCursor: try Read.text(wire.next_cursor, "next_cursor"),
      revision: try Read.revision(wire.revision, "revision"),
      total: try Read.amount(wire.total, "total"))
  }

  package func write(to wire: inout Reckoner__V1__ListReadingsResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_readings, wire.readings) = try arena.place(readings)
    wire.next_cursor = try arena.place(nextCursor, "next_cursor")
    wire.revision = revision.number
    wire.total = total
  }
}
