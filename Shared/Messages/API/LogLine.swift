package import CReckonerProto
package import Ledger

/// A line of a service's log, as JSON has it.
package struct LogLine: Hashable, Sendable {
  package var time: Moment
  package var level: String
  /// Which program wrote it.
  package var service: String
  package var message: String
  /// Of the call that it is about; empty: about none.
  package var requestID: String
  /// Of W3C Trace Context; empty where there is no trace.
  package var (traceID, spanID, parentSpanID): (String, String, String)
  package var method: String
  package var milliseconds: Int
  package var details: [LogDetail]

  package init(
    time: Moment, level: String, service: String, message: String, requestID: String = "",
    traceID: String = "", spanID: String = "", parentSpanID: String = "", method: String = "",
    milliseconds: Int = 0, details: [LogDetail] = []
  ) {
    (self.time, self.level, self.service, self.message) = (time, level, service, message)
    self.requestID = requestID
    (self.traceID, self.spanID, self.parentSpanID) = (traceID, spanID, parentSpanID)
    (self.method, self.milliseconds, self.details) = (method, milliseconds, details)
  }
}

/// Something else that a line says, by its name.
package struct LogDetail: Hashable, Sendable {
  package var name: String
  package var value: String

  package init(name: String, value: String) { (self.name, self.value) = (name, value) }
}

extension LogLine: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__LogLine>?) -> Void {
    reckoner__v1__log_line__init
  }

  package init(reading wire: Reckoner__V1__LogLine) throws(LedgerError) {
    self.init(
      time: try Read.required(wire.time, "time"), level: try Read.text(wire.level, "level"),
      service: try Read.text(wire.service, "service"),
      message: try Read.text(wire.message, "message"),
      requestID: try Read.text(wire.request_id, "request_id"),
      traceID: try Read.text(wire.trace_id, "trace_id"),
      spanID: try Read.text(wire.span_id, "span_id"),
      parentSpanID: try Read.text(wire.parent_span_id, "parent_span_id"),
      method: try Read.text(wire.method, "method"),
      milliseconds: try Read.count(wire.milliseconds, "milliseconds"),
      details: try Read.messages(wire.n_details, wire.details, "details"))
  }

  package func write(to wire: inout Reckoner__V1__LogLine, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.time = try arena.place(time)
    wire.level = try arena.place(level, "level")
    wire.service = try arena.place(service, "service")
    wire.message = try arena.place(message, "message")
    wire.request_id = try arena.place(requestID, "request_id")
    wire.trace_id = try arena.place(traceID, "trace_id")
    wire.span_id = try arena.place(spanID, "span_id")
    wire.parent_span_id = try arena.place(parentSpanID, "parent_span_id")
    wire.method = try arena.place(method, "method")
    wire.milliseconds = Int32(clamping: milliseconds)
    (wire.n_details, wire.details) = try arena.place(details)
  }
}

extension LogDetail: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__LogDetail>?) -> Void {
    reckoner__v1__log_detail__init
  }

  package init(reading wire: Reckoner__V1__LogDetail) throws(LedgerError) {
    self.init(name: try Read.text(wire.name, "name"), value: try Read.text(wire.value, "value"))
  }

  package func write(to wire: inout Reckoner__V1__LogDetail, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.name = try arena.place(name, "name")
    wire.value = try arena.place(value, "value")
  }
}
