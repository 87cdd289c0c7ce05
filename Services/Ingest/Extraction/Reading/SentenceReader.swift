import Ledger

/// Splits the blocks of a document into sentences and reads each into items.
struct SentenceReader {
  let language: Language

  func sentences(
    of blocks: [[Token]], in document: ReadDocument, published: CivilDate?
  ) -> [Sentence] {
    let items = ItemReader(language: language, published: published)
    var sentences: [Sentence] = []
    for (index, tokens) in blocks.enumerated() where !tokens.isEmpty {
      let block = document.blocks[index]
      for range in Sentences.split(tokens, isAbbreviation: isAbbreviation) {
        let words = tokens[range].map(numbered)
        sentences.append(
          Sentence(
            tokens: words, items: items.items(of: words), block: index, section: block.section,
            part: block.part))
      }
    }
    return sentences
  }

  /// With the lexicon's number for its word.
  private func numbered(_ token: Token) -> Token {
    var token = token
    token.word = language.matcher.word(token.folded)
    return token
  }

  private func isAbbreviation(_ token: Token) -> Bool {
    token.kind == .word && language.abbreviations.contains(token.folded)
  }

  /// A full date that stands near the top with little else in its line: a dateline.
  func printedDate(in blocks: [[Token]], of document: ReadDocument) -> DateStatement? {
    let items = ItemReader(language: language, published: nil)
    for (index, tokens) in blocks.prefix(8).enumerated() where tokens.count <= 40 {
      let words = tokens.prefix(14).map(numbered)
      let isLine = tokens.count <= 14
      for item in items.items(of: words) {
        guard let date = item.date, !date.isInterval, date.first.precision == .day,
          isLine || item.tokens.lowerBound <= 8 && document.blocks[index].section != .body
        else { continue }
        let range =
          tokens[item.tokens.lowerBound].range
          .lowerBound..<tokens[item.tokens.upperBound - 1].range.upperBound
        return DateStatement(
          date.first, basis: .stated, words: String(decoding: document.text[range], as: UTF8.self))
      }
    }
    return nil
  }
}
