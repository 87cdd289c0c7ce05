import Foundation
import Ledger

/// The backups in one directory. What it does with files blocks, and so has a thread of its own.
actor BackupFiles {
  private let executor = QueueExecutor(label: "reckoner.ledger.backup")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  nonisolated let directory: String

  /// How many are listed.
  private static let listed = 500

  init(_ directory: String) { self.directory = directory }

  /// A new file to copy the ledger into. Makes the directory where it is missing.
  func begin() throws(LedgerError) -> PartialFile {
    try DirectoryLock.create(directory)
    let number = UInt64.random(in: .min ... .max)
    return try PartialFile("\(directory)/\(BackupName.prefix)\(number)")
  }

  /// Gives a backup its name, and its digest a file beside it.
  func place(_ partial: PartialFile, _ name: BackupName, _ digest: Digest) throws(LedgerError) {
    let path = "\(directory)/\(name.text)"
    try DirectoryLock.writePrivate(
      Array("\(digest.hex)  \(name.text)\n".utf8), to: path + BackupName.digestSuffix)
    try partial.move(to: path)
  }

  /// Removes the oldest ones beyond a number, and returns their names.
  func prune(keeping count: Int) throws(LedgerError) -> [String] {
    var removed: [String] = []
    for name in names().dropFirst(count) {
      let path = "\(directory)/\(name.text)"
      try DirectoryLock.remove(path)
      try DirectoryLock.remove(path + BackupName.digestSuffix)
      removed.append(name.text)
    }
    return removed
  }

  /// Removes the digests of backups that are not there: their process was killed before it came to them.
  static func removeStrayDigests(in directory: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    for name in names where name.hasSuffix(BackupName.digestSuffix) {
      let backup = String(name.dropLast(BackupName.digestSuffix.count))
      guard BackupName(backup) != nil, !names.contains(backup) else { continue }
      try? DirectoryLock.remove(directory + "/" + name)
    }
  }

  /// Newest first.
  private func names() -> [BackupName] {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return found.compactMap { BackupName($0) }.sorted(by: >)
  }

  /// The backups that there are, newest first. One that cannot be read has no hash.
  func list() -> [LedgerBackup] {
    names().prefix(Self.listed).map { name in
      let path = "\(directory)/\(name.text)"
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return LedgerBackup(
        name: name.text, revision: name.revision,
        hash: (try? Self.hash(path, at: name.revision)) ?? .zero, takenAt: name.takenAt,
        size: (attributes?[.size] as? NSNumber)?.int64Value ?? 0, digest: Self.keptDigest(of: path))
    }
  }

  private static func hash(_ path: String, at revision: Revision) throws(LedgerError) -> Digest {
    try Snapshot(try Connection(path: path, mode: .reading)).head(at: revision).hash
  }

  /// What stands in the file beside a backup; nil where there is none.
  static func keptDigest(of path: String) -> Digest? {
    guard let file = FileHandle(forReadingAtPath: path + BackupName.digestSuffix),
      let text = try? file.read(upToCount: 64)
    else { return nil }
    return Digest(hex: String(decoding: text, as: UTF8.self))
  }

  /// The digest of a file, and how many bytes it has.
  func digest(of path: String) throws(LedgerError) -> (digest: Digest, size: Int64) {
    var (builder, size) = (DigestBuilder(), Int64(0))
    let file = try PieceReader(path)
    while let piece = try file.next(1 << 20) {
      builder.add(piece)
      size += Int64(piece.count)
    }
    return (builder.finish(), size)
  }

  /// The next piece of a file; nil at its end.
  func next(_ file: PieceReader, _ count: Int) throws(LedgerError) -> [UInt8]? {
    try file.next(count)
  }
}

/// A file that is read in pieces. For one reader at a time.
final class PieceReader: Sendable {
  private let handle: FileHandle
  private let path: String

  /// Throws `notFound` where it is not there.
  init(_ path: String) throws(LedgerError) {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw LedgerError(
        .notFound, subject: path, "there is no such file, or it cannot be read",
        hint: "check its name, and the right to read it")
    }
    self.handle = handle
    self.path = path
  }

  func next(_ count: Int) throws(LedgerError) -> [UInt8]? {
    do {
      return try handle.read(upToCount: count).flatMap { $0.isEmpty ? nil : Array($0) }
    } catch {
      throw LedgerError(
        .unavailable, subject: path, "it cannot be read on: \(error.localizedDescription)",
        hint: "check the disk")
    }
  }
}
