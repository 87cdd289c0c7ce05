import Ledger

/// Splits Markdown into blocks. Marks inside a line stay in the text: offsets must lead back to the original.
enum MarkdownReader {
  /// Needs plain evidence: a heading, a table's ruler, a fence, or several links or strong words.
  static func recognises(_ lines: [Line]) -> Bool {
    var marks = 0
    for line in lines where !line.isBlank {
      if headingMark(line) > 0 || isRuler(line) || line.starts(with: "```") { return true }
      if line.hasMarkup { marks += 1 }
      if line.starts(with: "> ") { marks += 1 }
    }
    return marks >= 2
  }

  static func blocks(of lines: [Line]) -> [ReadDocument.Block] {
    var builder = BlockBuilder()
    var index = 0
    var isCode = false
    var headings = 0
    while index < lines.count {
      let line = lines[index]
      if line.starts(with: "```") || line.starts(with: "~~~") {
        isCode.toggle()
        index += 1
      } else if isCode || line.isBlank || isRule(line) {
        index += 1
      } else if let boundary = Furniture.kind(of: line) {
        builder.furniture(boundary)
        index += 1
      } else if headingMark(line) > 0 {
        let heading = line.dropping(headingMark(line))
        builder.add(.headline, heading.range, heading)
        headings += 1
        index += 1
      } else if index + 1 < lines.count, line.text.contains("|"), isRuler(lines[index + 1]) {
        index = table(lines, from: index, &builder)
      } else if line.starts(with: ">") {
        let quoted = line.dropping(1)
        var end = index + 1
        while end < lines.count, !lines[end].isBlank { end += 1 }
        builder.add(.quotation, quoted.range.lowerBound..<lines[end - 1].range.upperBound, quoted)
        index = end
      } else if line.starts(with: "[^"), line.text.contains("]:") {
        builder.add(.footnote, line.range, line)
        index += 1
      } else if line.listMark > 0 {
        let item = line.dropping(line.listMark)
        let end = itemEnd(lines, from: index)
        builder.add(.list, item.range.lowerBound..<lines[end - 1].range.upperBound, item)
        index = end
      } else {
        let end = itemEnd(lines, from: index)
        let paragraph = line.through(lines[end - 1])
        if headings > 0, paragraph.width > 60 {
          builder.add(.body, paragraph.range, paragraph)
        } else {
          builder.paragraph(paragraph)
        }
        index = end
      }
    }
    return builder.finish()
  }

  /// In Markdown every line goes on in the next one, until a blank line or another kind of block.
  private static func itemEnd(_ lines: [Line], from start: Int) -> Int {
    var end = start + 1
    while end < lines.count, !lines[end].isBlank, lines[end].listMark == 0,
      headingMark(lines[end]) == 0, !lines[end].starts(with: ">"),
      !lines[end].starts(with: "```"), !lines[end].starts(with: "|")
    {
      end += 1
    }
    return end
  }

  private static func table(
    _ lines: [Line], from start: Int, _ builder: inout BlockBuilder
  ) -> Int {
    let headers = cells(of: lines[start].text)
    var end = start + 2
    var rows: [Range<Int>] = []
    while end < lines.count, !lines[end].isBlank, lines[end].text.contains("|") {
      rows.append(lines[end].range)
      end += 1
    }
    builder.table(rows, headers: headers)
    return end
  }

  private static func cells(of row: String) -> [String] {
    var cells = row.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmed }
    if cells.first == "" { cells.removeFirst() }
    if cells.last == "" { cells.removeLast() }
    return cells
  }

  private static func headingMark(_ line: Line) -> Int {
    var hashes = 0
    while hashes < 7, line.byte(hashes) == 0x23 { hashes += 1 }
    return (1...6).contains(hashes) && line.byte(hashes) == 0x20 ? hashes : 0
  }

  /// `|---|:--:|` below a table's header.
  private static func isRuler(_ line: Line) -> Bool {
    line.allBytes(in: "|-: \t") && line.text.contains("|") && line.text.contains("-")
  }

  private static func isRule(_ line: Line) -> Bool {
    line.range.count >= 3 && line.allBytes(in: "-*_ ")
  }
}
