package import Ledger

extension LedgerStore {
  /// Looks at all of the ledger: the file, the chain, every original and its claims' sentences, and the projections.
  /// Damage is an answer, not an error; what throws is only what keeps it from looking. It sees one state, has a
  /// connection of its own, and keeps nobody from appending; the write-ahead log grows as long as it runs, and ends it
  /// where it has come to its limit.
  /// - Parameters:
  ///   - checkpoints: states that the ledger is to go on from.
  ///   - projections: whether what answers are read from is compared, too, with the file and the full-text index.
  ///     Without, only what cannot be had again is looked at, which is many times faster.
  ///   - now: when the state that was looked at is signed; nil: it is not.
  ///   - progress: called from time to time.
  /// - Throws: `overloaded` while another verification runs, and where the log has grown to its limit.
  package func verify(
    against checkpoints: [Checkpoint] = [], projections: Bool = true, signedAt now: Moment? = nil,
    progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
  ) async throws -> VerificationReport {
    let turn = try verifying.take()
    let readers = (try Reader(path: path), try Reader(path: path))
    let reads = (log.enter(readers.0), log.enter(readers.1))
    defer {
      log.leave(reads.0)
      log.leave(reads.1)
    }
    var report =
      projections
      ? try await Self.verification(
        by: readers, scratchDirectory: scratchDirectory, against: checkpoints, progress: progress)
      : try await Self.truth(by: readers.0, against: checkpoints, progress: progress)
    if let problem = report.problems.first {
      condition.noteReading(
        failed: LedgerError(.damaged, subject: problem.subject, problem.message, hint: problem.hint)
      )
    } else if projections {
      condition.noteWhole()
    }
    if let now { report.checkpoint = try signed(report, at: now) }
    withExtendedLifetime(turn) {}
    return report
  }

  /// Looks at all that a file holds, and closes its readers. One follows the chain and works the projections out; the
  /// other one looks at the file, at the words and at the full-text index meanwhile, from a state that is not older.
  static func verification(
    by readers: (chain: Reader, words: Reader), scratchDirectory: String,
    against checkpoints: [Checkpoint], progress: @escaping @Sendable (WorkProgress) -> Void
  ) async throws -> VerificationReport {
    let (begun, isBegun) = AsyncStream<Revision>.makeStream()
    let (chain, words) = (readers.chain, readers.words)
    do {
      async let findings = Self.long(words) { (snapshot, revision) throws(LedgerError) in
        try WordsVerifier(
          snapshot, directory: scratchDirectory, to: revision, end: { words.end }
        ).run()
      } after: {
        for await revision in begun { return revision }
        throw LedgerError(.cancelled, "the verification has not begun")
      }
      var report: VerificationReport
      do {
        report = try await Self.long(chain) { (snapshot, _) throws(LedgerError) in
          isBegun.yield(snapshot.head)
          var verifier = Verifier(
            snapshot, directory: scratchDirectory, against: checkpoints,
            end: { chain.end }, progress: progress)
          return try verifier.run()
        }
        isBegun.finish()
      } catch {
        isBegun.finish()
        words.end(because: LedgerError(.cancelled, "the verification was given up"))
        throw error
      }
      let found = try await findings
      report.join(found.file, first: true)
      report.join(found.words)
      report.join(found.search)
      await chain.close()
      await words.close()
      return report
    } catch {
      await chain.close()
      await words.close()
      throw error
    }
  }

  /// Looks at what cannot be had again, and closes the reader.
  private static func truth(
    by reader: Reader, against checkpoints: [Checkpoint],
    progress: @escaping @Sendable (WorkProgress) -> Void
  ) async throws -> VerificationReport {
    do {
      let report = try await long(reader) { (snapshot, _) throws(LedgerError) in
        try TruthVerifier(
          snapshot, against: checkpoints, end: { reader.end }, progress: progress
        ).run()
      }
      await reader.close()
      return report
    } catch {
      await reader.close()
      throw error
    }
  }

  /// A read that goes on for as long as there is to read, and ends with its task.
  private static func long<Result: Sendable>(
    _ reader: Reader,
    _ body: @escaping @Sendable (Snapshot, Revision) throws(LedgerError) -> Result,
    after: @Sendable () async throws -> Revision = { .empty }
  ) async throws -> Result {
    let revision = try await after()
    return try await withTaskCancellationHandler {
      try await reader.read(ticket: 0) { (snapshot) throws(LedgerError) in
        try body(snapshot, revision)
      }
    } onCancel: {
      reader.end(because: LedgerError(.cancelled, "the work was given up"))
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
