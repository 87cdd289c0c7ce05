import Ledger

/// The log of accesses in the ledger's file.
struct AccessLog {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  private static let select =
    "SELECT sequence, moment, author, document, purpose, hash FROM access"

  /// A row as it is stored, whatever became of it.
  struct Stored {
    var sequence: Int64
    var moment: Int64
    var author: String
    var document: DocumentID?
    var purpose: String
    var hash: Digest?

    var access: Access? {
      guard let document, let hash else { return nil }
      return Access(
        sequence: sequence, moment: Moment(microseconds: moment), author: author,
        document: document, purpose: purpose, hash: hash)
    }
  }

  private static func stored(_ row: Row) -> Stored {
    Stored(
      sequence: row.integer(0), moment: row.integer(1), author: row.text(2),
      document: Digest(bytes: row.bytes(3)).map { DocumentID($0) }, purpose: row.text(4),
      hash: Digest(bytes: row.bytes(5)))
  }

  /// Each row, in order.
  func visit(_ body: (Stored) throws(LedgerError) -> Void) throws(LedgerError) {
    try connection.forEach("\(Self.select) ORDER BY sequence") { (row) throws(LedgerError) in
      try body(Self.stored(row))
      return true
    }
  }

  /// Newest first.
  /// - Parameter document: of this one only; nil: of all.
  func accesses(to document: DocumentID?, below sequence: Int64, limit: Int) throws(LedgerError)
    -> [Access]
  {
    let condition = document == nil ? "" : "AND document = ?"
    let values: [SQLValue] =
      [.integer(sequence)] + (document.map { [.digest($0.digest)] } ?? []) + [.integer(limit)]
    return try connection.all(
      "\(Self.select) WHERE sequence < ? \(condition) ORDER BY sequence DESC LIMIT ?", values
    ) { (row) throws(LedgerError) in
      guard let access = Self.stored(row).access else {
        throw .damaged("access \(row.integer(0))", "it cannot be read")
      }
      return access
    }
  }

  /// Nil while nothing was given out yet.
  var head: AccessHead? {
    get throws(LedgerError) {
      try connection.first("SELECT sequence, hash FROM access ORDER BY sequence DESC LIMIT 1") {
        (row) throws(LedgerError) in
        AccessHead(
          count: row.integer(0), hash: try row.digest(1, "access \(row.integer(0))"))
      }
    }
  }

  /// Whether the log goes on from what it was.
  func extends(_ head: AccessHead) throws(LedgerError) -> Bool {
    let hash = try connection.first(
      "SELECT hash FROM access WHERE sequence = ?", [.integer(head.count)]
    ) { (row) throws(LedgerError) in Digest(bytes: row.bytes(0)) }
    return hash == .some(head.hash)
  }

  /// Writes one. Within the writer's open transaction. The log's time never goes back, whatever the clock does.
  func add(_ document: DocumentID, purpose: String, author: String, at moment: Moment)
    throws(LedgerError) -> Access
  {
    let last = try accesses(to: nil, below: .max, limit: 1).first
    var access = Access(
      sequence: (last?.sequence ?? 0) + 1, moment: max(moment, last?.moment ?? moment),
      author: author, document: document, purpose: purpose, hash: .zero)
    access.hash = access.hash(after: last?.hash ?? .zero)
    try connection.execute(
      """
      INSERT INTO access (sequence, moment, author, document, purpose, hash)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(access.sequence), .integer(access.moment.microseconds), .text(author),
        .digest(document.digest), .text(purpose), .digest(access.hash),
      ])
    return access
  }
}

/// A walk along the log: each access is compared with the one before it.
struct AccessWalk {
  private var head = AccessHead(count: 0, hash: .zero)
  private var lastMoment: Int64 = .min
  /// Where an access and its hash do not belong together, the next one tells which of them was changed.
  private var otherHash: Digest?

  /// Walks to the end, and says in the report how far it came.
  static func check(_ log: AccessLog, _ report: inout VerificationReport) throws(LedgerError) {
    var walk = AccessWalk()
    try log.visit { (stored) throws(LedgerError) in walk.next(stored, &report) }
    report.accesses = walk.head.count > 0 ? walk.head : nil
  }

  private mutating func next(_ stored: AccessLog.Stored, _ report: inout VerificationReport) {
    let sequence = stored.sequence
    func note(_ message: String) {
      report.add(LedgerProblem(.access, subject: "access \(sequence)", message))
    }
    guard sequence > head.count else {
      return note("it has no place in a log, which begins with 1")
    }
    let isNext = sequence == head.count + 1
    if !isNext {
      let first = head.count + 1
      note(
        sequence - 1 == first
          ? "access \(first) is missing before it"
          : "accesses \(first) to \(sequence - 1) are missing before it")
    }
    if stored.moment < lastMoment { note("its time goes back") }
    let access = stored.access
    let computed = access?.hash(after: head.hash)
    let follows =
      access != nil
      && (access?.hash == computed
        || otherHash.flatMap { access?.hash(after: $0) } == access?.hash)
    if access == nil || (isNext && !follows) {
      note(
        "it does not follow from the access before: one of its columns is not what was recorded")
    }
    otherHash = follows ? nil : computed
    head = AccessHead(count: sequence, hash: stored.hash ?? computed ?? head.hash)
    lastMoment = stored.moment
  }
}
