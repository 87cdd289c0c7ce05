/// The statements of the sentence that was read last. Each claim asks for them, and so does what comes behind; they stay
/// the same while the text has named nobody else.
final class StatementsFound {
  private var start = -1
  private var revision = -1
  private var statements: [ClaimantResolver.Statement] = []

  func statements(in sentence: Sentence, _ discourse: Discourse) -> [ClaimantResolver.Statement]? {
    start == sentence.tokens.firstByte && revision == discourse.sources.revision
      ? statements : nil
  }

  func note(
    _ statements: [ClaimantResolver.Statement], in sentence: Sentence, _ discourse: Discourse
  ) {
    start = sentence.tokens.firstByte ?? -1
    revision = discourse.sources.revision
    self.statements = statements
  }
}
