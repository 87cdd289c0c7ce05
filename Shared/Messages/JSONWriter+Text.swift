import CReckonerProto

extension JSONWriter {
  /// A text in quotes. What a reader may take for more than a character is escaped: control characters and the separators
  /// of lines and paragraphs.
  mutating func write(string: String) {
    var string = string
    string.withUTF8 { quote(UnsafeRawBufferPointer($0)) }
  }

  /// The same of a text that ends with a NUL. What is not UTF-8 is made readable.
  mutating func write(string: UnsafePointer<CChar>?) {
    guard let string else { return quote(UnsafeRawBufferPointer(start: nil, count: 0)) }
    var count = 0
    while string[count] != 0 { count += 1 }
    writeRepaired(UnsafeRawBufferPointer(start: string, count: count))
  }

  /// The same of a text by its length. It has no NUL.
  mutating func write(text: UnsafeRawBufferPointer) { writeRepaired(text) }

  private mutating func writeRepaired(_ raw: UnsafeRawBufferPointer) {
    if Self.isASCII(raw) || String(validating: raw, as: UTF8.self) != nil {
      quote(raw)
    } else {
      write(string: String(decoding: raw, as: UTF8.self))
    }
  }

  /// - Parameter text: UTF-8.
  private mutating func quote(_ text: UnsafeRawBufferPointer) {
    bytes.append(UInt8(ascii: "\""))
    var place = 0
    while place < text.count {
      let plain = Self.plainEnd(text, from: place)
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[place..<plain]))
      guard plain < text.count else { break }
      place = plain + escape(text, plain)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes the character at a place, escaped where it must be.
  /// - Returns: of how many bytes it was.
  private mutating func escape(_ text: UnsafeRawBufferPointer, _ place: Int) -> Int {
    let unit = text[place]
    let next = place + 1 < text.count ? text[place + 1] : 0
    switch unit {
    case UInt8(ascii: "\""): bytes += #"\""#.utf8
    case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
    case UInt8(ascii: "\n"): bytes += #"\n"#.utf8
    case UInt8(ascii: "\r"): bytes += #"\r"#.utf8
    case UInt8(ascii: "\t"): bytes += #"\t"#.utf8
    case 0..<0x20, 0x7F: escape(UInt32(unit))
    case 0xC2 where next < 0xA0:
      escape(UInt32(next))
      return 2
    case 0xE2 where next == 0x80 && place + 2 < text.count && text[place + 2] & 0xFE == 0xA8:
      escape(0x2000 | UInt32(text[place + 2] & 0x3F))
      return 3
    default: bytes.append(unit)
    }
    return 1
  }

  private mutating func escape(_ scalar: UInt32) {
    let hex = String(scalar, radix: 16)
    bytes += ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).utf8
  }

  private static func isASCII(_ text: UnsafeRawBufferPointer) -> Bool {
    var (place, all) = (0, UInt64(0))
    while place + 8 <= text.count {
      all |= text.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      place += 8
    }
    while place < text.count {
      all |= UInt64(text[place])
      place += 1
    }
    return all & 0x8080_8080_8080_8080 == 0
  }

  /// The first place of a byte that is no printable ASCII, a quote or a backslash.
  static func plainEnd(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
    let (low, high): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    var place = start
    while place + 8 <= text.count {
      let word = text.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      // A byte's highest bit is set where it is below a space, a quote, a backslash, DEL, or no ASCII; for bytes behind
      // such a one it may be, too. (Source: the zero-byte test of "Bit Twiddling Hacks", S. E. Anderson.)
      func isZero(_ bytes: UInt64) -> UInt64 { (bytes &- low) & ~bytes }
      let control = (word &- 0x20 &* low) & ~word
      let quote = isZero(word ^ UInt64(0x22) &* low)
      let backslash = isZero(word ^ UInt64(0x5C) &* low)
      let delete = isZero(word ^ UInt64(0x7F) &* low)
      let found = (control | quote | backslash | delete | word) & high
      guard found == 0 else { return place + found.trailingZeroBitCount / 8 }
      place += 8
    }
    while place < text.count, (0x20..<0x7F).contains(text[place]),
      text[place] != UInt8(ascii: "\""), text[place] != UInt8(ascii: "\\")
    { place += 1 }
    return place
  }
}
