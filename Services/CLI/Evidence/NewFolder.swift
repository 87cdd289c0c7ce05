import Foundation
import Glibc
import Ledger
import Synchronization

/// A folder that appears whole or not at all, and never in place of another. It is written beside its place, under
/// another name, and goes with its owner unless it was finished.
final class NewFolder: Sendable {
  let path: String
  private let partial: String
  /// The sum of each file, by its name in the folder.
  private let sums = Mutex<[String: Digest]>([:])
  private let isFinished = Mutex(false)

  init(_ path: String) throws(LedgerError) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    partial = "\(path).partial-\(String(UInt64.random(in: .min ... .max), radix: 16))"
    // A link that leads nowhere is something, too.
    guard faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) != 0 else { throw exists }
    guard mkdir(partial, 0o700) == 0 else { throw failure("it cannot be made") }
  }

  deinit {
    if !isFinished.withLock(\.self) { try? FileManager.default.removeItem(atPath: partial) }
  }

  /// - Parameter name: with `/` between folders, which are made as needed. Never from outside.
  func write(_ bytes: [UInt8], to name: String) throws(LedgerError) {
    let file = partial + "/" + name
    do {
      try FileManager.default.createDirectory(
        atPath: URL(fileURLWithPath: file).deletingLastPathComponent().path,
        withIntermediateDirectories: true)
    } catch {
      throw failure("a folder in it cannot be made: \(error.localizedDescription)")
    }
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure("\(name) cannot be made") }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("\(name) cannot be written") }
      written += count
    }
    guard fsync(descriptor) == 0 else { throw failure("\(name) cannot be written") }
    sums.withLock { $0[name] = Digest(of: bytes) }
  }

  func write(_ text: String, to name: String) throws(LedgerError) {
    try write(Array(text.utf8), to: name)
  }

  /// Adds the sums of all files, as `sha256sum -c` reads them, and gives the folder its name.
  func finish() throws(LedgerError) {
    let sums = sums.withLock(\.self)
    let lines = sums.sorted { $0.key < $1.key }.map { "\($0.value.hex)  \($0.key)\n" }
    try write(lines.joined(), to: "SHA256SUMS")
    // Takes the place of an empty folder at most, should one have appeared there meanwhile.
    guard rename(partial, path) == 0 else {
      throw errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR
        ? exists : failure("it cannot be put in its place")
    }
    isFinished.withLock { $0 = true }
    sync(URL(fileURLWithPath: path).deletingLastPathComponent().path)
  }

  private func sync(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private var exists: LedgerError {
    LedgerError(
      .misconfigured, subject: path, "it is there already, and nothing is overwritten",
      hint: "name a folder that is not there yet")
  }

  private func failure(_ message: String) -> LedgerError {
    let code = errno
    let text = "\(message): \(String(cString: strerror(code)))"
    return code == ENOSPC || code == EDQUOT
      ? LedgerError(.diskFull, subject: path, text, hint: "free space, then try again")
      : LedgerError(
        .misconfigured, subject: path, text,
        hint: "name a folder in one that you may write to")
  }
}
