import Ledger

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension LedgerStore {
  /// How much the ledger holds now, and what it takes on disk.
  package func statistics() async throws -> Statistics {
    let transactions = writer.transactions
    let path = path
    return try await readers.read { (snapshot) throws(LedgerError) in
      Statistics(
        entries: snapshot.head.number,
        documents: try snapshot.count("SELECT count(*) FROM document"),
        claims: try snapshot.count("SELECT count(*) FROM claim WHERE ended IS NULL"),
        databaseSize: Self.size(of: path), logSize: Self.size(of: path + "-wal"),
        transactions: transactions)
    }
  }

  /// Bytes of a file; 0 where there is none.
  static func size(of path: String) -> Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }
}

extension Snapshot {
  fileprivate func count(_ sql: String) throws(LedgerError) -> Int64 {
    try connection.first(sql) { (row) throws(LedgerError) in row.integer(0) } ?? 0
  }
}
