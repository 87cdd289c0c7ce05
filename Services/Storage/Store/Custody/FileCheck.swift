import Ledger

/// The database's own check of its pages, trees and constraints, with what it finds named by table.
struct FileCheck {
  private let connection: Connection
  private let schema: Schema

  init(_ connection: Connection, _ schema: Schema) {
    self.connection = connection
    self.schema = schema
  }

  /// What is not as it should be; nothing where all is well.
  /// - Parameter limit: how many things are looked for at most.
  func problems(limit: Int = VerificationReport.listed) throws(LedgerError) -> [LedgerProblem] {
    var messages: [String] = []
    do throws(LedgerError) {
      try connection.forEach("SELECT integrity_check FROM pragma_integrity_check(\(limit))") {
        (row) throws(LedgerError) in
        messages += row.text(0).split(separator: "\n").map(String.init)
        return true
      }
    } catch {
      // It looks at every tree first, and then reads through those that may be the damaged ones.
      guard error.reason == .damaged, !messages.isEmpty else { throw error }
    }
    return messages.filter { $0 != "ok" && !$0.hasPrefix("***") && !Self.isLeftPage($0) }
      .map(problem)
  }

  /// A page that belongs to nothing holds nothing. A rebuild leaves such pages where it could not trust a tree enough
  /// to give them back.
  private static func isLeftPage(_ message: String) -> Bool {
    message.hasPrefix("Page ") && message.hasSuffix("never used")
  }

  private func problem(_ message: String) -> LedgerProblem {
    guard let item = item(in: message) else {
      return LedgerProblem(.file, subject: "the database file", message)
    }
    let name = "\(item.type) \(item.name)"
    if item.isProjection { return LedgerProblem(.projection, subject: name, message) }
    // An index of the truth holds nothing that the truth does not. One that SQLite made itself, to keep keys apart, goes
    // with its table, though: nobody can drop it, and a rebuild leaves it as it is.
    if item.type == "index", !item.sql.isEmpty {
      return LedgerProblem(.guards, subject: name, message)
    }
    return LedgerProblem(.file, subject: name, message)
  }

  /// What a message is about: it has the number of a tree's first page, or a name.
  private func item(in message: String) -> Schema.Item? {
    let words = message.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    // "Tree 17 page 23 cell 0: …", or "Page 17: …" of a tree's first page.
    let mark =
      words.firstIndex { $0.lowercased() == "tree" } ?? words.firstIndex { $0 == "Page" }
    if let mark {
      let number = words[mark...].lazy.compactMap { Int64($0) }.first
      return schema.items.first { $0.page > 0 && $0.page == number }
    }
    // The most special name first: "row 3 missing from index claim_by_id" is about the index.
    return words.reversed().lazy.compactMap { word in
      schema.items.first { $0.name == word && $0.type != "trigger" }
    }.first
  }
}
