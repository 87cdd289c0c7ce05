package import CReckonerProto
package import Ledger

extension ClaimRecord: Message {
  package static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__ClaimRecord>?) -> Void {
    reckoner__v1__claim_record__init
  }

  package init(reading wire: Reckoner__V1__ClaimRecord) throws(LedgerError) {
    let claim: Claim = try Read.required(wire.claim, "claim")
    let reading: ClaimReading? = try Read.message(wire.reading, "reading")
    self.init(
      id: ClaimID(of: claim), claim: claim,
      began: try Read.revision(wire.began, "began"),
      ended: wire.ended == 0 ? nil : try Read.revision(wire.ended, "ended"),
      recordedAt: try Read.required(wire.recorded_at, "recorded_at"),
      author: try Read.text(wire.author, "author"),
      extractorVersion: try Read.text(wire.extractor_version, "extractor_version"),
      lexiconFingerprint: try Read.text(wire.lexicon_fingerprint, "lexicon_fingerprint"),
      review: try Read.value(wire.review.rawValue, "review"),
      reviews: try Read.messages(wire.n_reviews, wire.reviews, "reviews"),
      earlierReviews: try Read.count(wire.earlier_reviews, "earlier_reviews"),
      pendingReview: try Read.optional(wire.pending_review.rawValue, "pending_review"),
      corrections: try Read.messages(wire.n_corrections, wire.corrections, "corrections"),
      reading: reading?.claim,
      sourceReliability: try Read.text(wire.source_reliability, "source_reliability"),
      credibility: try Read.count(wire.credibility, "credibility"),
      withdrawn: try Read.message(wire.withdrawn, "withdrawn"),
      newerVersion: try Read.optionalDocument(wire.newer_version, "newer_version"))
  }

  package func write(to wire: inout Reckoner__V1__ClaimRecord, in arena: borrowing Arena)
    throws(LedgerError)
  {
    wire.claim = try arena.place(claim)
    wire.began = began.number
    wire.ended = ended?.number ?? 0
    wire.recorded_at = try arena.place(recordedAt)
    wire.author = try arena.place(author, "author")
    wire.extractor_version = try arena.place(extractorVersion, "extractor_version")
    wire.lexicon_fingerprint = try arena.place(lexiconFingerprint, "lexicon_fingerprint")
    wire.review = .init(UInt32(review.rawValue))
    (wire.n_reviews, wire.reviews) = try arena.place(reviews)
    wire.earlier_reviews = Int32(clamping: earlierReviews)
    wire.pending_review = .init(UInt32(pendingReview?.rawValue ?? 0))
    (wire.n_corrections, wire.corrections) = try arena.place(corrections)
    wire.reading = try arena.place(reading.map(ClaimReading.init))
    wire.source_reliability = try arena.place(sourceReliability, "source_reliability")
    wire.credibility = Int32(clamping: credibility)
    wire.withdrawn = try arena.place(withdrawn)
    wire.newer_version = try arena.place(newerVersion?.description ?? "", "newer_version")
  }
}

/// A claim as it reads with corrections: it has no id of its own, because none was extracted so.
private struct ClaimReading: Message {
  let claim: Claim

  init(_ claim: Claim) { self.claim = claim }

  static var prepare: @Sendable (UnsafeMutablePointer<Reckoner__V1__Claim>?) -> Void {
    reckoner__v1__claim__init
  }

  init(reading wire: Reckoner__V1__Claim) throws(LedgerError) {
    claim = try Claim(fields: wire)
  }

  func write(to wire: inout Reckoner__V1__Claim, in arena: borrowing Arena) throws(LedgerError) {
    try claim.write(fields: &wire, in: arena)
  }
}
