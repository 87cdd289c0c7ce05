import Ledger

extension Extraction {
  /// Adds what was taken down to the claims that were kept.
  mutating func explain(
    _ log: ExplanationLog, _ document: ReadDocument, _ blocks: [[Token]], datelines: [Int: Int],
    _ limits: ExtractionLimits, unread: NoClaim? = nil
  ) {
    explanations = log.explanations(of: claims)
    let passed = log.passedOver(
      document, blocks, datelines: datelines,
      unread: unread ?? (stoppedAtLimit ? .overLimit : nil))
    passedOver = passed.numbers
    if explanations.count < claims.count {
      warnings.append("only the first \(explanations.count) claims are explained")
    }
    if !passed.isWhole {
      warnings.append("only \(passedOver.count) of the numbers that became no claim are listed")
    }
  }

  /// Without a language no number is read, and that is the reason for all of them.
  mutating func explainNoLanguage(
    _ document: ReadDocument, _ blocks: [[Token]], _ lexicon: Lexicon, _ limits: ExtractionLimits
  ) {
    var words = WordTable()
    let log = ExplanationLog(
      lexicon: lexicon, languages: [Language(LanguageDraft(tag: ""), &words)], document: document,
      sentences: [], limit: max(0, limits.explanations))
    explain(log, document, blocks, datelines: [:], limits, unread: .noLanguage)
  }
}
