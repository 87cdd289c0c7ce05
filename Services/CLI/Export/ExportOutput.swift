import Foundation
import Glibc
import Ledger
import Synchronization

/// Where an export is written: standard output, or a file that appears whole or not at all, and never in place of another.
/// A file is written beside its place, under another name, and goes with its owner unless it was kept.
final class ExportOutput: Sendable {
  /// Nil for standard output.
  let path: String?
  private let partial: String
  private let descriptor: Int32
  private let state = Mutex((pending: [UInt8](), isDone: false))

  private static let flushSize = 1 << 16

  /// Throws `misconfigured` where there is something already, or nothing can be written.
  init(_ path: String?) throws(LedgerError) {
    self.path = path
    guard let path else {
      (partial, descriptor) = ("", STDOUT_FILENO)
      return
    }
    partial = "\(path).partial-\(String(UInt64.random(in: .min ... .max), radix: 16))"
    // A link that leads nowhere is something, too.
    guard faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) != 0 else {
      throw Self.exists(path)
    }
    descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure(path, "it cannot be made") }
  }

  deinit {
    guard path != nil else { return }
    close(descriptor)
    unlink(partial)
  }

  func write(_ text: String) throws(LedgerError) {
    let full = state.withLock { state -> [UInt8]? in
      state.pending += text.utf8
      guard state.pending.count >= Self.flushSize else { return nil }
      defer { state.pending.removeAll(keepingCapacity: true) }
      return state.pending
    }
    if let full { try put(full) }
  }

  /// Writes what is left. The file has no name yet.
  func finish() throws(LedgerError) {
    let rest = state.withLock { state in
      defer { state.pending = [] }
      return state.pending
    }
    try put(rest)
    guard let path else { return }
    guard fsync(descriptor) == 0 else { throw Self.failure(path, "it cannot be written") }
  }

  /// Gives it its name. Throws `misconfigured` where something has it meanwhile.
  func keep() throws(LedgerError) {
    guard let path else { return }
    // A second name never takes the place of a file, as renaming would.
    guard link(partial, path) == 0 else {
      throw errno == EEXIST
        ? Self.exists(path) : Self.failure(path, "it cannot be put in its place")
    }
    let folder = open(
      URL(fileURLWithPath: path).deletingLastPathComponent().path,
      O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  /// Takes the name away again, of a file that was kept a moment ago.
  func drop() {
    if let path { unlink(path) }
  }

  private func put(_ bytes: [UInt8]) throws(LedgerError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw Self.failure(path ?? "standard output", "it cannot be written")
      }
      written += count
    }
  }

  private static func exists(_ path: String) -> LedgerError {
    LedgerError(
      .misconfigured, subject: path, "it is there already, and nothing is overwritten",
      hint: "name a file that is not there yet")
  }

  private static func failure(_ path: String, _ message: String) -> LedgerError {
    let code = errno
    let text = "\(message): \(String(cString: strerror(code)))"
    return code == ENOSPC || code == EDQUOT
      ? LedgerError(.diskFull, subject: path, text, hint: "free space, then try again")
      : LedgerError(
        .misconfigured, subject: path, text, hint: "name a file in a folder that you may write to")
  }
}
