import Ledger

/// A packed message that is put together of what lies packed already. Its fields are given in the order of their
/// numbers, in which protobuf-C packs them, and what it would leave out is left out: zero, and texts without words.
struct FieldWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  mutating func add(_ field: UInt64, number: Int64) {
    guard number != 0 else { return }
    append(varint: field << 3)
    append(varint: UInt64(bitPattern: number))
  }

  /// A message, or a text that was looked at before; there even where it is empty.
  mutating func add(_ field: UInt64, packed contents: UnsafeRawBufferPointer) {
    begin(field, size: contents.count)
    append(contents)
  }

  mutating func add(_ field: UInt64, packed contents: [UInt8]) {
    begin(field, size: contents.count)
    bytes += contents
  }

  mutating func add(_ field: UInt64, _ text: WireText) {
    text.withBytes { if !$0.isEmpty { add(field, packed: $0) } }
  }

  /// A value as it lies packed, with its length where it has one.
  /// - Parameter type: how it is written, in the lowest three bits of a key.
  mutating func add(_ field: UInt64, type: UInt64, _ value: UnsafeRawBufferPointer) {
    append(varint: field << 3 | type)
    append(value)
  }

  /// What comes before the contents of a field that has a length.
  mutating func begin(_ field: UInt64, size: Int) {
    append(varint: field << 3 | 2)
    append(varint: UInt64(size))
  }

  /// Fields as they lie packed.
  mutating func append(_ fields: UnsafeRawBufferPointer) { bytes.append(contentsOf: fields) }

  private mutating func append(varint: UInt64) {
    var rest = varint
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Bytes of a field that has a length; none for one that is left out because it is empty.
  static func size(of field: UInt64, text: WireText) -> Int {
    text.count == 0 ? 0 : size(of: field, contents: text.count)
  }

  /// Bytes of a field that has a length.
  static func size(of field: UInt64, contents: Int) -> Int {
    size(varint: field << 3) + size(varint: UInt64(contents)) + contents
  }

  /// Bytes of a number; none for zero, which is left out.
  static func size(of field: UInt64, number: Int64) -> Int {
    number == 0 ? 0 : size(varint: field << 3) + size(varint: UInt64(bitPattern: number))
  }

  private static func size(varint: UInt64) -> Int { max(1, (70 - varint.leadingZeroBitCount) / 7) }
}

/// A text as it goes into a packed message: the bytes where they lie where these can travel so.
struct WireText {
  private let raw: UnsafeRawBufferPointer
  /// What was made readable.
  private let repaired: [UInt8]?

  /// - Parameter raw: valid for as long as the text is used. What is not UTF-8 is made readable.
  /// - Throws: `malformed` for a NUL, with which protobuf-C ends a text.
  init(_ raw: UnsafeRawBufferPointer, _ field: String) throws(LedgerError) {
    self.raw = raw
    guard !Self.isPlain(raw) else {
      repaired = nil
      return
    }
    guard !raw.contains(0) else {
      throw LedgerError(.malformed, subject: field, "a NUL character in a string")
    }
    repaired = Array(String(decoding: raw, as: UTF8.self).utf8)
  }

  var count: Int { repaired?.count ?? raw.count }

  func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    if let repaired { repaired.withUnsafeBytes(body) } else { body(raw) }
  }

  /// Nothing but ASCII, and no NUL.
  static func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var (place, isPlain) = (0, true)
    while place + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      // No byte has its highest bit, and none has it after one was taken away: none was zero.
      isPlain = isPlain && (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 == 0
      place += 8
    }
    while place < bytes.count {
      isPlain = isPlain && bytes[place] &- 1 < 0x7F
      place += 1
    }
    return isPlain
  }
}
