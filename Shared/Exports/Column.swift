/// One column of a table: what it is called, what it holds, and where that comes from.
package struct Column<Row>: Sendable {
  package var name: String
  package var type: ColumnType
  /// What it says, in one sentence.
  package var meaning: String
  package var cell: @Sendable (Row) -> CSVCell

  package init(
    _ name: String, _ type: ColumnType, _ meaning: String,
    _ cell: @escaping @Sendable (Row) -> CSVCell
  ) {
    self.name = name
    self.type = type
    self.meaning = meaning
    self.cell = cell
  }
}

/// What the cells of a column are, by their names in the vocabulary of tables on the web (W3C CSVW).
package enum ColumnType: String, Hashable, Sendable {
  case string, integer, double, boolean, dateTime
}

/// A table: its columns, in their order, and which of them tells its rows apart.
package struct ExportTable<Row>: Sendable {
  package var columns: [Column<Row>]
  package var key: [String]

  package init(_ columns: [Column<Row>], key: [String]) {
    self.columns = columns
    self.key = key
  }

  package var header: String { CSVLine.header(columns.map(\.name)) }

  package func line(_ row: Row) -> String { CSVLine.of(columns.map { $0.cell(row) }) }
}

/// Words of closed lists as they are typed in filters: `periodTotal` as `period-total`.
enum Term {
  static func of(_ value: some Any) -> String {
    "\(value)".reduce(into: "") { out, letter in
      out += letter.isUppercase ? "-\(letter.lowercased())" : String(letter)
    }
  }
}
