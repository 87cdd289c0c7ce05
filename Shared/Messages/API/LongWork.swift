package import CReckonerProto
package import Ledger

// Long works on the ledger, as storage offers them and as the gateway passes them on.

/// One message of a long work: how far it has come, or what came of it.
package enum WorkPart<Report: Hashable & Sendable>: Hashable, Sendable {
  case progress(WorkProgress)
  case report(Report)
}

/// Asks for a verification of the whole ledger.
package struct VerifyRequest: Hashable, Sendable {
  /// Checkpoints that the ledger is to go on from, as they were signed.
  package var against: [String]
  /// Only what cannot be had again is looked at.
  package var withoutProjections: Bool

  package init(against: [String] = [], withoutProjections: Bool = false) {
    self.against = against
    self.withoutProjections = withoutProjections
  }
}

extension VerifyRequest: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__VerifyRequest>?) -> Void
  { reckoner__v1__verify_request__init }

  package init(reading wire: Reckoner__V1__VerifyRequest) throws(LedgerError) {
    self.init(
      against: try Read.texts(wire.n_against, wire.against, "against"),
      withoutProjections: wire.without_projections != 0)
  }

  package func write(to wire: inout Reckoner__V1__VerifyRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_against, wire.against) = try arena.place(against, "against")
    wire.without_projections = withoutProjections ? 1 : 0
  }
}

/// How far it has come, and at the end its report.
package struct VerifyResponse: Hashable, Sendable {
  package var part: WorkPart<VerificationReport>

  package init(_ part: WorkPart<VerificationReport>) { self.part = part }
}

extension VerifyResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__VerifyResponse>?) -> Void
  { reckoner__v1__verify_response__init }

  package init(reading wire: Reckoner__V1__VerifyResponse) throws(LedgerError) {
    switch wire.part_case {
    case RECKONER__V1__VERIFY_RESPONSE__PART_PROGRESS:
      self.init(.progress(try Read.required(wire.progress, "progress")))
    case RECKONER__V1__VERIFY_RESPONSE__PART_REPORT:
      self.init(.report(try Read.required(wire.report, "report")))
    default: throw LedgerError(.malformed, subject: "part", "missing")
    }
  }

  package func write(to wire: inout Reckoner__V1__VerifyResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    switch part {
    case .progress(let progress):
      wire.part_case = RECKONER__V1__VERIFY_RESPONSE__PART_PROGRESS
      wire.progress = try arena.place(progress)
    case .report(let report):
      wire.part_case = RECKONER__V1__VERIFY_RESPONSE__PART_REPORT
      wire.report = try arena.place(report)
    }
  }
}

/// Asks for everything to be written again that is not truth.
package struct RebuildRequest: Hashable, Sendable {
  package init() {}
}

extension RebuildRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__RebuildRequest>?) -> Void
  { reckoner__v1__rebuild_request__init }

  package init(reading wire: Reckoner__V1__RebuildRequest) throws(LedgerError) { self.init() }

  package func write(to wire: inout Reckoner__V1__RebuildRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {}
}

/// How far it has come, and at the end its report.
package struct RebuildResponse: Hashable, Sendable {
  package var part: WorkPart<RebuildReport>

  package init(_ part: WorkPart<RebuildReport>) { self.part = part }
}

extension RebuildResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__RebuildResponse>?) -> Void
  { reckoner__v1__rebuild_response__init }

  package init(reading wire: Reckoner__V1__RebuildResponse) throws(LedgerError) {
    switch wire.part_case {
    case RECKONER__V1__REBUILD_RESPONSE__PART_PROGRESS:
      self.init(.progress(try Read.required(wire.progress, "progress")))
    case RECKONER__V1__REBUILD_RESPONSE__PART_REPORT:
      self.init(.report(try Read.required(wire.report, "report")))
    default: throw LedgerError(.malformed, subject: "part", "missing")
    }
  }

  package func write(to wire: inout Reckoner__V1__RebuildResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    switch part {
    case .progress(let progress):
      wire.part_case = RECKONER__V1__REBUILD_RESPONSE__PART_PROGRESS
      wire.progress = try arena.place(progress)
    case .report(let report):
      wire.part_case = RECKONER__V1__REBUILD_RESPONSE__PART_REPORT
      wire.report = try arena.place(report)
    }
  }
}

