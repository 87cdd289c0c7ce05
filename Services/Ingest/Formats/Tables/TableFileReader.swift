package import Ledger

/// Reads a table row by row: however many rows it has, one of them is held.
package struct TableFileReader {
  /// The table's bytes as a document, without blocks: its text is no prose.
  package let document: ReadDocument
  package let format: TableFormat
  private var rows: Rows

  private enum Rows {
    case delimited(DelimitedRows)
    case json(JSONRows)
  }

  /// Bytes of one row, or of the header. Whoever keeps more in a row keeps no table of numbers.
  static let longestRow = 64 << 10
  static let mostColumns = 1000

  /// - Parameters:
  ///   - format: nil: as the first bytes look.
  ///   - delimiter: for CSV, one ASCII character; nil: a comma.
  ///   - columns: those whose cells are wanted. CSV must have them all in its header.
  /// - Throws: `malformed`, `unsupported` or `tooLarge`, with the place.
  package init(
    _ original: [UInt8], format: TableFormat?, delimiter: UInt8?, columns: [String]
  ) throws(LedgerError) {
    try BinaryFormat.refuse(original)
    let decoded = try DecodedText(original)
    let text = decoded.text
    let format = format ?? Self.look(at: text)
    switch format {
    case .csv:
      rows = .delimited(
        try DelimitedRows(text, delimiter: delimiter ?? 0x2C, quotes: true, columns: columns))
    case .tsv:
      rows = .delimited(try DelimitedRows(text, delimiter: 0x09, quotes: false, columns: columns))
    case .json: rows = .json(try JSONRows(text, columns: columns))
    }
    self.format = format
    document = ReadDocument(
      id: DocumentID(original: original), mediaType: Self.mediaType(of: format), text: text,
      blocks: [],
      source: decoded.map(TextMap(length: text.count)).map { .mapped($0) }
        ?? .derived([.init(start: 0, location: TextLocation())]),
      declaredEncoding: decoded.declared, warnings: decoded.warnings)
  }

  /// The next row; nil at the end.
  package mutating func next() throws(LedgerError) -> TableRow? {
    switch rows {
    case .delimited(var reader):
      defer { rows = .delimited(reader) }
      return try reader.next()
    case .json(var reader):
      defer { rows = .json(reader) }
      return try reader.next()
    }
  }

  private static func mediaType(of format: TableFormat) -> String {
    switch format {
    case .csv: "text/csv"
    case .tsv: "text/tab-separated-values"
    case .json: "application/json"
    }
  }

  private static func look(at text: [UInt8]) -> TableFormat {
    let white: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    if let first = text.first(where: { !white.contains($0) }), first == 0x5B || first == 0x7B {
      return .json
    }
    return text.prefix { $0 != 0x0A && $0 != 0x0D }.contains(0x09) ? .tsv : .csv
  }

  static func tooLong(_ what: String) -> LedgerError {
    LedgerError(
      .tooLarge, subject: what, "longer than \(longestRow) bytes",
      hint: "take columns out that hold no figures, such as notes")
  }
}
