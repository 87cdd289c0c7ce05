package import Ledger

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
