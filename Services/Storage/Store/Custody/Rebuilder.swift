import Ledger

/// Writes everything again that is not truth: projections, indexes, triggers.
struct Rebuilder {
  private let connection: Connection
  private let schema: Schema
  /// Something in the file, besides the truth, cannot be read, or is not what its name says: dropping it would do harm.
  private let isDamaged: Bool

  /// Looks at the file, before the writer's transaction begins: a transaction that has met a damaged page can only be
  /// given up. Throws `damaged` where the truth cannot be read.
  init(_ connection: Connection) throws(LedgerError) {
    self.connection = connection
    schema = try Schema(connection)
    let damage = try FileCheck(connection, schema).problems(limit: 100_000)
    if let problem = damage.first(where: { $0.part == .file }) {
      throw LedgerError(
        .damaged, subject: problem.subject, problem.message,
        hint: "nothing was changed; \(problem.hint)")
    }
    let expected = try Schema.expected()
    isDamaged = !damage.isEmpty || schema.hasOtherTexts(than: expected)
  }

  /// Within the writer's open transaction.
  /// Throws `damaged` for entries that are not those that were recorded: what is written from them would hide it.
  func run(_ progress: @Sendable (WorkProgress) -> Void) throws(LedgerError) -> RebuildReport {
    let expected = try Schema.expected()
    try drop()
    for type in ["table", "index"] {
      for item in expected.made
      where item.type == type && (type == "index" || item.isProjection) && !item.isShadow {
        try connection.execute(item.sql)
      }
    }
    let report = try withoutActuallyEscaping(progress) { (progress) throws(LedgerError) in
      try project(progress)
    }
    try SearchBlocks.renew(connection)
    // Last: they would have nothing to guard before.
    for item in expected.made where item.type == "trigger" { try connection.execute(item.sql) }
    return report
  }

  private func project(_ progress: @escaping @Sendable (WorkProgress) -> Void) throws(LedgerError)
    -> RebuildReport
  {
    let total =
      try connection.first("SELECT count(*) FROM entry") { (row) throws(LedgerError) in
        row.integer(0)
      } ?? 0
    let projector = Projector(connection)
    var pace = Pace(.rebuild, total: total, progress)
    var chain = ChainWalk()
    try connection.forEach(ChainWalk.select) { (row) throws(LedgerError) in
      let step = try chain.next(row)
      guard let entry = step.entry, step.problems.isEmpty else {
        let problem = step.problems.first
        throw LedgerError(
          .damaged, subject: problem?.subject ?? "entry", problem?.message ?? "it cannot be read",
          hint: "nothing was changed; \(LedgerPart.entry.hint)")
      }
      try projector.project(entry, bytes: row.bytes(0), chain: step.chain)
      try pace.step()
      return true
    }
    try SearchIndex(connection).fill()
    return RebuildReport(revision: chain.revision, tables: Projector.tables.count + 1)
  }

  private func drop() throws(LedgerError) {
    // A damaged tree may lead to pages of others, and giving its pages back would give those back, too. It is left
    // where it is, without a name. And what has another name in its text than in its row keeps its row when dropped.
    if isDamaged { try forget() } else { try dropAll() }
  }

  /// The full-text index goes with its tables, unless it is damaged so that it cannot even be opened.
  private func dropSearchIndex() throws(LedgerError) {
    do throws(LedgerError) {
      try connection.execute("DROP TABLE IF EXISTS \(SearchIndex.table)")
    } catch {
      guard !connection.isIdle, [.damaged, .internalFailure].contains(error.reason) else {
        throw error
      }
      try editSchema { () throws(LedgerError) in
        try connection.execute(
          "DELETE FROM sqlite_schema WHERE type = 'table' AND name = ?",
          [.text(SearchIndex.table)])
      }
    }
    // What is left of one that was.
    for table in SearchIndex.shadows {
      try connection.execute("DROP TABLE IF EXISTS \(table)")
    }
  }

  private func dropAll() throws(LedgerError) {
    for item in schema.made where item.type == "trigger" || item.type == "view" {
      try connection.execute("DROP \(item.type) \(Self.quoted(item.name))")
    }
    for item in schema.made where item.type == "index" {
      try connection.execute("DROP INDEX \(Self.quoted(item.name))")
    }
    try dropSearchIndex()
    for item in schema.made
    where item.type == "table" && item.isProjection && !item.isSearchIndex {
      try connection.execute("DROP TABLE \(Self.quoted(item.name))")
    }
  }

  private func forget() throws(LedgerError) {
    try editSchema { () throws(LedgerError) in
      for item in schema.items
      where item.isProjection || (item.type != "table" && !item.sql.isEmpty) {
        try connection.execute(
          "DELETE FROM sqlite_schema WHERE type = ? AND name = ?",
          [.text(item.type), .text(item.name)])
      }
    }
  }

  private func editSchema(_ edit: () throws(LedgerError) -> Void) throws(LedgerError) {
    try connection.execute("PRAGMA writable_schema = ON")
    do throws(LedgerError) {
      try edit()
      // The other connections see by it that the schema has changed.
      let version =
        try connection.first("PRAGMA schema_version") { (row) throws(LedgerError) in
          row.integer(0)
        } ?? 0
      try connection.execute("PRAGMA schema_version = \(version + 1)")
    } catch {
      try? connection.execute("PRAGMA writable_schema = OFF")
      throw error
    }
    // Off again, and this connection forgets what it knew of the schema.
    try connection.execute("PRAGMA writable_schema = RESET")
  }

  private static func quoted(_ name: String) -> String {
    "\"\(name.replacing("\"", with: "\"\""))\""
  }
}
