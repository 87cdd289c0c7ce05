import CSQLite
import Ledger

/// A copy of a database into another file, some pages at a time.
///
/// What the source's own connection writes meanwhile goes into the copy as well. So it needs no state of the database
/// held open, which would keep the write-ahead log from being reset, and at its last step it is the database as it is
/// then.
final class PageCopy {
  private var handle: OpaquePointer?
  private let source: Connection
  private let destination: Connection
  private(set) var done = 0
  private(set) var total = 0
  /// How often it began again: the source gives up what it copied where a transaction is rolled back.
  private var beginnings = 0

  /// What one step copies at least: 2 MiB, some milliseconds.
  private static let pages = 512
  /// A source whose transactions fail one after the other would never let it come to an end by steps.
  private static let patience = 3

  init(_ handle: OpaquePointer, of source: Connection, into destination: Connection) {
    self.handle = handle
    self.source = source
    self.destination = destination
  }

  deinit { sqlite3_backup_finish(handle) }

  /// Copies on. Returns true with the last page.
  func step() throws(LedgerError) -> Bool {
    guard let handle else { return true }
    let before = total
    // More than the source has grown by, so that it gets nearer to the end with every step.
    let pages = beginnings > Self.patience ? -1 : Self.pages + 2 * max(0, growth)
    let code = sqlite3_backup_step(handle, Int32(clamping: pages))
    guard code == SQLITE_OK || code == SQLITE_DONE else { throw destination.failure(code) }
    let left = Int(sqlite3_backup_remaining(handle))
    total = Int(sqlite3_backup_pagecount(handle))
    if total - left < done { beginnings += 1 }
    growth = before == 0 ? 0 : total - before
    done = total - left
    guard code == SQLITE_DONE else { return false }
    try finish()
    return true
  }

  private var growth = 0

  /// Closes the copy. It is a file by itself then, without a log beside it.
  private func finish() throws(LedgerError) {
    let code = sqlite3_backup_finish(handle)
    handle = nil
    guard code == SQLITE_OK else { throw destination.failure(code) }
    try destination.execute("PRAGMA journal_mode = DELETE")
  }
}
