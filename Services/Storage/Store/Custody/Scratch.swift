import Foundation
import Ledger

/// A database that goes with a verification: what it works out meanwhile.
enum Scratch {
  private static let prefix = "verification-"
  private static let suffix = ".sqlite"

  /// - Parameter directory: where it is made. It has no name there once it is open.
  static func make(in directory: String) throws(LedgerError) -> Connection {
    // A name that no other ledger's verification has: the directory may be another's, too.
    let number = UInt64.random(in: .min ... .max)
    let path = "\(directory)/\(prefix)\(number)\(suffix)"
    try DirectoryLock.createPrivate(path)
    defer { try? DirectoryLock.remove(path) }
    let scratch = try Connection(path: path, mode: .writing)
    for setting in ["journal_mode = OFF", "synchronous = OFF", "cache_size = -16384"] {
      try scratch.execute("PRAGMA \(setting)")
    }
    return scratch
  }

  /// What a process left that was killed in the moment before the name went.
  static func removeLeftovers(in directory: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    for name in names where name.hasPrefix(prefix) && name.hasSuffix(suffix) {
      try? DirectoryLock.remove(directory + "/" + name)
    }
  }
}
