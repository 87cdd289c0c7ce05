/// A table of a page that holds figures, rather than one that only sets things side by side.
struct DataTable {
  private(set) var rows: [Row] = []
  /// Of its columns: what all header rows say above it.
  private(set) var headers: [String] = []

  struct Row {
    var cells: [Cell]
    var isCaption = false
  }

  struct Cell {
    /// Its nodes that are text.
    var texts: [Int]
    /// What a cell of an earlier row says of this one as well.
    var repeated: String?
  }

  /// Wider or longer ones are set like this by no newspaper, and cost what they are worth.
  private static let mostColumns = 200
  private static let longestCell = 400

  /// Nil where it is no such table.
  init?(_ tree: HTMLTree, _ table: Int, _ furniture: PageFurniture) {
    let inside = tree.inside(table)
    guard !inside.contains(where: { tree.nodes[$0].tag == .table }) else { return nil }
    let rows = inside.filter { tree.nodes[$0].tag == .tr }
    guard rows.count >= 2 else { return nil }
    var grid = Grid()
    var headerRows = 0
    for row in rows {
      let cells = tree.children(of: row).filter { [.td, .th].contains(tree.nodes[$0].tag) }
      guard !cells.isEmpty else { continue }
      var line: [Cell] = []
      let isHeader =
        cells.allSatisfy { tree.nodes[$0].tag == .th }
        || tree.isInside(row, [.thead]) || line.isEmpty && grid.count == 0 && headerRows == 0
      for cell in cells.prefix(Self.mostColumns) {
        let texts = Self.texts(tree, cell, furniture)
        let length = texts.reduce(0) { $0 + tree.bytes(of: $1).count }
        guard length <= Self.longestCell else { return nil }
        line.append(Cell(texts: texts))
      }
      let spans = cells.prefix(Self.mostColumns).map { cell in
        (
          columns: Self.span(tree.attribute("colspan", of: cell)),
          rows: Self.span(tree.attribute("rowspan", of: cell))
        )
      }
      let words = line.map { cell in Self.text(tree, cell.texts) }
      let placed = grid.place(line, words, spans)
      if isHeader, headerRows == grid.count - 1 {
        headerRows += 1
        for (column, word) in placed.words.enumerated() {
          while headers.count <= column { headers.append("") }
          if !word.isEmpty, headers[column] != word {
            headers[column] += headers[column].isEmpty ? word : " " + word
          }
        }
      } else {
        self.rows.append(Row(cells: placed.cells))
      }
    }
    // One column is a list, and sets things one below the other.
    guard headers.count >= 2, self.rows.contains(where: { $0.cells.count >= 2 }) else {
      return nil
    }
    if let caption = tree.children(of: table).first(where: { tree.nodes[$0].tag == .caption }) {
      let texts = Self.texts(tree, caption, furniture)
      if !texts.isEmpty {
        self.rows.insert(Row(cells: [Cell(texts: texts)], isCaption: true), at: 0)
      }
    }
  }

  private static func texts(_ tree: HTMLTree, _ cell: Int, _ furniture: PageFurniture) -> [Int] {
    var texts: [Int] = []
    var index = cell + 1
    while index < Int(tree.nodes[cell].end) {
      let node = tree.nodes[index]
      if node.tag == .sup || node.tag.isNeverText {
        index = Int(node.end)
        continue
      }
      if node.tag == .text, !tree.bytes(of: index).allSatisfy({ $0 <= 0x20 }) {
        texts.append(index)
      }
      index += 1
    }
    return texts
  }

  private static func text(_ tree: HTMLTree, _ texts: [Int]) -> String {
    var bytes: [UInt8] = []
    for text in texts.prefix(50) {
      if !bytes.isEmpty { bytes.append(0x20) }
      bytes += tree.bytes(of: text).prefix(500)
    }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  private static func span(_ attribute: String?) -> Int {
    min(max(1, attribute.flatMap { Int($0) } ?? 1), 100)
  }
}

/// Puts cells that span rows and columns into their places.
private struct Grid {
  private(set) var count = 0
  /// By column: for how many more rows a cell goes on, and what it says.
  private var goingOn: [(rows: Int, words: String)] = []

  mutating func place(
    _ line: [DataTable.Cell], _ words: [String], _ spans: [(columns: Int, rows: Int)]
  ) -> (cells: [DataTable.Cell], words: [String]) {
    count += 1
    var cells: [DataTable.Cell] = []
    var placed: [String] = []
    var next = 0
    while next < line.count || cells.count < goingOn.count {
      let column = cells.count
      if column < goingOn.count, goingOn[column].rows > 0 {
        goingOn[column].rows -= 1
        cells.append(DataTable.Cell(texts: [], repeated: goingOn[column].words))
        placed.append(goingOn[column].words)
        continue
      }
      guard next < line.count else { break }
      for step in 0..<spans[next].columns {
        let column = cells.count
        while goingOn.count <= column { goingOn.append((0, "")) }
        goingOn[column] = (spans[next].rows - 1, words[next])
        // A figure over several columns is one figure; a header is that of each.
        cells.append(step == 0 ? line[next] : DataTable.Cell(texts: []))
        placed.append(words[next])
      }
      next += 1
      if cells.count > 400 { break }
    }
    return (cells, placed)
  }
}
