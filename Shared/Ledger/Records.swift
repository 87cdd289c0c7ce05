/// A claim as the ledger gives it back: with its life span, and what reviewers decided on it.
package struct ClaimRecord: Hashable, Sendable {
  package var id: ClaimID
  /// As it was extracted, whatever a reviewer corrected.
  package var claim: Claim
  /// The entry that brought it.
  package var began: Revision
  /// The entry at which it ceased to hold; nil while it holds.
  package var ended: Revision?
  package var recordedAt: Moment
  package var author: String
  package var extractorVersion: String
  package var lexiconFingerprint: String
  /// What holds.
  package var review: ReviewDecision.Decision
  /// The decisions, newest first; none unless they were asked for.
  package var reviews: [ReviewRecord]
  /// How many there were before those.
  package var earlierReviews: Int
  /// `proposed` or `disputed` where decisions wait that do not hold.
  package var pendingReview: ReviewRecord.Effect?
  /// What was corrected, for `corrected`.
  package var corrections: [FieldCorrection]
  /// The claim as it reads with the corrections; nil where there are none.
  package var reading: Claim?
  /// As a reviewer judged the source, `A` to `F`; empty where not judged.
  package var sourceReliability: String
  /// As a reviewer judged the claim, 1 to 6; 0 where not judged.
  package var credibility: Int
  /// Why it has no words; nil where it has them.
  package var withdrawn: WithdrawalMark?
  /// A later version of its document, seen at the same address; nil where none is known.
  package var newerVersion: DocumentID?

  package init(
    id: ClaimID, claim: Claim, began: Revision, ended: Revision? = nil, recordedAt: Moment,
    author: String, extractorVersion: String, lexiconFingerprint: String,
    review: ReviewDecision.Decision = .unreviewed, reviews: [ReviewRecord] = [],
    earlierReviews: Int = 0, pendingReview: ReviewRecord.Effect? = nil,
    corrections: [FieldCorrection] = [], reading: Claim? = nil, sourceReliability: String = "",
    credibility: Int = 0, withdrawn: WithdrawalMark? = nil, newerVersion: DocumentID? = nil
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
    self.reviews = reviews
    self.earlierReviews = earlierReviews
    self.pendingReview = pendingReview
    self.corrections = corrections
    self.reading = reading
    self.sourceReliability = sourceReliability
    self.credibility = credibility
    self.withdrawn = withdrawn
    self.newerVersion = newerVersion
  }

  /// The claim as it reads now.
  package var asItReads: Claim { reading ?? claim }
}

/// A document with its sightings and the number of claims that hold and were not rejected.
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
  /// Why its sightings have no titles and its claims no words; nil where they have them.
  package var withdrawn: WithdrawalMark?
  /// Claims besides those that hold in it and were rejected.
  package var rejectedClaims: Int
  /// For a table: how its rows are read as claims. Only where the document was asked for by its id.
  package var mapping: String
  package init(
    document: DocumentRecord, sightings: [Sighting], language: String, claims: Int,
    warnings: [String], recordedAt: Moment, revision: Revision, rejectedClaims: Int = 0,
    previousVersion: DocumentID? = nil, nextVersion: DocumentID? = nil,
    withdrawn: WithdrawalMark? = nil, mapping: String = ""
  ) {
    self.document = document
    self.sightings = sightings
    self.language = language
    self.claims = claims
    self.warnings = warnings
    self.recordedAt = recordedAt
    self.revision = revision
    self.rejectedClaims = rejectedClaims
    self.withdrawn = withdrawn
    self.previousVersion = previousVersion
    self.nextVersion = nextVersion
    self.mapping = mapping
  }
}

/// Which claims: every field that is set must match, the claims as they read with what reviewers corrected. `since` and
/// `until` speak of the date that a figure is about.
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
  /// Words of the claim's sentence: all must occur. Docs/search.md says what may be typed.
  package var words: String?
  /// The document's language, such as "en".
  package var language: String?
  package var kind: Claim.Kind?
  package var polarity: Claim.Polarity?
  /// What reviewers decided.
  package var review: ReviewDecision.Decision?
  /// `proposed` or `disputed`: claims with decisions that wait.
  package var pendingReview: ReviewRecord.Effect?

  package init(
    conflict: ConflictID? = nil, party: PartyID? = nil, measure: MeasureID? = nil,
    population: PopulationID? = nil, place: String? = nil, claimant: String? = nil,
    outlet: String? = nil, since: CivilDate? = nil, until: CivilDate? = nil,
    document: DocumentID? = nil, words: String? = nil, language: String? = nil,
    kind: Claim.Kind? = nil, polarity: Claim.Polarity? = nil,
    review: ReviewDecision.Decision? = nil, pendingReview: ReviewRecord.Effect? = nil
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
    self.words = words
    self.language = language
    self.kind = kind
    self.polarity = polarity
    self.review = review
    self.pendingReview = pendingReview
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
