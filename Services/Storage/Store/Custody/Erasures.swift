import Ledger

/// Documents whose words are gone, by the ledger's own decisions.
enum Erasures {
  /// - Parameter revision: decisions behind it.
  static func decided(_ connection: Connection, behind revision: Revision = .empty)
    throws(LedgerError) -> Set<DocumentID>
  {
    var erased: Set<DocumentID> = []
    try connection.forEach(
      "SELECT bytes, sequence FROM entry WHERE type = 'withdrawal' AND sequence > ?",
      [revision == .empty ? .integer(.min) : .revision(revision)]
    ) { (row) throws(LedgerError) in
      // One that cannot be read is found on the walk.
      if let entry = try? Chain.entry(row, bytes: 0, sequence: 1),
        case .withdrawal(let document, .erased) = EntryOutline(entry).body
      {
        erased.insert(document)
      }
      return true
    }
    return erased
  }

  /// Whether to look for decisions before a walk begins, which takes a look at every entry. It is a guess from what
  /// answers are read from: the walk comes by every decision.
  static func areLikely(_ connection: Connection) -> Bool {
    let found: Void?? = try? connection.first("SELECT 1 FROM withdrawal") { _ in }
    return found.flatMap(\.self) != nil
  }
}
