import Foundation
import Glibc
import Ledger

/// Reads what the user names: a file, or `-` for standard input.
enum InputFile {
  static func read(_ path: String) throws(LedgerError) -> [UInt8] {
    if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw LedgerError(.notFound, "no such file")
    }
    guard !isFolder.boolValue else {
      throw LedgerError(.malformed, "a folder", hint: "name the files in it: \(path)/*")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LedgerError(.malformed, "cannot be read", hint: "check the right to read it")
    }
    return Array(data)
  }
}
