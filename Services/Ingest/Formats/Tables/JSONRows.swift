import Ledger

/// The objects of one JSON array, each a row whose keys are the columns. Strict: what RFC 8259 does not allow is refused,
/// and so is a key that stands twice. A value that is a list or an object is skipped, and refused where it is wanted.
struct JSONRows {
  private var scanner: JSONScanner
  private let columns: [String]
  /// Of the columns, those that some row has.
  private var found: Set<Int> = []
  private var number = 0
  private var ended = false

  init(_ text: [UInt8], columns: [String]) throws(LedgerError) {
    scanner = JSONScanner(text)
    self.columns = columns
    scanner.skipWhite()
    guard scanner.byte == JSONScanner.openList else {
      throw LedgerError(
        .malformed, subject: "table", "this is not a list of objects",
        hint: #"a table in JSON is [{"column": value, …}, …]"#)
    }
    scanner.at += 1
  }

  mutating func next() throws(LedgerError) -> TableRow? {
    guard !ended else { return nil }
    scanner.row = number + 1
    scanner.skipWhite()
    if scanner.byte == JSONScanner.closeList {
      try end()
      return nil
    }
    if number > 0 {
      guard scanner.byte == JSONScanner.comma else {
        throw scanner.error("a comma or the end of the list should stand here")
      }
      scanner.at += 1
      scanner.skipWhite()
    }
    guard scanner.byte == JSONScanner.openObject else {
      throw scanner.error("an object should begin here")
    }
    number += 1
    var row = TableRow(
      number: number, line: scanner.beginRow(), range: 0..<0,
      cells: Array(repeating: nil, count: columns.count))
    let start = scanner.at
    try readObject(into: &row)
    row.range = start..<scanner.at
    scanner.rowStart = nil
    return row
  }

  private mutating func readObject(into row: inout TableRow) throws(LedgerError) {
    var seen: Set<String> = []
    scanner.at += 1
    scanner.skipWhite()
    if scanner.byte == JSONScanner.closeObject {
      scanner.at += 1
      return
    }
    while true {
      let key = try scanner.string()
      guard seen.insert(key.text).inserted else {
        throw row.error("the key \"\(key.text)\" stands here twice", hint: "take one out")
      }
      guard seen.count <= TableFileReader.mostColumns else {
        throw row.error("more than \(TableFileReader.mostColumns) keys")
      }
      scanner.skipWhite()
      try scanner.take(JSONScanner.colon, "a colon")
      scanner.skipWhite()
      let wanted = columns.firstIndex(of: key.text)
      let value = try scanner.value()
      if let wanted {
        found.insert(wanted)
        row.cells[wanted] = try cell(value, of: row, columns[wanted])
      }
      scanner.skipWhite()
      if scanner.byte == JSONScanner.closeObject {
        scanner.at += 1
        return
      }
      try scanner.take(JSONScanner.comma, "a comma or the end of the object")
      scanner.skipWhite()
    }
  }

  private func cell(
    _ value: JSONScanner.Value, of row: TableRow, _ column: String
  ) throws(LedgerError) -> TableCell? {
    switch value {
    case .null: return nil
    case .plain(let cell): return scanner.trimmed(cell)
    case .nested:
      throw row.error(
        "a list or an object where a number or a text is wanted", column: column,
        hint: "write the table so that each figure has a key of its own")
    }
  }

  private mutating func end() throws(LedgerError) {
    ended = true
    scanner.at += 1
    scanner.skipWhite()
    guard scanner.byte == nil else { throw scanner.error("text behind the end of the list") }
    guard number > 0, let lacking = columns.indices.first(where: { !found.contains($0) }) else {
      return
    }
    throw LedgerError(
      .malformed, subject: "table", "no row has the key \"\(columns[lacking])\"",
      hint: "correct the name of the column in the mapping")
  }
}
