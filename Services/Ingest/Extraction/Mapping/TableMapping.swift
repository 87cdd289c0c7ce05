package import Ledger

/// How the rows of a table are to be read as claims: which columns hold figures, and what they count. It comes with the
/// table, and is kept in the ledger with the run that it led to.
package struct TableMapping: Sendable {
  /// Of the text of a mapping, in bytes.
  package static let largest = 64 << 10

  package var format: TableFormat?
  /// For CSV, one ASCII character.
  package var delimiter: UInt8?
  /// The columns that any field asks for, each once. The cells of a row come in this order.
  package var columns: [String]
  /// Whose words modifiers and vague numbers may be; of several, the first that has a word says what it means.
  var languages: [Language]
  /// Cells that hold nothing, beside empty ones.
  var empty: Set<String>
  /// What is said of all figures; each figure has what holds for it.
  var figures: [MappedFigure]
}

/// One claim that a row makes.
struct MappedFigure: Sendable {
  var measure: MappedField<MeasureID>
  var includes: [MeasureID]
  var words: MappedField<String>
  var number: NumberColumns
  /// The rows that it is of; all where there are none.
  var rows: [MappedRows]
  /// The modifier's words, as the lexicon has them or as the mapping translates them.
  var modifier: MappedField<String>?
  var frame: MappedFrame

  enum NumberColumns: Sendable {
    case one(Int)
    /// Any of them may be absent; in a row, any of those that are there may be empty.
    case range(low: Int?, best: Int?, high: Int?)
  }
}

/// Which rows a figure is of: those whose cell is one of some, or is none of them.
struct MappedRows: Sendable {
  var column: Int
  var cells: Set<String>
  var areMeant: Bool

  func holds(_ row: TableRow) -> Bool {
    (row.cells[column].map { cells.contains($0.text) } ?? false) == areMeant
  }
}

/// What is said of a figure beside its number and measure.
struct MappedFrame: Sendable {
  var claimant: MappedField<Source>?
  var speaker: MappedField<Source>?
  var relay: MappedField<Source>?
  var conflict: MappedField<ConflictID>?
  var party: MappedField<PartyID>?
  /// Whom the table holds responsible.
  var responsible: MappedField<PartyID>?
  var population: MappedField<PopulationID>?
  var place: MappedField<String>?
  var incident: MappedField<String>?
  var cause: MappedField<CountedGroup.Cause>?
  var method: MappedField<CountedGroup.Method>?
  var kind: MappedField<Claim.Kind>
  var polarity: MappedField<Claim.Polarity>?
  var mode: MappedField<Attribution.Mode>?
  /// The day, month or year of the figure: as of it, within it, or on it, as the kind says.
  var date: MappedDate?
  var from: MappedDate?
  var to: MappedDate?
  var stated: MappedDate?
}

/// A date of a figure: the same for all rows, or a column's.
struct MappedDate: Sendable {
  var field: MappedField<CivilDate>

  func statement(in row: TableRow, _ columns: [String]) throws(LedgerError) -> DateStatement? {
    // What the table says is stated; what the mapping adds comes from whoever submitted it.
    let isRead =
      field.column.flatMap { row.cells[$0] }.map { field.values[$0.text] == nil } ?? false
    return try field.value(in: row, columns).map {
      DateStatement($0, basis: isRead ? .stated : .supplied)
    }
  }
}
