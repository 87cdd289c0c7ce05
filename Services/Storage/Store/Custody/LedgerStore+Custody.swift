package import Ledger

extension LedgerStore {
  /// Looks at all of the ledger: the file, the chain, every original and its claims' sentences, and the projections.
  /// Damage is an answer, not an error; what throws is only what keeps it from looking. It sees one state, has a
  /// connection of its own, and keeps nobody from appending; the write-ahead log grows as long as it runs, and ends it
  /// where it has come to its limit.
  /// - Parameters:
  ///   - checkpoints: states that the ledger is to go on from.
  ///   - now: when the state that was looked at is signed; nil: it is not.
  ///   - progress: called from time to time.
  /// - Throws: `overloaded` while another verification runs, and where the log has grown to its limit.
  package func verify(
    against checkpoints: [Checkpoint] = [], signedAt now: Moment? = nil,
    progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
  ) async throws -> VerificationReport {
    let turn = try verifying.take()
    let reader = try Reader(path: path)
    let read = log.enter(reader)
    defer { log.leave(read) }
    var report = try await Self.verification(
      by: reader, scratchDirectory: scratchDirectory, against: checkpoints, progress: progress)
    if let problem = report.problems.first {
      condition.noteReading(
        failed: LedgerError(.damaged, subject: problem.subject, problem.message, hint: problem.hint)
      )
    } else {
      condition.noteWhole()
    }
    if let now { report.checkpoint = try signed(report, at: now) }
    withExtendedLifetime(turn) {}
    return report
  }

  /// Looks at all that a reader's file holds, and closes the reader.
  static func verification(
    by reader: Reader, scratchDirectory: String, against checkpoints: [Checkpoint],
    progress: @escaping @Sendable (WorkProgress) -> Void
  ) async throws -> VerificationReport {
    do {
      let report = try await withTaskCancellationHandler {
        try await reader.read(ticket: 0) { (snapshot) throws(LedgerError) in
          var verifier = Verifier(
            snapshot, directory: scratchDirectory, against: checkpoints,
            end: { reader.end }, progress: progress)
          return try verifier.run()
        }
      } onCancel: {
        reader.interrupt(ticket: 0)
      }
      await reader.close()
      return report
    } catch {
      await reader.close()
      throw error
    }
  }

  /// The state that a report is about as a checkpoint; empty where it is not whole, or there is no key.
  private func signed(_ report: VerificationReport, at now: Moment) throws(LedgerError) -> String {
    let isWhole = report.problems.allSatisfy {
      $0.part == .projection || $0.part == .guards || $0.part == .withdrawal
    }
    guard isWhole, report.furtherProblems == 0, case .success(let key) = key else { return "" }
    let statement = Checkpoint.Statement(
      size: report.revision, root: report.root, chain: report.hash, signedAt: now,
      accesses: report.accesses)
    return try Checkpoint(statement, signedWith: key).note
  }

  /// Writes everything again that is not truth, from the entries: the tables that answers are read from, indexes and
  /// triggers. Whole or not at all; appends wait meanwhile, and reads see the ledger as it was before.
  /// - Throws: `damaged` where the entries are not those that were recorded.
  @discardableResult
  package func rebuild(
    progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
  ) async throws -> RebuildReport {
    let report = try await writer.rebuild(progress)
    condition.noteWhole()
    await keepLogShort()
    return report
  }
}
