/// One line of a text, without its end and without the white space around it.
struct Line: Sendable {
  /// Bytes of the text; empty for a blank line.
  var range: Range<Int>
  var text: String
  /// Spaces before it: a tab counts four.
  var indent: Int

  var isBlank: Bool { range.isEmpty }
  /// In characters, as the eye sees it.
  var width: Int { text.count }

  static func split(_ text: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var start = 0
    var index = 0
    while index <= text.count {
      let atEnd = index == text.count
      if atEnd || text[index] == 0x0A || text[index] == 0x0D || text[index] == 0x0C {
        lines.append(line(text, start..<index))
        // A form feed begins a new page: it stands alone as a blank line.
        if !atEnd, text[index] == 0x0D, index + 1 < text.count, text[index + 1] == 0x0A {
          index += 1
        }
        start = index + 1
      }
      index += 1
    }
    return lines
  }

  private static func line(_ text: [UInt8], _ range: Range<Int>) -> Line {
    var (start, end) = (range.lowerBound, range.upperBound)
    var indent = 0
    while start < end, text[start] == 0x20 || text[start] == 0x09 {
      indent += text[start] == 0x09 ? 4 : 1
      start += 1
    }
    while start < end, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
    return Line(
      range: start..<end, text: String(decoding: text[start..<end], as: UTF8.self), indent: indent)
  }

  /// The line without some bytes at its start: a list mark, a quotation mark of Markdown.
  func dropping(_ characters: Int) -> Line {
    let dropped = text.prefix(characters)
    let rest = text.dropFirst(characters).drop { $0 == " " || $0 == "\t" }
    let bytes = text.utf8.count - rest.utf8.count
    return Line(
      range: range.lowerBound + bytes..<range.upperBound, text: String(rest),
      indent: indent + dropped.count)
  }

  /// How many characters mark the line as an item of a list; 0 where it is none.
  var listMark: Int {
    guard let first = text.first else { return 0 }
    let rest = text.dropFirst()
    if ["•", "◦", "‣", "●", "▪", "·"].contains(first) { return 1 }
    if ["-", "*", "+", "–"].contains(first), rest.first == " " { return 1 }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    if (1...3).contains(digits.count), let mark = text.dropFirst(digits.count).first,
      mark == "." || mark == ")", text.dropFirst(digits.count + 1).first == " "
    {
      return digits.count + 1
    }
    return 0
  }

  var endsSentence: Bool {
    let closing: Set<Character> = ["\"", "”", "’", "'", ")", "»", "]"]
    let end = text.reversed().drop { closing.contains($0) }.first
    return end.map { [".", "!", "?", "…", ":", ";", "。"].contains($0) } ?? false
  }
}
