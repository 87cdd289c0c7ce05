package import Ledger

/// A state of the ledger with the hash that binds all of it.
package struct Head: Hashable, Sendable {
  package var revision: Revision
  /// The chain's hash after the last entry; zero for the empty ledger.
  package var hash: Digest
  /// When the last entry was recorded; nil for the empty ledger.
  package var recordedAt: Moment?

  package init(revision: Revision, hash: Digest, recordedAt: Moment?) {
    self.revision = revision
    self.hash = hash
    self.recordedAt = recordedAt
  }

  /// Before the first entry.
  package static let empty = Head(revision: .empty, hash: .zero, recordedAt: nil)
}

/// How much there is.
package struct Statistics: Hashable, Sendable {
  package var entries: Int64
  package var documents: Int64
  /// Claims that hold now.
  package var claims: Int64
  /// Bytes of the database file on disk.
  package var databaseSize: Int64
  /// Bytes of the write-ahead log on disk.
  package var logSize: Int64
  /// Transactions committed since the ledger was opened. Fewer than appends where appends shared them.
  package var transactions: Int64

  package init(
    entries: Int64, documents: Int64, claims: Int64, databaseSize: Int64, logSize: Int64,
    transactions: Int64
  ) {
    self.entries = entries
    self.documents = documents
    self.claims = claims
    self.databaseSize = databaseSize
    self.logSize = logSize
    self.transactions = transactions
  }
}
