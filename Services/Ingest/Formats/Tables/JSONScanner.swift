import Ledger

/// Goes through JSON byte by byte and knows where it is. It looks no deeper than a fixed number of lists and objects
/// within each other, and no further in one row than a row may be long.
struct JSONScanner {
  private let text: [UInt8]
  /// The next byte.
  var at = 0
  /// For messages.
  var row = 0
  /// Where the row began that is being read; nil between rows.
  var rowStart: Int?

  static let (openList, closeList): (UInt8, UInt8) = (0x5B, 0x5D)
  static let (openObject, closeObject): (UInt8, UInt8) = (0x7B, 0x7D)
  static let (comma, colon, quote, escape): (UInt8, UInt8, UInt8, UInt8) = (0x2C, 0x3A, 0x22, 0x5C)
  /// Lists and objects within each other, in what is skipped.
  private static let deepest = 32

  enum Value {
    case null
    /// A number, a text, true or false.
    case plain(TableCell)
    case nested
  }

  init(_ text: [UInt8]) { self.text = text }

  var byte: UInt8? { at < text.count ? text[at] : nil }

  /// Lines that ended before a byte, so that no count starts from the beginning.
  private var counted = (lines: 0, at: 0)

  var line: Int { 1 + counted.lines + text[counted.at..<max(at, counted.at)].count { $0 == 0x0A } }

  /// The line on which a row begins.
  mutating func beginRow() -> Int {
    counted = (line - 1, at)
    rowStart = at
    return line
  }

  func error(_ message: String, hint: String = "") -> LedgerError {
    let place = row == 0 ? "table" : "row \(row)"
    return LedgerError(.malformed, subject: "\(place) (line \(line))", message, hint: hint)
  }

  mutating func skipWhite() {
    while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { at += 1 }
  }

  mutating func take(_ wanted: UInt8, _ what: String) throws(LedgerError) {
    guard byte == wanted else { throw error("\(what) should stand here") }
    at += 1
  }

  /// - Parameter depth: of lists and objects around it.
  mutating func value(depth: Int = 0) throws(LedgerError) -> Value {
    if let rowStart, at - rowStart > TableFileReader.longestRow {
      throw TableFileReader.tooLong("row \(row) (line \(line))")
    }
    switch byte {
    case Self.quote?:
      let string = try string()
      return .plain(TableCell(range: string.range, text: string.text))
    case Self.openList?, Self.openObject?:
      try skipNested(depth: depth)
      return .nested
    case 0x6E?:
      try word("null")
      return .null
    case 0x74?: return .plain(try word("true"))
    case 0x66?: return .plain(try word("false"))
    default: return .plain(try number())
    }
  }

  /// Without white space around it; nil where there is nothing else.
  func trimmed(_ cell: TableCell) -> TableCell? {
    let scalars = cell.text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return nil }
    // What is white space only by an escape stays in the stretch.
    var range = cell.range
    while let first = range.first, text[first] == 0x20 { range.removeFirst() }
    while let last = range.last, text[last] == 0x20 { range.removeLast() }
    return TableCell(range: range, text: String(scalars[first...last]))
  }

  private mutating func skipNested(depth: Int) throws(LedgerError) {
    guard depth < Self.deepest else {
      throw LedgerError(
        .tooLarge, subject: "row \(row) (line \(line))",
        "lists and objects more than \(Self.deepest) deep")
    }
    let isObject = byte == Self.openObject
    let end = isObject ? Self.closeObject : Self.closeList
    at += 1
    skipWhite()
    if byte == end {
      at += 1
      return
    }
    while true {
      if isObject {
        _ = try string()
        skipWhite()
        try take(Self.colon, "a colon")
        skipWhite()
      }
      _ = try value(depth: depth + 1)
      skipWhite()
      if byte == end {
        at += 1
        return
      }
      try take(Self.comma, "a comma or the end")
      skipWhite()
    }
  }

  @discardableResult private mutating func word(_ word: StaticString) throws(LedgerError)
    -> TableCell
  {
    let start = at
    let matches = word.withUTF8Buffer { text[at...].starts(with: $0) }
    guard matches else { throw error("a value should stand here") }
    at += word.utf8CodeUnitCount
    return TableCell(range: start..<at, text: "\(word)")
  }

  private mutating func number() throws(LedgerError) -> TableCell {
    let start = at
    if byte == 0x2D { at += 1 }
    let leading = digits()
    guard leading > 0, leading == 1 || text[at - leading] != 0x30 else {
      throw error("a value should stand here", hint: "a number has no zero before its digits")
    }
    if byte == 0x2E {
      at += 1
      guard digits() > 0 else { throw error("digits should stand behind the point") }
    }
    if byte == 0x65 || byte == 0x45 {
      at += 1
      if byte == 0x2B || byte == 0x2D { at += 1 }
      guard digits() > 0 else { throw error("digits should stand in the exponent") }
    }
    return TableCell(range: start..<at, text: String(decoding: text[start..<at], as: UTF8.self))
  }

  private mutating func digits() -> Int {
    let start = at
    while let byte, (0x30...0x39).contains(byte) { at += 1 }
    return at - start
  }

  /// The stretch between the quotes, and what it means.
  mutating func string() throws(LedgerError) -> (range: Range<Int>, text: String) {
    guard byte == Self.quote else { throw error("a text in quotes should stand here") }
    at += 1
    let start = at
    var plain = start
    var resolved = ""
    while let byte, byte != Self.quote {
      guard at - start <= TableFileReader.longestRow else {
        throw TableFileReader.tooLong("row \(row) (line \(line))")
      }
      guard byte >= 0x20 else {
        throw error("a control character in a text", hint: #"write it as \n, \t or \u…"#)
      }
      guard byte == Self.escape else {
        at += 1
        continue
      }
      resolved += String(decoding: text[plain..<at], as: UTF8.self)
      at += 1
      resolved.unicodeScalars.append(try escaped())
      plain = at
    }
    guard byte == Self.quote else { throw error("a text is never closed") }
    resolved += String(decoding: text[plain..<at], as: UTF8.self)
    defer { at += 1 }
    return (start..<at, resolved)
  }

  private mutating func escaped() throws(LedgerError) -> Unicode.Scalar {
    let simple: [UInt8: Unicode.Scalar] = [
      0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r",
      0x74: "\t",
    ]
    if let byte, let scalar = simple[byte] {
      at += 1
      return scalar
    }
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    // Two halves of one character, the higher one first.
    guard (0xD800..<0xDC00).contains(first), byte == Self.escape else { throw halfCharacter() }
    at += 1
    let second = try hexadecimal()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw halfCharacter() }
    return scalar
  }

  private func halfCharacter() -> LedgerError {
    error("an escape that is half of a character")
  }

  /// `u` and four digits.
  private mutating func hexadecimal() throws(LedgerError) -> UInt32 {
    guard byte == 0x75, at + 4 < text.count else {
      throw error("an escape that JSON does not have")
    }
    let digits = text[at + 1...at + 4]
    // Of what is no digit, a sign would pass for part of a number.
    guard digits.first != 0x2B, digits.first != 0x2D,
      let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw error("an escape that JSON does not have") }
    at += 5
    return number
  }
}
