/// Which documents are to be read again, and whether anything is to come of it.
package struct Reextraction: Hashable, Sendable {
  /// Ids, or beginnings of six characters or more. Empty: all documents.
  package var documents: [String]
  /// Those, too, that the present extractor and lexicon have read last.
  package var alsoCurrent: Bool
  /// Only say what would change.
  package var dryRun: Bool

  package init(documents: [String] = [], alsoCurrent: Bool = false, dryRun: Bool = false) {
    self.documents = documents
    self.alsoCurrent = alsoCurrent
    self.dryRun = dryRun
  }
}

/// What came of documents that were read again.
package struct ClaimTally: Hashable, Sendable {
  /// Claims that no reading had yielded before.
  package var added: Int
  /// Claims that are yielded no more.
  package var gone: Int
  /// Claims that say something else on the same number, each of them one added and one gone.
  package var changed: Int
  package var unchanged: Int
  /// Of those gone or changed, the ones that hold all the same, because of what reviewers decided.
  package var keptByReview: Int
  /// Of those changed, the ones whose claim before was decided on.
  package var needReview: Int

  package init(
    added: Int = 0, gone: Int = 0, changed: Int = 0, unchanged: Int = 0, keptByReview: Int = 0,
    needReview: Int = 0
  ) {
    self.added = added
    self.gone = gone
    self.changed = changed
    self.unchanged = unchanged
    self.keptByReview = keptByReview
    self.needReview = needReview
  }

  package init(_ difference: ClaimDifference) {
    self.init(
      added: difference.count(.added), gone: difference.count(.gone),
      changed: difference.count(.changed), unchanged: difference.unchanged,
      keptByReview: difference.changes.count(where: \.keptByReview),
      needReview: difference.changes.count(where: \.needsReview))
  }

  package static func += (sum: inout ClaimTally, more: ClaimTally) {
    sum.added += more.added
    sum.gone += more.gone
    sum.changed += more.changed
    sum.unchanged += more.unchanged
    sum.keptByReview += more.keptByReview
    sum.needReview += more.needReview
  }

  package var isEmpty: Bool { added + gone + changed == 0 }
}

/// One document that was read again, or the reason why it was not.
package struct DocumentReextraction: Hashable, Sendable {
  package var document: DocumentID
  /// The headline of the last sighting.
  package var title: String
  package var claims: ClaimTally
  /// What the reading warns of.
  package var warnings: [String]
  /// The ledger's revision that has it; nil where nothing was recorded.
  package var revision: Revision?
  /// Why it could not be read. Its claims stay as they are.
  package var error: LedgerError?

  package init(
    document: DocumentID, title: String = "", claims: ClaimTally = ClaimTally(),
    warnings: [String] = [], revision: Revision? = nil, error: LedgerError? = nil
  ) {
    self.document = document
    self.title = title
    self.claims = claims
    self.warnings = warnings
    self.revision = revision
    self.error = error
  }
}

/// What came of reading documents again.
package struct ReextractionReport: Hashable, Sendable {
  package var extractorVersion: String
  package var lexiconFingerprint: String
  package var dryRun: Bool
  /// Documents that were read.
  package var documents: Int64
  /// Of these, the ones whose claims differ.
  package var differing: Int64
  /// Documents that could not be read.
  package var failed: Int64
  package var claims: ClaimTally

  package init(
    extractorVersion: String, lexiconFingerprint: String, dryRun: Bool, documents: Int64 = 0,
    differing: Int64 = 0, failed: Int64 = 0, claims: ClaimTally = ClaimTally()
  ) {
    self.extractorVersion = extractorVersion
    self.lexiconFingerprint = lexiconFingerprint
    self.dryRun = dryRun
    self.documents = documents
    self.differing = differing
    self.failed = failed
    self.claims = claims
  }

  /// Counts one more document.
  package mutating func add(_ document: DocumentReextraction) {
    guard document.error == nil else {
      failed += 1
      return
    }
    documents += 1
    if !document.claims.isEmpty { differing += 1 }
    claims += document.claims
  }
}

/// Which reader read a document last.
package struct DocumentReading: Hashable, Sendable {
  package var document: DocumentID
  package var extractorVersion: String
  package var lexiconFingerprint: String
  /// The run's entry.
  package var run: Revision

  package init(
    document: DocumentID, extractorVersion: String, lexiconFingerprint: String, run: Revision
  ) {
    self.document = document
    self.extractorVersion = extractorVersion
    self.lexiconFingerprint = lexiconFingerprint
    self.run = run
  }
}
