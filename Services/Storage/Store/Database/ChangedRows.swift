import CSQLite
import Foundation

/// Which rows of the full-text index's blocks have been written on a connection, by their ids. FTS5 writes them while a
/// savepoint is made or a transaction ends, where no trigger could note anything.
final class ChangedRows {
  var ids: Set<Int64> = []

  /// The connection, which owns the list, goes before it.
  func follow(_ connection: OpaquePointer) {
    sqlite3_update_hook(
      connection,
      { context, _, _, table, id in
        guard let context, let table, strcmp(table, "passage_data") == 0 else { return }
        Unmanaged<ChangedRows>.fromOpaque(context).takeUnretainedValue().ids.insert(id)
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}

/// How long the write-ahead log was after the last commit on a connection. To ask for it takes the place of what SQLite
/// does by itself, which is to move a long log into the database before the commit returns.
final class LogLength {
  private(set) var pages = 0

  /// The connection, which owns the number, goes before it.
  func follow(_ connection: OpaquePointer) {
    sqlite3_wal_hook(
      connection,
      { context, _, _, pages in
        if let context {
          Unmanaged<LogLength>.fromOpaque(context).takeUnretainedValue().pages = Int(pages)
        }
        return SQLITE_OK
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}
