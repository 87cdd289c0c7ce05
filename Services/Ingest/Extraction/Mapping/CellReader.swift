import Ledger

/// Reads the numbers of a row, with the words that bound them.
struct CellReader {
  let mapping: TableMapping
  let lexicon: Lexicon
  let row: TableRow
  let format: TableFormat

  /// A number with the cells that it stands in.
  struct Figure {
    var quantity: Quantity
    /// Bytes of the text.
    var range: Range<Int>
    var rules: [String]
  }

  /// What a cell says by itself.
  private struct Number {
    var quantity: Quantity
    var range: Range<Int>
    var column: Int
    /// A point, where it is one without any modifier.
    var value: Double?
  }

  /// Nil where the cells are empty.
  func figure(_ figure: MappedFigure) throws(LedgerError) -> Figure? {
    let found: Figure?
    switch figure.number {
    case .one(let column):
      found = try number(column).map {
        Figure(
          quantity: $0.quantity, range: $0.range, rules: $0.value == nil ? ["modifier in cell"] : []
        )
      }
    case .range(let low, let best, let high): found = try range(low, best, high)
    }
    guard var found else { return nil }
    if let modifier = figure.modifier,
      let words = try modifier.value(in: row, mapping.columns)
    {
      let written = modifier.column.flatMap { row.cells[$0]?.text } ?? words
      guard let meaning = modifierMeaning(words) else {
        throw row.error(
          "\"\(shown(words))\" is no modifier of the lexicon",
          column: modifier.column.map { mapping.columns[$0] },
          hint: "say under values which of its words is meant, such as \"about\" or \"at least\"")
      }
      found.quantity.bind([meaning], words: written)
      found.rules.append("modifier")
    }
    return found
  }

  // MARK: ranges

  private func range(_ low: Int?, _ best: Int?, _ high: Int?) throws(LedgerError) -> Figure? {
    let (low, best, high) = (try plain(low), try plain(best), try plain(high))
    let cells = [low, best, high].compactMap(\.self)
    guard let first = cells.map(\.range.lowerBound).min(),
      let last = cells.map(\.range.upperBound).max()
    else { return nil }
    let values = cells.map(\.value)
    guard zip(values, values.dropFirst()).allSatisfy({ $0 <= $1 }) else {
      throw row.error(
        "its least, best and most are not in order: \(values.map(Quantity.grouped).joined(separator: ", "))",
        column: mapping.columns[cells[0].column])
    }
    return Figure(
      quantity: quantity(
        low?.value, best?.value, high?.value, digits: cells.map(\.digits).max() ?? 0),
      range: first..<last, rules: ["range"])
  }

  /// An end that is not there is open.
  private func quantity(_ low: Double?, _ best: Double?, _ high: Double?, digits: Int) -> Quantity {
    switch (low, high) {
    case (let low?, let high?) where low == high: return .exact(low, digits: digits)
    case (let low?, let high?):
      return Quantity(
        form: .range, low: .init(low), best: best, high: .init(high), modifier: .range,
        significantDigits: digits)
    case (let low?, nil):
      return Quantity(
        form: .lowerBound, low: .init(low), best: best, modifier: .atLeast,
        significantDigits: digits)
    case (nil, let high?):
      return Quantity(
        form: .upperBound, best: best, high: .init(high), modifier: .upTo,
        significantDigits: digits)
    case (nil, nil): return .exact(best ?? 0, digits: digits)
    }
  }

  private typealias Plain = (value: Double, digits: Int, range: Range<Int>, column: Int)

  private func plain(_ column: Int?) throws(LedgerError) -> Plain? {
    guard let column, let number = try number(column) else { return nil }
    guard let value = number.value else {
      throw row.error(
        "an end of a range has a modifier of its own", column: mapping.columns[column],
        hint: "name the column under value, not under low, best or high")
    }
    return (value, number.quantity.significantDigits, number.range, column)
  }

  // MARK: one cell

  private func number(_ column: Int) throws(LedgerError) -> Number? {
    guard let cell = row.cells[column] else { return nil }
    let text = cell.text
    if let (value, digits) = value(of: text) {
      return Number(
        quantity: .exact(value, digits: digits), range: cell.range, column: column, value: value)
    }
    guard let quantity = worded(text) else {
      throw row.error(
        "\"\(shown(text))\" is no number", column: mapping.columns[column],
        hint: "cells without a figure are empty, or listed under empty")
    }
    return Number(quantity: quantity, range: cell.range, column: column, value: nil)
  }

  /// "about 1,200", "1200+", "dozens".
  private func worded(_ text: String) -> Quantity? {
    let units = text.utf8
    guard let first = units.firstIndex(where: \.isASCIIDigit),
      let last = units.lastIndex(where: \.isASCIIDigit)
    else {
      return vague(text)
    }
    let end = units.index(after: last)
    guard let (value, digits) = value(of: String(text[first..<end])) else { return nil }
    var modifiers: [Quantity.Modifier] = []
    for words in [String(text[..<first]), String(text[end...])] {
      guard words.contains(where: { !$0.isWhitespace }) else { continue }
      guard let modifier = modifierMeaning(words) else { return nil }
      modifiers.append(modifier)
    }
    var quantity = Quantity.exact(value, digits: digits)
    let words = (text[..<first] + " " + text[end...]).split(whereSeparator: \.isWhitespace)
    quantity.bind(modifiers, words: words.joined(separator: " "))
    return quantity
  }

  private func vague(_ text: String) -> Quantity? {
    for (sense, language) in senses(of: text) {
      guard case .vague(let index) = sense, language.vague.indices.contains(index) else {
        continue
      }
      return Quantity(vague: language.vague[index])
    }
    return nil
  }

  /// A count: no fraction of the largest whole number that a double holds exactly, and not below zero.
  private func value(of written: String) -> (value: Double, digits: Int)? {
    guard let first = written.utf8.first, first.isASCIIDigit,
      let value = format == .json ? Double(written) ?? separated(written) : separated(written),
      value.isFinite, value < 9_007_199_254_740_992
    else { return nil }
    return (value, NumberReader.significantDigits(written))
  }

  private func separated(_ written: String) -> Double? {
    mapping.languages.first.flatMap { NumberReader(language: $0, items: []).cellValue(of: written) }
  }

  private func modifierMeaning(_ words: String) -> Quantity.Modifier? {
    for (sense, _) in senses(of: words) {
      if case .modifier(let word) = sense { return word.modifier }
    }
    return nil
  }

  private func senses(of phrase: String) -> [(Sense, Language)] {
    let words = Language.words(of: phrase)
    guard (1...12).contains(words.count) else { return [] }
    let numbers = words.map { lexicon.words.number(of: $0) }
    return mapping.languages.flatMap { language in
      language.matcher.senses(of: numbers).map { ($0, language) }
    }
  }
}
