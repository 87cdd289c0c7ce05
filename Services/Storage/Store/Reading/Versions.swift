import Ledger

/// Documents with other bytes that were seen at an address of one document.
struct Versions {
  /// What stood there last before the document was first seen.
  var previous: DocumentID?
  /// What stood there first after the document was last seen.
  var next: DocumentID?
}

extension Snapshot {
  /// The versions before and after a document, as they were known at a revision. Where it was seen at several
  /// addresses, the nearest in the order of the ledger.
  /// - Parameter document: the document's entry.
  func versions(of document: Revision, at revision: Revision) throws(LedgerError) -> Versions {
    let neighbours = try connection.first(
      """
      SELECT max(before), min(after) FROM (
        SELECT
          (SELECT max(entry) FROM address WHERE place = own.place AND entry < own.first) AS before,
          (SELECT min(entry) FROM address
            WHERE place = own.place AND entry > own.last AND entry <= ?) AS after
        FROM (
          SELECT place, min(entry) AS first, max(entry) AS last FROM address
          WHERE document = ? AND entry <= ? GROUP BY place) AS own)
      """, [.revision(revision), .revision(document), .revision(revision)]
    ) { (row) throws(LedgerError) in (row.optionalRevision(0), row.optionalRevision(1)) }
    guard let (before, after) = neighbours else { return Versions() }
    return Versions(previous: try documentSeen(at: before), next: try documentSeen(at: after))
  }

  /// The document that was seen at an address with an entry; nil for no entry.
  func documentSeen(at entry: Revision?) throws(LedgerError) -> DocumentID? {
    guard let entry else { return nil }
    return try connection.first(
      """
      SELECT document.id FROM address CROSS JOIN document ON document.began = address.document
      WHERE address.entry = ?
      """, [.revision(entry)]
    ) { (row) throws(LedgerError) in DocumentID(try row.digest(0, "a document's id")) }
  }
}
