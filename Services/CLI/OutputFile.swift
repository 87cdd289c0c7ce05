import Foundation
import Ledger

/// A file that a command writes, or reads as a whole.
enum OutputFile {
  static func write(_ text: String, to path: String) throws(LedgerError) {
    try write(Array(text.utf8), to: path)
  }

  static func write(_ bytes: [UInt8], to path: String) throws(LedgerError) {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw LedgerError(
        .misconfigured, subject: path, "it cannot be written: \(error.localizedDescription)",
        hint: "name a file in a folder that you may write to")
    }
  }
}

extension InputFile {
  /// All of a small file, as text.
  /// - Parameter limit: bytes that it may have.
  static func text(_ path: String, limit: Int) throws(LedgerError) -> String {
    do throws(LedgerError) {
      let file = try InputFile(path)
      var bytes: [UInt8] = []
      while let part = try file.next() {
        bytes += part
        guard bytes.count <= limit else {
          throw LedgerError(.tooLarge, "more than \(limit) bytes", hint: "this is another file")
        }
      }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw LedgerError(.malformed, "it is no text")
      }
      return text
    } catch {
      var error = error
      error.subject = path
      throw error
    }
  }
}
