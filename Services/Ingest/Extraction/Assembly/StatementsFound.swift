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

extension [ClaimantResolver.Statement] {
  /// The first one whose distance is the least; nil where none has any. The others are not copied.
  func nearest(by distance: (Element) -> Int?) -> Element? {
    var best: (index: Int, distance: Int)?
    for index in indices {
      guard let distance = distance(self[index]) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (index, distance) }
    }
    return best.map { self[$0.index] }
  }
}
