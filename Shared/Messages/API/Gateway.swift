package import CReckonerProto
package import Ledger

/// A part of a report.
package struct SubmitRequest: Hashable, Sendable {
  package var report: ReportPart

  package init(report: ReportPart) {
    self.report = report
  }
}

extension SubmitRequest: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__SubmitRequest>?) -> Void
  { reckoner__v1__submit_request__init }

  package init(reading wire: Reckoner__V1__SubmitRequest) throws(LedgerError) {
    self.init(report: try Read.required(wire.report, "report"))
  }

  package func write(to wire: inout Reckoner__V1__SubmitRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.report = try arena.place(report)
  }
}

/// The receipt of a whole report.
package struct SubmitResponse: Hashable, Sendable {
  package var receipt: Receipt

  package init(receipt: Receipt) {
    self.receipt = receipt
  }
}

extension SubmitResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__SubmitResponse>?) -> Void
  { reckoner__v1__submit_response__init }

  package init(reading wire: Reckoner__V1__SubmitResponse) throws(LedgerError) {
    self.init(receipt: try Read.required(wire.receipt, "receipt"))
  }

  package func write(to wire: inout Reckoner__V1__SubmitResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.receipt = try arena.place(receipt)
  }
}

/// Asks how a report gets on.
package struct FollowRequest: Hashable, Sendable {
  package var receipt: Receipt

  package init(receipt: Receipt) {
    self.receipt = receipt
  }
}

extension FollowRequest: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__FollowRequest>?) -> Void
  { reckoner__v1__follow_request__init }

  package init(reading wire: Reckoner__V1__FollowRequest) throws(LedgerError) {
    self.init(receipt: try Read.required(wire.receipt, "receipt"))
  }

  package func write(to wire: inout Reckoner__V1__FollowRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.receipt = try arena.place(receipt)
  }
}

/// How a report gets on.
package struct FollowResponse: Hashable, Sendable {
  package var progress: IntakeProgress

  package init(progress: IntakeProgress) {
    self.progress = progress
  }
}

extension FollowResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__FollowResponse>?) -> Void
  { reckoner__v1__follow_response__init }

  package init(reading wire: Reckoner__V1__FollowResponse) throws(LedgerError) {
    self.init(progress: try Read.required(wire.progress, "progress"))
  }

  package func write(to wire: inout Reckoner__V1__FollowResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.progress = try arena.place(progress)
  }
}

/// A part of a passage.
package struct ExtractRequest: Hashable, Sendable {
  package var passage: PassagePart

  package init(passage: PassagePart) {
    self.passage = passage
  }
}

extension ExtractRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ExtractRequest>?) -> Void
  { reckoner__v1__extract_request__init }

  package init(reading wire: Reckoner__V1__ExtractRequest) throws(LedgerError) {
    self.init(passage: try Read.required(wire.passage, "passage"))
  }

  package func write(to wire: inout Reckoner__V1__ExtractRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.passage = try arena.place(passage)
  }
}

/// What a passage yields.
package struct ExtractResponse: Hashable, Sendable {
  package var passage: PassageClaims

  package init(passage: PassageClaims) {
    self.passage = passage
  }
}

extension ExtractResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ExtractResponse>?) -> Void
  { reckoner__v1__extract_response__init }

  package init(reading wire: Reckoner__V1__ExtractResponse) throws(LedgerError) {
    self.init(passage: try Read.required(wire.passage, "passage"))
  }

  package func write(to wire: inout Reckoner__V1__ExtractResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.passage = try arena.place(passage)
  }
}

/// Asks how every service is.
package struct GetStatusRequest: Hashable, Sendable {

  package init() {
  }
}

extension GetStatusRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetStatusRequest>?) -> Void
  { reckoner__v1__get_status_request__init }

  package init(reading wire: Reckoner__V1__GetStatusRequest) throws(LedgerError) {
    self.init()
  }

  package func write(to wire: inout Reckoner__V1__GetStatusRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
  }
}

/// How every service is.
package struct GetStatusResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var services: [ServiceStatus]

  package init(status: AnswerStatus, services: [ServiceStatus] = []) {
    self.status = status
    self.services = services
  }
}

extension GetStatusResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__GetStatusResponse>?) -> Void
  { reckoner__v1__get_status_response__init }

  package init(reading wire: Reckoner__V1__GetStatusResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      services: try Read.messages(wire.n_services, wire.services, "services"))
  }

  package func write(to wire: inout Reckoner__V1__GetStatusResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.status = try arena.place(status)
    (wire.n_services, wire.services) = try arena.place(services)
  }
}
