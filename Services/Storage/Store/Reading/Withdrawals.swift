package import Ledger

extension LedgerStore {
  /// Why the words of a document are out of reach; nil where they are not, or the ledger has no such document.
  package func withdrawal(of document: DocumentID) async throws -> WithdrawalMark? {
    try await readers.read { (snapshot) throws(LedgerError) in
      try snapshot.withdrawal(of: document)
    }
  }
}

extension Snapshot {
  /// A withdrawal speaks of today, not of the revision: what was taken out of reach is shown at no revision.
  func withdrawal(of document: DocumentID) throws(LedgerError) -> WithdrawalMark? {
    guard let key = try Stored.document(document, connection) else { return nil }
    return try Stored.withdrawal(of: key, connection)
  }

  func isWithdrawn(_ document: DocumentID) throws(LedgerError) -> Bool {
    try connection.first(
      """
      SELECT 1 FROM withdrawal JOIN document ON document.began = withdrawal.document
      WHERE document.id = ?
      """, [.digest(document.digest)]
    ) { (_) throws(LedgerError) in true } ?? false
  }
}

extension Stored {
  /// The strongest withdrawal of a document, by the document's entry.
  static func withdrawal(of document: Revision, _ connection: Connection) throws(LedgerError)
    -> WithdrawalMark?
  {
    try connection.first(
      """
      SELECT entry.bytes, entry.sequence FROM withdrawal
      JOIN entry ON entry.sequence = withdrawal.entry
      WHERE withdrawal.document = ? ORDER BY withdrawal.mode DESC, withdrawal.entry LIMIT 1
      """, [.revision(document)]
    ) { (row) throws(LedgerError) in
      let entry = try Chain.entry(row, bytes: 0, sequence: 1)
      guard case .withdrawal(let withdrawal) = entry.body else {
        throw .damaged("entry \(entry.sequence)", "it is no withdrawal")
      }
      return WithdrawalMark(
        mode: withdrawal.mode, revision: entry.sequence, recordedAt: entry.recordedAt,
        author: entry.author, reason: withdrawal.reason)
    }
  }
}
