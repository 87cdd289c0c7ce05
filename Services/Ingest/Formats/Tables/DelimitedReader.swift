import Ledger

/// Reads a table in text as a report: without a mapping, so that what its columns and rows say decides what is counted.
enum DelimitedReader {
  static let reader = TextReader(name: "reckoner-table", version: "1")

  /// What sets the cells apart, where all of the text is one table of figures; nil where it is anything else.
  static func delimiter(of text: [UInt8]) -> UInt8? {
    let line = text.prefix { $0 != 0x0A && $0 != 0x0D }
    for delimiter in [UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: ";")]
    where line.contains(delimiter) {
      if isTable(text, delimiter) { return delimiter }
    }
    return nil
  }

  static func read(_ text: [UInt8], delimiter: UInt8) -> TextReading {
    var builder = RowBuilder(source: text)
    var warnings: [String] = []
    // It was read once when it was recognised.
    if var rows = try? DelimitedRows(wholeRowsOf: text, delimiter: delimiter) {
      let headers = rows.header.map { $0?.text ?? "" }
      builder.add(rows.header, at: 0, headers: [])
      while let row = try? rows.next() {
        guard row.number * headers.count <= mostCells else {
          warnings.append(
            "the table has more than \(mostCells) cells; read up to row \(row.number - 1)")
          break
        }
        builder.add(row.cells, at: row.range.lowerBound, headers: headers)
      }
    }
    return TextReading(
      mediaType: delimiter == UInt8(ascii: "\t") ? "text/tab-separated-values" : "text/csv",
      reader: reader, text: builder.text, blocks: builder.blocks, map: builder.map,
      warnings: warnings)
  }

  /// Where each lies is held; larger tables have a mapping, and are read row by row.
  private static let mostCells = 1_000_000

  private static let longestHeader = 60

  private static func isTable(_ text: [UInt8], _ delimiter: UInt8) -> Bool {
    guard var rows = try? DelimitedRows(wholeRowsOf: text, delimiter: delimiter) else {
      return false
    }
    let header = rows.header
    guard header.count >= 2,
      header.dropFirst().allSatisfy({ cell in
        guard let cell else { return false }
        return cell.text.count <= longestHeader && !Line(cell.text).endsSentence
      })
    else { return false }
    var (count, withFigures) = (0, 0)
    do throws(LedgerError) {
      while let row = try rows.next() {
        count += 1
        if row.cells.contains(where: { $0.map { isFigure($0.text) } ?? false }) { withFigures += 1 }
      }
    } catch {
      return false
    }
    return (count >= 2 || count == 1 && header.count >= 3) && withFigures * 2 >= count
  }

  /// "1,250", "≥ 40", "2024-02-12", "12.5 %": digits, and hardly anything else.
  static func isFigure(_ text: String) -> Bool {
    var (digits, letters) = (0, 0)
    for scalar in text.unicodeScalars.prefix(41) {
      if scalar.properties.numericType != nil { digits += 1 }
      if scalar.properties.isAlphabetic { letters += 1 }
    }
    return digits > 0 && letters <= 1 && text.unicodeScalars.count <= 40
  }

  /// Writes rows with their cells between bars, and remembers where each cell lies.
  private struct RowBuilder {
    let source: [UInt8]
    var text: [UInt8] = []
    var map = TextMap()
    var blocks: [ReadDocument.Block] = []
    /// Behind the last byte of the source that was taken.
    private var reached = 0

    init(source: [UInt8]) { self.source = source }

    /// - Parameters:
    ///   - start: of the row in the source.
    ///   - headers: none for the header itself, whose words tell the language and what all of it is about.
    mutating func add(_ cells: [TableCell?], at start: Int, headers: [String]) {
      guard let last = cells.lastIndex(where: { $0 != nil }) else { return }
      if !text.isEmpty { put("\n", before: start) }
      let first = text.count
      // Where the first cell is empty the row begins with a bar, which alone would count for its edge.
      var mark = cells[0] == nil ? "|" : ""
      for (column, cell) in cells[...last].enumerated() {
        if column > 0 { mark += " | " }
        guard let cell else { continue }
        put(mark, before: cell.range.lowerBound)
        mark = ""
        let written = source[cell.range]
        if !written.contains(UInt8(ascii: "|")), cell.text.utf8.elementsEqual(written) {
          text += written
          map.add(original: cell.range, textLength: written.count)
        } else {
          let literal = Array(cell.text.replacing("|", with: "¦").utf8)
          text += literal
          map.add(original: cell.range, literal: literal)
        }
        reached = cell.range.upperBound
      }
      blocks.append(
        ReadDocument.Block(section: .table, range: first..<text.count, columnHeaders: headers))
    }

    private mutating func put(_ mark: String, before place: Int) {
      guard !mark.isEmpty else { return }
      text += mark.utf8
      map.add(original: reached..<place, literal: Array(mark.utf8))
      reached = place
    }
  }
}
