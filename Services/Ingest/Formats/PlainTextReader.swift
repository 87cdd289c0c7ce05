import Ledger

/// Splits plain text into blocks: by blank lines, lists, tables, and by lines that are no soft wraps.
enum PlainTextReader {
  static func blocks(of lines: [Line]) -> [ReadDocument.Block] {
    var builder = BlockBuilder()
    let groups = groups(of: lines)
    var index = 0
    while index < lines.count {
      let line = lines[index]
      if line.isBlank {
        index += 1
      } else if let boundary = Furniture.kind(of: line) {
        builder.furniture(boundary)
        index += 1
      } else if let table = AlignedTable.rows(of: lines, from: index) {
        builder.table(table.rows, headers: table.headers)
        index = table.end
      } else if line.listMark > 0 {
        let item = line.dropping(line.listMark)
        let end = paragraphEnd(lines, from: index, in: groups[index])
        builder.add(.list, item.range.lowerBound..<lines[end - 1].range.upperBound, item)
        index = end
      } else {
        let end = paragraphEnd(lines, from: index, in: groups[index])
        builder.paragraph(end == index + 1 ? line : line.through(lines[end - 1]))
        index = end
      }
    }
    return builder.finish()
  }

  /// From each line to the next blank one: where that is, and the widest line until there. Found in one pass from the
  /// end, because a group of many short paragraphs would else be read once for each of them.
  private static func groups(of lines: [Line]) -> [(end: Int, widest: Int)] {
    var groups = [(end: Int, widest: Int)](repeating: (0, 0), count: lines.count)
    var next = (end: lines.count, widest: 0)
    for index in lines.indices.reversed() {
      next =
        lines[index].isBlank ? (index, 0) : (next.end, max(next.widest, lines[index].width))
      groups[index] = next
    }
    return groups
  }

  /// Behind the last line that is only a soft wrap away.
  private static func paragraphEnd(
    _ lines: [Line], from start: Int, in group: (end: Int, widest: Int)
  ) -> Int {
    var end = start + 1
    while end < group.end,
      isSoftWrap(
        lines[end - 1], lines[end], widest: group.widest, lineCount: group.end - start)
    { end += 1 }
    return end
  }

  /// A line was wrapped where the next word would not have fitted, or where the next line goes on in lower case.
  private static func isSoftWrap(_ line: Line, _ next: Line, widest: Int, lineCount: Int) -> Bool {
    guard next.listMark == 0, Furniture.kind(of: next) == nil else { return false }
    // "Burundi:      230,000" is a line of a list.
    if line.hasGap, line.text.last?.isNumber == true { return false }
    if next.beginsSmall { return !line.endsSentence }
    guard widest <= 120, line.width >= 40, lineCount > 2 || line.width >= 60 else { return false }
    // Two lines of which the first is the longer one: a headline and what stands below it.
    if lineCount == 2, !line.endsSentence, next.beginsCapital { return false }
    return line.width + 1 + next.firstWidth > widest
  }
}
