import Foundation
import Ledger
import RPC

/// A file that is read in parts, or standard input: however much it holds, the program holds one part of it.
struct InputFile {
  private let handle: FileHandle
  /// Bytes; 0 where nobody can know beforehand, as of a pipe.
  let size: Int

  /// - Parameter path: `-` for standard input.
  init(_ path: String) throws(LedgerError) {
    guard path != "-" else {
      handle = .standardInput
      size = 0
      return
    }
    let attributes: [FileAttributeKey: Any]
    do {
      // Follows links, as the reading will.
      attributes = try FileManager.default.attributesOfItem(
        atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
    } catch {
      throw LedgerError(.notFound, "no such file")
    }
    guard attributes[.type] as? FileAttributeType != .typeDirectory else {
      throw LedgerError(.malformed, "a folder", hint: "name the files in it: \(path)/*")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw LedgerError(.malformed, "cannot be read", hint: "check the right to read it")
    }
    self.handle = handle
    let isRegular = attributes[.type] as? FileAttributeType == .typeRegular
    size = isRegular ? attributes[.size] as? Int ?? 0 : 0
  }

  /// The next part, no larger than one message should be; nil at the end.
  func next() throws(LedgerError) -> [UInt8]? {
    do {
      return try handle.read(upToCount: TransportLimits.partSize).map(Array.init)
        .flatMap { $0.isEmpty ? nil : $0 }
    } catch {
      throw LedgerError(.malformed, "cannot be read: \(error.localizedDescription)")
    }
  }
}
