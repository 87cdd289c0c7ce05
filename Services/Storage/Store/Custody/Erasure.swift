import Foundation
import Ledger

/// Takes what was erased out of the file itself. A database keeps the bytes of what it no longer has: in pages that were
/// given back, in the gaps of those that were split, in the write-ahead log. So the whole file is written anew, and the
/// log emptied.
///
/// A file beside the ledger says that there is something to do, from before the first word is erased until nothing is
/// left of it: whatever ends the process in between, the next one goes on.
enum Erasure {
  private static func notice(_ path: String) -> String { path + ".erasing" }

  /// Before the words go. Each time another text, so that whoever is at work sees that there is more.
  static func announce(beside path: String) throws(LedgerError) {
    try DirectoryLock.writePrivate(
      Array("\(UInt64.random(in: .min ... .max))\n".utf8), to: notice(path))
  }

  /// What was announced last and is not done; nil where nothing is left to do.
  static func announced(beside path: String) -> Data? {
    FileManager.default.contents(atPath: notice(path))
  }

  /// Writes the file anew, by way of the log.
  static func rewrite(_ connection: Connection) throws(LedgerError) {
    try connection.execute("VACUUM")
  }

  static func done(beside path: String) throws(LedgerError) {
    try DirectoryLock.remove(notice(path))
  }
}

/// Other files that hold what the ledger held once, as far as the ledger knows of them.
enum KeptCopies {
  /// Files beside the ledger's that are named after it: of before a migration, and whatever an operator put there.
  static func beside(_ path: String) -> [WithdrawnCopy] {
    let directory = (path as NSString).deletingLastPathComponent
    let file = (path as NSString).lastPathComponent
    let own = ["-wal", "-shm", ".erasing", ".erasing.partial"].map { file + $0 }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.filter { $0.hasPrefix(file) && $0 != file && !own.contains($0) }.sorted().map {
      WithdrawnCopy(
        place: "\(directory)/\($0)",
        note: "a copy of the ledger as it was; it holds the words if it is older than the "
          + "withdrawal: remove it when you will not go back")
    }
  }
}
