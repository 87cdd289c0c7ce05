import BenchmarkSupport
import CSQLite
import Foundation
import Ledger

/// The rows that a ledger wrote, written again by SQLite alone: the same tables, indexes and full-text index, the same
/// transactions, without working anything out.
struct BareAppends {
  /// The rows of one table in one transaction.
  private struct Rows {
    let table: Int
    let rows: [[SQLiteValue]]
  }

  private let schema: [String]
  private let inserts: [String]
  private let transactions: [[Rows]]

  private static let entryTables = [
    "entry": "sequence", "original": "entry", "title": "entry", "document": "began",
    "history": "entry", "sighting": "entry", "run": "entry",
  ]

  /// Reads everything out of a finished ledger beforehand. Its entries come in threes, or as many as one append makes:
  /// each transaction has all of one recording.
  init(_ path: String) {
    let ledger = SQLite(path, readOnly: true)
    schema = ledger.texts(
      """
      SELECT sql FROM sqlite_schema
      WHERE sql IS NOT NULL AND type <> 'trigger' AND name NOT LIKE 'passage\\_%' ESCAPE '\\'
        OR name = 'passage_block' ORDER BY rowid
      """)
    var tables = Array(Self.entryTables.keys).sorted()
    tables += ["quotation", "claim", "claim_packed"]
    var inserts: [String] = []
    var columns: [String] = []
    for table in tables {
      let names = ledger.texts(
        "SELECT name FROM pragma_table_xinfo('\(table)') WHERE hidden = 0")
      columns.append(names.joined(separator: ", "))
      let places = names.map { _ in "?" }.joined(separator: ", ")
      inserts.append(
        "INSERT INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(places))")
    }
    // The full-text index has no contents: its words are those of the other tables.
    inserts.append("INSERT INTO passage (rowid, text) VALUES (?, ?)")
    inserts.append("INSERT INTO passage (rowid, title) VALUES (?, ?)")
    inserts.append("INSERT INTO passage (rowid, sentence) VALUES (?, ?)")
    inserts.append("INSERT INTO tree (level, place, hash) VALUES (?, ?, ?)")
    self.inserts = inserts
    let documents = ledger.rows("SELECT began FROM document ORDER BY began").compactMap {
      if case .integer(let entry)? = $0.first { entry } else { nil }
    }
    let last = ledger.rows("SELECT max(sequence) FROM entry").first?.first
    guard case .integer(let end)? = last else { fail("an empty ledger") }
    transactions = zip(documents, documents.dropFirst() + [end + 1]).map { first, next in
      let range = "BETWEEN \(first) AND \(next - 1)"
      let numbers = "BETWEEN \(first << 20) AND \((next << 20) - 1)"
      var found: [Rows] = []
      for (place, table) in tables.enumerated() {
        let key = Self.entryTables[table]
        let condition = key.map { "\($0) \(range)" } ?? "number \(numbers)"
        found.append(
          Rows(
            table: place,
            rows: ledger.rows(
              "SELECT \(columns[place]) FROM \(table) WHERE \(condition) ORDER BY 1")))
      }
      let texts = ledger.rows(
        "SELECT original.entry << 20, words, size FROM original JOIN document ON began = entry WHERE entry \(range)"
      ).map { row -> [SQLiteValue] in
        guard case .blob(let packed) = row[1], case .integer(let size) = row[2] else { return row }
        let text = Inflate.expanded(packed, to: Int(size)) ?? packed
        return [row[0], .text(String(decoding: text, as: UTF8.self))]
      }
      found.append(Rows(table: tables.count, rows: texts))
      found.append(
        Rows(
          table: tables.count + 1,
          rows: ledger.rows("SELECT entry << 20, words FROM title WHERE entry \(range)")))
      found.append(
        Rows(
          table: tables.count + 2,
          rows: ledger.rows(
            "SELECT number, sentence FROM quotation WHERE number \(numbers) ORDER BY number")))
      found.append(
        Rows(
          table: tables.count + 3,
          rows: ledger.rows(
            """
            SELECT level, place, hash FROM tree
            WHERE ((place + 1) << level) \(range)
            """)))
      return found
    }
  }

  var count: Int { transactions.count }

  /// Writes them into a new file, and says in how many seconds.
  func write(to path: String, changedBlocks: Bool = true) -> Double {
    let database = SQLite(path)
    // As `LedgerStore` has it.
    for setting in [
      "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON",
      "journal_size_limit = 67108864", "cache_size = -65536",
    ] { database.run("PRAGMA \(setting)") }
    for sql in schema where !sql.contains("passage_data") { database.run(sql) }
    let changed = ChangedBlocks(database)
    let statements = inserts.map { database.statement($0) }
    let block = database.statement(
      "INSERT OR REPLACE INTO passage_block (id, digest) VALUES (?, ?)")
    let begin = ContinuousClock.now
    for transaction in transactions {
      database.run("BEGIN IMMEDIATE")
      for part in transaction {
        let statement = statements[part.table]
        for row in part.rows {
          for (place, value) in row.enumerated() { value.bind(statement, at: Int32(place + 1)) }
          guard sqlite3_step(statement) == SQLITE_DONE else {
            fail("\(String(cString: sqlite3_errmsg(database.handle))): \(inserts[part.table])")
          }
          sqlite3_reset(statement)
        }
      }
      database.run("SAVEPOINT flush; RELEASE flush")
      for id in changed.take() {
        sqlite3_bind_int64(block, 1, id)
        SQLiteValue.blob([UInt8](repeating: 0, count: 32)).bind(block, at: 2)
        sqlite3_step(block)
        sqlite3_reset(block)
      }
      database.run("COMMIT")
    }
    let seconds = begin.duration(to: .now).seconds
    for statement in statements + [block] { sqlite3_finalize(statement) }
    return seconds
  }
}

/// Which blocks of the full-text index have been written; the ledger keeps a digest of each.
private final class ChangedBlocks {
  private var ids: Set<Int64> = []

  init(_ database: SQLite) {
    sqlite3_update_hook(
      database.handle,
      { context, _, _, table, id in
        guard let context, let table, strcmp(table, "passage_data") == 0 else { return }
        Unmanaged<ChangedBlocks>.fromOpaque(context).takeUnretainedValue().ids.insert(id)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  func take() -> [Int64] {
    defer { ids = [] }
    return ids.sorted()
  }
}