/// Asks for a verification of the whole ledger.
package struct VerifyLedgerRequest: Hashable, Sendable {
  /// Checkpoints that the ledger is to go on from, as they were signed.
  package var against: [String]
  /// Only what cannot be had again is looked at.
  package var withoutProjections: Bool

  package init(against: [String] = [], withoutProjections: Bool = false) {
    self.against = against
    self.withoutProjections = withoutProjections
  }
}

extension VerifyLedgerRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__VerifyLedgerRequest>?) -> Void
  { reckoner__v1__verify_ledger_request__init }

  package init(reading wire: Reckoner__V1__VerifyLedgerRequest) throws(LedgerError) {
    self.init(
      against: try Read.texts(wire.n_against, wire.against, "against"),
      withoutProjections: wire.without_projections != 0)
  }

  package func write(to wire: inout Reckoner__V1__VerifyLedgerRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_against, wire.against) = try arena.place(against, "against")
    wire.without_projections = withoutProjections ? 1 : 0
  }
}

/// How far it has come, and at the end its report.
package struct VerifyLedgerResponse: Hashable, Sendable {
  package var part: WorkPart<VerificationReport>

  package init(_ part: WorkPart<VerificationReport>) { self.part = part }
}

extension VerifyLedgerResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__VerifyLedgerResponse>?) -> Void
  { reckoner__v1__verify_ledger_response__init }

  package init(reading wire: Reckoner__V1__VerifyLedgerResponse) throws(LedgerError) {
    switch wire.part_case {
    case RECKONER__V1__VERIFY_LEDGER_RESPONSE__PART_PROGRESS:
      self.init(.progress(try Read.required(wire.progress, "progress")))
    case RECKONER__V1__VERIFY_LEDGER_RESPONSE__PART_REPORT:
      self.init(.report(try Read.required(wire.report, "report")))
    default: throw LedgerError(.malformed, subject: "part", "missing")
    }
  }

  package func write(to wire: inout Reckoner__V1__VerifyLedgerResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    switch part {
    case .progress(let progress):
      wire.part_case = RECKONER__V1__VERIFY_LEDGER_RESPONSE__PART_PROGRESS
      wire.progress = try arena.place(progress)
    case .report(let report):
      wire.part_case = RECKONER__V1__VERIFY_LEDGER_RESPONSE__PART_REPORT
      wire.report = try arena.place(report)
    }
  }
}

/// Asks for everything to be written again that is not truth.
package struct RebuildLedgerRequest: Hashable, Sendable {
  package init() {}
}

extension RebuildLedgerRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__RebuildLedgerRequest>?) -> Void
  { reckoner__v1__rebuild_ledger_request__init }

  package init(reading wire: Reckoner__V1__RebuildLedgerRequest) throws(LedgerError) { self.init() }

  package func write(to wire: inout Reckoner__V1__RebuildLedgerRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {}
}

/// How far it has come, and at the end its report.
package struct RebuildLedgerResponse: Hashable, Sendable {
  package var part: WorkPart<RebuildReport>

  package init(_ part: WorkPart<RebuildReport>) { self.part = part }
}

extension RebuildLedgerResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__RebuildLedgerResponse>?) -> Void
  { reckoner__v1__rebuild_ledger_response__init }

  package init(reading wire: Reckoner__V1__RebuildLedgerResponse) throws(LedgerError) {
    switch wire.part_case {
    case RECKONER__V1__REBUILD_LEDGER_RESPONSE__PART_PROGRESS:
      self.init(.progress(try Read.required(wire.progress, "progress")))
    case RECKONER__V1__REBUILD_LEDGER_RESPONSE__PART_REPORT:
      self.init(.report(try Read.required(wire.report, "report")))
    default: throw LedgerError(.malformed, subject: "part", "missing")
    }
  }

  package func write(to wire: inout Reckoner__V1__RebuildLedgerResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    switch part {
    case .progress(let progress):
      wire.part_case = RECKONER__V1__REBUILD_LEDGER_RESPONSE__PART_PROGRESS
      wire.progress = try arena.place(progress)
    case .report(let report):
      wire.part_case = RECKONER__V1__REBUILD_LEDGER_RESPONSE__PART_REPORT
      wire.report = try arena.place(report)
    }
  }
}
