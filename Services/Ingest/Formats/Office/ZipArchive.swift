import CDeflate
import Ledger

/// The files of a ZIP archive, found by its directory and unpacked one at a time, each within bounds. Nothing is written
/// anywhere, so the names mean no paths: a file is had by its exact name or not at all.
struct ZipArchive {
  private let bytes: [UInt8]
  private let entries: [String: Entry]
  /// Bytes that may still be unpacked.
  private var room: Int

  private struct Entry {
    var method: UInt16
    var isEncrypted: Bool
    var checksum: UInt32
    var packed: Int
    var unpacked: Int
    /// Where its own header lies.
    var header: Int
  }

  struct Limits {
    /// Files in the archive, those that nobody asks for included.
    var entries = 2000
    /// Bytes of all files that are unpacked.
    var unpacked = 256 << 20
    /// Bytes that one byte of the archive may become. Text of office files stays far below.
    var ratio = 200
    /// Below this a file may have any ratio: short ones that repeat themselves are common.
    var smallest = 1 << 20
  }

  private let limits: Limits

  static func recognises(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

  /// Reads the directory.
  /// - Throws: `malformed` where there is none, or it does not fit the file; `tooLarge` over `Limits.entries`.
  init(_ bytes: [UInt8], limits: Limits = Limits()) throws(LedgerError) {
    self.bytes = bytes
    self.limits = limits
    room = limits.unpacked
    guard let end = Self.endOfDirectory(in: bytes) else {
      throw Self.damaged("it has no directory of its files")
    }
    let count = Int(Self.number16(bytes, end + 10))
    let (size, start) = (Int(Self.number32(bytes, end + 12)), Int(Self.number32(bytes, end + 16)))
    guard count < 0xFFFF, count <= limits.entries else {
      throw LedgerError(
        .tooLarge, subject: "archive", "it holds more than \(limits.entries) files",
        hint: "save the text as a document of its own")
    }
    guard start <= end, size <= end - start else { throw Self.damaged("its directory is cut off") }
    entries = try Self.entries(in: bytes, from: start, to: start + size, count: count)
  }

  /// Whether there is a file of this name.
  func contains(_ name: String) -> Bool { entries[name] != nil }

  /// One file, unpacked; nil where there is none of this name.
  mutating func file(_ name: String) throws(LedgerError) -> [UInt8]? {
    guard let entry = entries[name] else { return nil }
    guard !entry.isEncrypted else {
      throw LedgerError(
        .unsupported, subject: name, "this file of the archive is encrypted",
        hint: "save the document without a password")
    }
    guard entry.unpacked <= room else {
      throw LedgerError(
        .tooLarge, subject: name,
        "the archive's files unpack to more than \(limits.unpacked) bytes",
        hint: "save the text as a document of its own")
    }
    guard entry.unpacked <= limits.smallest || entry.unpacked / limits.ratio <= entry.packed else {
      throw LedgerError(
        .tooLarge, subject: name,
        "the archive unpacks to more than \(limits.ratio) times its size, which no document does")
    }
    let unpacked = try unpack(entry, name)
    guard libdeflate_crc32(0, unpacked, unpacked.count) == entry.checksum else {
      throw Self.damaged("the checksum of \(name) is another one")
    }
    room -= unpacked.count
    return unpacked
  }

  private func unpack(_ entry: Entry, _ name: String) throws(LedgerError) -> [UInt8] {
    let header = entry.header
    guard header + 30 <= bytes.count, Self.number32(bytes, header) == 0x0403_4B50 else {
      throw Self.damaged("\(name) is not where the directory says")
    }
    let start =
      header + 30 + Int(Self.number16(bytes, header + 26)) + Int(Self.number16(bytes, header + 28))
    guard start <= bytes.count, entry.packed <= bytes.count - start else {
      throw Self.damaged("\(name) is cut off")
    }
    switch entry.method {
    case 0 where entry.packed == entry.unpacked:
      return Array(bytes[start..<start + entry.packed])
    case 8:
      guard let unpacked = Inflate.bytes(bytes, start..<start + entry.packed, to: entry.unpacked)
      else { throw Self.damaged("\(name) does not unpack to what the directory says") }
      return unpacked
    default:
      throw LedgerError(
        .unsupported, subject: name, "this file of the archive is packed in an unusual way",
        hint: "save the document anew with an office program")
    }
  }

  // MARK: the directory

  private static func endOfDirectory(in bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    // A comment of up to 64 KiB may follow.
    let lowest = max(0, bytes.count - 22 - 0xFFFF)
    var at = bytes.count - 22
    while at >= lowest {
      if bytes[at] == 0x50, number32(bytes, at) == 0x0605_4B50 { return at }
      at -= 1
    }
    return nil
  }

  private static func entries(
    in bytes: [UInt8], from start: Int, to end: Int, count: Int
  ) throws(LedgerError) -> [String: Entry] {
    var entries: [String: Entry] = [:]
    var at = start
    for _ in 0..<count {
      guard at + 46 <= end, number32(bytes, at) == 0x0201_4B50 else {
        throw damaged("its directory is cut off")
      }
      let length = Int(number16(bytes, at + 28))
      let next = at + 46 + length + Int(number16(bytes, at + 30)) + Int(number16(bytes, at + 32))
      guard next <= end else { throw damaged("its directory is cut off") }
      let name = String(decoding: bytes[at + 46..<at + 46 + length], as: UTF8.self)
      let entry = Entry(
        method: number16(bytes, at + 10), isEncrypted: number16(bytes, at + 8) & 1 != 0,
        checksum: number32(bytes, at + 16), packed: Int(number32(bytes, at + 20)),
        unpacked: Int(number32(bytes, at + 24)), header: Int(number32(bytes, at + 42)))
      // One name, two files: programs would not agree on what the document says.
      guard entries.updateValue(entry, forKey: name) == nil else {
        throw damaged("two of its files have the same name")
      }
      at = next
    }
    return entries
  }

  private static func damaged(_ message: String) -> LedgerError {
    LedgerError(
      .malformed, subject: "archive", message,
      hint: "the file is damaged: send it again, or save it anew with an office program")
  }

  private static func number16(_ bytes: [UInt8], _ at: Int) -> UInt16 {
    UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8
  }

  private static func number32(_ bytes: [UInt8], _ at: Int) -> UInt32 {
    UInt32(number16(bytes, at)) | UInt32(number16(bytes, at + 2)) << 16
  }
}
