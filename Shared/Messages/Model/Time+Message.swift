package import CReckonerProto
package import Ledger

extension ClaimTime: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__ClaimTime>?) -> Void {
    reckoner__v1__claim_time__init
  }

  package init(reading wire: Reckoner__V1__ClaimTime) throws(LedgerError) {
    self.init(
      from: try Read.message(wire.from, "from"),
      to: try Read.message(wire.to, "to"),
      asOf: try Read.message(wire.as_of, "as_of"),
      statedOn: try Read.message(wire.stated_on, "stated_on"),
      published: try Read.message(wire.published, "published"),
      takes: try Read.message(wire.takes, "takes"))
  }

  package func write(to wire: inout Reckoner__V1__ClaimTime, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.from = try arena.place(from)
    wire.to = try arena.place(to)
    wire.as_of = try arena.place(asOf)
    wire.stated_on = try arena.place(statedOn)
    wire.published = try arena.place(published)
    wire.takes = try arena.place(takes)
  }
}

extension DateStatement: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__DateStatement>?) -> Void
  { reckoner__v1__date_statement__init }

  package init(reading wire: Reckoner__V1__DateStatement) throws(LedgerError) {
    guard let date = try Read.date(wire.date, "date") else {
      throw LedgerError(.malformed, subject: "date", "missing")
    }
    self.init(
      date, basis: try Read.value(wire.basis.rawValue, "basis"),
      words: try Read.text(wire.words, "words"))
  }

  package func write(to wire: inout Reckoner__V1__DateStatement, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.date = try arena.place(date.description, "date")
    wire.basis = .init(UInt32(basis.rawValue))
    wire.words = try arena.place(words, "words")
  }
}

extension Moment: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Google__Protobuf__Timestamp>?) -> Void
  { google__protobuf__timestamp__init }

  /// Only what can be written as RFC 3339 with the years that a date of the ledger has: 1000 to 9999.
  package init(reading wire: Google__Protobuf__Timestamp) throws(LedgerError) {
    guard Self.seconds.contains(wire.seconds) else {
      throw LedgerError(
        .malformed, subject: "seconds", "\(wire.seconds) is not within the years 1000 to 9999")
    }
    guard (0...999_999_999).contains(wire.nanos) else {
      throw LedgerError(
        .malformed, subject: "nanos", "\(wire.nanos) is not from 0 to 999999999")
    }
    self.init(microseconds: wire.seconds * 1_000_000 + Int64(wire.nanos) / 1000)
  }

  /// Of the years 1000 to 9999.
  static let seconds: ClosedRange<Int64> = -30_610_224_000...253_402_300_799

  package func write(to wire: inout Google__Protobuf__Timestamp, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.seconds, wire.nanos) = timestamp
  }

  /// Whole seconds, and the nanoseconds after them.
  var timestamp: (seconds: Int64, nanoseconds: Int32) {
    let rest = ((microseconds % 1_000_000) + 1_000_000) % 1_000_000
    return ((microseconds - rest) / 1_000_000, Int32(rest * 1000))
  }
}
