package import Ledger

extension LedgerStore {
  /// Whole entries after a revision, in order, with the words joined that were not withdrawn. There may be fewer than
  /// the limit, because one answer holds about 8 MiB at most; none means that there is no entry after it yet.
  package func entries(after revision: Revision, limit: Int) async throws -> [Entry] {
    try await feed(after: revision, limit: limit).map(\.entry)
  }

  /// The same, each with the chain's hash after it, and for one that comes without its words, why.
  package func feed(after revision: Revision, limit: Int) async throws -> [FeedEntry] {
    try await readers.read { (snapshot) throws(LedgerError) in
      try snapshot.check(revision)
      var entries: [FeedEntry] = []
      var size = 0
      try snapshot.connection.forEach(
        "SELECT bytes, sequence, hash FROM entry WHERE sequence > ? ORDER BY sequence LIMIT ?",
        [.revision(revision), .integer(max(0, limit))]
      ) { (row) throws(LedgerError) in
        let entry = try Chain.entry(row, bytes: 0, sequence: 1)
        let hash = try row.digest(2, "entry \(entry.sequence)")
        entries.append(try snapshot.joined(entry, hash))
        size += row.size(0)
        return size < Self.feedBytes
      }
      return entries
    }
  }

  private static var feedBytes: Int { 8 << 20 }

  /// Returns once there is an entry after a revision. Throws `cancelled` with the task, `unavailable` when the ledger
  /// closes.
  package func waitForEntries(after revision: Revision) async throws {
    try await signal.wait(after: revision)
  }
}

/// An entry of the feed.
package struct FeedEntry: Hashable, Sendable {
  /// With its words, as far as they were not withdrawn.
  package var entry: Entry
  /// The chain's hash after it.
  package var hash: Digest
  /// Why it comes without its words; nil where it has them, or never had any.
  package var withdrawn: WithdrawalMark?
}

extension Snapshot {
  fileprivate func joined(_ entry: Entry, _ hash: Digest) throws(LedgerError) -> FeedEntry {
    var entry = entry
    switch entry.body {
    case .sighting(var sighting):
      if let mark = try withdrawal(of: sighting.document) {
        return FeedEntry(
          entry: entry, hash: hash, withdrawn: sighting.titleSeal == nil ? nil : mark)
      }
      sighting.title =
        try connection.first("SELECT words FROM title WHERE entry = ?", [.revision(entry.sequence)])
      { (row) throws(LedgerError) in row.text(0) } ?? ""
      entry.body = .sighting(sighting)
    case .run(var run):
      if let mark = try withdrawal(of: run.document) {
        return FeedEntry(
          entry: entry, hash: hash,
          withdrawn: run.claims.isEmpty && run.sketchSeal == nil ? nil : mark)
      }
      if run.sketchSeal != nil {
        run.sketch =
          try connection.first(
            "SELECT words FROM sketch WHERE entry = ?", [.revision(entry.sequence)]
          ) { (row) throws(LedgerError) in DocumentSketch(bytes: row.bytes(0)) } ?? nil
      }
      try connection.forEach(
        "SELECT number, sentence, number_text FROM quotation WHERE number >= ? AND number < ?",
        [
          .integer(ClaimNumber.least(of: entry.sequence)),
          .integer(ClaimNumber.bound(after: entry.sequence)),
        ]
      ) { (row) throws(LedgerError) in
        let place = ClaimNumber(row.integer(0)).place
        guard run.claims.indices.contains(place) else { return true }
        run.claims[place].setWords(sentence: row.text(1), number: row.text(2))
        return true
      }
      entry.body = .run(run)
    case .document, .supersession, .review, .vocabulary, .withdrawal: break
    }
    return FeedEntry(entry: entry, hash: hash)
  }
}
