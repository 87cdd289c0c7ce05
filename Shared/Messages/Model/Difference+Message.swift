package import CReckonerProto
package import Ledger

extension ClaimChange: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__ClaimChange>?) -> Void {
    reckoner__v1__claim_change__init
  }

  /// Whether it needs review follows from the other fields, and is not read.
  package init(reading wire: Reckoner__V1__ClaimChange) throws(LedgerError) {
    self.init(
      try Read.value(wire.kind.rawValue, "kind"), before: try Read.message(wire.before, "before"),
      after: try Read.message(wire.after, "after"),
      review: try Read.optional(wire.review.rawValue, "review") ?? .unreviewed,
      keptByReview: wire.kept_by_review != 0)
  }

  package func write(to wire: inout Reckoner__V1__ClaimChange, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.kind = .init(UInt32(kind.rawValue))
    wire.before = try arena.place(before)
    wire.after = try arena.place(after)
    wire.review = .init(UInt32(review.rawValue))
    wire.kept_by_review = keptByReview ? 1 : 0
    wire.needs_review = needsReview ? 1 : 0
  }
}

extension ClaimTally: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__ClaimTally>?) -> Void {
    reckoner__v1__claim_tally__init
  }

  package init(reading wire: Reckoner__V1__ClaimTally) throws(LedgerError) {
    self.init(
      added: try Read.count(wire.added, "added"), gone: try Read.count(wire.gone, "gone"),
      changed: try Read.count(wire.changed, "changed"),
      unchanged: try Read.count(wire.unchanged, "unchanged"),
      keptByReview: try Read.count(wire.kept_by_review, "kept_by_review"),
      needReview: try Read.count(wire.need_review, "need_review"))
  }

  package func write(to wire: inout Reckoner__V1__ClaimTally, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.added = Int32(clamping: added)
    wire.gone = Int32(clamping: gone)
    wire.changed = Int32(clamping: changed)
    wire.unchanged = Int32(clamping: unchanged)
    wire.kept_by_review = Int32(clamping: keptByReview)
    wire.need_review = Int32(clamping: needReview)
  }
}

extension Reextraction: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Reextraction>?) -> Void
  { reckoner__v1__reextraction__init }

  package init(reading wire: Reckoner__V1__Reextraction) throws(LedgerError) {
    self.init(
      documents: try Read.texts(wire.n_documents, wire.documents, "documents"),
      alsoCurrent: wire.also_current != 0, dryRun: wire.dry_run != 0)
  }

  package func write(to wire: inout Reckoner__V1__Reextraction, in arena: borrowing Arena)
    throws(LedgerError)
  {
    (wire.n_documents, wire.documents) = try arena.place(documents, "documents")
    wire.also_current = alsoCurrent ? 1 : 0
    wire.dry_run = dryRun ? 1 : 0
  }
}

extension DocumentReextraction: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__DocumentReextraction>?) -> Void
  { reckoner__v1__document_reextraction__init }

  package init(reading wire: Reckoner__V1__DocumentReextraction) throws(LedgerError) {
    let revision = try Read.revision(wire.revision, "revision")
    self.init(
      document: try Read.document(wire.document, "document"),
      title: try Read.text(wire.title, "title"),
      claims: try Read.message(wire.claims, "claims") ?? ClaimTally(),
      warnings: try Read.texts(wire.n_warnings, wire.warnings, "warnings"),
      revision: revision == .empty ? nil : revision, error: try Read.message(wire.error, "error"))
  }

  package func write(to wire: inout Reckoner__V1__DocumentReextraction, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document.description, "document")
    wire.title = try arena.place(title, "title")
    wire.claims = try arena.place(claims)
    (wire.n_warnings, wire.warnings) = try arena.place(warnings, "warnings")
    wire.revision = revision?.number ?? 0
    wire.error = try arena.place(error)
  }
}

extension ReextractionReport: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__ReextractionReport>?) -> Void
  { reckoner__v1__reextraction_report__init }

  package init(reading wire: Reckoner__V1__ReextractionReport) throws(LedgerError) {
    self.init(
      extractorVersion: try Read.text(wire.extractor_version, "extractor_version"),
      lexiconFingerprint: try Read.text(wire.lexicon_fingerprint, "lexicon_fingerprint"),
      dryRun: wire.dry_run != 0, documents: try Read.amount(wire.documents, "documents"),
      differing: try Read.amount(wire.differing, "differing"),
      failed: try Read.amount(wire.failed, "failed"),
      claims: try Read.message(wire.claims, "claims") ?? ClaimTally())
  }

  package func write(to wire: inout Reckoner__V1__ReextractionReport, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.extractor_version = try arena.place(extractorVersion, "extractor_version")
    wire.lexicon_fingerprint = try arena.place(lexiconFingerprint, "lexicon_fingerprint")
    wire.dry_run = dryRun ? 1 : 0
    wire.documents = documents
    wire.differing = differing
    wire.failed = failed
    wire.claims = try arena.place(claims)
  }
}

extension DocumentReading: Message {
  package static var prepare:
    @Sendable (UnsafeMutablePointer<Reckoner__V1__DocumentReading>?) -> Void
  { reckoner__v1__document_reading__init }

  package init(reading wire: Reckoner__V1__DocumentReading) throws(LedgerError) {
    self.init(
      document: try Read.document(wire.document, "document"),
      extractorVersion: try Read.text(wire.extractor_version, "extractor_version"),
      lexiconFingerprint: try Read.text(wire.lexicon_fingerprint, "lexicon_fingerprint"),
      run: try Read.revision(wire.run, "run"))
  }

  package func write(to wire: inout Reckoner__V1__DocumentReading, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.document = try arena.place(document.description, "document")
    wire.extractor_version = try arena.place(extractorVersion, "extractor_version")
    wire.lexicon_fingerprint = try arena.place(lexiconFingerprint, "lexicon_fingerprint")
    wire.run = run.number
  }
}
