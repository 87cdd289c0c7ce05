package import Ledger

/// Bounds on one reading of one document, on what it yields and on the memory that it takes.
package struct ExtractionLimits: Hashable, Sendable {
  package var claims: Int
  /// Words, numerals and marks. Each takes a few hundred bytes while the document is read.
  package var tokens: Int
  /// Claims that are explained, and numbers that are told of although they are no claims, each. Some take ten
  /// kilobytes, and nobody reads as many.
  package var explanations: Int

  package init(claims: Int = 50_000, tokens: Int = 1_000_000, explanations: Int = 5_000) {
    self.claims = claims
    self.tokens = tokens
    self.explanations = explanations
  }
}

/// What one reading of one document yields.
package struct Extraction: Sendable {
  package var claims: [Claim]
  /// As supplied, else as printed in the text, else nil.
  package var published: DateStatement?
  /// BCP 47 tag of the main language; empty where no lexicon knows it.
  package var language: String
  package var title: String
  package var warnings: [String]
  package var stoppedAtLimit: Bool
  /// Why each claim says what it says, in the order of the claims, as far as the limit goes; empty where nobody asked.
  package var explanations: [ClaimExplanation] = []
  /// The numbers that became no claim, in the order of the text; empty where nobody asked.
  package var passedOver: [PassedOverNumber] = []

  package init(
    claims: [Claim] = [], published: DateStatement? = nil, language: String = "",
    title: String = "", warnings: [String] = [], stoppedAtLimit: Bool = false
  ) {
    self.claims = claims
    self.published = published
    self.language = language
    self.title = title
    self.warnings = warnings
    self.stoppedAtLimit = stoppedAtLimit
  }
}
