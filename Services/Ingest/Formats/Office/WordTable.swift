/// A table that holds figures, rather than one that only sets things side by side.
struct WordTable {
  /// Each with its cells between bars.
  private(set) var rows: [[UInt8]] = []
  /// Of its columns: what all header rows say above it.
  private(set) var headers: [String] = []

  /// Nobody sets more beside each other, or says more in one cell.
  private static let mostColumns = 200
  private static let longestCell = 400

  /// Nil where it is no such table.
  init?(_ source: [WordBody.Row]) {
    var grid: [[String]] = []
    var headerRows = 0
    for (number, row) in source.enumerated() {
      guard let cells = Self.cells(of: row, below: grid.last ?? []) else { return nil }
      if number == headerRows, row.isHeader || number == 0 { headerRows += 1 }
      grid.append(cells)
    }
    let columns = grid.map(\.count).max() ?? 0
    guard columns >= 2, grid.count > headerRows else { return nil }
    headers = (0..<columns).map { column in
      var words: [String] = []
      for row in grid[..<headerRows] where column < row.count {
        if !row[column].isEmpty, words.last != row[column] { words.append(row[column]) }
      }
      return words.joined(separator: " ")
    }
    rows = zip(source, grid).dropFirst(headerRows).map { row, cells in
      BarredRow.bytes(Self.withoutRepeats(row, cells))
    }
  }

  /// The words by column, with what goes on from the row above; nil where a cell holds more than a few words.
  private static func cells(of row: WordBody.Row, below above: [String]) -> [String]? {
    var cells: [String] = []
    for cell in row.cells {
      var words: [String] = []
      var length = 0
      for element in cell.elements {
        guard case .paragraph(let paragraph) = element else { return nil }
        length += paragraph.text.count
        guard length <= longestCell else { return nil }
        words += String(decoding: paragraph.text, as: UTF8.self)
          .split(whereSeparator: \.isWhitespace).map(String.init)
      }
      var text = words.joined(separator: " ")
      if cell.goesOn, cells.count < above.count { text = above[cells.count] }
      cells += Array(repeating: text, count: cell.columns)
      guard cells.count <= mostColumns else { return nil }
    }
    return cells
  }

  /// A figure over several columns is one figure.
  private static func withoutRepeats(_ row: WordBody.Row, _ cells: [String]) -> [String] {
    var cells = cells
    var column = 0
    for cell in row.cells {
      for repeated in column + 1..<max(column + 1, column + cell.columns) { cells[repeated] = "" }
      column += cell.columns
    }
    return cells
  }
}

/// A row of a table as the reading of claims takes it: cells between bars.
enum BarredRow {
  static func bytes(_ cells: [String]) -> [UInt8] {
    guard let last = cells.lastIndex(where: { !$0.isEmpty }) else { return [] }
    let written = cells[...last].map { $0.replacing("|", with: "¦") }.joined(separator: " | ")
    // Where the first cell is empty the row begins with a bar, which alone would count for its edge.
    return Array((cells[0].isEmpty ? "|" + written : written).utf8)
  }
}
