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
    switch point {
    case .head: try head(at: head)
    case .revision(let revision): try head(at: revision)
    case .moment(let moment):
      try head(
        at: try connection.first(
          """
          SELECT sequence FROM entry WHERE recorded_at <= ?
          ORDER BY recorded_at DESC, sequence DESC LIMIT 1
          """, [.integer(moment.microseconds)]
        ) { (row) throws(LedgerError) in row.revision(0) } ?? .empty)
    }
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
