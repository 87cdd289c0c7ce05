import Crypto

/// A SHA-256 digest, held as four words so that a model of many claims stays small.
package struct Digest: Hashable, Sendable, Comparable {
  let a, b, c, d: UInt64

  /// The order of the hexadecimal forms, without writing them.
  package static func < (one: Self, other: Self) -> Bool {
    (one.a, one.b, one.c, one.d) < (other.a, other.b, other.c, other.d)
  }

  /// The digest of some bytes.
  package init(of bytes: some Sequence<UInt8>) {
    let found: Digest? = bytes.withContiguousStorageIfAvailable {
      Digest(of: UnsafeRawBufferPointer($0))
    }
    self = found ?? Digest(SHA256.hash(data: Array(bytes)))
  }

  /// The digest of bytes where they lie.
  package init(of bytes: UnsafeRawBufferPointer) {
    var builder = SHA256()
    builder.update(bufferPointer: bytes)
    self.init(builder.finalize())
  }

  /// The digest of several byte strings, one after the other.
  package init(of parts: [[UInt8]]) {
    var builder = SHA256()
    for part in parts { part.withUnsafeBytes { builder.update(bufferPointer: $0) } }
    self.init(builder.finalize())
  }

  /// The digest of two byte strings where they lie, one after the other.
  package init(of first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) {
    var builder = SHA256()
    builder.update(bufferPointer: first)
    builder.update(bufferPointer: second)
    self.init(builder.finalize())
  }

  init(_ digest: SHA256.Digest) {
    // A SHA-256 digest always has 32 bytes.
    (a, b, c, d) = digest.withUnsafeBytes { bytes in
      func word(_ index: Int) -> UInt64 {
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
      }
      return (word(0), word(1), word(2), word(3))
    }
  }

  /// A digest from its 32 bytes; nil for any other length.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.init(exactly: bytes)
  }

  /// A digest from its 64 lower-case hexadecimal digits; nil for anything else.
  package init?(hex: String) {
    var hex = hex
    let found = hex.withUTF8 { Digest(hex: UnsafeRawBufferPointer($0)) }
    guard let found else { return nil }
    self = found
  }

  /// The same of text where it lies.
  package init?(hex: UnsafeRawBufferPointer) {
    guard hex.count == 64 else { return nil }
    func word(_ index: Int) -> UInt64? {
      guard let high = Hex.eight(hex, at: index * 16), let low = Hex.eight(hex, at: index * 16 + 8)
      else { return nil }
      return high << 32 | low
    }
    guard let a = word(0), let b = word(1), let c = word(2), let d = word(3) else { return nil }
    (self.a, self.b, self.c, self.d) = (a, b, c, d)
  }

  /// The same of bytes where they lie.
  package init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 32 else { return nil }
    self.init(exactly: bytes)
  }

  private init(exactly bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { Digest(exactly: $0) }
  }

  /// Of 32 bytes.
  init(exactly bytes: UnsafeRawBufferPointer) {
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    (a, b, c, d) = (word(0), word(1), word(2), word(3))
  }

  /// All zeros: what stands before the first entry of a ledger.
  package static let zero = Digest(exactly: [UInt8](repeating: 0, count: 32))

  package var bytes: [UInt8] { withBytes { Array($0) } }

  package var hex: String { withBytes { Hex.encode($0) } }

  /// Its 32 bytes, for as long as the closure runs.
  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withUnsafeBytes(of: (a.bigEndian, b.bigEndian, c.bigEndian, d.bigEndian), body)
  }

  /// Puts its 32 bytes among others.
  package func write(to bytes: UnsafeMutableRawBufferPointer, at place: Int) {
    func put(_ word: UInt64, _ index: Int) {
      bytes.storeBytes(of: word.bigEndian, toByteOffset: place + index * 8, as: UInt64.self)
    }
    put(a, 0)
    put(b, 1)
    put(c, 2)
    put(d, 3)
  }

  /// Its first eight bytes: enough to tell what differs by accident, in a quarter of the room.
  package var firstWord: UInt64 { a }
}

/// Builds the digest of bytes that come in pieces.
package struct DigestBuilder {
  private var builder = SHA256()

  package init() {}

  package mutating func add(_ bytes: [UInt8]) { builder.update(data: bytes) }

  package consuming func finish() -> Digest { Digest(builder.finalize()) }
}

/// Lower-case hexadecimal, the way ids are written everywhere.
package enum Hex {
  package static func encode(_ bytes: some Collection<UInt8>) -> String {
    String(unsafeUninitializedCapacity: 2 * bytes.count) { out in
      var place = 0
      for byte in bytes {
        out[place] = digit(byte >> 4)
        out[place + 1] = digit(byte & 15)
        place += 2
      }
      return place
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  /// The bytes; nil where the text has an odd length or holds anything but `0-9a-f`.
  package static func decode(_ text: String) -> [UInt8]? {
    var text = text
    return text.withUTF8 { units in
      guard units.count.isMultiple(of: 2) else { return nil }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(units.count / 2)
      for index in stride(from: 0, to: units.count, by: 2) {
        guard let high = value(units[index]), let low = value(units[index + 1]) else { return nil }
        bytes.append(high << 4 | low)
      }
      return bytes
    }
  }

  /// What eight digits from a place on say; nil where one of them is none. All at once, because each claim that is read
  /// has two digests of 64.
  fileprivate static func eight(_ digits: UnsafeRawBufferPointer, at place: Int) -> UInt64? {
    let units = UInt64(bigEndian: digits.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    let each: UInt64 = 0x0101_0101_0101_0101
    // Letters have the bit 0x40 and count from 1, digits have not and count from 0.
    var values = (units & (0x0F * each)) + (units >> 6 & each) * 9
    let isLetter = (values + 0x76 * each) >> 7 & each
    // What was read is written again: only digits come out as they were.
    guard values & (0xF0 * each) == 0, values + 0x30 * each + isLetter * 0x27 == units else {
      return nil
    }
    values = (values | values >> 4) & 0x00FF_00FF_00FF_00FF
    values = (values | values >> 8) & 0x0000_FFFF_0000_FFFF
    return (values | values >> 16) & 0xFFFF_FFFF
  }

  private static func value(_ unit: UInt8) -> UInt8? {
    switch unit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): unit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): unit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
