package import CReckonerProto
package import Ledger

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
