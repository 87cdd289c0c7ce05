package import Ledger

/// A packed entry as bytes. What is proven of a claim is proven of the bytes that were hashed, and to pack a claim
/// again might give others.
package enum PackedEntry {
  /// Where the claims of a packed entry's run lie, in order; none for other entries. Throws `malformed` where the
  /// bytes are no message.
  package static func claims(in entry: [UInt8]) throws(LedgerError) -> [Range<Int>] {
    var claims: [Range<Int>] = []
    for run in try fields(Self.run, of: entry, in: 0..<entry.count) {
      claims += try fields(Self.claim, of: entry, in: run)
    }
    return claims
  }

  // Of `Entry` and `ExtractionRun`; a test compares them with the schema.
  package static let run: UInt64 = 6
  package static let claim: UInt64 = 5

  /// The contents of every field of a number that has a length.
  private static func fields(_ number: UInt64, of bytes: [UInt8], in range: Range<Int>)
    throws(LedgerError) -> [Range<Int>]
  {
    var found: [Range<Int>] = []
    var place = range.lowerBound
    while place < range.upperBound {
      let key = try varint(bytes, &place, range)
      var size: Int
      switch key & 7 {
      case 0:
        _ = try varint(bytes, &place, range)
        size = 0
      case 1: size = 8
      case 2: size = Int(clamping: try varint(bytes, &place, range))
      case 5: size = 4
      default: throw malformed
      }
      guard size <= range.upperBound - place else { throw malformed }
      if key == number << 3 | 2 { found.append(place..<place + size) }
      place += size
    }
    return found
  }

  private static func varint(_ bytes: [UInt8], _ place: inout Int, _ range: Range<Int>)
    throws(LedgerError) -> UInt64
  {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard place < range.upperBound else { throw malformed }
      let byte = bytes[place]
      place += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
    }
    throw malformed
  }

  private static var malformed: LedgerError {
    LedgerError(.malformed, subject: "entry", "its bytes are no message")
  }
}
