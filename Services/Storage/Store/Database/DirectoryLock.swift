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

/// The right to write the ledger in one directory: held by one process at a time, and gone with it.
final class DirectoryLock: Sendable {
  private let descriptor: Mutex<Int32?>

  /// Creates the directory and its lock file where they are missing.
  /// Throws `misconfigured` where another process holds the lock or the directory cannot be written, else `diskFull`.
  init(directory: String) throws(LedgerError) {
    try Self.create(directory)
    let file = try Self.openPrivate(directory + "/ledger.lock")
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      close(file)
      guard reason == EWOULDBLOCK else { throw .system(reason, directory) }
      throw LedgerError(
        .misconfigured, subject: directory, "another process has this ledger open",
        hint: "end it first, or name another directory: a ledger has one writer")
    }
    descriptor = Mutex(file)
  }

  deinit { release() }

  /// Lets the next process in.
  func release() {
    descriptor.withLock { descriptor in
      if let file = descriptor { close(file) }
      descriptor = nil
    }
  }

  /// Creates a file that only its owner may read, where it is missing. SQLite would let everybody read it.
  static func createPrivate(_ path: String) throws(LedgerError) { close(try openPrivate(path)) }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Removes a file, where it is there.
  static func remove(_ path: String) throws(LedgerError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw .system(errno, path) }
  }

  /// Writes a file that only its owner may read: whole, or not at all.
  static func writePrivate(_ bytes: [UInt8], to path: String) throws(LedgerError) {
    let partial = path + ".partial"
    try remove(partial)
    let file = try openPrivate(partial)
    defer { close(file) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { throw .system(errno, partial) }
      written += count
    }
    try move(partial, to: path)
  }

  /// Gives a file another name, for good: with its contents and the folder on disk.
  static func move(_ path: String, to name: String) throws(LedgerError) {
    let file = try openPrivate(path)
    defer { close(file) }
    guard fsync(file) == 0, rename(path, name) == 0 else { throw .system(errno, name) }
    let folder = name.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    try synchronize(folder.isEmpty ? "." : folder.joined(separator: "/"))
  }

  /// Gives a file a second name, for good; copies it where the file system has no second names.
  static func link(_ path: String, to name: String) throws(LedgerError) {
    if Self.hardLink(path, name) != 0 {
      guard ![ENOSPC, EDQUOT, EACCES, EROFS].contains(errno) else { throw .system(errno, name) }
      do { try FileManager.default.copyItem(atPath: path, toPath: name) } catch {
        throw .notWritable(name, error.localizedDescription)
      }
    }
    try move(name, to: name)
  }

  private static func hardLink(_ path: String, _ name: String) -> Int32 {
    #if canImport(Darwin)
      Darwin.link(path, name)
    #elseif canImport(Musl)
      Musl.link(path, name)
    #else
      Glibc.link(path, name)
    #endif
  }

  private static func openPrivate(_ path: String) throws(LedgerError) -> Int32 {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .system(errno, path) }
    return file
  }

  /// Creates the directory with everything above it that is missing.
  static func create(_ directory: String) throws(LedgerError) {
    guard access(directory, F_OK) != 0 else { return }
    let parts = directory.split(separator: "/")
    let parent = (directory.hasPrefix("/") ? "/" : "./") + parts.dropLast().joined(separator: "/")
    if parts.count > 1 { try create(parent) }
    guard mkdir(directory, 0o700) == 0 || errno == EEXIST else { throw .system(errno, directory) }
    // A directory is durable only once the one that names it is.
    try synchronize(parent)
  }

  private static func synchronize(_ directory: String) throws(LedgerError) {
    let file = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw .system(errno, directory) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw .system(errno, directory) }
  }
}
