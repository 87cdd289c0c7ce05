import Ledger

/// Reads what `pdftotext -bbox-layout` writes, as it comes. Each element has a line of its own, so that a look at how the
/// line begins tells what it is; what is no such line is passed over.
struct LayoutScanner: Sendable {
  private(set) var layout = PageLayout()
  /// A line that has not ended yet.
  private var rest: [UInt8] = []

  /// No program writes longer lines but for texts that are made to hurt.
  private static let longestLine = 1 << 20
  static let mostPages = 10_000
  static let mostWords = 3_000_000

  /// - Throws: `tooLarge` over the bounds.
  mutating func read(_ piece: UnsafeRawBufferPointer) throws(LedgerError) {
    var start = 0
    if !rest.isEmpty {
      guard let end = piece.firstIndex(of: 0x0A) else { return try keep(piece[...]) }
      try keep(piece[..<end])
      let line = rest
      rest = []
      line.withUnsafeBytes { read(line: $0) }
      start = end + 1
    }
    // Lines are a hundred bytes long and there are a million of them: the library's own search finds their ends.
    while start < piece.count, let end = Self.lineEnd(piece, from: start) {
      read(line: UnsafeRawBufferPointer(rebasing: piece[start..<end]))
      start = end + 1
    }
    if start < piece.count { try keep(piece[start...]) }
    try Self.requireBounds(layout)
  }

  private mutating func keep(_ part: Slice<UnsafeRawBufferPointer>) throws(LedgerError) {
    rest += part
    guard rest.count <= Self.longestLine else {
      throw LedgerError(
        .tooLarge, subject: "PDF", "a word of it is longer than \(Self.longestLine) bytes")
    }
  }

  static func requireBounds(_ layout: PageLayout) throws(LedgerError) {
    guard layout.words.count <= mostWords, layout.pages.count <= mostPages else {
      throw LedgerError(
        .tooLarge, subject: "PDF",
        "it has more than \(mostPages) pages or \(mostWords) words",
        hint: "split it, for example with qpdf --split-pages=100")
    }
  }

  // MARK: one line

  private mutating func read(line: UnsafeRawBufferPointer) {
    var at = 0
    while at < line.count, line[at] == 0x20 { at += 1 }
    guard at + 6 < line.count, line[at] == Self.open else { return }
    switch (line[at + 1], line[at + 2]) {
    case (UInt8(ascii: "w"), _): readWord(line, at)
    case (UInt8(ascii: "l"), _):
      layout.lines.append(PageLayout.Line(wordEnd: layout.words.count, box: Self.box(line, at)))
    case (UInt8(ascii: "b"), UInt8(ascii: "l")):
      layout.blocks.append(PageLayout.Block(lineEnd: layout.lines.count, box: Self.box(line, at)))
    case (UInt8(ascii: "p"), _):
      var at = at
      layout.pages.append(
        PageLayout.Page(
          blockEnd: layout.blocks.count, width: Self.number(line, &at),
          height: Self.number(line, &at)))
    case (UInt8(ascii: "/"), UInt8(ascii: "l")) where !layout.lines.isEmpty:
      layout.lines[layout.lines.count - 1].wordEnd = layout.words.count
    case (UInt8(ascii: "/"), UInt8(ascii: "b")) where !layout.blocks.isEmpty:
      layout.blocks[layout.blocks.count - 1].lineEnd = layout.lines.count
    case (UInt8(ascii: "/"), UInt8(ascii: "p")) where !layout.pages.isEmpty:
      layout.pages[layout.pages.count - 1].blockEnd = layout.blocks.count
    case (UInt8(ascii: "t"), UInt8(ascii: "i")): layout.title = Self.content(line, at)
    case (UInt8(ascii: "m"), _): readMetadata(line, at)
    default: break
    }
  }

  private mutating func readWord(_ line: UnsafeRawBufferPointer, _ start: Int) {
    var at = start
    let left = Self.number(line, &at)
    let top = Self.number(line, &at)
    let right = Self.number(line, &at)
    let bottom = Self.number(line, &at)
    while at < line.count, line[at] != Self.close { at += 1 }
    at += 1
    var end = at
    while end < line.count, line[end] != Self.open { end += 1 }
    guard end > at else { return }
    let before = layout.text.count
    Self.append(UnsafeRawBufferPointer(rebasing: line[at..<end]), to: &layout.text)
    guard layout.text.count > before else { return }
    let whole = layout.lines.last?.box ?? PageLayout.Box()
    layout.words.append(
      PageLayout.Word(
        textEnd: layout.text.count, left: left, right: right,
        isRaised: bottom - top <= whole.height * 0.8 && bottom < whole.bottom - whole.height * 0.1))
  }

