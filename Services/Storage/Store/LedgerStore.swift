package import Ledger
import Synchronization

/// The ledger in one directory: entries that are only ever added, bound by a chain of hashes, with the words beside
/// them and the tables that questions are answered from.
///
/// Any number of tasks may use it at once. Appends are written by one writer and return once they are on disk; reads
/// have connections of their own, and each sees one state of the ledger. Only `LedgerError` is ever thrown.
package final class LedgerStore: Sendable {
  let writer: Writer
  let readers: ReaderPool
  let signal: CommitSignal
  let texts = UnpackedTexts()
  let path: String
  /// Where verification puts what it works out.
  let scratchDirectory: String
  /// One verification at a time: each reads all of the ledger.
  let verifying = Turns("verification")
  /// One backup at a time: each takes as much room as the ledger.
  let backingUp = Turns("backup")
  let condition: Condition
  let log: LogKeeper
  /// What checkpoints are signed with, or why they cannot be.
  let key: Result<SigningKey, LedgerError>
  private let lock: DirectoryLock

  /// Opens the ledger in a directory; creates both where they are missing, and brings an older schema up to date.
  /// - Parameters:
  ///   - readers: how many reads can run at once.
  ///   - maximumSize: bytes that the database may grow to; appends beyond throw `diskFull`. Nil: as the disk allows.
  ///   - keyPath: the file of the key that checkpoints are signed with, made where there is none; nil: `ledger.key`
  ///     in the directory. A ledger whose key cannot be had opens all the same, and does not sign.
  ///   - logLimit: bytes that the write-ahead log may grow to before reads that hold it are ended.
  ///   - scratchDirectory: for what verification writes meanwhile, about as much as the projections take; nil: the
  ///     ledger's own.
  /// - Throws: `misconfigured` where another process has it open, the directory cannot be written or the file belongs
  ///   to another program; `schemaTooNew` for a ledger of a newer version; `damaged`; `diskFull`.
  package static func open(
    directory: String, readers: Int = 4, maximumSize: Int? = nil, logLimit: Int = 1 << 30,
    keyPath: String? = nil, scratchDirectory: String? = nil
  ) throws -> LedgerStore {
    try LedgerStore(
      directory: directory, readers: readers, maximumSize: maximumSize, logLimit: logLimit,
      keyFile: KeyFile(path: keyPath ?? directory + "/ledger.key"),
      scratchDirectory: scratchDirectory ?? directory)
  }

  private init(
    directory: String, readers: Int, maximumSize: Int?, logLimit: Int, keyFile: KeyFile,
    scratchDirectory: String
  ) throws(LedgerError) {
    lock = try DirectoryLock(directory: directory)
    Self.removeLeftovers(in: directory)
    self.scratchDirectory = scratchDirectory
    path = directory + "/ledger.sqlite"
    try DirectoryLock.createPrivate(path)
    let connection = try Connection(path: path, mode: .writing)
    try Migrations.apply(to: connection)
    try Self.configure(connection, maximumSize: maximumSize)
    connection.movesLogItself()
    let snapshot = try Snapshot(connection)
    let head = try snapshot.head(at: snapshot.head)
    signal = CommitSignal(head: head.revision)
    let isFirst = try Checkpoints(connection).areNone
    key = Result { () throws(LedgerError) in try keyFile.key(isFirst: isFirst) }
    condition = Condition()
    log = LogKeeper(path: path + "-wal", limit: logLimit)
    // After the writer's connection, which has made the files that readers need.
    self.readers = try ReaderPool(
      path: path, size: readers, condition: condition, texts: texts)
    writer = Writer(connection: connection, head: head, signal: signal, condition: condition)
  }

  /// What a process that was killed was writing. The directory's lock says that nobody writes it now.
  static func removeLeftovers(in directory: String) {
    PartialFile.removeLeftovers(in: directory, prefix: "ledger.sqlite.")
    PartialFile.removeLeftovers(in: directory, prefix: Restorer.prefix)
    PartialFile.removeLeftovers(in: directory, prefix: "ledger.key")
    Scratch.removeLeftovers(in: directory)
  }

  private static func configure(_ connection: Connection, maximumSize: Int?) throws(LedgerError) {
    // What is acknowledged is on disk: FULL syncs the log with every commit.
    for setting in [
      "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON",
      "trusted_schema = OFF", "secure_delete = ON", "journal_size_limit = 67108864",
      // 64 MiB: ids are random, so that the index by id is written all over; pages that do not fit go to the log early.
      "cache_size = -65536",
    ] { try connection.execute("PRAGMA \(setting)") }
    guard let maximumSize else { return }
    let pageSize =
      try connection.first("PRAGMA page_size") { (row) throws(LedgerError) in row.integer(0) }
      ?? 4096
    try connection.execute("PRAGMA max_page_count = \(max(1, Int64(maximumSize) / pageSize))")
  }

  /// Whose checkpoints are this ledger's. Throws `misconfigured` where it has no key.
  package var verifyingKey: VerifyingKey {
    get throws { try key.get().verifyingKey }
  }

  /// The last revision that was recorded, without a look at the file.
  package var newest: Revision { signal.newest }

  // MARK: Writing

  /// Records a document with a sighting and a run: all that the ledger does not hold yet, in one transaction, and
  /// nothing where it holds all of it. Claims of the document that the run does not yield cease to hold.
  /// Throws `withdrawn` for a document whose words were taken out of reach: they are not taken in again.
  /// - Parameters:
  ///   - author: whose entries they are.
  ///   - moment: the time to record; the head's own where that is later, because the ledger's time never goes back.
  package func append(_ recording: Recording, author: String, at moment: Moment) async throws
    -> RecordingOutcome
  {
    let prepared = try PreparedRecording(recording)
    let outcome = try await writer.append(
      Writer.Job(author: author, moment: moment) { (scribe) throws(LedgerError) in
        try prepared.write(with: &scribe)
      })
    await keepLogShort()
    return outcome
  }

  /// Records a vocabulary, unless the newest one has the same fingerprint.
  package func append(_ vocabulary: Vocabulary, author: String, at moment: Moment) async throws
    -> RecordingOutcome
  {
    let outcome = try await writer.append(
      Writer.Job(author: author, moment: moment) { (scribe) throws(LedgerError) in
        try vocabulary.write(with: &scribe)
      })
    await keepLogShort()
    return outcome
  }

  /// Finishes the appends that are queued, moves the write-ahead log into the database and lets other processes in.
  /// Every later call throws `unavailable`.
  package func close() async {
    await readers.close()
    await writer.close()
    signal.close()
    lock.release()
  }
}
