package import Ledger

/// All claims of a ledger in memory, fed by its change feed in order. It answers about any revision that it has seen:
/// claims carry the entries at which they began and ceased to hold, and so do reviews, sightings and vocabularies.
package struct ClaimModel: Sendable {
  /// The last entry applied.
  package private(set) var revision = Revision.empty
  private(set) var claims = ClaimTable()
  private(set) var documents = Documents()
  private(set) var reviews = Reviews()
  private(set) var vocabularies = History<IndexedVocabulary>()

  package init() {}

  /// Takes the next entry. An entry out of order means that something between here and the ledger lost one: the model
  /// stays as it is and the caller should follow the feed from `revision` again.
  package mutating func apply(_ entry: Entry) throws {
    guard entry.sequence == revision.next else {
      throw LedgerError(
        .damaged, subject: "entry \(entry.sequence)", "Entry \(revision.next) was to come next.",
        hint: "follow the feed again from revision \(revision)")
    }
    guard let number = UInt32(exactly: entry.sequence.number), number < .max else {
      throw LedgerError(
        .tooLarge, subject: "entry \(entry.sequence)", "The model holds 4,294,967,294 entries.")
    }
    switch entry.body {
    case .document(let document):
      _ = documents.handle(for: document.id)
    case .sighting(let sighting):
      guard let outlet = sighting.outlet else { break }
      let document = documents.handle(for: sighting.document)
      documents.record(outlet: claims.source(outlet), of: document, at: number)
      claims.touch(document: document, at: number)
    case .run(let run):
      claims.begin(
        run.claims, document: documents.handle(for: run.document), at: number,
        corrections: reviews.corrections)
      if let sketch = run.sketch {
        documents.record(sketch, of: documents.handle(for: run.document), at: number)
      }
    case .supersession(let supersession):
      for claim in supersession.claims { claims.end(claim, at: number) }
    case .review(let decision):
      let claim = reviews.record(decision, of: entry, at: number)
      if let claim { claims.correct(claim, with: reviews.corrections(of: claim), at: number) }
      if let document = ClaimID(decision.subject).flatMap({ claims.document(of: $0) }) {
        claims.touch(document: document, at: number)
      }
    case .vocabulary(let vocabulary):
      vocabularies.record(IndexedVocabulary(vocabulary, recordedAt: entry.recordedAt), at: number)
    case .withdrawal(let withdrawal):
      // It takes words out of reach, and the model holds none. The figures stay.
      let document = documents.handle(for: withdrawal.document)
      documents.withdraw(document)
      claims.touch(document: document, at: number)
    }
    revision = entry.sequence
  }

  /// What it answers about now.
  var newest: AnswerContext { AnswerContext(self, at: UInt32(clamping: revision.number)) }

  /// How many claims hold now.
  package var claimCount: Int { claims.holding }

  /// An estimate of the model's resident bytes per claim that it keeps, whether it still holds or not: the capacities
  /// of its tables times the sizes of their elements. Left out are what strings longer than 15 bytes keep on the heap
  /// (each different one is kept once) and the words of vocabularies, which do not grow with the claims. 0 when empty.
  package var bytesPerClaim: Double {
    guard !claims.rows.isEmpty else { return 0 }
    let bytes =
      claims.byteCount + documents.byteCount + reviews.byteCount + vocabularies.byteCount
    return Double(bytes) / Double(claims.rows.count)
  }
}
