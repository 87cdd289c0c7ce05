import Ledger

/// The daily checkpoints in the ledger's file.
struct Checkpoints {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// A row: a checkpoint as it is stored, read or not.
  struct Stored {
    var size: Revision
    var day: Int
    var note: String
  }

  /// Newest first.
  func stored(below size: Int64 = .max, limit: Int) throws(LedgerError) -> [Stored] {
    try connection.all(
      "SELECT size, day, note FROM checkpoint WHERE size < ? ORDER BY size DESC LIMIT ?",
      [.integer(size), .integer(limit)]
    ) { (row) throws(LedgerError) in Self.stored(row) }
  }

  /// Each one, oldest first.
  func visit(_ body: (Stored) throws(LedgerError) -> Void) throws(LedgerError) {
    try connection.forEach("SELECT size, day, note FROM checkpoint ORDER BY size") {
      (row) throws(LedgerError) in
      try body(Self.stored(row))
      return true
    }
  }

  func stored(of day: CivilDate) throws(LedgerError) -> Stored? {
    try connection.first(
      "SELECT size, day, note FROM checkpoint WHERE day = ?", [.integer(day.dayNumber)]
    ) { (row) throws(LedgerError) in Self.stored(row) }
  }

  /// The oldest one that covers an entry.
  func first(covering entry: Revision) throws(LedgerError) -> Stored? {
    try connection.first(
      "SELECT size, day, note FROM checkpoint WHERE size >= ? ORDER BY size LIMIT 1",
      [.revision(entry)]
    ) { (row) throws(LedgerError) in Self.stored(row) }
  }

  var areNone: Bool {
    get throws(LedgerError) { try stored(limit: 1).isEmpty }
  }

  private static func stored(_ row: Row) -> Stored {
    Stored(size: row.revision(0), day: Int(row.integer(1)), note: row.text(2))
  }

  /// What a checkpoint of the ledger at a revision states.
  func statement(
    at revision: Revision, signedAt: Moment, day: CivilDate? = nil, previous: Digest? = nil
  ) throws(LedgerError) -> Checkpoint.Statement {
    Checkpoint.Statement(
      size: revision, root: try Tree(connection).root(at: revision),
      chain: try Snapshot(connection).head(at: revision).hash, day: day, signedAt: signedAt,
      previous: previous, accesses: try AccessLog(connection).head)
  }

  /// Signs each day that has ended, and in which the ledger grew, and stores the checkpoints. Within the writer's open
  /// transaction.
  func signEndedDays(by now: Moment, with key: SigningKey) throws(LedgerError) -> [Checkpoint] {
    var signed: [Checkpoint] = []
    var last = try stored(limit: 1).first
    while let next = try nextDay(after: last, by: now),
      let day = CivilDate(dayNumber: next.day)
    {
      let previous = last.map { Digest(of: $0.note.utf8) }
      let checkpoint = try Checkpoint(
        try statement(at: next.size, signedAt: now, day: day, previous: previous), signedWith: key)
      try connection.execute(
        "INSERT INTO checkpoint (size, day, note) VALUES (?, ?, ?)",
        [.revision(next.size), .integer(next.day), .text(checkpoint.note)])
      signed.append(checkpoint)
      last = Stored(size: next.size, day: next.day, note: checkpoint.note)
    }
    return signed
  }

  /// The first day that is not signed and in which the ledger grew, with the state at its end; nil where there is none
  /// that has ended.
  private func nextDay(after last: Stored?, by now: Moment) throws(LedgerError) -> (
    day: Int, size: Revision
  )? {
    let first = try connection.first(
      "SELECT recorded_at FROM entry WHERE sequence = ?",
      [.revision(last?.size.next ?? Revision(1))]
    ) { (row) throws(LedgerError) in Moment(microseconds: row.integer(0)).dayNumber }
    guard let first else { return nil }
    // A clock that went back may have left entries on a day that was signed already: they go with the next one.
    let day = max(first, (last?.day ?? first - 1) + 1)
    guard day < now.dayNumber else { return nil }
    let size = try connection.first(
      """
      SELECT sequence FROM entry WHERE recorded_at < ?
      ORDER BY recorded_at DESC, sequence DESC LIMIT 1
      """, [.integer(Moment.start(ofDay: day + 1).microseconds)]
    ) { (row) throws(LedgerError) in row.revision(0) }
    return size.map { (day, $0) }
  }
}

extension Moment {
  /// Days since 1970-01-01, in UTC.
  var dayNumber: Int {
    let day = microseconds / 86_400_000_000
    return Int(microseconds < day * 86_400_000_000 ? day - 1 : day)
  }

  static func start(ofDay day: Int) -> Moment {
    Moment(microseconds: Int64(day) * 86_400_000_000)
  }
}
