import Ledger
import Messages

extension Snapshot {
  /// The sightings of a document, oldest first, with their titles where these were not withdrawn.
  /// - Parameters:
  ///   - document: the document's entry.
  ///   - limit: so many at the most; nil: all.
  func sightings(of document: Revision, at revision: Revision, limit: Int? = nil)
    throws(LedgerError) -> [Sighting]
  {
    try connection.all(
      """
      SELECT sighting.entry, sighting.packed, title.words FROM sighting
      LEFT JOIN title ON title.entry = sighting.entry AND NOT EXISTS (
        SELECT 1 FROM withdrawal WHERE withdrawal.document = sighting.document)
      WHERE sighting.document = ? AND sighting.entry <= ? ORDER BY sighting.entry LIMIT ?
      """, [.revision(document), .revision(revision), .integer(limit ?? -1)]
    ) { (row) throws(LedgerError) in try sighting(row) }
  }

  /// The first sighting of a document, packed, with its title where that was not withdrawn; nil where there is none.
  /// - Parameter entry: the first one that is wanted; nil: the document's first.
  func firstSighting(of document: Revision, from entry: Revision?, at revision: Revision)
    throws(LedgerError) -> Packed<Sighting>?
  {
    // The first one follows its document at once: `+` keeps SQLite from gathering all of them to sort them.
    try connection.first(
      """
      SELECT sighting.entry, sighting.packed, title.words FROM sighting
      LEFT JOIN title ON title.entry = sighting.entry AND NOT EXISTS (
        SELECT 1 FROM withdrawal WHERE withdrawal.document = sighting.document)
      WHERE +sighting.document = ? AND sighting.entry BETWEEN ? AND ?
      ORDER BY sighting.entry LIMIT 1
      """, [.revision(document), .revision(entry ?? document), .revision(revision)]
    ) { (row) throws(LedgerError) in
      do throws(LedgerError) {
        return try Packed(stored: row.bytesInPlace(1), title: row.bytesInPlace(2))
      } catch {
        throw row.unreadableSighting(error)
      }
    }
  }

  private func sighting(_ row: Row) throws(LedgerError) -> Sighting {
    var sighting = try row.sighting(1)
    sighting.title = row.text(2)
    return sighting
  }

  /// The entry of a document, where it had been recorded at a revision.
  func document(_ id: DocumentID, at revision: Revision) throws(LedgerError) -> Revision? {
    try Stored.document(id, connection).flatMap { $0 <= revision ? $0 : nil }
  }
}

extension Row {
  /// A sighting, without its title, in a row that begins with the sighting's entry.
  func sighting(_ column: Int32) throws(LedgerError) -> Sighting {
    do throws(LedgerError) {
      return try withBytes(column) { (buffer) throws(LedgerError) in
        try Sighting(unpacking: buffer)
      }
    } catch {
      throw unreadableSighting(error)
    }
  }

  fileprivate func unreadableSighting(_ error: LedgerError) -> LedgerError {
    .damaged("entry \(integer(0))", "it cannot be read: \(error.message)")
  }
}
