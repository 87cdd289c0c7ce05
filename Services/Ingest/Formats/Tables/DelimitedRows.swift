import Ledger

/// Rows whose cells a mark sets apart: CSV as RFC 4180 has it, and TSV, which knows no quotes. Lines end with LF, CR or
/// both; empty lines are no rows.
struct DelimitedRows {
  private let text: [UInt8]
  private let delimiter: UInt8
  private let quotes: Bool
  private var width = 0
  /// Where the columns that are wanted stand.
  private var wanted: [Int] = []
  private var at = 0
  private var line = 1
  private var number = 0
  /// Of the row being read.
  private var fields: [Field] = []

  /// The cells of the first row.
  private(set) var header: [TableCell?] = []

  private struct Field {
    var range: Range<Int>
    /// In quotes, so that all of it counts.
    var quoted = false
    /// Holds quotes that stand doubled.
    var doubled = false
  }

  init(_ text: [UInt8], delimiter: UInt8, quotes: Bool, columns: [String]) throws(LedgerError) {
    self.text = text
    self.delimiter = delimiter
    self.quotes = quotes
    guard try read() != nil else {
      throw LedgerError(
        .malformed, subject: "table", "it is empty", hint: "the first line names the columns")
    }
    header = fields.map { Self.cell($0, text) }
    let names = header.map { $0?.text ?? "" }
    var places: [Int] = []
    for column in columns {
      let found = names.indices.filter { names[$0] == column }
      guard let place = found.first else { throw unknownColumn(column, among: names) }
      guard found.count == 1 else {
        throw LedgerError(
          .malformed, subject: "header", "two columns are called \"\(column)\"",
          hint: "nobody could tell which one is meant; rename one")
      }
      places.append(place)
    }
    (width, wanted) = (names.count, places)
  }

  /// All columns, whatever they are called.
  init(wholeRowsOf text: [UInt8], delimiter: UInt8) throws(LedgerError) {
    try self.init(text, delimiter: delimiter, quotes: delimiter != 0x09, columns: [])
    wanted = Array(header.indices)
  }

  mutating func next() throws(LedgerError) -> TableRow? {
    let row = "row \(number + 1)"
    guard let (range, line) = try read() else { return nil }
    number += 1
    guard fields.count == width else {
      throw LedgerError(
        .malformed, subject: "\(row) (line \(line))",
        "it has \(fields.count) cells where the header has \(width)",
        hint: "a cell that holds the mark between cells stands in quotes")
    }
    return TableRow(
      number: number, line: line, range: range, cells: wanted.map { Self.cell(fields[$0], text) })
  }

  // MARK: one row

  /// Fills `fields` with the next row that is not an empty line; nil at the end.
  private mutating func read() throws(LedgerError) -> (range: Range<Int>, line: Int)? {
    while at < text.count {
      let (start, first) = (at, line)
      fields.removeAll(keepingCapacity: true)
      while true {
        fields.append(try field(from: start, first))
        guard fields.count <= TableFileReader.mostColumns else {
          throw LedgerError(
            .tooLarge, subject: place(first), "more than \(TableFileReader.mostColumns) columns")
        }
        guard at < text.count, text[at] == delimiter else { break }
        at += 1
      }
      let range = start..<at
      endLine()
      if !range.isEmpty { return (range, first) }
    }
    return nil
  }

  private mutating func field(from start: Int, _ first: Int) throws(LedgerError) -> Field {
    if quotes, at < text.count, text[at] == Self.quote { return try quoted(from: start, first) }
    let begin = at
    while at < text.count, text[at] != delimiter, !isLineEnd(text[at]) {
      if quotes, text[at] == Self.quote {
        throw LedgerError(
          .malformed, subject: place(first), "a quote in the middle of a cell",
          hint: "put the whole cell in quotes, and double those within it")
      }
      at += 1
      try requireShort(from: start, first)
    }
    return Field(range: begin..<at)
  }

  private mutating func quoted(from start: Int, _ first: Int) throws(LedgerError) -> Field {
    at += 1
    var field = Field(range: at..<at, quoted: true)
    let begin = at
    while at < text.count {
      try requireShort(from: start, first)
      let byte = text[at]
      if byte == Self.quote {
        guard at + 1 < text.count, text[at + 1] == Self.quote else { break }
        field.doubled = true
        at += 1
      } else if byte == 0x0A || byte == 0x0D && !(at + 1 < text.count && text[at + 1] == 0x0A) {
        line += 1
      }
      at += 1
    }
    guard at < text.count else {
      throw LedgerError(
        .malformed, subject: place(first), "a quote that begins a cell is never closed",
        hint: "close it, or double it where it is part of the text")
    }
    field.range = begin..<at
    at += 1
    guard at == text.count || text[at] == delimiter || isLineEnd(text[at]) else {
      throw LedgerError(
        .malformed, subject: place(first), "text behind the closing quote of a cell",
        hint: "put the whole cell in quotes, and double those within it")
    }
    return field
  }

  private func requireShort(from start: Int, _ line: Int) throws(LedgerError) {
    guard at - start <= TableFileReader.longestRow else {
      throw TableFileReader.tooLong(place(line))
    }
  }

  private mutating func endLine() {
    guard at < text.count else { return }
    let isPair = text[at] == 0x0D && at + 1 < text.count && text[at + 1] == 0x0A
    at += isPair ? 2 : 1
    line += 1
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private func place(_ line: Int) -> String {
    width == 0 ? "header (line \(line))" : "row \(number + 1) (line \(line))"
  }

  private func unknownColumn(_ column: String, among names: [String]) -> LedgerError {
    let near = nearest(to: column, among: names.map { ($0, $0) })
    let known = near.isEmpty ? Array(names.prefix(20)) : near
    return LedgerError(
      .malformed, subject: "header", "no column is called \"\(column)\"",
      hint: "columns: \(known.joined(separator: ", "))")
  }

  // MARK: one cell

  private static let quote: UInt8 = 0x22

  /// Nil for an empty cell. White space around a cell is none of it.
  private static func cell(_ field: Field, _ text: [UInt8]) -> TableCell? {
    var range = field.range
    let white: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    while let first = range.first, white(text[first]) { range.removeFirst() }
    while let last = range.last, white(text[last]) { range.removeLast() }
    guard !range.isEmpty else { return nil }
    let written = String(decoding: text[range], as: UTF8.self)
    return TableCell(
      range: range, text: field.doubled ? written.replacing("\"\"", with: "\"") : written)
  }
}
