import Ledger

/// Brings a ledger's file to the newest schema: each migration in order, once.
enum Migrations {
  /// "RCKN": what tells a ledger from any other SQLite file.
  static let applicationID: Int64 = 0x5243_4B4E

  /// A migration's number is its place in this list, from 1. A migration that was published is never edited.
  private static let scripts: [[UInt8]] = [
    PackageResources._001_ledger_sql, PackageResources._002_custody_sql,
    PackageResources._003_evidence_sql, PackageResources._004_sketches_sql,
    PackageResources._005_pages_sql, PackageResources._006_transcripts_sql,
  ]

  /// The last schema whose projections are not those of the one before.
  private static let newestProjections = 3
  /// The schema that brought the full-text index.
  private static let newestSearch = 3

  /// The schema that this program writes.
  static let newest = scripts.count

  /// - Parameter keeping: a copy of an older ledger as it was, beside it.
  /// Throws `misconfigured` for a database of another program, `schemaTooNew` for a ledger of a newer version.
  static func apply(to connection: Connection, keeping: Bool = true) throws(LedgerError) {
    let found = try version(of: connection)
    guard found <= scripts.count else {
      throw LedgerError(
        .schemaTooNew, subject: connection.path,
        "a ledger of schema \(found); this program knows up to \(scripts.count)",
        hint: "use the version that wrote it, or a newer one")
    }
    guard found < scripts.count else { return }
    if keeping, found > 0 { try keep(connection, of: found) }
    do {
      // All of them in one transaction: a file that was left between two schemas would have the projections of neither.
      try connection.execute("BEGIN IMMEDIATE")
      for (index, script) in scripts.enumerated().dropFirst(found) {
        try connection.executeScript(String(decoding: script, as: UTF8.self))
        if index == 1 { try fillTree(connection) }
      }
      // Projections that a newer schema has, or has otherwise, are written from the entries.
      if found > 0, found < newestProjections { _ = try Rebuilder(connection).run { _ in } }
      if found < newestSearch { try SearchBlocks.renew(connection) }
      try connection.execute("PRAGMA application_id = \(applicationID)")
      try connection.execute("PRAGMA user_version = \(scripts.count)")
      try connection.execute("COMMIT")
    } catch {
      if !connection.isIdle { try? connection.execute("ROLLBACK") }
      throw error
    }
  }

  /// A copy of the ledger as it was, beside it: whoever has to go back to the program before can.
  private static func keep(_ connection: Connection, of version: Int) throws(LedgerError) {
    let copy = "\(connection.path).schema-\(version)"
    guard !DirectoryLock.exists(copy) else { return }
    // Under its name only once it is whole.
    let partial = copy + ".partial"
    try DirectoryLock.remove(partial)
    try DirectoryLock.createPrivate(partial)
    try connection.execute("VACUUM INTO ?", [.text(partial)])
    try DirectoryLock.move(partial, to: copy)
  }

  /// Schema 2 has a tree over the entries, which schema 1 had not.
  private static func fillTree(_ connection: Connection) throws(LedgerError) {
    let tree = Tree(connection)
    try connection.forEach("SELECT bytes, sequence, hash FROM entry ORDER BY sequence") {
      (row) throws(LedgerError) in
      let entry = try Chain.entry(row, bytes: 0, sequence: 1)
      try tree.add(
        try entry.leaf(
          bytes: row.bytes(0), chain: try row.digest(2, "entry \(entry.sequence)")))
      return true
    }
  }

  /// The schema of a ledger; 0 for an empty file. Throws `misconfigured` for a database of another program.
  static func version(of connection: Connection) throws(LedgerError) -> Int {
    let application = try pragma("application_id", connection)
    let version = try pragma("user_version", connection)
    guard application != applicationID else { return Int(version) }
    let tables =
      try connection.first("SELECT count(*) FROM sqlite_schema") { (row) throws(LedgerError) in
        row.integer(0)
      } ?? 0
    guard application == 0, version == 0, tables == 0 else {
      throw LedgerError(
        .misconfigured, subject: connection.path, "a database, but no ledger",
        hint: "name another directory; this file belongs to another program")
    }
    return 0
  }

  private static func pragma(_ name: String, _ connection: Connection) throws(LedgerError) -> Int64
  {
    try connection.first("PRAGMA \(name)") { (row) throws(LedgerError) in row.integer(0) } ?? 0
  }
}
