package import CReckonerProto
package import Ledger

// Backups, as storage makes them and as the gateway passes them on.

/// One message of a backup on its way: how far it has come, a piece of the file, or what came of it.
package enum BackupPart: Hashable, Sendable {
  case progress(WorkProgress)
  case content([UInt8])
  case report(BackupReport)
}

/// Asks for a copy of the ledger in one file.
package struct BackupRequest: Hashable, Sendable {
  /// Send the file, and keep none.
  package var send: Bool

  package init(send: Bool = false) { self.send = send }
}

extension BackupRequest: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__BackupRequest>?) -> Void
  { reckoner__v1__backup_request__init }

  package init(reading wire: Reckoner__V1__BackupRequest) throws(LedgerError) {
    self.init(send: wire.send != 0)
  }

  package func write(to wire: inout Reckoner__V1__BackupRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.send = send ? 1 : 0
  }
}

/// How far it has come, the file where it was asked for, and at the end its report.
package struct BackupResponse: Hashable, Sendable {
  package var part: BackupPart

  package init(_ part: BackupPart) { self.part = part }
}

extension BackupResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__BackupResponse>?) -> Void
  { reckoner__v1__backup_response__init }

  package init(reading wire: Reckoner__V1__BackupResponse) throws(LedgerError) {
    switch wire.part_case {
    case RECKONER__V1__BACKUP_RESPONSE__PART_PROGRESS:
      self.init(.progress(try Read.required(wire.progress, "progress")))
    case RECKONER__V1__BACKUP_RESPONSE__PART_CONTENT:
      self.init(.content(Read.bytes(wire.content)))
    case RECKONER__V1__BACKUP_RESPONSE__PART_REPORT:
      self.init(.report(try Read.required(wire.report, "report")))
    default: throw LedgerError(.malformed, subject: "part", "missing")
    }
  }

  package func write(to wire: inout Reckoner__V1__BackupResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    switch part {
    case .progress(let progress):
      wire.part_case = RECKONER__V1__BACKUP_RESPONSE__PART_PROGRESS
      wire.progress = try arena.place(progress)
    case .content(let bytes):
      wire.part_case = RECKONER__V1__BACKUP_RESPONSE__PART_CONTENT
      wire.content = arena.place(bytes)
    case .report(let report):
      wire.part_case = RECKONER__V1__BACKUP_RESPONSE__PART_REPORT
      wire.report = try arena.place(report)
    }
  }
}

/// Asks for the backups that storage keeps.
package struct ListBackupsRequest: Hashable, Sendable {
  package init() {}
}

extension ListBackupsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListBackupsRequest>?) -> Void
  { reckoner__v1__list_backups_request__init }

  package init(reading wire: Reckoner__V1__ListBackupsRequest) throws(LedgerError) { self.init() }

  package func write(to wire: inout Reckoner__V1__ListBackupsRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {}
}

/// The backups that storage keeps, newest first, and where they are.
package struct ListBackupsResponse: Hashable, Sendable {
  package var backups: [LedgerBackup]
  package var directory: String
  package var revision: Revision

  package init(backups: [LedgerBackup] = [], directory: String = "", revision: Revision) {
    self.backups = backups
    self.directory = directory
    self.revision = revision
  }
}

extension ListBackupsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ListBackupsResponse>?) -> Void
  { reckoner__v1__list_backups_response__init }

  package init(reading wire: Reckoner__V1__ListBackupsResponse) throws(LedgerError) {
    self.init(
      backups: try Read.messages(wire.n_backups, wire.backups, "backups"),
      directory: try Read.text(wire.directory, "directory"),
      revision: try Read.revision(wire.revision, "revision"))
  }

  package func write(to wire: inout Reckoner__V1__ListBackupsResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_backups, wire.backups) = try arena.place(backups)
    wire.directory = try arena.place(directory, "directory")
    wire.revision = revision.number
  }
}

