import Ledger

/// Compares words beside one entry with their seals.
struct SealCheck {
  private let entry: Revision
  private let document: DocumentID
  /// A decision erased the words of the document.
  let isErased: Bool
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
    if seal != expected { note(Self.mismatch(part), &report) }
    return seal == expected
  }

  /// The words of a claim, in a row or missing, compared with their seals and with the text that they stand in.
  func compare(
    _ row: Row?, _ claim: ClaimOutline, _ text: EvidenceText?, _ report: inout VerificationReport
  ) {
    let hasSentence = holds(row, 0, Self.sentence, claim.seal?.sentence, &report)
    let hasNumber = holds(row, 2, Self.number, claim.seal?.number, &report)
    guard let row, hasSentence, hasNumber, let text else { return }
    say(claim.places.contradiction(of: row.bytesInPlace(1), row.bytesInPlace(3), to: text), &report)
  }

  /// The same of words whose digests were worked out: whether those of sentence and number are their seals.
  func compare(
    sentence: Bool, number: Bool, _ contradiction: String?, isCompared: Bool,
    _ report: inout VerificationReport
  ) {
    report.words += 2
    if !sentence { note(Self.mismatch(Self.sentence), &report) }
    if !number { note(Self.mismatch(Self.number), &report) }
    if sentence, number, isCompared { say(contradiction, &report) }
  }

  private func say(_ contradiction: String?, _ report: inout VerificationReport) {
    report.claims += 1
    if let contradiction { note(contradiction, &report) }
  }

  private static let (sentence, number) = ("sentence", "number text")
  private static func mismatch(_ part: String) -> String { "its \(part) does not match its seal" }
}
