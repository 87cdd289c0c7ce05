package import CReckonerProto
package import Ledger

extension LedgerError: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__ErrorDetail>?) -> Void {
    reckoner__v1__error_detail__init
  }

  package init(reading wire: Reckoner__V1__ErrorDetail) throws(LedgerError) {
    self.init(
      try Read.value(wire.reason.rawValue, "reason"),
      subject: try Read.text(wire.subject, "subject"),
      try Read.text(wire.message, "message"),
      hint: try Read.text(wire.hint, "hint"),
      retryAfterMilliseconds: try Read.count(
        wire.retry_after_milliseconds, "retry_after_milliseconds"))
  }

  package func write(to wire: inout Reckoner__V1__ErrorDetail, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.reason = .init(UInt32(reason.rawValue))
    wire.subject = try arena.place(subject, "subject")
    wire.message = try arena.place(message, "message")
    wire.hint = try arena.place(hint, "hint")
    wire.retry_after_milliseconds = Int32(clamping: retryAfterMilliseconds)
  }
}
