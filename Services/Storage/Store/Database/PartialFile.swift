import Foundation
import Ledger
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file that is being written, under a name that says so. Only its owner may read it; it goes with this value unless
/// it was moved to its place, and what a process left that was killed is told by its lock.
final class PartialFile: Sendable {
  static let suffix = ".partial"

  let path: String
  private let descriptor: Int32
  private let isMoved = Atomic(false)

  /// - Parameter stem: the path without `suffix`. Throws `diskFull` or `misconfigured` where it cannot be made.
  init(_ stem: String) throws(LedgerError) {
    path = stem + Self.suffix
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(errno, path) }
    // Held as long as it is written. Nobody else has it: it was made just now.
    flock(descriptor, LOCK_EX | LOCK_NB)
  }

  deinit {
    if !isMoved.load(ordering: .acquiring) {
      unlink(path)
      Self.removeCompanions(of: path)
    }
    // Last: closing it takes SQLite's own locks on it away.
    close(descriptor)
  }

  /// Gives it its name, for good. Nobody may have it open.
  func move(to name: String) throws(LedgerError) {
    try DirectoryLock.move(path, to: name)
    isMoved.store(true, ordering: .releasing)
  }

  /// Removes what processes left that were killed while they wrote.
  static func removeLeftovers(in directory: String, prefix: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    for name in names where name.hasPrefix(prefix) && name.hasSuffix(suffix) {
      let path = directory + "/" + name
      let file = open(path, O_RDWR | O_CLOEXEC)
      guard file >= 0 else { continue }
      if flock(file, LOCK_EX | LOCK_NB) == 0 {
        unlink(path)
        removeCompanions(of: path)
      }
      close(file)
    }
  }

  /// What SQLite puts beside a database.
  private static func removeCompanions(of path: String) {
    for suffix in ["-journal", "-wal", "-shm"] { unlink(path + suffix) }
  }
}