  private mutating func readMetadata(_ line: UnsafeRawBufferPointer, _ start: Int) {
    let words = String(decoding: line[start...].prefix(4096), as: UTF8.self)
      .split(separator: "\"", omittingEmptySubsequences: false)
    guard words.count >= 4, words[1] == "CreationDate" else { return }
    layout.created = String(words[3].prefix(80))
  }

  private static func box(_ line: UnsafeRawBufferPointer, _ start: Int) -> PageLayout.Box {
    var at = start
    return PageLayout.Box(
      left: number(line, &at), top: number(line, &at), right: number(line, &at),
      bottom: number(line, &at))
  }

  // MARK: bytes

  // Each by itself: as a pair they would be set up at run time, and that asked for at each use.
  private static let open = UInt8(ascii: "<")
  private static let close = UInt8(ascii: ">")

  private static func lineEnd(_ piece: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var at = start
    while at + 8 <= piece.count {
      let eight = piece.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ 0x0A0A_0A0A_0A0A_0A0A
      let zeros = (eight &- 0x0101_0101_0101_0101) & ~eight & 0x8080_8080_8080_8080
      if zeros != 0 { return at + UInt64(littleEndian: zeros).trailingZeroBitCount / 8 }
      at += 8
    }
    while at < piece.count {
      if piece[at] == 0x0A { return at }
      at += 1
    }
    return nil
  }

  /// The next number in quotes; 0 where there is none.
  private static func number(_ line: UnsafeRawBufferPointer, _ at: inout Int) -> Float {
    while at < line.count, line[at] != 0x22 {
      guard line[at] != close else { return 0 }
      at += 1
    }
    at += 1
    var (whole, fraction, scale, isNegative) = (0, 0, 1, false)
    var isFraction = false
    while at < line.count, line[at] != 0x22 {
      let byte = line[at]
      at += 1
      switch byte {
      case 0x2D: isNegative = true
      case 0x2E: isFraction = true
      case 0x30...0x39 where isFraction:
        guard scale < 100 else { continue }
        (fraction, scale) = (fraction * 10 + Int(byte - 0x30), scale * 10)
      case 0x30...0x39 where whole < 1_000_000: whole = whole * 10 + Int(byte - 0x30)
      default: break
      }
    }
    at += 1
    let number = Float(whole) + Float(fraction) / Float(scale)
    return isNegative ? -number : number
  }

  /// The words between the first tag of a line and the next one.
  private static func content(_ line: UnsafeRawBufferPointer, _ start: Int) -> String {
    guard let first = line[start...].firstIndex(of: close) else { return "" }
    let words = line[(first + 1)...].prefix { $0 != open }
    var bytes: [UInt8] = []
    append(UnsafeRawBufferPointer(rebasing: words.prefix(2000)), to: &bytes, withBlanks: true)
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  private static let entities: [(name: StaticString, byte: UInt8)] = [
    ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
    ("&quot;", UInt8(ascii: "\"")), ("&apos;", UInt8(ascii: "'")), ("&#39;", UInt8(ascii: "'")),
  ]

  /// Without entities, control characters, and what is no UTF-8.
  private static func append(
    _ bytes: UnsafeRawBufferPointer, to text: inout [UInt8], withBlanks: Bool = false
  ) {
    var all: UInt8 = 0
    var isPlain = true
    for byte in bytes {
      all |= byte
      if byte <= 0x20 || byte == UInt8(ascii: "&") { isPlain = false }
    }
    if isPlain, all < 0x80 {
      text += bytes
      return
    }
    var at = 0
    var clean: [UInt8] = []
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "&"),
        let entity = entities.first(where: { entity in
          entity.name.withUTF8Buffer { bytes[at...].starts(with: $0) }
        })
      {
        clean.append(entity.byte)
        at += entity.name.utf8CodeUnitCount
      } else {
        if bytes[at] > 0x20 || withBlanks && bytes[at] == 0x20, bytes[at] != 0x7F {
          clean.append(bytes[at])
        }
        at += 1
      }
    }
    if UTF8Check.firstInvalidByte(in: clean) == nil {
      text += clean
    } else {
      text += String(decoding: clean, as: UTF8.self).utf8
    }
  }
}
