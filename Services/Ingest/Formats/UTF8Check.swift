/// Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
enum UTF8Check {
  static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { firstInvalidByte(in: $0) }
  }

  /// Whether more characters of several bytes are UTF-8 than bytes are none.
  static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
    var (characters, strays, place) = (0, 0, 0)
    bytes.withUnsafeBufferPointer { bytes in
      while place < bytes.count {
        let rest = UnsafeBufferPointer(rebasing: bytes[place...])
        let valid = firstInvalidByte(in: rest) ?? rest.count
        characters += rest[..<valid].reduce(0) { $0 + ($1 >= 0xC0 ? 1 : 0) }
        strays += valid < rest.count ? 1 : 0
        place += valid + 1
        if strays > 10_000 { return }
      }
    }
    return characters > strays
  }

  private static func firstInvalidByte(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while index < bytes.count {
      let first = bytes[index]
      if first < 0x80 {
        index += 1
        while index + 8 <= bytes.count, isASCII(eight: bytes, index) { index += 8 }
        continue
      }
      let length: Int
      var lowest: UInt8 = 0x80
      var highest: UInt8 = 0xBF
      switch first {
      case 0xC2...0xDF: length = 2
      case 0xE0...0xEF:
        length = 3
        if first == 0xE0 { lowest = 0xA0 }
        if first == 0xED { highest = 0x9F }
      case 0xF0...0xF4:
        length = 4
        if first == 0xF0 { lowest = 0x90 }
        if first == 0xF4 { highest = 0x8F }
      default: return index
      }
      guard index + length <= bytes.count else { return index }
      for offset in 1..<length {
        let next = bytes[index + offset]
        guard next >= lowest, next <= highest else { return index }
        (lowest, highest) = (0x80, 0xBF)
      }
      index += length
    }
    return nil
  }

  @inline(__always)
  private static func isASCII(eight bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let eight = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
    return eight & 0x8080_8080_8080_8080 == 0
  }
}
