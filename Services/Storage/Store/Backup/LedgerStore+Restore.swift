package import Ledger

extension LedgerStore {
  /// Puts a backup in the place of the ledger in a directory, once all of it was verified. The ledger that is there
  /// keeps its file, under another name; the place is never empty.
  /// - Parameters:
  ///   - file: a backup, or any ledger's file, of this schema or an older one. It is only read.
  ///   - checkpoints: states that the backup is to go on from.
  ///   - mayLose: go on though entries are lost, or nobody can tell.
  /// - Throws: `notFound`, `malformed` for what is no ledger, `damaged` with the first thing that is wrong,
  ///   `misconfigured` where another process has the ledger open or entries would be lost, `diskFull`.
  package static func restore(
    _ file: String, to directory: String, against checkpoints: [Checkpoint] = [],
    scratchDirectory: String? = nil, mayLose: Bool = false, at now: Moment,
    progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
  ) async throws -> RestoreReport {
    try await Restorer(
      file: file, directory: directory, scratchDirectory: scratchDirectory ?? directory,
      checkpoints: checkpoints, mayLose: mayLose, now: now, progress: progress
    ).run()
  }
}
