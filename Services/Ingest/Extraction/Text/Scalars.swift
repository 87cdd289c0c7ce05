/// Reads UTF-8 scalar by scalar. Total over bytes: what is not UTF-8 reads as U+FFFD, one byte long.
struct Scalars {
  let bytes: [UInt8]
  var end: Int

  func scalar(at index: Int) -> (scalar: Unicode.Scalar, length: Int)? {
    guard index >= 0, index < end else { return nil }
    Work.look()
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

  /// Where a run of digits ends. What nobody sees between two of them parts no number.
  func digits(from start: Int) -> Int {
    var stop = start
    var at = start
    while let (scalar, length) = scalar(at: at) {
      at += length
      if scalar.isDigit { stop = at } else if stop == start || !scalar.isHidden { break }
    }
    return stop
  }

  func hasOverride(in range: Range<Int>) -> Bool {
    var at = range.lowerBound
    while at < range.upperBound, let (scalar, length) = scalar(at: at) {
      if scalar.isOverride { return true }
      at += length
    }
    return false
  }

  /// Behind what nobody sees.
  func seen(from start: Int) -> Int {
    var at = start
    while let (scalar, length) = scalar(at: at), scalar.isHidden { at += length }
    return at
  }

  /// Digits in ASCII, whatever script they were written in.
  func digits(in range: Range<Int>) -> String {
    if bytes[range].allSatisfy(\.isASCIIDigit) {
      return String(decoding: bytes[range], as: UTF8.self)
    }
    var written = ""
    var at = range.lowerBound
    while at < range.upperBound, let (scalar, length) = scalar(at: at) {
      written += scalar.digitValue.map(String.init) ?? ""
      at += length
    }
    return written
  }
}

extension UInt8 {
  var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isASCIICapital: Bool { self &- 0x41 < 26 }
  var isASCIIDigit: Bool { self &- 0x30 < 10 }
  /// In lower case, where it is a capital of ASCII.
  var lowerCase: UInt8 { isASCIICapital ? self | 0x20 : self }
}

extension Unicode.Scalar {
  // Asking Unicode's tables takes longer than all else that is done with a letter, so what European texts are
  // made of is known here. A test compares both.

  var isLetter: Bool {
    switch value {
    case 0..<0x80: UInt8(value).isASCIILetter
    case 0xC0...0x24F: value != 0xD7 && value != 0xF7
    case 0x400...0x481, 0x48A...0x52F: true
    case 0x2010...0x2027: false
    default: properties.isAlphabetic || properties.generalCategory == .nonspacingMark
    }
  }

  var isCapital: Bool {
    switch value {
    case 0..<0x80: UInt8(value).isASCIICapital
    case 0xC0...0xDE: value != 0xD7
    case 0xDF...0xFF: false
    case 0x400...0x42F: true
    case 0x430...0x45F: false
    default: properties.isUppercase
    }
  }

  var isDigit: Bool {
    switch value {
    case 0..<0x80: UInt8(value).isASCIIDigit
    case 0x80...0x52F, 0x2010...0x2027: false
    default: properties.numericType == .decimal
    }
  }

  /// Spaces of every width.
  var isSpace: Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0: true
    case 0..<0x80, 0xA1...0x52F, 0x2010...0x2027: false
    default: properties.isWhitespace
    }
  }

  /// Of no width: it parts no word and no number, whatever it does to how a text is shown.
  var isHidden: Bool {
    switch value {
    case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F,
      0xFEFF:
      true
    default: false
    }
  }

  /// Makes what is behind it be shown in an order that is not the one of the bytes.
  var isOverride: Bool { value == 0x202D || value == 0x202E }

  var isApostrophe: Bool { value == 0x27 || value == 0x2019 || value == 0x2BC || value == 0x2018 }

  /// The digit's value, in whatever script it is written.
  var digitValue: Int? {
    guard isDigit, let value = properties.numericValue else { return nil }
    return Int(value)
  }

  /// Written in one way only: no other sequence of scalars is the same text to Unicode.
  var isCanonical: Bool {
    switch value {
    case 0..<0x300, 0x400...0x482, 0x48A...0x52F: true
    default: false
    }
  }

  /// Marks that look alike are one mark.
  var foldedMark: Unicode.Scalar {
    switch value {
    case 0x2010, 0x2011, 0xAD: "-"
    case 0x2012...0x2015, 0x2212: "–"
    case 0x201C...0x201F, 0xAB, 0xBB, 0x22: "\""
    case 0x2018, 0x2019: "'"
    case 0x2022, 0x2023, 0x25CF, 0xB7: "•"
    // The Greek question mark, which Unicode takes for a semicolon.
    case 0x37E: ";"
    default: self
    }
  }

  /// A stop or comma between digits, as Latin digits have it; nil for what is neither.
  var separatorOfDigits: Unicode.Scalar? {
    switch value {
    case 0x2E, 0x66B: "."
    case 0x2C, 0x66C: ","
    default: nil
    }
  }

  /// May stand between groups of digits.
  var isGroupingSpace: Bool {
    switch value {
    case 0x20, 0xA0, 0x2006...0x200A, 0x202F: true
    default: false
    }
  }
}