/// Asks for a copy of the ledger in one file.
package struct BackupLedgerRequest: Hashable, Sendable {
  /// Send the file, and keep none.
  package var send: Bool

  package init(send: Bool = false) { self.send = send }
}

extension BackupLedgerRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__BackupLedgerRequest>?) -> Void
  { reckoner__v1__backup_ledger_request__init }

  package init(reading wire: Reckoner__V1__BackupLedgerRequest) throws(LedgerError) {
    self.init(send: wire.send != 0)
  }

  package func write(to wire: inout Reckoner__V1__BackupLedgerRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.send = send ? 1 : 0
  }
}

/// How far it has come, the file where it was asked for, and at the end its report.
package struct BackupLedgerResponse: Hashable, Sendable {
  package var part: BackupPart

  package init(_ part: BackupPart) { self.part = part }
}

extension BackupLedgerResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__BackupLedgerResponse>?) -> Void
  { reckoner__v1__backup_ledger_response__init }

  package init(reading wire: Reckoner__V1__BackupLedgerResponse) throws(LedgerError) {
    switch wire.part_case {
    case RECKONER__V1__BACKUP_LEDGER_RESPONSE__PART_PROGRESS:
      self.init(.progress(try Read.required(wire.progress, "progress")))
    case RECKONER__V1__BACKUP_LEDGER_RESPONSE__PART_CONTENT:
      self.init(.content(Read.bytes(wire.content)))
    case RECKONER__V1__BACKUP_LEDGER_RESPONSE__PART_REPORT:
      self.init(.report(try Read.required(wire.report, "report")))
    default: throw LedgerError(.malformed, subject: "part", "missing")
    }
  }

  package func write(to wire: inout Reckoner__V1__BackupLedgerResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    switch part {
    case .progress(let progress):
      wire.part_case = RECKONER__V1__BACKUP_LEDGER_RESPONSE__PART_PROGRESS
      wire.progress = try arena.place(progress)
    case .content(let bytes):
      wire.part_case = RECKONER__V1__BACKUP_LEDGER_RESPONSE__PART_CONTENT
      wire.content = arena.place(bytes)
    case .report(let report):
      wire.part_case = RECKONER__V1__BACKUP_LEDGER_RESPONSE__PART_REPORT
      wire.report = try arena.place(report)
    }
  }
}

/// Asks for the backups that storage keeps.
package struct BrowseBackupsRequest: Hashable, Sendable {
  package init() {}
}

extension BrowseBackupsRequest: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__BrowseBackupsRequest>?) -> Void
  { reckoner__v1__browse_backups_request__init }

  package init(reading wire: Reckoner__V1__BrowseBackupsRequest) throws(LedgerError) { self.init() }

  package func write(to wire: inout Reckoner__V1__BrowseBackupsRequest, in arena: borrowing Arena)
    throws(LedgerError)
  {}
}

/// The backups that storage keeps, newest first, and where they are.
package struct BrowseBackupsResponse: Hashable, Sendable {
  package var status: AnswerStatus
  package var backups: [LedgerBackup]
  package var directory: String

  package init(status: AnswerStatus, backups: [LedgerBackup] = [], directory: String = "") {
    self.backups = backups
    self.directory = directory
    self.status = status
  }
}

extension BrowseBackupsResponse: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__BrowseBackupsResponse>?) -> Void
  { reckoner__v1__browse_backups_response__init }

  package init(reading wire: Reckoner__V1__BrowseBackupsResponse) throws(LedgerError) {
    self.init(
      status: try Read.required(wire.status, "status"),
      backups: try Read.messages(wire.n_backups, wire.backups, "backups"),
      directory: try Read.text(wire.directory, "directory"))
  }

  package func write(to wire: inout Reckoner__V1__BrowseBackupsResponse, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_backups, wire.backups) = try arena.place(backups)
    wire.directory = try arena.place(directory, "directory")
    wire.status = try arena.place(status)
  }
}
