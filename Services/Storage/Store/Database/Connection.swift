import CSQLite
import Ledger

/// One connection to the ledger's file, with its compiled statements. Used by one actor only.
final class Connection {
  private let handle: OpaquePointer
  let path: String
  /// Compiled statements by their SQL.
  private var statements: [String: Statement] = [:]
  private var tokenizer: Tokenizer?
  /// What the read that runs may take of texts that were unpacked before; nil where nobody keeps any.
  var texts: UnpackedTexts.Lease?
  /// What reads before this one found out that holds for later ones.
  let known = KnownRows()
  /// What has changed in the full-text index since `SearchBlocks.keepChanged`.
  let changedBlocks = ChangedRows()
  /// Followed from `movesLogItself` on.
  private let log = LogLength()

  /// Statements kept compiled. Filters make a statement for each combination of fields, so there must be a bound.
  private static let statementLimit = 128

  enum Mode { case writing, reading }

  /// Opens the file; creates it where it is missing and the mode is `writing`.
  init(path: String, mode: Mode) throws(LedgerError) {
    let flags =
      mode == .writing ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
    var opened: OpaquePointer?
    // No mutex inside SQLite: a connection never leaves its actor.
    let code = sqlite3_open_v2(
      path, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    guard let opened, code == SQLITE_OK else {
      let error = LedgerError.database(
        code, String(cString: sqlite3_errstr(code)),
        systemError: opened.map { sqlite3_system_errno($0) } ?? 0, at: path)
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
    self.path = path
    sqlite3_busy_timeout(handle, Self.patience)
    changedBlocks.follow(handle)
  }

  deinit {
    tokenizer = nil
    statements.removeAll()
    sqlite3_close_v2(handle)
  }

  /// What splits text into words, made when it is asked for first.
  /// Throws `misconfigured` where SQLite was built without full-text search.
  func madeTokenizer() throws(LedgerError) -> Tokenizer {
    if let tokenizer { return tokenizer }
    guard let api = reckoner_fts5_api(handle), let made = Tokenizer(api) else {
      throw LedgerError(
        .misconfigured, subject: "sqlite3", "this SQLite has no full-text search (FTS5)",
        hint: "use a library that was built with it, as distributions do")
    }
    tokenizer = made
    return made
  }

  /// Ends what the connection is running, from any thread.
  var interrupter: Interrupter { Interrupter(handle: handle) }

  /// No transaction is open.
  var isIdle: Bool { sqlite3_get_autocommit(handle) != 0 }

  /// Runs one statement to its end.
  func execute(_ sql: String, _ values: [SQLValue] = []) throws(LedgerError) {
    try forEach(sql, values) { (_) throws(LedgerError) in true }
  }

  /// Runs one statement for each number of a range, with what the closure binds; from the last to the first.
  ///
  /// A run's claims are written so: the first one has the greatest number, and rows that come in the order of their keys
  /// take the database half the time.
  func executeBackwards(
    _ sql: String, _ range: Range<Int>, _ values: (Int) throws(LedgerError) -> [SQLValue]
  ) throws(LedgerError) {
    let statement = try take(sql)
    defer { putBack(statement, sql) }
    for number in range.reversed() {
      // What was bound before is bound anew, all of it.
      try check(statement.bind(try values(number)))
      let code = statement.step()
      guard code == SQLITE_DONE else { throw error(code) }
      statement.rewind()
    }
  }

  /// Runs a whole script, such as a migration.
  func executeScript(_ sql: String) throws(LedgerError) {
    try check(sqlite3_exec(handle, sql, nil, nil, nil))
  }

  /// The first row, if there is one.
  func first<Result>(
    _ sql: String, _ values: [SQLValue] = [], _ body: (Row) throws(LedgerError) -> Result
  ) throws(LedgerError) -> Result? {
    var found: Result?
    try forEach(sql, values) { (row) throws(LedgerError) in
      found = try body(row)
      return false
    }
    return found
  }

  /// The first row for each of several values of one parameter, with the value's place; nothing for a value without any.
  /// - Parameters:
  ///   - values: of the parameters before it, which stay the same.
  ///   - keys: of the parameter behind these.
  func firsts(
    _ sql: String, _ values: [SQLValue], _ keys: [SQLValue],
    _ body: (Int, Row) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    let statement = try take(sql)
    defer { putBack(statement, sql) }
    try check(statement.bind(values))
    for (place, key) in keys.enumerated() {
      try check(statement.bind(key, at: Int32(values.count + 1)))
      let code = statement.step()
      guard code == SQLITE_ROW || code == SQLITE_DONE else { throw error(code) }
      if code == SQLITE_ROW { try body(place, statement.row) }
      statement.rewind()
    }
  }

  /// Every row, as the closure makes it.
  func all<Result>(
    _ sql: String, _ values: [SQLValue] = [], _ body: (Row) throws(LedgerError) -> Result
  ) throws(LedgerError) -> [Result] {
    var found: [Result] = []
    try forEach(sql, values) { (row) throws(LedgerError) in
      found.append(try body(row))
      return true
    }
    return found
  }

  /// Gives each row to the closure until there are none or it returns false.
  func forEach(
    _ sql: String, _ values: [SQLValue] = [], _ body: (Row) throws(LedgerError) -> Bool
  ) throws(LedgerError) {
    let statement = try take(sql)
    defer { putBack(statement, sql) }
    try check(statement.bind(values))
    while true {
      let code = statement.step()
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw error(code) }
      guard try body(statement.row) else { return }
    }
  }

  /// Rows that are asked for one by one.
  func rows(_ sql: String, _ values: [SQLValue] = []) throws(LedgerError) -> Rows {
    // Never cached: whoever reads on in its own time may have two at once.
    let statement = try compile(sql)
    try check(statement.bind(values))
    return Rows(statement) { [self] in error($0) }
  }

  /// Begins a copy of this database into another one, all of which it takes.
  func copy(into destination: Connection) throws(LedgerError) -> PageCopy {
    guard let copy = sqlite3_backup_init(destination.handle, "main", handle, "main") else {
      throw destination.error(sqlite3_errcode(destination.handle))
    }
    return PageCopy(copy, of: self, into: destination)
  }

  /// What a result code of a call on this connection means.
  func failure(_ code: Int32) -> LedgerError {
    .database(
      code, String(cString: sqlite3_errstr(code)), systemError: sqlite3_system_errno(handle),
      at: path)
  }

  /// Waits so long for a lock that another process has.
  func wait(milliseconds: Int32) { sqlite3_busy_timeout(handle, milliseconds) }

  /// Moves all of the write-ahead log into the database and makes its file empty. False where somebody still needs a
  /// part of it.
  func emptyLog() throws(LedgerError) -> Bool {
    try first("PRAGMA wal_checkpoint(TRUNCATE)") { (row) throws(LedgerError) in
      row.integer(0) == 0
    } ?? false
  }

  /// From now on the log is moved into the database only where `moveLog` is called.
  func movesLogItself() { log.follow(handle) }

  /// Pages of the log after the last commit.
  var logPages: Int { log.pages }

  /// Moves into the database what nobody reads any more, without waiting for anybody.
  func moveLog() throws(LedgerError) { try execute("PRAGMA wal_checkpoint(PASSIVE)") }

  /// How long a connection waits for a lock where nothing else is said.
  static let patience: Int32 = 5000

  /// A statement that is in use is not given out again: using it twice at once makes a second one.
  private func take(_ sql: String) throws(LedgerError) -> Statement {
    let statement: Statement
    if let kept = statements[sql], !kept.isInUse {
      statement = kept
    } else {
      statement = try compile(sql)
    }
    statement.isInUse = true
    return statement
  }

  private func compile(_ sql: String) throws(LedgerError) -> Statement {
    var compiled: OpaquePointer?
    try check(
      sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &compiled, nil))
    guard let compiled else { throw LedgerError(.internalFailure, "an empty statement") }
    return Statement(compiled)
  }

  private func putBack(_ statement: Statement, _ sql: String) {
    statement.reset()
    statement.isInUse = false
    guard !statement.isKept else { return }
    if statements.count >= Self.statementLimit { statements.removeAll() }
    statements[sql] = statement
    statement.isKept = true
  }

  private func check(_ code: Int32) throws(LedgerError) {
    guard code == SQLITE_OK else { throw error(code) }
  }

  private func error(_ code: Int32) -> LedgerError {
    .database(
      code, String(cString: sqlite3_errmsg(handle)), systemError: sqlite3_system_errno(handle),
      at: path)
  }
}

/// Ends what a connection is running.
///
/// Unchecked because the pointer is only ever given to `sqlite3_interrupt`, which SQLite documents as callable from
/// any thread while the connection is open; `Reader` owns the connection, and calls this only between the start and
/// the end of a read, under a lock.
struct Interrupter: @unchecked Sendable {
  fileprivate let handle: OpaquePointer
  func interrupt() { sqlite3_interrupt(handle) }
}
