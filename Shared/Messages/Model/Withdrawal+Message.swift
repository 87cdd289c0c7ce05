package import CReckonerProto
package import Ledger

extension WithdrawalMark: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__WithdrawalMark>?) -> Void
  { reckoner__v1__withdrawal_mark__init }

  package init(reading wire: Reckoner__V1__WithdrawalMark) throws(LedgerError) {
    self.init(
      mode: try Read.value(wire.mode.rawValue, "mode"),
      revision: try Read.revision(wire.revision, "revision"),
      recordedAt: try Read.required(wire.recorded_at, "recorded_at"),
      author: try Read.text(wire.author, "author"), reason: try Read.text(wire.reason, "reason"))
  }

  package func write(to wire: inout Reckoner__V1__WithdrawalMark, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.mode = .init(UInt32(mode.rawValue))
    wire.revision = revision.number
    wire.recorded_at = try arena.place(recordedAt)
    wire.author = try arena.place(author, "author")
    wire.reason = try arena.place(reason, "reason")
  }
}

extension WithdrawalReport: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__WithdrawalReport>?) -> Void
  { reckoner__v1__withdrawal_report__init }

  package init(reading wire: Reckoner__V1__WithdrawalReport) throws(LedgerError) {
    self.init(
      document: try Read.document(wire.document, "document"),
      withdrawn: try Read.required(wire.withdrawn, "withdrawn"),
      alreadyRecorded: wire.already_recorded != 0,
      claims: try Read.count(wire.claims, "claims"),
      pending: try Read.message(wire.pending, "pending"),
      copies: try Read.messages(wire.n_copies, wire.copies, "copies"),
      revision: try Read.revision(wire.revision, "revision"))
    version = try Read.text(wire.version, "version")
  }

  package func write(to wire: inout Reckoner__V1__WithdrawalReport, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document.description, "document")
    wire.withdrawn = try arena.place(withdrawn)
    wire.already_recorded = alreadyRecorded ? 1 : 0
    wire.claims = Int32(clamping: claims)
    wire.pending = try arena.place(pending)
    (wire.n_copies, wire.copies) = try arena.place(copies)
    wire.revision = revision.number
    wire.version = try arena.place(version, "version")
  }
}

extension WithdrawnCopy: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__WithdrawnCopy>?) -> Void
  { reckoner__v1__withdrawn_copy__init }

  package init(reading wire: Reckoner__V1__WithdrawnCopy) throws(LedgerError) {
    self.init(
      place: try Read.text(wire.place, "place"), note: try Read.text(wire.note, "note"))
  }

  package func write(to wire: inout Reckoner__V1__WithdrawnCopy, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.place = try arena.place(place, "place")
    wire.note = try arena.place(note, "note")
  }
}
