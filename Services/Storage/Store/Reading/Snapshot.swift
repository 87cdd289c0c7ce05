import Ledger

/// The ledger as one read sees it, whatever is appended meanwhile.
struct Snapshot {
  let connection: Connection
  let head: Revision

  init(_ connection: Connection) throws(LedgerError) {
    self.connection = connection
    head =
      try connection.first("SELECT max(sequence) FROM entry") { (row) throws(LedgerError) in
        row.revision(0)
      } ?? .empty
  }

  /// The state of the ledger at a revision. Throws `revisionUnknown` where it has not come so far.
  func head(at revision: Revision) throws(LedgerError) -> Head {
    try check(revision)
    guard revision > .empty else { return .empty }
    let found = try connection.first(
      "SELECT hash, recorded_at FROM entry WHERE sequence = ?", [.revision(revision)]
    ) { (row) throws(LedgerError) in
      Head(
        revision: revision, hash: try row.digest(0, "entry \(revision)"),
        recordedAt: Moment(microseconds: row.integer(1)))
    }
    guard let found else { throw .damaged("entry \(revision)", "it is missing") }
    return found
  }

  func head(at point: LedgerPoint) throws(LedgerError) -> Head {
    try head(at: try revision(at: point))
  }

  /// The last entry at a point. Throws `revisionUnknown` where the ledger has not come so far.
  func revision(at point: LedgerPoint) throws(LedgerError) -> Revision {
    switch point {
    case .head: return head
    case .revision(let revision):
      try check(revision)
      return revision
    case .moment(let moment):
      return try connection.first(
        """
        SELECT sequence FROM entry WHERE recorded_at <= ?
        ORDER BY recorded_at DESC, sequence DESC LIMIT 1
        """, [.integer(moment.microseconds)]
      ) { (row) throws(LedgerError) in row.revision(0) } ?? .empty
    }
  }

  /// The revision that a page shows: that of the page before, where there is one. The point is looked at all the same.
  func revision(at point: LedgerPoint, orOf begin: Cursor?) throws(LedgerError) -> Revision {
    let wanted = try revision(at: point)
    guard let begin else { return wanted }
    try check(begin.revision)
    return begin.revision
  }

  /// Throws `revisionUnknown` for a revision that this ledger has not reached.
  func check(_ revision: Revision) throws(LedgerError) {
    guard revision >= .empty else {
      throw LedgerError(.malformed, subject: "revision \(revision)", "revisions begin at 0")
    }
    guard revision <= head else {
      throw LedgerError(
        .revisionUnknown, subject: "revision \(revision)",
        "the ledger is at revision \(head)", hint: "ask for its head first")
    }
  }
}
