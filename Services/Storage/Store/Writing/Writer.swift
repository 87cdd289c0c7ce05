import Foundation
import Ledger
import Synchronization

/// The one writer. Appends that wait while a transaction commits share the next one.
actor Writer {
  private let executor = QueueExecutor(label: "reckoner.ledger.writer")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private var connection: Connection?
  private var head: Head
  /// Transactions that were committed since the ledger was opened.
  nonisolated var transactions: Int64 { committed.load(ordering: .relaxed) }
  private let committed = Atomic<Int64>(0)
  private let queue = Mutex<[Job]>([])
  private let signal: CommitSignal
  /// The announced erasures that the file was written anew for, and whose words may be in the log still.
  private var rewritten: Data?
  private let condition: Condition
  /// The backup that is being copied.
  private var copy: PageCopy?
  /// The log is to be moved at the next turn.
  private var movesLog = false

  /// Appends that share a transaction at most: bounds how long the first of them waits for the last.
  private static let batchLimit = 256

  init(
    connection: sending Connection, head: Head, signal: CommitSignal, condition: Condition
  ) {
    self.connection = connection
    self.head = head
    self.signal = signal
    self.condition = condition
  }

  /// One append: what it writes, and what became of it.
  final class Job: Sendable {
    fileprivate let author: String
    fileprivate let moment: Moment
    fileprivate let write: @Sendable (inout Scribe) throws(LedgerError) -> RecordingOutcome
    private let result = Mutex<Result<RecordingOutcome, LedgerError>?>(nil)

    init(
      author: String, moment: Moment,
      write: @escaping @Sendable (inout Scribe) throws(LedgerError) -> RecordingOutcome
    ) {
      self.author = author
      self.moment = moment
      self.write = write
    }

    fileprivate var outcome: Result<RecordingOutcome, LedgerError>? { result.withLock { $0 } }
    fileprivate func finish(_ outcome: Result<RecordingOutcome, LedgerError>) {
      result.withLock { $0 = outcome }
    }
  }

  /// Appends, and returns once it is on disk. Goes on to its end though the caller be cancelled: whether it was
  /// recorded must never be left to chance.
  nonisolated func append(_ job: Job) async throws(LedgerError) -> RecordingOutcome {
    queue.withLock { $0.append(job) }
    return try await finish(job).get()
  }

  /// Appends that wait for the writer's turn.
  nonisolated var waiting: Int { queue.withLock { $0.count } }

  /// Commits what waits until the job is done, which it may be already: another's turn took it along.
  private func finish(_ job: Job) -> Result<RecordingOutcome, LedgerError> {
    while true {
      if let outcome = job.outcome { return outcome }
      let batch = queue.withLock { queue in
        let batch = Array(queue.prefix(Self.batchLimit))
        queue.removeFirst(batch.count)
        return batch
      }
      commit(batch)
    }
  }

  private func commit(_ batch: [Job]) {
    guard let connection else {
      for job in batch { job.finish(.failure(.closed)) }
      return
    }
    do throws(LedgerError) {
      try connection.execute("BEGIN IMMEDIATE")
    } catch {
      // Whoever comes one by one would wait as long, one after the other.
      let failure = condition.noteWriting(failed: error)
      for job in batch { job.finish(.failure(failure)) }
      return
    }
    do throws(LedgerError) {
      var reached = head
      var outcomes: [Result<RecordingOutcome, LedgerError>] = []
      let passages = WaitingPassages(connection)
      for job in batch { outcomes.append(try run(job, from: &reached, passages, connection)) }
      try passages.write()
      try SearchBlocks.keepChanged(connection)
      try connection.execute("COMMIT")
      if reached.revision > head.revision {
        committed.add(1, ordering: .relaxed)
        condition.noteWritten()
      }
      head = reached
      for (job, outcome) in zip(batch, outcomes) { job.finish(outcome) }
      signal.announce(head.revision)
      moveLogSoon()
    } catch {
      if !connection.isIdle { try? connection.execute("ROLLBACK") }
      // Nothing of the batch was recorded. One that cannot succeed must not take the others with it.
      if batch.count > 1 {
        for job in batch { commit([job]) }
      } else {
        let failure = condition.noteWriting(failed: error)
        for job in batch { job.finish(.failure(failure)) }
      }
    }
  }

  /// Runs one append in a savepoint of the open transaction. Throws only where the transaction itself is lost.
  private func run(
    _ job: Job, from head: inout Head, _ passages: WaitingPassages, _ connection: Connection
  ) throws(LedgerError) -> Result<RecordingOutcome, LedgerError> {
    let before = passages.items
    try connection.execute("SAVEPOINT append")
    do {
      var scribe = Scribe(
        connection, passages, head: head, author: job.author, moment: job.moment)
      let outcome = try job.write(&scribe)
      try connection.execute("RELEASE append")
      head = scribe.head
      return .success(outcome)
    } catch {
      // Some failures, such as a full disk, end the whole transaction.
      guard !connection.isIdle else { throw error }
      try connection.execute("ROLLBACK TO append")
      try connection.execute("RELEASE append")
      passages.items = before
      return .failure(condition.noteWriting(failed: error))
    }
  }

  /// Writes everything again that is not truth, in one transaction.
  func rebuild(_ progress: @Sendable (WorkProgress) -> Void) throws(LedgerError) -> RebuildReport {
    guard let connection else { throw .closed }
    let rebuilder = try Rebuilder(connection)
    return try transaction { (_) throws(LedgerError) in try rebuilder.run(progress) }
  }

  /// Does something that adds no entry, whole or not at all.
  func transaction<Result>(_ body: (Connection) throws(LedgerError) -> Result) throws(LedgerError)
    -> Result
  {
    guard let connection else { throw .closed }
    do {
      try connection.execute("BEGIN IMMEDIATE")
      let result = try body(connection)
      try SearchBlocks.keepChanged(connection)
      try connection.execute("COMMIT")
      moveLogSoon()
      return result
    } catch {
      if !connection.isIdle { try? connection.execute("ROLLBACK") }
      throw condition.noteWriting(failed: error)
    }
  }

  /// Has the log moved into the database where it has grown, in a turn of its own: whoever appended is not kept waiting
  /// for what is on disk already.
  private func moveLogSoon() {
    guard !movesLog, connection?.logPages ?? 0 >= Self.logLimit else { return }
    movesLog = true
    Task { moveLog() }
  }

  private func moveLog() {
    movesLog = false
    // What cannot be moved now is moved after another commit; nothing is lost meanwhile.
    try? connection?.moveLog()
  }

  /// Pages of the log that are moved together: as many as SQLite moves by itself.
  private static let logLimit = 1000

  /// Begins to copy the ledger into a file that is there and empty.
  func beginCopy(into path: String) throws(LedgerError) {
    guard let connection else { throw .closed }
    let destination = try Connection(path: path, mode: .writing)
    // The file counts only once it is whole and on disk.
    for setting in ["journal_mode = OFF", "synchronous = OFF", "cache_size = -4096"] {
      try destination.execute("PRAGMA \(setting)")
    }
    copy = try connection.copy(into: destination)
  }

  /// Copies some pages; between its turns others append. With the last ones, the head of the ledger that was copied.
  func copyOn() throws(LedgerError) -> (done: Int, total: Int, head: Head?) {
    guard let copy else { throw .closed }
    let isWhole = try copy.step()
    if isWhole { self.copy = nil }
    return (copy.done, copy.total, isWhole ? head : nil)
  }

  func endCopy() { copy = nil }

  /// Whether anything can be written now: writes what is there already. Does not wait for other processes.
  func probe() throws(LedgerError) {
    guard let connection else { throw .closed }
    connection.wait(milliseconds: 0)
    defer { connection.wait(milliseconds: Connection.patience) }
    try transaction { (connection) throws(LedgerError) in
      try connection.execute("PRAGMA user_version = \(Migrations.newest)")
    }
    condition.noteWritten()
  }

  /// Moves all of the write-ahead log into the database and makes its file empty. Returns false where a reader still
  /// needs a part of it: at once, or when it was waited for that many `milliseconds`, as appends wait meanwhile.
  func emptyLog(waiting milliseconds: Int32 = 0) throws(LedgerError) -> Bool {
    guard let connection else { throw .closed }
    connection.wait(milliseconds: milliseconds)
    defer { connection.wait(milliseconds: Connection.patience) }
    return try connection.emptyLog()
  }

  /// Takes what was erased out of the file and the log; appends wait meanwhile. False while somebody reads an older
  /// state.
  func finishErasures() throws(LedgerError) -> Bool {
    guard let connection else { throw .closed }
    guard let announced = Erasure.announced(beside: connection.path) else { return true }
    if rewritten != announced {
      try Erasure.rewrite(connection)
      rewritten = announced
    }
    // Not for long, as appends wait. A reader of minutes is waited for by trying again.
    guard try emptyLog(waiting: 1000) else { return false }
    try Erasure.done(beside: connection.path)
    return true
  }

  /// Finishes what was queued, moves the write-ahead log into the database, and lets go of the file.
  func close() {
    while true {
      let waiting = queue.withLock { queue in
        let waiting = queue
        queue = []
        return waiting
      }
      guard !waiting.isEmpty else { break }
      commit(waiting)
    }
    copy = nil
    // A reader of another process may hold the log back; the next opening goes on from there.
    _ = try? connection?.emptyLog()
    connection = nil
  }
}

extension LedgerError {
  static var closed: LedgerError {
    LedgerError(.unavailable, "the ledger is closed", hint: "try again when the service is back")
  }
}
