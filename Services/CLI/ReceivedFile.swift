import Foundation
import Ledger
import Synchronization

/// A file that comes in pieces: it is under its name once all of it is there, and gone with this value before.
final class ReceivedFile: Sendable {
  private let path: String
  private let partial: String
  private let handle: FileHandle
  private let state = Mutex((builder: DigestBuilder(), size: Int64(0), isKept: false))

  /// Throws `misconfigured` where it cannot be written.
  init(_ path: String) throws(LedgerError) {
    self.path = path
    partial = path + ".partial"
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw LedgerError(
        .misconfigured, subject: path, "it cannot be written: \(String(cString: strerror(errno)))",
        hint: "name a file in a folder that you may write to")
    }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  deinit {
    if !state.withLock({ $0.isKept }) { unlink(partial) }
  }

  var size: Int64 { state.withLock { $0.size } }

  func write(_ bytes: [UInt8]) throws(LedgerError) {
    do {
      try handle.write(contentsOf: bytes)
    } catch {
      throw LedgerError(
        .diskFull, subject: path, "it cannot be written on: \(error.localizedDescription)",
        hint: "free space, or name a file on another disk")
    }
    state.withLock { state in
      state.builder.add(bytes)
      state.size += Int64(bytes.count)
    }
  }

  /// Gives it its name, once it is on disk and what was announced. Throws `damaged` where it is not.
  func keep(size: Int64, digest: Digest?) throws(LedgerError) {
    let (found, builder) = state.withLock { ($0.size, $0.builder) }
    guard found == size, builder.finish() == digest else {
      throw LedgerError(
        .damaged, subject: path, "\(found) bytes came that are not the \(size) that were sent",
        hint: "try again")
    }
    guard fsync(handle.fileDescriptor) == 0, rename(partial, path) == 0 else {
      throw LedgerError(
        .misconfigured, subject: path,
        "it cannot be kept under its name: \(String(cString: strerror(errno)))",
        hint: "name another file")
    }
    state.withLock { $0.isKept = true }
  }
}
