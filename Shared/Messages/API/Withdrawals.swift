package import CReckonerProto
package import Ledger

// Withdrawals, as storage makes them and as the gateway passes them on.

/// Asks for the words of a document to be taken out of reach.
package struct WithdrawRequest: Hashable, Sendable {
  /// A whole id, or a beginning of six characters or more.
  package var document: String
  package var mode: Withdrawal.Mode
  package var reason: String

  package init(document: String, mode: Withdrawal.Mode, reason: String) {
    self.document = document
    self.mode = mode
    self.reason = reason
  }
}

extension WithdrawRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__WithdrawRequest>?) -> Void
  { reckoner__v1__withdraw_request__init }

  package init(reading wire: Reckoner__V1__WithdrawRequest) throws(LedgerError) {
    self.init(
      document: try Read.text(wire.document, "document"),
      mode: try Read.value(wire.mode.rawValue, "mode"),
      reason: try Read.text(wire.reason, "reason"))
  }

  package func write(to wire: inout Reckoner__V1__WithdrawRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document, "document")
    wire.mode = .init(UInt32(mode.rawValue))
    wire.reason = try arena.place(reason, "reason")
  }
}

/// How far it has come, and at the end its report.
package struct WithdrawResponse: Hashable, Sendable {
  package var part: WorkPart<WithdrawalReport>

  package init(_ part: WorkPart<WithdrawalReport>) { self.part = part }
}

extension WithdrawResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__WithdrawResponse>?) -> Void
  { reckoner__v1__withdraw_response__init }

  package init(reading wire: Reckoner__V1__WithdrawResponse) throws(LedgerError) {
    switch wire.part_case {
    case RECKONER__V1__WITHDRAW_RESPONSE__PART_PROGRESS:
      self.init(.progress(try Read.required(wire.progress, "progress")))
    case RECKONER__V1__WITHDRAW_RESPONSE__PART_REPORT:
      self.init(.report(try Read.required(wire.report, "report")))
    default: throw LedgerError(.malformed, subject: "part", "missing")
    }
  }

  package func write(to wire: inout Reckoner__V1__WithdrawResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    switch part {
    case .progress(let progress):
      wire.part_case = RECKONER__V1__WITHDRAW_RESPONSE__PART_PROGRESS
      wire.progress = try arena.place(progress)
    case .report(let report):
      wire.part_case = RECKONER__V1__WITHDRAW_RESPONSE__PART_REPORT
      wire.report = try arena.place(report)
    }
  }
}

/// Asks for the words of a document to be taken out of reach.
package struct WithdrawDocumentRequest: Hashable, Sendable {
  /// A whole id, or a beginning of six characters or more.
  package var document: String
  package var mode: Withdrawal.Mode
  package var reason: String

  package init(document: String, mode: Withdrawal.Mode, reason: String) {
    self.document = document
    self.mode = mode
    self.reason = reason
  }
}

extension WithdrawDocumentRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__WithdrawDocumentRequest>?) -> Void
  { reckoner__v1__withdraw_document_request__init }

  package init(reading wire: Reckoner__V1__WithdrawDocumentRequest) throws(LedgerError) {
    self.init(
      document: try Read.text(wire.document, "document"),
      mode: try Read.value(wire.mode.rawValue, "mode"),
      reason: try Read.text(wire.reason, "reason"))
  }

  package func write(
    to wire: inout Reckoner__V1__WithdrawDocumentRequest, in arena: borrowing Arena
  )
    throws(LedgerError)
  {
    wire.document = try arena.place(document, "document")
    wire.mode = .init(UInt32(mode.rawValue))
    wire.reason = try arena.place(reason, "reason")
  }
}

/// How far it has come, and at the end its report.
package struct WithdrawDocumentResponse: Hashable, Sendable {
  package var part: WorkPart<WithdrawalReport>

  package init(_ part: WorkPart<WithdrawalReport>) { self.part = part }
}

extension WithdrawDocumentResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__WithdrawDocumentResponse>?) -> Void
  { reckoner__v1__withdraw_document_response__init }

  package init(reading wire: Reckoner__V1__WithdrawDocumentResponse) throws(LedgerError) {
    switch wire.part_case {
    case RECKONER__V1__WITHDRAW_DOCUMENT_RESPONSE__PART_PROGRESS:
      self.init(.progress(try Read.required(wire.progress, "progress")))
    case RECKONER__V1__WITHDRAW_DOCUMENT_RESPONSE__PART_REPORT:
      self.init(.report(try Read.required(wire.report, "report")))
    default: throw LedgerError(.malformed, subject: "part", "missing")
    }
  }

  package func write(
    to wire: inout Reckoner__V1__WithdrawDocumentResponse, in arena: borrowing Arena
  )
    throws(LedgerError)
  {
    switch part {
    case .progress(let progress):
      wire.part_case = RECKONER__V1__WITHDRAW_DOCUMENT_RESPONSE__PART_PROGRESS
      wire.progress = try arena.place(progress)
    case .report(let report):
      wire.part_case = RECKONER__V1__WITHDRAW_DOCUMENT_RESPONSE__PART_REPORT
      wire.report = try arena.place(report)
    }
  }
}
