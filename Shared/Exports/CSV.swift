/// One cell of a table, by what must happen to it at output.
package enum CSVCell: Hashable, Sendable {
  /// Nothing is known: an empty cell.
  case empty
  /// Text that came from outside: made harmless for spreadsheets.
  case text(String)
  /// A number, written so that every reader takes it for one.
  case number(Double)
  /// What the program itself writes: digests, dates, words of closed lists.
  case code(String)

  package static func text(_ text: String?) -> CSVCell {
    text.map { $0.isEmpty ? .empty : .text($0) } ?? .empty
  }

  package static func number(_ number: Double?) -> CSVCell { number.map { .number($0) } ?? .empty }

  package static func count(_ number: Int) -> CSVCell { .code("\(number)") }

  package static func flag(_ value: Bool?) -> CSVCell {
    value.map { .code($0 ? "true" : "false") } ?? .empty
  }

  package static func code(_ value: (some CustomStringConvertible)?) -> CSVCell {
    value.map { .code($0.description) } ?? .empty
  }

  /// Several texts in one cell, with `|` between them; one inside a text becomes `¦`, so that it parts nothing.
  package static func list(_ texts: [String]) -> CSVCell {
    text(texts.map { $0.replacing("|", with: "¦") }.joined(separator: "|"))
  }
}

/// Lines of CSV (RFC 4180): commas, CRLF, quotation marks doubled, UTF-8 without a byte order mark.
package enum CSVLine {
  package static func header(_ names: [String]) -> String { of(names.map { .code($0) }) }

  package static func of(_ cells: [CSVCell]) -> String {
    var line = ""
    for (place, cell) in cells.enumerated() {
      if place > 0 { line += "," }
      switch cell {
      case .empty: break
      case .text(let text): line += quoted(unformulated(text))
      case .code(let text): line += quoted(text)
      case .number(let number): line += Self.number(number)
      }
    }
    return line + "\r\n"
  }

  /// Text that no spreadsheet takes for a formula. An apostrophe is put before it where it begins, behind any blanks, with
  /// a sign that starts one, or with an apostrophe: taking one leading apostrophe off gives the text back. Control
  /// characters but tab and line ends become U+FFFD: no reader of CSV agrees with another on them.
  package static func unformulated(_ text: String) -> String {
    var clean = ""
    var first: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control
      let isKept = !isControl || scalar == "\t" || scalar == "\n" || scalar == "\r"
      clean.unicodeScalars.append(isKept ? scalar : "\u{FFFD}")
      if first == nil, !scalar.properties.isWhitespace, !isIgnored(scalar) { first = scalar }
    }
    let begins = clean.unicodeScalars.first
    let isBlankControl = begins == "\t" || begins == "\n" || begins == "\r"
    return isBlankControl || begins == "'" || first.map(startsFormula) == true
      ? "'" + clean : clean
  }

  /// Also in their full widths, which some spreadsheets read as the narrow signs.
  private static func startsFormula(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "＝", "＋", "－", "＠", "\u{2212}": true
    default: false
    }
  }

  /// Invisible characters, before which a formula would still be one for whoever drops them.
  private static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .format
  }

  private static func quoted(_ text: String) -> String {
    let mustQuote = text.unicodeScalars.contains { scalar in
      scalar == "," || scalar == "\"" || scalar == "\n" || scalar == "\r"
    }
    // Blanks at the ends belong to the cell, and some readers trim them where nothing quotes them.
    let isBlankAtEnd =
      text.unicodeScalars.first?.properties.isWhitespace == true
      || text.unicodeScalars.last?.properties.isWhitespace == true
    guard mustQuote || isBlankAtEnd else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// Whole numbers without a fraction or an exponent, others in the shortest form that reads back the same.
  package static func number(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    if let whole = Int64(exactly: value) { return "\(whole)" }
    return "\(value)"
  }
}
