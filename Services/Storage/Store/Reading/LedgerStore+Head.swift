package import Ledger

extension LedgerStore {
  /// The newest state of the ledger.
  package func head() async throws -> Head { try await head(at: .head) }

  /// The state of the ledger at a point; at a moment, the last entry recorded at or before it.
  /// Throws `revisionUnknown` for a revision that the ledger has not reached.
  package func head(at point: LedgerPoint) async throws -> Head {
    try await readers.read { (snapshot) throws(LedgerError) in try snapshot.head(at: point) }
  }

  /// The chain's hash after an entry.
  package func entryHash(at revision: Revision) async throws -> Digest {
    try await head(at: .revision(revision)).hash
  }

  /// The newest vocabulary at a revision; nil where there was none yet.
  package func vocabulary(at revision: Revision) async throws -> Vocabulary? {
    try await readers.read { (snapshot) throws(LedgerError) in
      try snapshot.check(revision)
      return try snapshot.vocabulary(at: revision)
    }
  }
}

extension Snapshot {
  /// The newest vocabulary at a revision; nil where there was none yet.
  func vocabulary(at revision: Revision) throws(LedgerError) -> Vocabulary? {
    let entry = try connection.first(
      """
      SELECT entry.bytes, entry.sequence FROM vocabulary
      JOIN entry ON entry.sequence = vocabulary.entry
      WHERE vocabulary.entry <= ? ORDER BY vocabulary.entry DESC LIMIT 1
      """, [.revision(revision)]
    ) { (row) throws(LedgerError) in try Chain.entry(row, bytes: 0, sequence: 1) }
    guard let entry else { return nil }
    guard case .vocabulary(let vocabulary) = entry.body else {
      throw LedgerError.damaged("entry \(entry.sequence)", "it is no vocabulary")
    }
    return vocabulary
  }
}
