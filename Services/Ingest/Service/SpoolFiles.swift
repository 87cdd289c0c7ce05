import Foundation
import Glibc
import Ledger
import Messages
import RPC

/// The spool's dealings with the disk. A file holds a packed `SpooledReport`, behind its length, and then the report.
enum SpoolFiles {
  static func packed(_ report: SpooledReport, _ content: [UInt8]) throws(LedgerError) -> [UInt8] {
    let head = try report.packed()
    let length = (0..<4).map { UInt8(truncatingIfNeeded: head.count >> (8 * $0)) }
    return length + head + content
  }

  /// Throws `damaged` where the file is not whole: the content must still have the digest it was accepted with.
  static func unpacked(_ bytes: [UInt8], _ id: String) throws(LedgerError) -> Spool.Item {
    let damaged = LedgerError(
      .damaged, subject: "spool \(id)", "the file is not as it was written",
      hint: "submit the report again")
    guard bytes.count >= 4 else { throw damaged }
    let length = (0..<4).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
    guard bytes.count - 4 >= length else { throw damaged }
    let content = Array(bytes[(4 + length)...])
    guard let (sighting, call) = head(Array(bytes[4..<4 + length])),
      DocumentID(original: content) == sighting.document
    else { throw damaged }
    return Spool.Item(id: id, sighting: sighting, content: content, call: call)
  }

  /// Nil where the bytes are not what was written.
  private static func head(_ bytes: [UInt8]) -> (sighting: Sighting, call: Call)? {
    guard let report = try? SpooledReport(unpacking: bytes) else { return nil }
    guard let sighting = report.sighting else {
      return (try? Sighting(unpacking: bytes)).map { ($0, Call()) }
    }
    return (
      sighting,
      Call(
        named: report.requestID.isEmpty ? nil : report.requestID, within: nil, default: nil,
        trace: TraceContext(parent: report.traceParent, state: report.traceState))
    )
  }

  /// The document that a file says it holds, without reading the report itself; nil where it says nothing readable.
  static func document(in path: String) -> DocumentID? {
    guard let file = FileHandle(forReadingAtPath: path),
      let start = try? file.read(upToCount: 4), start.count == 4
    else { return nil }
    let length = start.enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
    guard length <= 4 << 20, let head = try? file.read(upToCount: length), head.count == length
    else { return nil }
    return self.head(Array(head))?.sighting.document
  }

  static func makeFolder(_ path: String) throws(LedgerError) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw LedgerError(
        .misconfigured, subject: path, "cannot be created: \(error.localizedDescription)",
        hint: "check spool.path and the right to write there")
    }
  }

  static func names(in folder: String) throws(LedgerError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw LedgerError(.misconfigured, subject: folder, "cannot be read", hint: "check spool.path")
    }
  }

  static func size(of path: String) -> Int {
    var info = stat()
    return stat(path, &info) == 0 ? Int(info.st_size) : 0
  }

  static func read(_ path: String) throws(LedgerError) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LedgerError(.notFound, subject: path, "cannot be read")
    }
    return Array(data)
  }

  /// Writes a file so that after this returns it is on the disk, whole, under its final name.
  static func writeDurably(
    _ bytes: [UInt8], to draft: String, thenMoveTo final: String, in folder: String
  ) throws(LedgerError) {
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(draft) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(file, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        let error = failure(draft)
        close(file)
        unlink(draft)
        throw error
      }
      written += count
    }
    guard fsync(file) == 0 else {
      let error = failure(draft)
      close(file)
      throw error
    }
    close(file)
    try move(draft, to: final)
    try syncFolder(folder)
  }

  static func move(_ path: String, to target: String) throws(LedgerError) {
    guard rename(path, target) == 0 else { throw failure(target) }
  }

  /// The name in the folder is durable only when the folder is.
  private static func syncFolder(_ folder: String) throws(LedgerError) {
    let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw failure(folder) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw failure(folder) }
  }

  static func append(_ bytes: [UInt8], to path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    _ = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    close(file)
  }

  static func remove(_ path: String) { unlink(path) }

  private static func failure(_ path: String) -> LedgerError {
    let code = errno
    let text = String(cString: strerror(code))
    if code == ENOSPC || code == EDQUOT {
      return LedgerError(
        .diskFull, subject: path, text, hint: "free some space, or move spool.path elsewhere")
    }
    return LedgerError(
      .misconfigured, subject: path, text, hint: "check spool.path and the right to write there")
  }
}
