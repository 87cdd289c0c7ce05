/// One line of a text, or several that make a paragraph, without the white space around it. Most questions are answered
/// by its bytes; a string is made only where one is needed.
struct Line: Sendable {
  /// Bytes of the text; empty for a blank line.
  var range: Range<Int>
  /// Spaces before it: a tab counts four.
  var indent: Int
  /// In characters, as the eye sees it.
  let width: Int
  /// Tabs, bars, or two spaces side by side, set off the cells of a table.
  let hasGap: Bool
  /// A link or strong words, as Markdown writes them.
  let hasMarkup: Bool
  private let source: [UInt8]

  init(_ range: Range<Int>, of source: [UInt8], indent: Int = 0) {
    self.range = range
    self.indent = indent
    self.source = source
    let look = source.withUnsafeBufferPointer { Look(at: UnsafeBufferPointer(rebasing: $0[range])) }
    width = look.width
    hasGap = look.hasGap
    hasMarkup = look.hasMarkup
  }

  init(_ text: String) {
    let bytes = Array(text.utf8)
    self.init(0..<bytes.count, of: bytes)
  }

  var isBlank: Bool { range.isEmpty }
  var text: String { String(decoding: source[range], as: UTF8.self) }

  /// - Parameter range: of the text; it ends with it, or before the end of a line. Nil: all of it.
  static func split(_ text: [UInt8], in range: Range<Int>? = nil) -> [Line] {
    var lines: [Line] = []
    var start = range?.lowerBound ?? 0
    while start <= range?.upperBound ?? text.count {
      let end = text.withUnsafeBufferPointer { lineEnd(in: $0, from: start) }
      lines.append(line(text, start..<end))
      // A form feed begins a new page: it stands alone as a blank line.
      let isPair =
        end + 1 < text.count && text[end] == 0x0D && text[end + 1] == 0x0A
      start = end + (isPair ? 2 : 1)
    }
    return lines
  }

  /// Where the line ends that begins at a byte.
  private static func lineEnd(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end + 8 <= text.count, !Look.hasControl(eightOf: text, end) { end += 8 }
    while end < text.count {
      let byte = text[end]
      if byte <= 0x0D, byte == 0x0A || byte >= 0x0C { break }
      end += 1
    }
    return end
  }

  private static func line(_ text: [UInt8], _ range: Range<Int>) -> Line {
    var (start, end) = (range.lowerBound, range.upperBound)
    var indent = 0
    while start < end, text[start] == 0x20 || text[start] == 0x09 {
      indent += text[start] == 0x09 ? 4 : 1
      start += 1
    }
    while start < end, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
    return Line(start..<end, of: text, indent: indent)
  }

  /// From here to the end of another line.
  func through(_ last: Line) -> Line {
    Line(range.lowerBound..<last.range.upperBound, of: source, indent: indent)
  }

  /// The line without some characters at its start: a list mark, a quotation mark of Markdown.
  func dropping(_ characters: Int) -> Line {
    var start = range.lowerBound
    for _ in 0..<characters where start < range.upperBound {
      start += 1
      while start < range.upperBound, source[start] & 0xC0 == 0x80 { start += 1 }
    }
    while start < range.upperBound, source[start] == 0x20 || source[start] == 0x09 { start += 1 }
    return Line(start..<range.upperBound, of: source, indent: indent + characters)
  }

  // MARK: bytes

  /// The byte at an offset from the start; 0, which no text holds, behind the end.
  func byte(_ offset: Int) -> UInt8 {
    let at = range.lowerBound + offset
    return at < range.upperBound ? source[at] : 0
  }

  var lastByte: UInt8 { range.isEmpty ? 0 : source[range.upperBound - 1] }

  func starts(with prefix: StaticString) -> Bool {
    guard range.count >= prefix.utf8CodeUnitCount else { return false }
    return prefix.withUTF8Buffer { source[range].starts(with: $0) }
  }

  func ends(with suffix: StaticString) -> Bool {
    Self.ends(source[range], with: suffix)
  }

  private static func ends(_ bytes: ArraySlice<UInt8>, with suffix: StaticString) -> Bool {
    suffix.withUTF8Buffer { bytes.suffix($0.count).elementsEqual($0) }
  }

  func allBytes(in set: StaticString) -> Bool {
    set.withUTF8Buffer { set in source[range].allSatisfy { set.contains($0) } }
  }

  // MARK: what kind of line it is

