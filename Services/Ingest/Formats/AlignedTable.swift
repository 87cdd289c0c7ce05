/// A table whose columns are set off by tabs, by bars or by two and more spaces.
enum AlignedTable {
  /// The rows of a table that begins at a line; nil where none does. The first row is its header.
  static func rows(
    of lines: [Line], from start: Int
  ) -> (rows: [Range<Int>], headers: [String], end: Int)? {
    guard lines[start].hasGap else { return nil }
    let header = cells(of: lines[start].text)
    guard header.count >= 2, !header.contains(where: { $0.count > 60 }) else { return nil }
    // "Burundi:    230,000" is a line of a list and heads no column.
    if header.count == 2, header[0].hasSuffix(":"), header[1].first?.isNumber == true { return nil }
    var end = start + 1
    var rows: [Range<Int>] = []
    while end < lines.count, !lines[end].isBlank,
      cells(of: lines[end].text).count == header.count
    {
      rows.append(lines[end].range)
      end += 1
    }
    // A single aligned line under another one may be chance.
    guard rows.count >= 2 || (rows.count == 1 && header.count >= 3) else { return nil }
    return (rows, header, end)
  }

  static func cells(of text: String) -> [String] {
    if text.contains("|") {
      return text.split(separator: "|").map { $0.trimmed }.filter { !$0.isEmpty }
    }
    if text.contains("\t") {
      return text.split(separator: "\t").map { $0.trimmed }.filter { !$0.isEmpty }
    }
    var cells: [String] = []
    var cell = ""
    var spaces = 0
    for character in text {
      if character == " " {
        spaces += 1
      } else {
        if spaces >= 2, !cell.isEmpty {
          cells.append(cell)
          cell = ""
        } else if spaces == 1 {
          cell += " "
        }
        spaces = 0
        cell.append(character)
      }
    }
    if !cell.isEmpty { cells.append(cell) }
    return cells
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: String {
    let start = drop(while: \.isWhitespace)
    // By one index from the end: in a run of flags every step back reads the run from its beginning.
    return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
  }
}
