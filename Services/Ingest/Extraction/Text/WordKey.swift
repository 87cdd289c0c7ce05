/// What tells one word from another while a text is read: its first sixteen bytes, how many there are, and a hash of them
/// all. Nearly every word is told by this alone, without looking at its bytes again.
struct WordKey: Equatable, Sendable {
  /// The bytes, the first one lowest; zeros behind the end.
  let low: UInt64
  let high: UInt64
  private let length: UInt32
  let hash: UInt32

  var count: Int { Int(length) }

  /// How many bytes a key holds, and each half of it.
  static let size = 16
  static let half = 8

  /// The number of bytes, as far as it fits, and a part of the hash.
  var tag: UInt32 { hash & ~0xFF | min(length, 0xFF) }

  init(low: UInt64, high: UInt64, rest: UInt64, count: Int) {
    self.low = low
    self.high = high
    length = UInt32(clamping: count)
    var hash = (low ^ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15
    hash ^= hash >> 29
    hash = (hash ^ high ^ rest) &* 0xBF58_476D_1CE4_E5B9
    self.hash = UInt32(truncatingIfNeeded: hash >> 32)
  }

  /// Of a folded word.
  init(_ word: UnsafeBufferPointer<UInt8>) {
    self.init(
      low: Self.load(word, 0, word.count), high: Self.load(word, 8, word.count),
      rest: Self.rest(word, from: 0, to: word.count), count: word.count)
  }

  /// Up to eight bytes of a word, from one of its own.
  private static func load(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ end: Int) -> UInt64 {
    var value: UInt64 = 0
    for place in stride(from: min(end, from + 8) - 1, through: from, by: -1) {
      value = value << 8 | UInt64(bytes[place])
    }
    return value
  }

  /// Up to sixteen bytes, the first one lowest, in two or three looks whatever their number: overlapping ones are laid
  /// over each other.
  @inline(__always)
  static func load(_ bytes: UnsafeRawBufferPointer) -> (low: UInt64, high: UInt64) {
    let count = bytes.count
    func eight(_ place: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }
    func four(_ place: Int) -> UInt64 {
      UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
    }
    if count >= 8 { return (eight(0), eight(count - 8) >> UInt64(8 * (size - count))) }
    if count >= 4 { return (four(0) | four(count - 4) << UInt64(8 * (count - 4)), 0) }
    guard count > 0 else { return (0, 0) }
    let middle = UInt64(bytes[count / 2]) << UInt64(8 * (count / 2))
    let last = UInt64(bytes[count - 1]) << UInt64(8 * (count - 1))
    return (UInt64(bytes[0]) | middle | last, 0)
  }

  /// A hash of what a key does not hold, in lower case.
  @inline(__always)
  fileprivate static func rest(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> UInt64 {
    guard end - start > size else { return 0 }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for place in start + size..<end {
      hash = (hash ^ UInt64(bytes[place].lowerCase)) &* 0x100_0000_01B3
    }
    return hash
  }
}

/// A run of letters and digits of ASCII, looked at in eights of bytes.
struct PlainWord {
  let end: Int
  let key: WordKey
  /// All its letters are capitals.
  let isUpperCase: Bool

  /// - Parameter start: of the run, which begins with a letter.
  @inline(__always)
  init(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to limit: Int) {
    if start + 8 <= bytes.count {
      // Most words end within eight bytes.
      let eight = Self.load(bytes, start, 8)
      let others = ~Self.plain(eight) & Self.high
      let count = min(others.trailingZeroBitCount / 8, limit - start)
      if count < 8 {
        let low = eight & ~(UInt64.max &<< UInt64(truncatingIfNeeded: 8 &* count))
        self.init(
          end: start + count,
          key: WordKey(low: Self.lowerCase(low), high: 0, rest: 0, count: count),
          isUpperCase: Self.smallLetters(low) == 0)
        return
      }
    }
    self.init(long: bytes, from: start, to: limit)
  }

  private init(end: Int, key: WordKey, isUpperCase: Bool) {
    (self.end, self.key, self.isUpperCase) = (end, key, isUpperCase)
  }

  /// Of more than eight bytes, or near the end of the text.
  @inline(never)
  private init(long bytes: UnsafeBufferPointer<UInt8>, from start: Int, to limit: Int) {
    let end = Self.end(in: bytes, from: start, to: limit)
    self.end = end
    let count = end - start
    let low = Self.load(bytes, start, min(count, 8))
    let high = count > 8 ? Self.load(bytes, start + 8, min(count - 8, 8)) : 0
    isUpperCase =
      (Self.smallLetters(low) | Self.smallLetters(high)) == 0
      && (count <= WordKey.size || Self.isUpperCase(bytes, start + WordKey.size..<end))
    key = WordKey(
      low: Self.lowerCase(low), high: Self.lowerCase(high),
      rest: WordKey.rest(bytes, from: start, to: end), count: count)
  }

  private static func end(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to limit: Int
  ) -> Int {
    var end = start
    while end + 8 <= bytes.count {
      let plain = Self.plain(load(bytes, end, 8))
      guard plain == Self.high else {
        return min(limit, end + (~plain & Self.high).trailingZeroBitCount / 8)
      }
      end += 8
    }
    while end < limit, bytes[end].isASCIILetter || bytes[end].isASCIIDigit { end += 1 }
    return min(end, limit)
  }

  private static let high: UInt64 = 0x8080_8080_8080_8080

  /// The high bit of each byte that is a letter or a digit of ASCII.
  @inline(__always)
  private static func plain(_ eight: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let bytes = eight & ~high
    let small = bytes | ones * 0x20
    // A sum has the high bit where its byte is no less than a bound.
    let letters = (small + ones * (0x80 - 0x61)) & ~(small + ones * (0x80 - 0x7B))
    let digits = (bytes + ones * (0x80 - 0x30)) & ~(bytes + ones * (0x80 - 0x3A))
    return (letters | digits) & ~eight & high
  }

  /// One to eight bytes, zeros behind them.
  @inline(__always)
  private static func load(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int
  ) -> UInt64 {
    if start + 8 <= bytes.count {
      let eight = UnsafeRawBufferPointer(bytes).loadUnaligned(
        fromByteOffset: start, as: UInt64.self)
      return UInt64(littleEndian: eight) & (UInt64.max >> UInt64(64 - 8 * count))
    }
    var value: UInt64 = 0
    for place in stride(from: start + count - 1, through: start, by: -1) {
      value = value << 8 | UInt64(bytes[place])
    }
    return value
  }

  // Of letters and digits, only letters have the bit 0x40, and only capitals lack 0x20 beside it.

  private static func smallLetters(_ eight: UInt64) -> UInt64 {
    eight & 0x4040_4040_4040_4040 & (eight << 1)
  }

  private static func isUpperCase(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    range.allSatisfy { !bytes[$0].isASCIILetter || bytes[$0].isASCIICapital }
  }

  private static func lowerCase(_ eight: UInt64) -> UInt64 {
    eight | (eight & 0x4040_4040_4040_4040) >> 1
  }
}