  /// How many characters mark the line as an item of a list; 0 where it is none.
  var listMark: Int {
    let marks: [StaticString] = ["•", "◦", "‣", "●", "▪", "·"]
    let first = byte(0)
    if first == 0xE2 || first == 0xC2 {
      if marks.contains(where: { starts(with: $0) }) {
        return text.first?.utf8.count ?? 0 <= 3 ? 1 : 0
      }
      return starts(with: "– ") ? 1 : 0
    }
    if "-*+".utf8.contains(first), byte(1) == 0x20 { return 1 }
    var digits = 0
    while digits < 4, byte(digits) &- 0x30 < 10 { digits += 1 }
    guard (1...3).contains(digits), byte(digits) == 0x2E || byte(digits) == 0x29,
      byte(digits + 1) == 0x20
    else { return 0 }
    return digits + 1
  }

  var endsSentence: Bool {
    let closing: [StaticString] = ["\"", "”", "’", "'", ")", "»", "]"]
    let stops: [StaticString] = [".", "!", "?", "…", ":", ";", "。"]
    var bytes = source[range]
    while let mark = closing.first(where: { Self.ends(bytes, with: $0) }) {
      bytes.removeLast(mark.utf8CodeUnitCount)
    }
    return stops.contains { Self.ends(bytes, with: $0) }
  }

  /// A small letter begins it.
  var beginsSmall: Bool {
    byte(0) < 0x80 ? byte(0) &- 0x61 < 26 : text.first?.isLowercase == true
  }

  var beginsCapital: Bool {
    byte(0) < 0x80 ? byte(0) &- 0x41 < 26 : text.first?.isUppercase == true
  }

  /// Of its first word, in characters.
  var firstWidth: Int { text.prefix { !$0.isWhitespace }.count }
}

/// What one look at all bytes of a line tells.
private struct Look {
  let width: Int
  let hasGap: Bool
  let hasMarkup: Bool

  init(at bytes: UnsafeBufferPointer<UInt8>) {
    var (all, returns, gaps, markup) = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
    var index = 0
    // Eight bytes and those behind them: what two of them differ by is 0 where they are the same.
    while index + 9 <= bytes.count {
      let (eight, next) = (Self.eight(bytes, index), Self.eight(bytes, index + 1))
      all |= eight
      returns |= Self.zero(in: eight ^ Self.each(0x0D))
      gaps |= Self.zero(in: eight ^ Self.each(0x09))
      gaps |= Self.zero(in: eight ^ Self.each(0x7C))
      gaps |= Self.zero(in: (eight ^ Self.each(0x20)) | (next ^ Self.each(0x20)))
      markup |= Self.zero(in: (eight ^ Self.each(0x2A)) | (next ^ Self.each(0x2A)))
      markup |= Self.zero(in: (eight ^ Self.each(0x5D)) | (next ^ Self.each(0x28)))
      index += 8
    }
    while index < bytes.count {
      let byte = bytes[index]
      all |= UInt64(byte)
      if byte == 0x0D { returns = 1 }
      if index + 1 < bytes.count {
        let next = bytes[index + 1]
        if byte == 0x09 || byte == 0x7C || byte == 0x20 && next == 0x20 { gaps = 1 }
        if byte == 0x2A && next == 0x2A || byte == 0x5D && next == 0x28 { markup = 1 }
      }
      index += 1
    }
    hasGap = gaps != 0
    hasMarkup = markup != 0
    if all & Self.each(0x80) == 0, returns == 0 {
      width = bytes.count
    } else {
      let plain = returns == 0 ? Self.plainScalars(of: bytes) : nil
      width = plain ?? String(decoding: bytes, as: UTF8.self).count
    }
  }

  /// One of eight bytes is a control character.
  @inline(__always)
  static func hasControl(eightOf bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let eight = eight(bytes, index)
    return (eight &- each(0x20)) & ~eight & each(0x80) != 0
  }

  @inline(__always)
  private static func eight(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt64 {
    UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
  }

  @inline(__always)
  private static func each(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// Not 0 where one of eight bytes is.
  @inline(__always)
  private static func zero(in eight: UInt64) -> UInt64 {
    (eight &- each(0x01)) & ~eight & each(0x80)
  }

  /// How many scalars there are, where each is a character of its own: no mark that joins another one, no flag.
  private static func plainScalars(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var count = 0
    var index = 0
    while index < bytes.count {
      let first = bytes[index]
      let second = index + 1 < bytes.count ? bytes[index + 1] : 0
      count += 1
      switch (first, second) {
      case (0..<0x80, _): index += 1
      // Latin, and what Cyrillic has of letters.
      case (0xC2...0xCB, _), (0xD0...0xD1, _), (0xD2, 0x8A...), (0xD3...0xD4, ..<0xB0): index += 2
      // Dashes, quotation marks, dots.
      case (0xE2, 0x80):
        guard index + 2 < bytes.count, (0x90...0xA7).contains(bytes[index + 2]) else { return nil }
        index += 3
      default: return nil
      }
    }
    return count
  }
}
