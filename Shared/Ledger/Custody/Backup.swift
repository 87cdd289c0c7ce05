/// A copy of the ledger in one file.
package struct LedgerBackup: Hashable, Sendable {
  /// Of its file; empty for one that was sent to its caller.
  package var name: String
  /// The state of the ledger that it holds.
  package var revision: Revision
  /// The chain's hash there.
  package var hash: Digest
  package var takenAt: Moment
  /// Bytes of the file.
  package var size: Int64
  /// Of the file; nil where it was not kept beside it.
  package var digest: Digest?

  package init(
    name: String = "", revision: Revision, hash: Digest, takenAt: Moment, size: Int64,
    digest: Digest? = nil
  ) {
    self.name = name
    self.revision = revision
    self.hash = hash
    self.takenAt = takenAt
    self.size = size
    self.digest = digest
  }
}

/// What became of a backup.
package struct BackupReport: Hashable, Sendable {
  package var backup: LedgerBackup
  /// Where it is, on storage's machine; empty where it was sent.
  package var directory: String
  /// Names of older ones that made room for it.
  package var removed: [String]
  /// The program that made it.
  package var version: String

  package init(
    backup: LedgerBackup, directory: String = "", removed: [String] = [], version: String = ""
  ) {
    self.backup = backup
    self.directory = directory
    self.removed = removed
    self.version = version
  }
}

/// What became of restoring a backup.
package struct RestoreReport: Hashable, Sendable {
  /// The state of the ledger that is in place now.
  package var revision: Revision
  /// The chain's hash there.
  package var hash: Digest
  /// Of the backup's file.
  package var digest: Digest
  /// Where the ledger is now that was there; empty where there was none.
  package var replaced: String
  /// How many entries of it are not in the backup.
  package var lost: Int64
  /// Who signed the newest of its daily checkpoints; empty where there is none.
  package var signer: String
  /// The program that restored it.
  package var version: String

  package init(
    revision: Revision, hash: Digest, digest: Digest, replaced: String = "", lost: Int64 = 0,
    signer: String = "", version: String = ""
  ) {
    self.revision = revision
    self.hash = hash
    self.digest = digest
    self.replaced = replaced
    self.lost = lost
    self.signer = signer
    self.version = version
  }
}
