package import CReckonerProto
package import Ledger

/// Asks what differs between two versions of a page.
package struct DiffReportsRequest: Hashable, Sendable {
  /// Ids, or beginnings of six characters or more; an empty `before` is the version before `after`.
  package var before: String
  package var after: String
  package var at: LedgerPoint

  package init(before: String = "", after: String, at: LedgerPoint = .head) {
    self.before = before
    self.after = after
    self.at = at
  }
}

extension DiffReportsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__DiffReportsRequest>?) -> Void
  { reckoner__v1__diff_reports_request__init }

  package init(reading wire: Reckoner__V1__DiffReportsRequest) throws(LedgerError) {
    self.init(
      before: try Read.text(wire.before, "before"), after: try Read.text(wire.after, "after"),
      at: try Read.message(wire.at, "at") ?? .head)
  }

  package func write(to wire: inout Reckoner__V1__DiffReportsRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.before = try arena.place(before, "before")
    wire.after = try arena.place(after, "after")
    wire.at = try arena.place(at)
  }
}

/// Some of the changes; after all of them, their sum.
package enum DiffReportsResponse: Hashable, Sendable {
  case changes(ClaimChanges)
  case difference(ReportDifference)
}

extension DiffReportsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__DiffReportsResponse>?) -> Void
  { reckoner__v1__diff_reports_response__init }

  package init(reading wire: Reckoner__V1__DiffReportsResponse) throws(LedgerError) {
    switch wire.part_case {
    case RECKONER__V1__DIFF_REPORTS_RESPONSE__PART_CHANGES:
      self = .changes(try Read.required(wire.changes, "changes"))
    case RECKONER__V1__DIFF_REPORTS_RESPONSE__PART_DIFFERENCE:
      self = .difference(try Read.required(wire.difference, "difference"))
    default: throw LedgerError(.malformed, subject: "part", "missing")
    }
  }

  package func write(to wire: inout Reckoner__V1__DiffReportsResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    switch self {
    case .changes(let changes):
      wire.part_case = RECKONER__V1__DIFF_REPORTS_RESPONSE__PART_CHANGES
      wire.changes = try arena.place(changes)
    case .difference(let difference):
      wire.part_case = RECKONER__V1__DIFF_REPORTS_RESPONSE__PART_DIFFERENCE
      wire.difference = try arena.place(difference)
    }
  }
}

/// Two versions of a page, and how many of their claims differ.
package struct ReportDifference: Hashable, Sendable {
  package var status: AnswerStatus
  package var before: ReportRecord
  package var after: ReportRecord
  package var claims: ClaimTally

  package init(
    status: AnswerStatus, before: ReportRecord, after: ReportRecord, claims: ClaimTally
  ) {
    self.status = status
    self.before = before
    self.after = after
    self.claims = claims
  }
}

extension ReportDifference: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ReportDifference>?) -> Void
  { reckoner__v1__report_difference__init }

  package init(reading wire: Reckoner__V1__ReportDifference) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      before: try Read.required(wire.before, "before"),
      after: try Read.required(wire.after, "after"),
      claims: try Read.message(wire.claims, "claims") ?? ClaimTally())
  }

  package func write(to wire: inout Reckoner__V1__ReportDifference, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.status = try arena.place(status)
    wire.before = try arena.place(before)
    wire.after = try arena.place(after)
    wire.claims = try arena.place(claims)
  }
}
