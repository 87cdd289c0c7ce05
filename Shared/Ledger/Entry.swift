/// One entry of the ledger. Entries are only ever added.
package struct Entry: Hashable, Sendable {
  /// Its place in the ledger, from 1. A revision is the sequence of the last entry.
  package var sequence: Revision
  package var recordedAt: Moment
  /// Whose entry it is; `local` before there are tokens.
  package var author: String
  package var body: Body

  package init(sequence: Revision, recordedAt: Moment, author: String, body: Body) {
    self.sequence = sequence
    self.recordedAt = recordedAt
    self.author = author
    self.body = body
  }

  package enum Body: Hashable, Sendable {
    case document(DocumentRecord)
    case sighting(Sighting)
    case run(ExtractionRun)
    case supersession(Supersession)
    case review(ReviewDecision)
    case vocabulary(Vocabulary)
    case withdrawal(Withdrawal)

    package var name: String {
      switch self {
      case .document: "document"
      case .sighting: "sighting"
      case .run: "run"
      case .supersession: "supersession"
      case .review: "review"
      case .vocabulary: "vocabulary"
      case .withdrawal: "withdrawal"
      }
    }
  }
}

/// One document with everything that is to be recorded about it in one step: whole or not at all.
package struct Recording: Sendable {
  package var document: DocumentRecord
  package var sighting: Sighting
  package var run: ExtractionRun
  package var original: [UInt8]
  package init(
    document: DocumentRecord, sighting: Sighting, run: ExtractionRun, original: [UInt8]
  ) {
    self.document = document
    self.sighting = sighting
    self.run = run
    self.original = original
  }
}

/// What recording changed.
package struct RecordingOutcome: Hashable, Sendable {
  /// The ledger's head afterwards; everything recorded is at or before it.
  package var revision: Revision
  /// How many claims of the document hold now.
  package var claims: Int
  /// Nothing was new: the ledger held all of it.
  package var alreadyRecorded: Bool
  /// Of the claims that hold, those that the run did not yield and that a reviewer's decision keeps.
  package var keptByReview: Int
  package init(revision: Revision, claims: Int, alreadyRecorded: Bool, keptByReview: Int = 0) {
    self.revision = revision
    self.claims = claims
    self.alreadyRecorded = alreadyRecorded
    self.keptByReview = keptByReview
  }
}
