import Ledger

/// Compares words beside one entry with their seals.
struct SealCheck {
  private let entry: Revision
  private let document: DocumentID
  /// A decision erased the words of the document.
  private let isErased: Bool
  /// Whose words they are, where they are those of a claim.
  private let claim: ClaimID?

  init(entry: Revision, _ document: DocumentID, isErased: Bool, of claim: ClaimID? = nil) {
    self.entry = entry
    self.document = document
    self.isErased = isErased
    self.claim = claim
  }

  private func note(
    _ message: String, _ report: inout VerificationReport, _ part: LedgerPart = .words
  ) {
    let name = claim.map { ", claim \($0.description.prefix(10))" } ?? ""
    report.add(LedgerProblem(part, entry: entry, subject: "entry \(entry)\(name)", message))
  }

  /// Words in a row, salt and words side by side, compared with their seal.
  /// - Parameter row: nil where there is none.
  /// - Returns: whether they are there and as they were recorded.
  func holds(
    _ row: Row?, _ column: Int32, _ part: String, _ expected: Digest?,
    _ report: inout VerificationReport
  ) -> Bool {
    guard let row else {
      if expected != nil { note("its \(part) is missing", &report) }
      return false
    }
    report.words += 1
    if row.isNull(column), row.isNull(column + 1) {
      if !isErased { note("its \(part) was erased without a withdrawal", &report) }
      report.erased += 1
      return false
    }
    if isErased, expected != nil {
      note(
        "its \(part) is there, though a decision erased the words of document \(document)",
        &report, .withdrawal)
      return false
    }
    let seal = Digest(of: row.bytesInPlace(column), row.bytesInPlace(column + 1))
    if seal != expected { note("its \(part) does not match its seal", &report) }
    return seal == expected
  }

  /// The words of a claim, in a row or missing, compared with their seals and with the text that they stand in.
  func compare(
    _ row: Row?, _ claim: ClaimOutline, _ text: EvidenceText?, _ report: inout VerificationReport
  ) {
    guard let row else {
      _ = holds(nil, 0, "sentence", claim.seal?.sentence, &report)
      _ = holds(nil, 2, "number text", claim.seal?.number, &report)
      return
    }
    let (sentence, number) = (row.bytesInPlace(1), row.bytesInPlace(3))
    guard hold(row, sentence, number, claim.seal, &report), let text else { return }
    report.claims += 1
    if let contradiction = claim.places.contradiction(of: sentence, number, to: text) {
      note(contradiction, &report)
    }
  }

  /// Whether both words of a claim are as they were recorded. Their seals are worked out together; where there is anything
  /// to say of one of them, each is looked at by itself.
  private func hold(
    _ row: Row, _ sentence: UnsafeRawBufferPointer, _ number: UnsafeRawBufferPointer,
    _ seal: Evidence.Seal?, _ report: inout VerificationReport
  ) -> Bool {
    let (sentenceSalt, numberSalt) = (row.bytesInPlace(0), row.bytesInPlace(2))
    // What has an address is not NULL.
    if let seal, !isErased, sentence.baseAddress != nil, number.baseAddress != nil,
      sentenceSalt.baseAddress != nil, numberSalt.baseAddress != nil
    {
      let found = DigestBatch.pair((sentenceSalt, sentence), (numberSalt, number))
      if found == (seal.sentence, seal.number) {
        report.words += 2
        return true
      }
    }
    let hasSentence = holds(row, 0, "sentence", seal?.sentence, &report)
    let hasNumber = holds(row, 2, "number text", seal?.number, &report)
    return hasSentence && hasNumber
  }
}
