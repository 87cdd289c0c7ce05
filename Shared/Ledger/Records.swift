/// A claim as the ledger gives it back: with its life span, its review and where its document was seen.
package struct ClaimRecord: Hashable, Sendable {
  package var id: ClaimID
  package var claim: Claim
  /// The entry that brought it.
  package var began: Revision
  /// The entry at which it ceased to hold; nil while it holds.
  package var ended: Revision?
  package var recordedAt: Moment
  package var author: String
  package var extractorVersion: String
  package var lexiconFingerprint: String
  package var review: ReviewDecision.Decision
  /// A later version of its document, seen at the same address; nil where none is known.
  package var newerVersion: DocumentID?

  package init(
    id: ClaimID, claim: Claim, began: Revision, ended: Revision? = nil, recordedAt: Moment,
    author: String, extractorVersion: String, lexiconFingerprint: String,
    review: ReviewDecision.Decision = .unreviewed, newerVersion: DocumentID? = nil
  ) {
    self.id = id
    self.claim = claim
    self.began = began
    self.ended = ended
    self.recordedAt = recordedAt
    self.author = author
    self.extractorVersion = extractorVersion
    self.lexiconFingerprint = lexiconFingerprint
    self.review = review
    self.newerVersion = newerVersion
  }
}

/// A document with its sightings and the number of claims that hold.
package struct ReportRecord: Hashable, Sendable {
  package var document: DocumentRecord
  package var sightings: [Sighting]
  package var language: String
  package var claims: Int
  package var warnings: [String]
  package var recordedAt: Moment
  package var revision: Revision
  /// Other bytes that were seen at one of its addresses before it, or after it; nil where there were none.
  package var previousVersion: DocumentID?
  package var nextVersion: DocumentID?
  package init(
    document: DocumentRecord, sightings: [Sighting], language: String, claims: Int,
    warnings: [String], recordedAt: Moment, revision: Revision,
    previousVersion: DocumentID? = nil, nextVersion: DocumentID? = nil
  ) {
    self.document = document
    self.sightings = sightings
    self.language = language
    self.claims = claims
    self.warnings = warnings
    self.recordedAt = recordedAt
    self.revision = revision
    self.previousVersion = previousVersion
    self.nextVersion = nextVersion
  }
}

/// Which claims: every field that is set must match. `since` and `until` speak of the date that a figure is about.
package struct ClaimFilter: Hashable, Sendable {
  package var conflict: ConflictID?
  package var party: PartyID?
  package var measure: MeasureID?
  package var population: PopulationID?
  /// A place name, compared without case.
  package var place: String?
  /// A claimant's id or name, compared without case; part of a name is enough.
  package var claimant: String?
  /// An outlet's name, compared without case; part of a name is enough.
  package var outlet: String?
  package var since: CivilDate?
  package var until: CivilDate?
  package var document: DocumentID?

  package init(
    conflict: ConflictID? = nil, party: PartyID? = nil, measure: MeasureID? = nil,
    population: PopulationID? = nil, place: String? = nil, claimant: String? = nil,
    outlet: String? = nil, since: CivilDate? = nil, until: CivilDate? = nil,
    document: DocumentID? = nil
  ) {
    self.conflict = conflict
    self.party = party
    self.measure = measure
    self.population = population
    self.place = place
    self.claimant = claimant
    self.outlet = outlet
    self.since = since
    self.until = until
    self.document = document
  }
}

/// One page of a list, and where the next one begins.
package struct Page<Item: Sendable>: Sendable {
  package var items: [Item]
  /// Give it back to get the next page; empty at the end.
  package var nextCursor: String
  /// The state of the ledger that the page shows.
  package var revision: Revision
  package init(items: [Item], nextCursor: String, revision: Revision) {
    self.items = items
    self.nextCursor = nextCursor
    self.revision = revision
  }
}
