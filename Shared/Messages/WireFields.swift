import Ledger

/// The fields of a packed message, one by one, where they lie: for what is handed on without being unpacked.
struct WireFields {
  struct Field {
    let number: UInt64
    /// All of it, with its key.
    let whole: Range<Int>
    /// What it holds, for a field that has a length; empty for the others.
    let contents: Range<Int>
    /// How its value is written, in the lowest three bits of its key.
    let type: UInt64
    /// All of it behind its key.
    let value: Range<Int>
    /// What it is, for a number of varying length; zero for the others.
    let varint: UInt64

    var hasLength: Bool { type == 2 }
  }

  private let bytes: UnsafeRawBufferPointer
  private var place: Int
  private let end: Int

  /// - Parameter range: of the message within the bytes; nil: all of them.
  init(_ bytes: UnsafeRawBufferPointer, in range: Range<Int>? = nil) {
    self.bytes = bytes
    (place, end) = (range?.lowerBound ?? 0, range?.upperBound ?? bytes.count)
  }

  /// The next field; nil at the end. Throws `malformed` where the bytes are no message.
  mutating func next() throws(LedgerError) -> Field? {
    guard place < end else { return nil }
    let start = place
    let key = try varint()
    let value = place
    var size: Int
    var number: UInt64 = 0
    switch key & 7 {
    case 0:
      number = try varint()
      size = 0
    case 1: size = 8
    case 2: size = Int(clamping: try varint())
    case 5: size = 4
    default: throw Self.malformed
    }
    guard size <= end - place else { throw Self.malformed }
    let contents = place..<place + size
    place += size
    return Field(
      number: key >> 3, whole: start..<place, contents: contents, type: key & 7,
      value: value..<place, varint: number)
  }

  private mutating func varint() throws(LedgerError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard place < end else { throw Self.malformed }
      let byte = bytes[place]
      place += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
    }
    throw Self.malformed
  }

  private static var malformed: LedgerError {
    LedgerError(.malformed, "the bytes are no message")
  }
}
