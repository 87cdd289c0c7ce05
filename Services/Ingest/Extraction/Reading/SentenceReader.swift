import Ledger

/// Splits the blocks of a document into sentences and reads each into items.
struct SentenceReader {
  let language: Language
  /// Languages that the text may quote.
  var others: [Language] = []
  let spoken: SpokenLanguages
  let store: ItemStore

  /// The dateline of each block that has one.
  func datelines(of blocks: [[Token]]) -> [Int: Dateline.Found] {
    let reader = Dateline(
      language: language, items: ItemReader(language: language, published: nil, store: store))
    let found = reader.find(in: blocks)
    return Dictionary(found.map { ($0.block, $0) }, uniquingKeysWith: { one, _ in one })
  }

  /// Without what the datelines say of the report itself.
  /// - Parameter note: is given each sentence as soon as it is read, while it is still near.
  func sentences(
    of blocks: [[Token]], in document: ReadDocument, published: CivilDate?,
    datelines: [Int: Dateline.Found], note: (inout Sentence) -> Void
  ) -> [Sentence] {
    var items = ItemReader(language: language, published: published, store: store)
    let languages = [language] + others
    var sentences: [Sentence] = []
    sentences.reserveCapacity(blocks.count * 3)
    for (index, tokens) in blocks.enumerated() where !tokens.isEmpty {
      let block = document.blocks[index]
      let length = datelines[index]?.tokens ?? 0
      var dateline = length > 0 ? items.items(of: TokenRun(tokens, 0..<length)) : []
      // "today" is the day of the dateline, which may be the one before that of the paper.
      if let day = dateline.compactMap(\.date).last?.first, day.precision == .day, let published,
        (0...3).contains(published.dayNumber - day.dayNumber)
      {
        items.published = day
      }
      // A row is one sentence, however its cells end.
      let ranges =
        block.section == .table
        ? [length..<min(tokens.count, length + Sentences.longest)]
        : Sentences.split(tokens, from: length) {
          token in token.kind == .word && languages.contains { $0.isAbbreviation(token) }
        }
      for range in ranges where !range.isEmpty {
        let words = quiet(TokenRun(tokens, range))
        if !others.isEmpty { items.stretches = stretches(of: words) }
        let (found, gist) = items.read(words)
        if gist.hasDate { items.noteYear(in: found) }
        var read = Sentence(
          tokens: words, items: found, gist: gist, block: index, section: block.section,
          part: block.part, dateline: dateline)
        note(&read)
        sentences.append(consume read)
        dateline = []
      }
    }
    return sentences
  }

  /// What of a sentence is in another language than the text: a quotation, or all of it.
  private func stretches(of tokens: TokenRun) -> [ItemReader.Stretch] {
    var found: [ItemReader.Stretch] = []
    var start = 0
    let marks = tokens.indices.filter { tokens[$0].isMark("\"") } + [tokens.endIndex]
    for mark in marks {
      if mark - start >= 3,
        let other = spoken.language(of: tokens[start..<mark], in: language, or: others)
      {
        found.append(ItemReader.Stretch(tokens: start..<mark, language: other))
      }
      start = mark + 1
    }
    return found
  }

  /// In a sentence of capitals throughout, "IS" is a verb and no name.
  private func quiet(_ tokens: TokenRun) -> TokenRun {
    var (words, others) = (0, 0)
    for index in tokens.indices where tokens[index].kind == .word {
      words += 1
      if !tokens[index].upperCase { others += 1 }
      // No more than a fifth; most sentences tell at their beginning.
      if others * 5 > tokens.count { return tokens }
    }
    guard words >= 6, others * 5 <= words else { return tokens }
    return TokenRun(
      tokens.map { token in
        guard language.isCommon(token) else { return token }
        var token = token
        token.upperCase = false
        return token
      })
  }

  /// The first full date of a dateline: when the report says that it was published.
  func printedDate(
    in datelines: [Int: Dateline.Found], _ blocks: [[Token]], of document: ReadDocument
  ) -> DateStatement? {
    for (index, found) in datelines.sorted(by: { $0.key < $1.key }) {
      guard let date = found.date, let words = found.words, let first = words.first,
        let last = words.last, blocks[index].indices.contains(last)
      else { continue }
      let range = blocks[index][first].range.lowerBound..<blocks[index][last].range.upperBound
      return DateStatement(
        date.first, basis: .stated, words: String(decoding: document.text[range], as: UTF8.self))
    }
    return nil
  }
}
