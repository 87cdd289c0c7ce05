import Ledger

/// One verification of one state of the ledger, but for what `WordsVerifier` looks at meanwhile. Damage is what it
/// reports; what it throws is only what keeps it from looking.
struct Verifier {
  private let snapshot: Snapshot
  private let directory: String
  private let against: [Checkpoint]
  private let end: @Sendable () -> LedgerError?
  private let progress: @Sendable (WorkProgress) -> Void
  private var report = VerificationReport()
  private var connection: Connection { snapshot.connection }

  /// - Parameter end: why it is to end before it is done; asked from time to time.
  init(
    _ snapshot: Snapshot, directory: String, against: [Checkpoint],
    end: @escaping @Sendable () -> LedgerError?,
    progress: @escaping @Sendable (WorkProgress) -> Void
  ) {
    self.snapshot = snapshot
    self.directory = directory
    self.against = against
    self.end = end
    self.progress = progress
  }

  mutating func run() throws(LedgerError) -> VerificationReport {
    progress(WorkProgress(.file, done: 0, total: 0))
    let projections = try ProjectionCheck(directory: directory, try Schema.expected())
    var whole = Revision.empty
    try guarded("table entry") { (self) throws(LedgerError) in
      try self.walk(projections, whole: &whole)
    }
    // A walk that was cut short has not said how far it came.
    report.revision = max(report.revision, whole)
    try guarded("table access") { (self) throws(LedgerError) in
      try AccessWalk.check(AccessLog(self.connection), &self.report)
    }
    try check(CheckpointCheck(connection, projections.tree, whole: whole, problem: firstDamage))
    if whole == snapshot.head {
      try compare(projections)
    } else {
      report.add(
        LedgerProblem(
          .entry, subject: "projections",
          "they were not compared with the entries, because entries are damaged"))
    }
    return report
  }

  private var firstDamage: LedgerProblem? {
    report.problems.first { $0.part == .entry } ?? report.problems.first { $0.part == .file }
  }

  private mutating func guarded(
    _ subject: String, _ body: (inout Self) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    do throws(LedgerError) {
      try body(&self)
    } catch {
      try report.guarded(subject) { (_) throws(LedgerError) in throw error }
    }
  }

  /// Walks the chain to its end.
  /// - Parameter whole: the last entry before the first one that is not as it was recorded.
  private mutating func walk(_ projections: ProjectionCheck, whole: inout Revision)
    throws(LedgerError)
  {
    let total =
      try connection.first("SELECT count(*) FROM entry") { (row) throws(LedgerError) in
        row.integer(0)
      } ?? 0
    var chain = ChainWalk()
    var isWhole = true
    var pace = Pace(.chain, total: total, end: end, progress)
    try connection.forEach(ChainWalk.select) { (row) throws(LedgerError) in
      let step = try chain.next(row)
      for problem in step.problems { report.add(problem) }
      isWhole = isWhole && step.problems.isEmpty
      if let entry = step.entry {
        if isWhole { isWhole = try project(entry, row.bytes(0), step.chain, projections) }
        if isWhole { whole = entry.sequence }
      }
      try pace.step()
      return true
    }
    report.revision = chain.revision
    report.hash = chain.hash
    report.root = try projections.tree.root(size: Int(whole.number))
  }

  /// Returns false for an entry that cannot follow those before it, though the chain says so.
  private mutating func project(
    _ entry: Entry, _ bytes: [UInt8], _ chain: Digest, _ projections: ProjectionCheck
  ) throws(LedgerError) -> Bool {
    do throws(LedgerError) {
      try projections.project(entry, bytes: bytes, chain: chain)
      return true
    } catch {
      guard error.reason == .damaged || error.reason == .internalFailure else { throw error }
      report.add(
        LedgerProblem(
          .entry, entry: entry.sequence, subject: "entry \(entry.sequence)",
          "it contradicts the entries before it: \(error.message)"))
      return false
    }
  }

  private mutating func check(_ checkpoints: CheckpointCheck) throws(LedgerError) {
    progress(WorkProgress(.checkpoints, done: 0, total: 0))
    try guarded("table checkpoint") { (self) throws(LedgerError) in
      try checkpoints.checkDaily(&self.report)
    }
    try guarded("table timestamp") { (self) throws(LedgerError) in
      try Timestamps(self.connection).check(&self.report)
    }
    try guarded("table entry") { (self) throws(LedgerError) in
      self.report.against = try checkpoints.compare(self.against)
    }
    // Whoever asked about a checkpoint gets an answer to it.
    for checkpoint in against.dropFirst(report.against.count) {
      report.against.append(
        CheckpointComparison(
          size: checkpoint.statement.size, extends: false,
          message: "it cannot be shown, because the file is damaged"))
    }
  }

  private mutating func compare(_ projections: ProjectionCheck) throws(LedgerError) {
    var pace = Pace(.projections, total: try projections.count(), end: end, progress)
    try projections.compare(with: connection, &report) { () throws(LedgerError) in
      try pace.step()
    }
  }
}

/// Tells how far a long work has come, every so many steps, and ends it where nobody wants it any more.
struct Pace {
  private let stage: WorkProgress.Stage
  private let total: Int64
  private let end: @Sendable () -> LedgerError?
  private let progress: @Sendable (WorkProgress) -> Void
  private var done: Int64 = 0

  init(
    _ stage: WorkProgress.Stage, total: Int64,
    end: @escaping @Sendable () -> LedgerError? = { nil },
    _ progress: @escaping @Sendable (WorkProgress) -> Void
  ) {
    self.stage = stage
    self.total = total
    self.end = end
    self.progress = progress
    progress(WorkProgress(stage, done: 0, total: total))
  }

  mutating func step() throws(LedgerError) {
    done += 1
    guard done % 256 == 0 || done == total else { return }
    try reach(done)
  }

  /// It has come so far.
  mutating func reach(_ done: Int64) throws(LedgerError) {
    self.done = done
    guard !Task.isCancelled else { throw LedgerError(.cancelled, "the work was given up") }
    if let end = end() { throw end }
    progress(WorkProgress(stage, done: done, total: total))
  }
}
