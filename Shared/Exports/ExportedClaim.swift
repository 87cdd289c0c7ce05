package import Ledger
import Messages

/// A claim as a row of an export: as the ledger gives it back, with where its document was seen.
package struct ExportedClaim: Hashable, Sendable {
  package var record: ClaimRecord
  /// The first sightings of its document, oldest first.
  package var sightings: [Sighting]
  /// The state of the ledger that the row shows.
  package var revision: Revision

  package init(record: ClaimRecord, sightings: [Sighting] = [], revision: Revision) {
    self.record = record
    self.sightings = sightings
    self.revision = revision
  }

  /// As it reads with what reviewers corrected.
  var claim: Claim { record.asItReads }
}

extension ExportTable<ExportedClaim> {
  /// One row a claim.
  package static let claims = ExportTable(
    ClaimColumns.identity + ClaimColumns.quantity + ClaimColumns.group + ClaimColumns.time
      + ClaimColumns.attribution + ClaimColumns.place + ClaimColumns.review + ClaimColumns.entry,
    key: ["claim_id"])
}

/// The canonical JSON of a claim's record on one line, as the schema of the calls has it.
package enum ClaimLine {
  package static func of(_ record: ClaimRecord) throws(LedgerError) -> String {
    try record.json(indented: false) + "\n"
  }
}
