/// Rows under a header, in columns that fit the terminal: the widest columns give way first.
struct Table {
  private let header: [String]
  private var rows: [[String]] = []
  /// Columns whose numbers are set flush right.
  private let right: Set<Int>

  init(_ header: [String], right: Set<Int> = []) {
    self.header = header
    self.right = right
  }

  mutating func add(_ row: [String]) { rows.append(row.map(Terminal.safe)) }

  /// The lines, without a newline at the end.
  func lines(width limit: Int?) -> [String] {
    var widths = header.indices.map { column in
      ([header] + rows).map { Terminal.columns($0[column]) }.max() ?? 0
    }
    if let limit {
      let gaps = 2 * (widths.count - 1)
      while widths.reduce(gaps, +) > limit, let widest = widths.max(), widest > 6 {
        if let column = widths.lastIndex(of: widest) { widths[column] -= 1 }
      }
    }
    let head = line(header, widths)
    return [Terminal.bold(head)] + rows.map { line($0, widths) }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var parts: [String] = []
    for (column, cell) in cells.enumerated() {
      let text = Terminal.cut(cell, to: widths[column])
      let fill = String(repeating: " ", count: max(0, widths[column] - Terminal.columns(text)))
      parts.append(right.contains(column) ? fill + text : text + fill)
    }
    var line = parts.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }

  func print() { for line in lines(width: Terminal.width) { Swift.print(line) } }
}
