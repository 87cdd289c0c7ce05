/// Tables of a page, known by cells that stand below each other.
struct AlignedCells {
  /// By the first of its lines in the order of reading.
  private(set) var tables: [Int: Table] = [:]
  /// Lines that are cells.
  private(set) var cells: Set<Int> = []

  struct Table {
    var headers: [String] = []
    /// Of each row its cells by column, as lines of the page; several where the words of a cell stand apart.
    var rows: [[[Int]]] = []
  }

  /// Longer ones are no cells, but lines of columns of text.
  private static let longestCell = 48
  /// Between two rows, in heights of a line.
  private static let widestGap: Float = 2.5

  /// - Parameter lines: of one page, in the order of reading.
  init(_ layout: PageLayout, lines: [Int]) {
    let rows = Self.rows(layout, lines)
    var start = 0
    while start < rows.count {
      var end = start
      while end < rows.count, Self.isRow(layout, rows[end]),
        end == start || Self.isNear(layout, rows[end - 1], rows[end])
      { end += 1 }
      if end - start >= 3, let table = Self.table(layout, Array(rows[start..<end])) {
        let all = rows[start..<end].flatMap(\.self)
        cells.formUnion(all)
        if let first = lines.first(where: { cells.contains($0) && all.contains($0) }) {
          tables[first] = table
        }
      }
      start = max(end, start + 1)
    }
  }

  /// Lines beside each other, from above to below, each from left to right.
  private static func rows(_ layout: PageLayout, _ lines: [Int]) -> [[Int]] {
    var rows: [[Int]] = []
    let middles = lines.map { (line: $0, middle: layout.lines[$0].box.middle) }
    for (line, _) in middles.sorted(by: { $0.middle < $1.middle }) {
      let box = layout.lines[line].box
      if let first = rows.last?.first {
        let other = layout.lines[first].box
        if box.middle - other.middle < min(box.height, other.height) / 2 {
          rows[rows.count - 1].append(line)
          continue
        }
      }
      rows.append([line])
    }
    return rows.map { row in
      row.count == 1
        ? row : row.sorted { layout.lines[$0].box.left < layout.lines[$1].box.left }
    }
  }

  private static func isRow(_ layout: PageLayout, _ row: [Int]) -> Bool {
    (2...50).contains(row.count)
      && row.allSatisfy { line in
        layout.words(of: line).reduce(0) { $0 + layout.text(of: $1).count + 1 } <= longestCell
      }
  }

  private static func isNear(_ layout: PageLayout, _ one: [Int], _ next: [Int]) -> Bool {
    let (above, below) = (layout.lines[one[0]].box, layout.lines[next[0]].box)
    return below.top - above.bottom <= widestGap * max(above.height, below.height)
  }

  private static func table(_ layout: PageLayout, _ rows: [[Int]]) -> Table? {
    let columns = columns(layout, rows)
    guard columns.count >= 2 else { return nil }
    let placed = rows.map { row in
      var cells = [[Int]](repeating: [], count: columns.count)
      for line in row {
        let middle = layout.lines[line].box
        if let column = columns.firstIndex(where: {
          middle.left < $0.right && middle.right > $0.left
        }) {
          cells[column].append(line)
        }
      }
      return cells
    }
    let figures = placed.map { row in row.count { isFigure(layout, $0) } }
    let body = figures.dropFirst()
    guard body.count(where: { $0 > 0 }) * 2 >= body.count,
      placed.count(where: { row in row.count { !$0.isEmpty } >= 2 }) * 10 >= placed.count * 7
    else { return nil }
    // Years head columns; other figures do not.
    guard let first = placed.first, isHeader(layout, first) else { return Table(rows: placed) }
    let headers = first.map { words(layout, $0) }
    return Table(headers: headers, rows: Array(placed.dropFirst()))
  }

  /// Stretches of the page's width in which cells stand, from left to right.
  private static func columns(
    _ layout: PageLayout, _ rows: [[Int]]
  ) -> [(left: Float, right: Float)] {
    let boxes = rows.flatMap(\.self).map { layout.lines[$0].box }.sorted { $0.left < $1.left }
    var columns: [(left: Float, right: Float)] = []
    for box in boxes {
      if let last = columns.last, box.left < last.right {
        columns[columns.count - 1].right = max(last.right, box.right)
      } else {
        columns.append((box.left, box.right))
      }
    }
    return columns
  }

  private static func isHeader(_ layout: PageLayout, _ row: [[Int]]) -> Bool {
    row.dropFirst().allSatisfy { cell in
      let words = words(layout, cell)
      return !DelimitedReader.isFigure(words)
        || Int(words).map { (1900...2100).contains($0) } == true
    }
  }

  private static func isFigure(_ layout: PageLayout, _ cell: [Int]) -> Bool {
    !cell.isEmpty && DelimitedReader.isFigure(words(layout, cell))
  }

  static func words(_ layout: PageLayout, _ cell: [Int]) -> String {
    cell.flatMap { layout.words(of: $0) }.map {
      String(decoding: layout.text(of: $0), as: UTF8.self)
    }
    .joined(separator: " ")
  }
}
