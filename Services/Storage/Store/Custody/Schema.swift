import Ledger

/// The tables, indexes and triggers of a ledger's file.
struct Schema {
  struct Item: Hashable {
    /// `table`, `index`, `trigger` or `view`.
    let type: String
    let name: String
    /// The table that it belongs to.
    let table: String
    let sql: String
    /// The first page of its tree; 0 for what has none.
    let page: Int64

    var isProjection: Bool {
      Projector.tables.contains(table) || SearchIndex.tables.contains(table)
    }

    var isSearchIndex: Bool { isShadow || table == SearchIndex.table }

    /// SQLite makes it by itself, with the full-text index.
    var isShadow: Bool { SearchIndex.shadows.contains(table) }
  }

  /// In the order in which they were made. SQLite's own, such as the indexes behind UNIQUE, have no text.
  let items: [Item]

  init(_ connection: Connection) throws(LedgerError) {
    items = try connection.all(
      "SELECT type, name, tbl_name, sql, rootpage FROM sqlite_schema ORDER BY rowid"
    ) { (row) throws(LedgerError) in
      Item(
        type: row.text(0), name: row.text(1), table: row.text(2), sql: row.text(3),
        page: row.integer(4))
    }
  }

  /// What a ledger of this version has.
  static func expected() throws(LedgerError) -> Schema { try newest.get() }

  /// Made once, in a database of its own.
  private static let newest = Result { () throws(LedgerError) in
    let connection = try Connection(path: ":memory:", mode: .writing)
    try Migrations.apply(to: connection)
    return try Schema(connection)
  }

  /// What has a text of its own and so was made on purpose.
  var made: [Item] { items.filter { !$0.sql.isEmpty } }

  /// Something has the name that it should have, and another text.
  func hasOtherTexts(than expected: Schema) -> Bool {
    made.contains { item in
      expected.made.contains {
        $0.type == item.type && $0.name == item.name && $0.sql != item.sql
      }
    }
  }

  /// What differs from what a ledger of this version has.
  func problems(beside expected: Schema) -> [LedgerProblem] {
    func byName(_ items: [Item]) -> [String: Item] {
      Dictionary(items.map { ("\($0.type) \($0.name)", $0) }) { first, _ in first }
    }
    let (there, due) = (byName(made), byName(expected.made))
    var problems: [LedgerProblem] = []
    for (name, item) in due.sorted(by: { $0.key < $1.key }) {
      guard let found = there[name] else {
        problems.append(item.problem("it is missing"))
        continue
      }
      if found.sql != item.sql {
        problems.append(item.problem("it is not as this program made it"))
      }
    }
    for (name, item) in there.sorted(by: { $0.key < $1.key }) where due[name] == nil {
      problems.append(item.problem("it does not belong to the ledger"))
    }
    return problems
  }
}

extension Schema.Item {
  fileprivate func problem(_ message: String) -> LedgerProblem {
    // A table of the truth cannot be made again: with it went what it held.
    let part: LedgerPart =
      type == "table" && !isProjection ? .entry : isProjection ? .projection : .guards
    return LedgerProblem(part, subject: "\(type) \(name)", message)
  }
}
