package import CReckonerProto
package import Ledger

extension LedgerBackup: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__LedgerBackup>?) -> Void
  { reckoner__v1__ledger_backup__init }

  package init(reading wire: Reckoner__V1__LedgerBackup) throws(LedgerError) {
    self.init(
      name: try Read.text(wire.name, "name"),
      revision: try Read.revision(wire.revision, "revision"),
      hash: try Read.digest(wire.hash, "hash") ?? .zero,
      takenAt: try Read.required(wire.taken_at, "taken_at"),
      size: try Read.amount(wire.size, "size"), digest: try Read.digest(wire.digest, "digest"))
  }

  package func write(to wire: inout Reckoner__V1__LedgerBackup, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.name = try arena.place(name, "name")
    wire.revision = revision.number
    wire.hash = arena.place(hash.bytes)
    wire.taken_at = try arena.place(takenAt)
    wire.size = size
    wire.digest = arena.place(digest?.bytes ?? [])
  }
}

extension BackupReport: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__BackupReport>?) -> Void
  { reckoner__v1__backup_report__init }

  package init(reading wire: Reckoner__V1__BackupReport) throws(LedgerError) {
    self.init(
      backup: try Read.required(wire.backup, "backup"),
      directory: try Read.text(wire.directory, "directory"),
      removed: try Read.texts(wire.n_removed, wire.removed, "removed"),
      version: try Read.text(wire.version, "version"))
  }

  package func write(to wire: inout Reckoner__V1__BackupReport, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.backup = try arena.place(backup)
    wire.directory = try arena.place(directory, "directory")
    (wire.n_removed, wire.removed) = try arena.place(removed, "removed")
    wire.version = try arena.place(version, "version")
  }
}

extension RestoreReport: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__RestoreReport>?) -> Void
  { reckoner__v1__restore_report__init }

  package init(reading wire: Reckoner__V1__RestoreReport) throws(LedgerError) {
    self.init(
      revision: try Read.revision(wire.revision, "revision"),
      hash: try Read.digest(wire.hash, "hash") ?? .zero,
      digest: try Read.digest(wire.digest, "digest") ?? .zero,
      replaced: try Read.text(wire.replaced, "replaced"), lost: try Read.amount(wire.lost, "lost"),
      signer: try Read.text(wire.signer, "signer"), version: try Read.text(wire.version, "version"))
  }

  package func write(to wire: inout Reckoner__V1__RestoreReport, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.revision = revision.number
    wire.hash = arena.place(hash.bytes)
    wire.digest = arena.place(digest.bytes)
    wire.replaced = try arena.place(replaced, "replaced")
    wire.lost = lost
    wire.signer = try arena.place(signer, "signer")
    wire.version = try arena.place(version, "version")
  }
}
