import Ledger
import Messages

/// The chain of hashes that binds every entry to all before it.
enum Chain {
  /// SHA-256 of the hash before and the entry's bytes, as stored.
  static func hash(after previous: Digest, _ bytes: [UInt8]) -> Digest {
    bytes.withUnsafeBytes { hash(after: previous, $0) }
  }

  /// The same of bytes where they lie.
  static func hash(after previous: Digest, _ bytes: UnsafeRawBufferPointer) -> Digest {
    previous.withBytes { Digest(of: $0, bytes) }
  }

  /// The entry in the row, without words. Throws `damaged`, or `schemaTooNew` for one of a type not known here.
  static func entry(_ row: Row, bytes: Int32, sequence: Int32) throws(LedgerError) -> Entry {
    do throws(LedgerError) {
      return try row.withBytes(bytes) { (buffer) throws(LedgerError) in
        try Entry(unpacking: buffer)
      }
    } catch {
      guard error.reason == .malformed else { throw error }
      throw .damaged("entry \(row.integer(sequence))", "it cannot be read: \(error.message)")
    }
  }
}
