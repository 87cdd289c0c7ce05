package import CReckonerProto
package import Ledger

/// What a file of the spool says before the bytes of its report.
package struct SpooledReport: Hashable, Sendable {
  /// Nil in a file that was written before this message was: a `Sighting` stands alone there.
  package var sighting: Sighting?
  /// Of the submission.
  package var requestID: String
  /// W3C Trace Context: the two fields of the submission, empty where it had none.
  package var traceParent: String
  package var traceState: String

  package init(
    sighting: Sighting?, requestID: String = "", traceParent: String = "", traceState: String = ""
  ) {
    self.sighting = sighting
    self.requestID = requestID
    self.traceParent = traceParent
    self.traceState = traceState
  }
}

extension SpooledReport: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__SpooledReport>?) -> Void
  { reckoner__v1__spooled_report__init }

  package init(reading wire: Reckoner__V1__SpooledReport) throws(LedgerError) {
    self.init(
      sighting: try Read.message(wire.sighting, "sighting"),
      requestID: try Read.text(wire.request_id, "request_id"),
      traceParent: try Read.text(wire.trace_parent, "trace_parent"),
      traceState: try Read.text(wire.trace_state, "trace_state"))
  }

  package func write(to wire: inout Reckoner__V1__SpooledReport, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.sighting = try arena.place(sighting)
    wire.request_id = try arena.place(requestID, "request_id")
    wire.trace_parent = try arena.place(traceParent, "trace_parent")
    wire.trace_state = try arena.place(traceState, "trace_state")
  }
}
