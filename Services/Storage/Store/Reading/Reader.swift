import Ledger
import Synchronization

/// One connection that reads. Each read sees one state of the ledger from its beginning to its end.
actor Reader {
  private let executor = QueueExecutor(label: "reckoner.ledger.reader")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private var connection: Connection?
  private let interrupter: Interrupter
  private let texts: UnpackedTexts
  /// The read that is running, by its ticket; nil between reads.
  private let running = Mutex<Int?>(nil)
  /// Why reads are ended, whatever their callers want.
  private let ended = Mutex<LedgerError?>(nil)

  init(path: String, texts: UnpackedTexts = UnpackedTexts()) throws(LedgerError) {
    let connection = try Connection(path: path, mode: .reading)
    try connection.execute("PRAGMA query_only = ON")
    try connection.execute("PRAGMA trusted_schema = OFF")
    try connection.execute("PRAGMA cache_size = -16384")
    interrupter = connection.interrupter
    self.texts = texts
    self.connection = connection
  }

  func read<Result: Sendable>(
    ticket: Int, _ body: @Sendable (Snapshot) throws(LedgerError) -> Result
  ) throws(LedgerError) -> Result {
    guard let connection else { throw .closed }
    guard !Task.isCancelled else { throw LedgerError(.cancelled, "the question was withdrawn") }
    running.withLock { $0 = ticket }
    defer { running.withLock { $0 = nil } }
    connection.texts = texts.lease()
    try connection.execute("BEGIN")
    // Ending a read cannot fail in a way that matters: nothing was written.
    defer { try? connection.execute("COMMIT") }
    do throws(LedgerError) {
      return try body(try Snapshot(connection))
    } catch {
      throw end ?? error
    }
  }

  /// Why the read that is running is to end; nil where it may go on.
  nonisolated var end: LedgerError? { ended.withLock { $0 } }

  /// Ends what it reads, from any thread, and all that it would read later.
  nonisolated func end(because error: LedgerError) {
    ended.withLock { $0 = error }
    running.withLock { running in
      if running != nil { interrupter.interrupt() }
    }
  }

  /// Ends a read, from any thread; nothing where that read is not running (any more).
  nonisolated func interrupt(ticket: Int) {
    running.withLock { running in
      if running == ticket { interrupter.interrupt() }
    }
  }

  func close() { connection = nil }
}
