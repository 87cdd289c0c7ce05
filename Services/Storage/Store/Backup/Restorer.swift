import Foundation
import Ledger

/// One restoring of a backup. Holds the directory's lock: nobody has the ledger open meanwhile.
struct Restorer {
  let file: String
  let directory: String
  let scratchDirectory: String
  let checkpoints: [Checkpoint]
  let mayLose: Bool
  let now: Moment
  let progress: @Sendable (WorkProgress) -> Void

  static let prefix = "restoring-"

  private var database: String { directory + "/ledger.sqlite" }

  func run() async throws -> RestoreReport {
    try refuseWhatIsNoBackup()
    let lock = try DirectoryLock(directory: directory)
    defer { lock.release() }
    LedgerStore.removeLeftovers(in: directory)
    let number = UInt64.random(in: .min ... .max)
    let copy = try PartialFile("\(directory)/\(Self.prefix)\(number)")
    let digest = try read(into: copy)
    let verified = try await verify(copy)
    let lost = try refuseLosses(copy, verified)
    let aside = try setAside()
    try copy.move(to: database)
    return RestoreReport(
      revision: verified.revision, hash: verified.hash, digest: digest, replaced: aside, lost: lost,
      signer: verified.signer?.ledgerName ?? "")
  }

  private func refuseWhatIsNoBackup() throws(LedgerError) {
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: URL(fileURLWithPath: file).resolvingSymlinksInPath().path)
    guard let attributes else {
      throw LedgerError(.notFound, subject: file, "there is no such file")
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw LedgerError(.malformed, subject: file, "it is no file", hint: "name a backup's file")
    }
    let standing = try? FileManager.default.attributesOfItem(atPath: database)
    if let number = standing?[.systemFileNumber] as? NSNumber,
      attributes[.systemFileNumber] as? NSNumber == number,
      attributes[.systemNumber] as? NSNumber == standing?[.systemNumber] as? NSNumber
    {
      throw LedgerError(
        .malformed, subject: file, "it is the ledger itself that it would replace",
        hint: "name a backup's file, or another directory")
    }
  }

  /// Copies the file: what is verified must be what is put in place.
  private func read(into copy: PartialFile) throws(LedgerError) -> Digest {
    let digest = try Self.copy(file, to: copy.path) { done, total in
      progress(WorkProgress(.copy, done: done, total: total))
    }
    if let kept = BackupFiles.keptDigest(of: file), kept != digest {
      throw LedgerError(
        .damaged, subject: file,
        "its SHA-256 is \(digest.hex), and \(file)\(BackupName.digestSuffix) says \(kept.hex)",
        hint: "the file was changed or not copied whole; use another backup")
    }
    // A database that was copied while it was in use has its newest entries in its log.
    if LedgerStore.size(of: file + "-wal") > 0 {
      _ = try Self.copy(file + "-wal", to: copy.path + "-wal") { _, _ in }
    }
    return digest
  }

  private static func copy(
    _ file: String, to path: String, _ progress: (Int64, Int64) -> Void
  ) throws(LedgerError) -> Digest {
    let total = LedgerStore.size(of: file)
    let reader = try PieceReader(file)
    try DirectoryLock.createPrivate(path)
    guard let output = FileHandle(forWritingAtPath: path) else { throw .system(EACCES, path) }
    var (builder, done) = (DigestBuilder(), Int64(0))
    while let piece = try reader.next(1 << 20) {
      guard !Task.isCancelled else { throw LedgerError(.cancelled, "it was given up") }
      do { try output.write(contentsOf: piece) } catch { throw .writing(error, path) }
      builder.add(piece)
      done += Int64(piece.count)
      progress(done, total)
    }
    do { try output.close() } catch { throw .writing(error, path) }
    return builder.finish()
  }

  private struct Verified {
    var revision: Revision
    var hash: Digest
    var signer: VerifyingKey?
  }

  /// Brings the copy up to date, and looks at all of it.
  private func verify(_ copy: PartialFile) async throws -> Verified {
    do {
      let signer = try Self.prepare(copy.path, file)
      let report = try await LedgerStore.verification(
        by: (try Reader(path: copy.path), try Reader(path: copy.path)),
        scratchDirectory: scratchDirectory, against: checkpoints, progress: progress)
      try report.requireWhole(file)
      if let other = report.against.first(where: { !$0.extends }) {
        throw LedgerError(
          .damaged, subject: file,
          "it does not go on from the checkpoint of entry \(other.size): \(other.message)",
          hint: "use a newer backup, or find out which of the two is another ledger's")
      }
      return Verified(revision: report.revision, hash: report.hash, signer: signer)
    } catch var error as LedgerError {
      // Whoever asked knows the file, and not the copy.
      if error.subject.hasPrefix(copy.path) { error.subject = file }
      throw error
    }
  }

  private static func prepare(_ path: String, _ file: String) throws(LedgerError) -> VerifyingKey? {
    let connection = try Connection(path: path, mode: .writing)
    guard try Migrations.version(of: connection) > 0 else {
      throw LedgerError(.malformed, subject: file, "it is no ledger", hint: "name a backup's file")
    }
    try Migrations.apply(to: connection, keeping: false)
    // Into the one file, which is all that is moved.
    try connection.execute("PRAGMA journal_mode = DELETE")
    let newest = try Checkpoints(connection).stored(limit: 1).first
    return newest.flatMap { try? Checkpoint(note: $0.note) }?.key
  }

  /// Returns how many entries of the ledger that is there are not in the backup.
  private func refuseLosses(
    _ copy: PartialFile, _ verified: Verified
  ) throws(LedgerError) -> Int64 {
    // Open no longer than this: its log goes with the last who has it open.
    guard let loss = try Present(database).loss(beside: copy.path, at: verified.revision) else {
      return 0
    }
    guard mayLose else {
      throw LedgerError(
        .misconfigured, subject: directory, loss.message,
        hint: "nothing was changed; use a newer backup, or give --force to go back all the same: "
          + "the ledger that is there is then kept beside it under another name")
    }
    return loss.entries
  }

  /// Gives the ledger that is there another name, too. It stays where it is until the other one takes its place.
  private func setAside() throws(LedgerError) -> String {
    guard DirectoryLock.exists(database) else { return "" }
    var name = "\(database).replaced-\(BackupName.stamp(now))"
    while DirectoryLock.exists(name) { name += "-again" }
    try DirectoryLock.link(database, to: name)
    // A log that could not be moved into a damaged ledger must not be taken for the new one's.
    if DirectoryLock.exists(database + "-wal") {
      try DirectoryLock.link(database + "-wal", to: name + "-wal")
      try DirectoryLock.remove(database + "-wal")
    }
    try DirectoryLock.remove(database + "-shm")
    return name
  }
}

extension LedgerError {
  /// A failure of Foundation's to write a file.
  fileprivate static func writing(_ error: any Error, _ path: String) -> LedgerError {
    let system = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    let code =
      (error as NSError).domain == NSPOSIXErrorDomain ? (error as NSError).code : system?.code
    return .system(Int32(code ?? Int(EIO)), path)
  }
}
