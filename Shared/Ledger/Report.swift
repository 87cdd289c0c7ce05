/// What came with a report when it was submitted: where and when it was published. Each submission is a sighting of
/// its own; the same bytes seen twice are one document with two sightings.
package struct Sighting: Hashable, Sendable {
  package var document: DocumentID
  package var outlet: Source?
  package var url: String
  package var fileName: String
  package var published: DateStatement?
  /// When ingest accepted the report.
  package var receivedAt: Moment
  /// The report's headline, for lists. Words of the report: stored beside the entry, never in it.
  package var title: String
  /// What the entry carries in place of the title. Nil until the ledger has recorded it.
  package var titleSeal: Digest?
  /// How whoever submitted it wants a table to be read; empty where they did not say. On its way only: what the ledger
  /// keeps is the mapping of the run that it led to.
  package var mapping: String

  package init(
    document: DocumentID, outlet: Source? = nil, url: String = "", fileName: String = "",
    published: DateStatement? = nil, receivedAt: Moment, title: String = "",
    titleSeal: Digest? = nil, mapping: String = ""
  ) {
    self.document = document
    self.outlet = outlet
    self.url = url
    self.fileName = fileName
    self.published = published
    self.receivedAt = receivedAt
    self.title = title
    self.titleSeal = titleSeal
    self.mapping = mapping
  }
}

extension Sighting {
  /// So many of one document go with a page of claims: more are the same text in further outlets.
  package static let mostOnPage = 16
}

/// A document as the ledger knows it: never its words, only what identifies and measures them.
package struct DocumentRecord: Hashable, Sendable {
  package var id: DocumentID
  /// IANA media type, as found in the content: `text/plain`, `text/markdown`.
  package var mediaType: String
  /// Size of the original in bytes.
  package var size: Int
  /// The salted digest of the original.
  package var seal: Digest?
  package init(id: DocumentID, mediaType: String, size: Int, seal: Digest? = nil) {
    self.id = id
    self.mediaType = mediaType
    self.size = size
    self.seal = seal
  }
}

/// What one reading of one document yielded.
package struct ExtractionRun: Hashable, Sendable {
  package var document: DocumentID
  /// BCP 47 tag of the document's main language; empty where unknown.
  package var language: String
  package var extractorVersion: String
  package var lexiconFingerprint: String
  /// The claims that this run yields and the ledger did not hold yet.
  package var claims: [Claim]
  /// How many more it yields that the ledger held already.
  package var keptClaims: Int
  package var warnings: [String]
  /// Reading stopped at a limit; the warnings name it.
  package var stoppedAtLimit: Bool
  /// The publication date that somebody supplied and that relative dates were resolved against; nil for the text's own.
  package var published: DateStatement?
  /// What was kept of the document's words to find documents that are alike; nil where they are too few, or the reader was
  /// an earlier version. Made from the words: stored beside the entry, never in it.
  package var sketch: DocumentSketch?
  /// What the entry carries in place of the sketch. Nil until the ledger has recorded it.
  package var sketchSeal: Digest?
  /// For a table: how its rows were read as claims. Empty for a text.
  package var mapping: String
  /// How the text was had; nil where it is the original, in UTF-8.
  package var transcript: Transcript?

  package init(
    document: DocumentID, language: String, extractorVersion: String, lexiconFingerprint: String,
    claims: [Claim], keptClaims: Int = 0, warnings: [String] = [], stoppedAtLimit: Bool = false,
    published: DateStatement? = nil, sketch: DocumentSketch? = nil, sketchSeal: Digest? = nil,
    mapping: String = "", transcript: Transcript? = nil
  ) {
    self.document = document
    self.language = language
    self.extractorVersion = extractorVersion
    self.lexiconFingerprint = lexiconFingerprint
    self.claims = claims
    self.keptClaims = keptClaims
    self.warnings = warnings
    self.stoppedAtLimit = stoppedAtLimit
    self.published = published
    self.sketch = sketch
    self.sketchSeal = sketchSeal
    self.mapping = mapping
    self.transcript = transcript
  }
}

extension DateStatement {
  /// Whether it says more of when a document was published: the more precise date does, then the earlier one.
  package func tellsMore(than other: DateStatement?) -> Bool {
    guard let other else { return true }
    let (one, another) = (date.description, other.date.description)
    return one.utf8.count == another.utf8.count
      ? one < another : one.utf8.count > another.utf8.count
  }
}

extension Sequence<Sighting> {
  /// The publication date that submitters gave: the earliest of the most precise. A submission without one undoes
  /// nothing that is known.
  package var suppliedDate: DateStatement? {
    var best: DateStatement?
    for date in compactMap(\.published) where date.basis == .supplied && date.tellsMore(than: best)
    {
      best = date
    }
    return best
  }
}
