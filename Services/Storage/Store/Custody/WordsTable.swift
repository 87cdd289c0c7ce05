import Ledger

/// A table of words, in the order in which rows that nobody accounts for are named.
enum WordsTable: Int, CaseIterable {
  case original, title, sketch, quotation, transcript

  /// As the database calls it, and whoever speaks of its words.
  var name: String {
    switch self {
    case .original: "original"
    case .title: "title"
    case .sketch: "sketch"
    case .quotation: "quotation"
    case .transcript: "transcript"
    }
  }

  /// What its rows are known by: a claim's number, or an entry.
  private var key: String { self == .quotation ? "number" : "entry" }

  private var columns: String {
    switch self {
    case .original, .transcript: "salt, words, coding, coded_seal"
    case .title, .sketch: "salt, words"
    case .quotation: "sentence_salt, sentence, number_salt, number_text"
    }
  }

  /// Its words, from one key to another, and behind them the key.
  fileprivate var select: String {
    "SELECT \(columns), \(key) FROM \(name) WHERE \(key) BETWEEN ? AND ? ORDER BY \(key)"
  }

  fileprivate var keyColumn: Int32 {
    switch self {
    case .title, .sketch: 2
    default: 4
    }
  }

  /// The greatest key that a row beside an entry can have.
  fileprivate func last(of entry: Int64) -> Int64 {
    guard self == .quotation else { return entry }
    return ClaimNumber.least(of: Revision(entry)) | Int64(ClaimNumber.claimsPerRun - 1)
  }

  fileprivate func first(of entry: Int64) -> Int64 {
    self == .quotation ? ClaimNumber.least(of: Revision(entry)) : entry
  }

  /// Keys of the rows beside entries of a range.
  fileprivate func keys(_ entries: ClosedRange<Int64>) -> ClosedRange<Int64> {
    let first = entries.lowerBound == .min ? .min : first(of: entries.lowerBound)
    let last = entries.upperBound == .max ? .max : last(of: entries.upperBound)
    return first...max(first, last)
  }

  /// Names a row.
  func subject(_ key: Int64) -> String { "table \(name), \(self.key) \(key)" }
}

/// The rows of a table of words, read in step with the entries that account for them.
struct WordsRows {
  private let table: WordsTable
  private let rows: Rows
  private var row: Row?
  /// Of the row.
  private(set) var key = Int64.min
  /// Keys of rows that no entry accounts for: the first ones, and how many there are.
  private(set) var strays: (keys: [Int64], count: Int) = ([], 0)

  init(_ table: WordsTable, _ connection: Connection) throws(LedgerError) {
    self.table = table
    rows = try connection.rows(table.select, [.integer(0), .integer(-1)])
  }

  /// Begins with the rows beside other entries.
  mutating func begin(_ entries: ClosedRange<Int64>) throws(LedgerError) {
    let keys = table.keys(entries)
    strays = ([], 0)
    try rows.begin([.integer(keys.lowerBound), .integer(keys.upperBound)])
    try next()
  }

  private mutating func next() throws(LedgerError) {
    row = try rows.next()
    if let row { key = row.integer(table.keyColumn) }
  }

  private mutating func passStray() throws(LedgerError) {
    if strays.count < VerificationReport.listed { strays.keys.append(key) }
    strays.count += 1
    try next()
  }

  /// Gives the row beside an entry to the closure, or nothing where there is none, and goes on behind it. Rows before it
  /// are nobody's.
  mutating func row<Result>(
    of entry: Revision, _ body: (Row?) throws(LedgerError) -> Result
  ) throws(LedgerError) -> Result {
    while row != nil, key < entry.number { try passStray() }
    guard let row, key == entry.number else { return try body(nil) }
    let result = try body(row)
    try next()
    return result
  }

  /// Gives the rows of a run's claims to the closure, the last claim first, with their places. Rows before them are
  /// nobody's, nor are those of claims that the run has not.
  mutating func rows(
    of run: Revision, claims: Int, _ body: (Row, Int) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    while row != nil, key < table.first(of: run.number) { try passStray() }
    while let row, key <= table.last(of: run.number) {
      let place = ClaimNumber(key).place
      if place < claims {
        try body(row, place)
        try next()
      } else {
        try passStray()
      }
    }
  }

  /// Passes the rows beside an entry of which nobody can say what it accounts for.
  mutating func skip(_ entry: Int64) throws(LedgerError) {
    while row != nil, key < table.first(of: entry) { try passStray() }
    while row != nil, key <= table.last(of: entry) { try next() }
  }

  /// Whatever is left is nobody's.
  mutating func end() throws(LedgerError) {
    while row != nil { try passStray() }
  }
}
