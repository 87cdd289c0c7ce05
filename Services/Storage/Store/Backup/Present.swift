import Ledger

/// The ledger that a backup is to take the place of.
enum Present {
  case none
  case readable(Connection, Head)
  /// Nobody can tell what it holds.
  case unreadable(LedgerError)

  /// What restoring would lose.
  struct Loss {
    var entries: Int64
    var message: String
  }

  /// Opens it, and moves what is in its log into it. Throws `unavailable` where another program has it open.
  init(_ path: String) throws(LedgerError) {
    guard DirectoryLock.exists(path) else {
      self = .none
      return
    }
    do throws(LedgerError) {
      let connection = try Connection(path: path, mode: .writing)
      guard try Migrations.version(of: connection) > 0 else {
        self = .none
        return
      }
      let snapshot = try Snapshot(connection)
      let head = try snapshot.head(at: snapshot.head)
      guard try connection.emptyLog() else {
        throw LedgerError(
          .unavailable, subject: path, "another program has it open",
          hint: "end whatever else has the file open, then try again")
      }
      self = .readable(connection, head)
    } catch {
      guard error.reason != .unavailable, error.reason != .diskFull else { throw error }
      self = .unreadable(error)
    }
  }

  /// - Parameters:
  ///   - path: the backup.
  ///   - revision: where it ends.
  func loss(beside path: String, at revision: Revision) throws(LedgerError) -> Loss? {
    switch self {
    case .none: return nil
    case .unreadable(let error):
      return Loss(
        entries: 0,
        message: "the ledger that is there cannot be read (\(error.message)), so nobody can tell "
          + "what would be lost")
    case .readable(let connection, let head):
      let shared = min(head.revision, revision)
      let backup = try Snapshot(try Connection(path: path, mode: .reading)).head(at: shared)
      guard backup.hash == (try? Snapshot(connection).head(at: shared).hash) else {
        return Loss(
          entries: head.revision.number,
          message: "the ledger that is there is another one, or went on otherwise: up to entry "
            + "\(shared) its entries are not those of the backup; all \(head.revision) of them "
            + "would be gone")
      }
      guard head.revision > revision else { return nil }
      return Loss(
        entries: head.revision.number - revision.number,
        message: "the ledger that is there is at entry \(head.revision), and the backup ends at "
          + "entry \(revision): entries \(revision.next) to \(head.revision)"
          + (head.recordedAt.map { ", recorded until \($0)," } ?? "") + " would be lost")
    }
  }
}
