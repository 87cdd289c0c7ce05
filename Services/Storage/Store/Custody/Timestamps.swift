package import Ledger

/// The timestamps of daily checkpoints in the ledger's file.
struct Timestamps {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// Checkpoints without one, oldest first.
  func missing(limit: Int) throws(LedgerError) -> [String] {
    try connection.all(
      """
      SELECT note FROM checkpoint
      WHERE NOT EXISTS (SELECT 1 FROM timestamp WHERE timestamp.size = checkpoint.size)
      ORDER BY size LIMIT ?
      """, [.integer(limit)]
    ) { (row) throws(LedgerError) in row.text(0) }
  }

  func response(of size: Revision) throws(LedgerError) -> [UInt8]? {
    try connection.first("SELECT response FROM timestamp WHERE size = ?", [.revision(size)]) {
      (row) throws(LedgerError) in row.bytes(0)
    }
  }

  /// Within the writer's open transaction.
  func add(_ response: TimestampResponse, to checkpoint: Checkpoint) throws(LedgerError) {
    let size = checkpoint.statement.size
    let note = try connection.first(
      "SELECT note FROM checkpoint WHERE size = ?", [.revision(size)]
    ) { (row) throws(LedgerError) in row.text(0) }
    guard note == checkpoint.note, response.digest == checkpoint.digest else {
      throw LedgerError(
        .malformed, subject: "timestamp", "it is not over the checkpoint of entry \(size)")
    }
    // Another one may have come meanwhile; the first one stays.
    guard try self.response(of: size) == nil else { return }
    try connection.execute(
      "INSERT INTO timestamp (size, response, hash) VALUES (?, ?, ?)",
      [.revision(size), .blob(response.der), .digest(Digest(of: response.der))])
  }

  /// Each is the answer that came, and is over its checkpoint.
  func check(_ report: inout VerificationReport) throws(LedgerError) {
    try connection.forEach(
      """
      SELECT timestamp.size, timestamp.response, timestamp.hash, checkpoint.note
      FROM timestamp LEFT JOIN checkpoint ON checkpoint.size = timestamp.size
      ORDER BY timestamp.size
      """
    ) { (row) throws(LedgerError) in
      let (size, response, note) = (row.revision(0), row.bytes(1), row.text(3))
      func add(_ message: String) {
        report.add(
          LedgerProblem(
            .checkpoint, entry: size, subject: "timestamp of entry \(size)", message))
      }
      report.timestamps += 1
      if Digest(bytes: row.bytes(2)) != Digest(of: response) {
        add("it is not the answer that came from the authority")
      } else if row.isNull(3) {
        add("no checkpoint accounts for it")
      } else if (try? TimestampResponse(der: response))?.digest != Digest(of: note.utf8) {
        add("it is not over its checkpoint")
      }
      return true
    }
  }
}

extension LedgerStore {
  /// Daily checkpoints that no authority on time has seen yet, oldest first.
  package func checkpointsWithoutTimestamp(limit: Int) async throws -> [Checkpoint] {
    try await readers.read { (snapshot) throws(LedgerError) in
      var found: [Checkpoint] = []
      for note in try Timestamps(snapshot.connection).missing(limit: limit) {
        found.append(try Checkpoint(note: note))
      }
      return found
    }
  }

  /// Keeps an authority's answer beside the daily checkpoint that it is over. Throws `malformed` where it is over
  /// something else.
  package func add(_ response: TimestampResponse, to checkpoint: Checkpoint) async throws {
    try await writer.add(response, to: checkpoint)
  }

  /// The authority's answer that a daily checkpoint has; nil where it has none.
  package func timestamp(of checkpoint: Checkpoint) async throws -> [UInt8]? {
    guard checkpoint.statement.day != nil else { return nil }
    return try await readers.read { (snapshot) throws(LedgerError) in
      try Timestamps(snapshot.connection).response(of: checkpoint.statement.size)
    }
  }
}

extension Writer {
  fileprivate func add(_ response: TimestampResponse, to checkpoint: Checkpoint)
    throws(LedgerError)
  {
    try transaction { (connection) throws(LedgerError) in
      try Timestamps(connection).add(response, to: checkpoint)
    }
  }
}
