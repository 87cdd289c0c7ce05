/// Reads UTF-8 scalar by scalar. Total over bytes: what is not UTF-8 reads as U+FFFD, one byte long.
struct Scalars {
  let bytes: [UInt8]
  let end: Int

  func scalar(at index: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    guard index >= 0, index < end else { return nil }
    let first = bytes[index]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first < 0xF5, index + length <= end else { return ("\u{FFFD}", 1) }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for next in bytes[index + 1..<index + length] {
      guard next & 0xC0 == 0x80 else { return ("\u{FFFD}", 1) }
      value = value << 6 | UInt32(next & 0x3F)
    }
    guard let scalar = Unicode.Scalar(value) else { return ("\u{FFFD}", 1) }
    return (scalar, length)
  }
}

extension Unicode.Scalar {
  var isLetter: Bool {
    if isASCII { return (65...90).contains(value) || (97...122).contains(value) }
    return properties.isAlphabetic || properties.generalCategory == .nonspacingMark
  }

  var isDigit: Bool {
    if isASCII { return (48...57).contains(value) }
    return properties.numericType == .decimal
  }

  /// What the eye skips: spaces of every width, and characters of no width at all.
  var isSpace: Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x200B...0x200D, 0x2060, 0xFEFF: true
    default: isASCII ? false : properties.isWhitespace
    }
  }

  var isApostrophe: Bool { value == 0x27 || value == 0x2019 || value == 0x2BC || value == 0x2018 }

  /// The digit's value, in whatever script it is written.
  var digitValue: Int? {
    guard isDigit, let value = properties.numericValue else { return nil }
    return Int(value)
  }
}
