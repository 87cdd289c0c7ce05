package import Ledger

extension LedgerStore {
  /// Copies the ledger into one file and verifies the copy in full, while others append and read. The copy is the
  /// ledger as it is when the last page of it is copied. It has no name of its own yet: see `TakenBackup`.
  /// - Parameters:
  ///   - directory: where the file is made, and stays if it is kept; made where it is missing.
  ///   - progress: called from time to time.
  /// - Throws: `overloaded` while another backup runs; `diskFull`; `damaged`, with the first thing that is wrong, where
  ///   the copy does not hold: it is not kept then.
  package func takeBackup(
    in directory: String, at now: Moment,
    progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
  ) async throws -> TakenBackup {
    let turn = try backingUp.take()
    let files = BackupFiles(directory)
    do {
      let partial = try await files.begin()
      let head = try await copy(into: partial.path, progress)
      try await check(partial.path, in: directory, head, progress)
      let (digest, size) = try await files.digest(of: partial.path)
      let name = BackupName(takenAt: now, revision: head.revision)
      return TakenBackup(
        LedgerBackup(
          revision: head.revision, hash: head.hash, takenAt: name.takenAt, size: size,
          digest: digest), name, partial, files, turn)
    } catch {
      throw Self.explained(error, directory)
    }
  }

  /// The backups in a directory, newest first, at most 500.
  package func backups(in directory: String) async -> [LedgerBackup] {
    await BackupFiles(directory).list()
  }

  /// Removes what a process left in a directory that was killed while it made a backup.
  package static func removeUnfinishedBackups(in directory: String) {
    PartialFile.removeLeftovers(in: directory, prefix: BackupName.prefix)
    Scratch.removeLeftovers(in: directory)
    BackupFiles.removeStrayDigests(in: directory)
  }

  /// Appends go on between the steps, and go into the copy.
  private func copy(
    into path: String, _ progress: @Sendable (WorkProgress) -> Void
  ) async throws -> Head {
    do {
      try await writer.beginCopy(into: path)
      while true {
        guard !Task.isCancelled else { throw LedgerError(.cancelled, "the backup was given up") }
        let step = try await writer.copyOn()
        progress(WorkProgress(.copy, done: Int64(step.done), total: Int64(step.total)))
        if let head = step.head { return head }
      }
    } catch {
      await writer.endCopy()
      throw error
    }
  }

  /// A backup that could not be restored is none.
  private func check(
    _ path: String, in directory: String, _ head: Head,
    _ progress: @escaping @Sendable (WorkProgress) -> Void
  ) async throws {
    // The ledger's own disk may be full: that is when a backup is wanted most.
    let report = try await Self.verification(
      by: (try Reader(path: path), try Reader(path: path)), scratchDirectory: directory,
      against: [], progress: progress)
    try report.requireWhole("the ledger, as it was copied")
    guard report.revision == head.revision, report.hash == head.hash else {
      throw LedgerError(
        .internalFailure, subject: "backup",
        "the copy is at entry \(report.revision), the ledger was at entry \(head.revision)")
    }
  }

  private static func explained(_ error: any Error, _ directory: String) -> any Error {
    guard var error = error as? LedgerError, error.subject.hasPrefix(directory) else {
      return error
    }
    error.subject = directory
    switch error.reason {
    case .diskFull:
      error.message = "there is no space left for a backup, which is as large as the ledger"
      error.hint = "free space, or set backup.path to another disk; the ledger is not affected"
    case .misconfigured:
      error.message = "no backup can be written there"
      error.hint = "set backup.path to a directory that storage may write to"
    default: break
    }
    return error
  }
}

extension VerificationReport {
  /// Throws `damaged` with the first thing that is not as it was recorded.
  func requireWhole(_ subject: String) throws(LedgerError) {
    // What can be made again is the least of it.
    let truth = problems.first { $0.part != .guards && $0.part != .projection }
    guard let problem = truth ?? problems.first else { return }
    let others = Int64(problems.count - 1) + furtherProblems
    throw LedgerError(
      .damaged, subject: subject,
      "\(problem.subject): \(problem.message)" + (others > 0 ? "; and \(others) more" : ""),
      hint: problem.hint)
  }
}

/// A backup that was verified. Its file goes with it, unless it is kept.
package final class TakenBackup: Sendable {
  package let backup: LedgerBackup
  private let name: BackupName
  private let partial: PartialFile
  private let files: BackupFiles
  /// No other is taken as long as this one takes room.
  private let turn: Turn

  fileprivate init(
    _ backup: LedgerBackup, _ name: BackupName, _ partial: PartialFile, _ files: BackupFiles,
    _ turn: Turn
  ) {
    self.backup = backup
    self.name = name
    self.partial = partial
    self.files = files
    self.turn = turn
  }

  /// Gives it its name among the others in its directory. Then removes the oldest beyond a number; 0: none.
  package func keep(atMost count: Int) async throws -> BackupReport {
    if let digest = backup.digest { try await files.place(partial, name, digest) }
    var named = backup
    named.name = name.text
    return BackupReport(
      backup: named, directory: files.directory,
      removed: count > 0 ? try await files.prune(keeping: count) : [])
  }

  /// All of its file, in pieces of so many bytes.
  package func send(pieces size: Int, _ send: ([UInt8]) async throws -> Void) async throws {
    let file = try PieceReader(partial.path)
    while let piece = try await files.next(file, size) { try await send(piece) }
    withExtendedLifetime(self) {}
  }
}
