package import Ledger

/// What a claim's record says of the run that brought the claim: the same for all claims of the run.
package struct PackedRunHead: Sendable {
  let recordedAt: Moment
  package var reader: Reader

  /// Who read it, and with what, packed: the same for many runs.
  package struct Reader: Hashable, Sendable { let bytes: [UInt8] }

  /// Throws `malformed` where a text cannot travel.
  package init(
    recordedAt: Moment, author: UnsafeRawBufferPointer, extractorVersion: UnsafeRawBufferPointer,
    lexiconFingerprint: UnsafeRawBufferPointer
  ) throws(LedgerError) {
    typealias Field = StoredClaimRecord.Field
    var out = FieldWriter(
      capacity: author.count + extractorVersion.count + lexiconFingerprint.count + 16)
    out.add(Field.author, try WireText(author, "author"))
    out.add(Field.extractorVersion, try WireText(extractorVersion, "extractor_version"))
    out.add(Field.lexiconFingerprint, try WireText(lexiconFingerprint, "lexicon_fingerprint"))
    self.recordedAt = recordedAt
    reader = Reader(bytes: out.bytes)
  }
}

/// What a claim's record is packed of where nothing in it needs to be worked out: the claim as it is stored, its words,
/// and what stands around it. The bytes are those that the unpacked record would be packed to.
///
/// The texts and the claim lie where their owner has them, and must stay there until the record is packed.
package struct StoredClaimRecord {
  /// Packed, without words.
  package var claim: UnsafeRawBufferPointer
  package var sentence: UnsafeRawBufferPointer
  package var numberText: UnsafeRawBufferPointer
  package var began: Revision
  package var ended: Revision?
  package var run: PackedRunHead
  package var review: ReviewDecision.Decision
  package var pendingReview: ReviewRecord.Effect?
  package var newerVersion: DocumentID?

  package init(
    claim: UnsafeRawBufferPointer, sentence: UnsafeRawBufferPointer,
    numberText: UnsafeRawBufferPointer, began: Revision, ended: Revision?, run: PackedRunHead,
    review: ReviewDecision.Decision, pendingReview: ReviewRecord.Effect?,
    newerVersion: DocumentID?
  ) {
    self.claim = claim
    self.sentence = sentence
    self.numberText = numberText
    self.began = began
    self.ended = ended
    self.run = run
    self.review = review
    self.pendingReview = pendingReview
    self.newerVersion = newerVersion
  }

  /// Throws `malformed` where the claim's bytes are no claim with evidence, or a text cannot travel.
  package func packed() throws(LedgerError) -> Packed<ClaimRecord> {
    var out = FieldWriter(
      capacity: claim.count + sentence.count + numberText.count + run.reader.bytes.count + 144)
    try addClaim(to: &out)
    out.add(Field.began, number: began.number)
    out.add(Field.ended, number: ended?.number ?? 0)
    out.add(Field.recordedAt, run.recordedAt)
    run.reader.bytes.withUnsafeBytes { out.append($0) }
    out.add(Field.review, number: Int64(review.rawValue))
    if let newerVersion {
      out.add(Field.newerVersion, packed: Array(newerVersion.description.utf8))
    }
    out.add(Field.pendingReview, number: Int64(pendingReview?.rawValue ?? 0))
    return Packed(bytes: out.bytes)
  }

  /// The claim with its words where `Evidence` has them.
  private func addClaim(to out: inout FieldWriter) throws(LedgerError) {
    let words = [
      (Field.sentenceText, try WireText(sentence, "sentence_text")),
      (Field.numberText, try WireText(numberText, "number_text")),
    ]
    var fields = WireFields(claim)
    while let field = try fields.next() {
      guard field.number == Field.evidence, field.hasLength else { continue }
      let splice = try TextSplice(words, into: claim, field.contents)
      let evidence = FieldWriter.size(of: Field.evidence, contents: splice.size)
      out.begin(Field.claim, size: claim.count - field.whole.count + evidence)
      out.append(UnsafeRawBufferPointer(rebasing: claim[..<field.whole.lowerBound]))
      out.begin(Field.evidence, size: splice.size)
      splice.write(to: &out)
      return out.append(UnsafeRawBufferPointer(rebasing: claim[field.whole.upperBound...]))
    }
    throw LedgerError(.malformed, subject: "claim.evidence", "missing")
  }

  /// Of `ClaimRecord`, `Claim` and `Evidence`; a test compares what is packed so with what those pack to.
  fileprivate enum Field {
    static let claim: UInt64 = 1
    static let began: UInt64 = 2
    static let ended: UInt64 = 3
    static let recordedAt: UInt64 = 4
    static let author: UInt64 = 5
    static let extractorVersion: UInt64 = 6
    static let lexiconFingerprint: UInt64 = 7
    static let review: UInt64 = 8
    static let newerVersion: UInt64 = 9
    static let pendingReview: UInt64 = 13
    static let evidence: UInt64 = 13
    static let sentenceText: UInt64 = 5
    static let numberText: UInt64 = 6
  }
}

extension FieldWriter {
  mutating func add(_ field: UInt64, _ moment: Moment) {
    let (seconds, nanoseconds) = moment.timestamp
    begin(
      field,
      size: Self.size(of: 1, number: seconds) + Self.size(of: 2, number: Int64(nanoseconds)))
    add(1, number: seconds)
    add(2, number: Int64(nanoseconds))
  }
}
