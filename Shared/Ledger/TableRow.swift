/// How a table is written.
package enum TableFormat: String, CaseIterable, Sendable {
  /// Cells between commas or another mark, in quotes where they hold it (RFC 4180).
  case csv
  /// Cells between tabs, without quotes.
  case tsv
  /// One array of objects (RFC 8259).
  case json
}

/// One row of a table, with those of its cells that somebody asked for.
package struct TableRow: Hashable, Sendable {
  /// From 1, the header not counted.
  package var number: Int
  /// The line of the file on which it begins, from 1.
  package var line: Int
  /// Bytes of the text, without the end of the line.
  package var range: Range<Int>
  /// In the order of the columns asked for; nil where the row has nothing there.
  package var cells: [TableCell?]

  package init(number: Int, line: Int, range: Range<Int>, cells: [TableCell?]) {
    self.number = number
    self.line = line
    self.range = range
    self.cells = cells
  }

  /// What is wrong with the row, where somebody can find it.
  package func error(_ message: String, column: String? = nil, hint: String = "") -> LedgerError {
    let place = column.map { ", column \"\($0)\"" } ?? ""
    return LedgerError(
      .malformed, subject: "row \(number) (line \(line))\(place)", message, hint: hint)
  }
}

/// One cell that holds something: never empty, and without white space around it.
package struct TableCell: Hashable, Sendable {
  /// Bytes of the text, as they stand there.
  package var range: Range<Int>
  /// What they mean, with doubled quotes and escapes resolved.
  package var text: String

  package init(range: Range<Int>, text: String) {
    self.range = range
    self.text = text
  }
}
