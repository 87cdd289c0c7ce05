import Ledger

/// Finds the words behind a decision again, with the entries of the lexicon that they are. Items forget both when they
/// are joined to dates and quantities, and never know where an entry stands.
struct WordReader {
  let lexicon: Lexicon
  /// Of the text, and of what it may quote.
  let languages: [Language]
  let spans: SpanMap

  /// Of one stretch: a few meanings say it, and a message has to hold them.
  private static let mostEntries = 6

  /// The words of one item, with those of its meanings that pass.
  func words(
    _ item: Item, of sentence: Sentence, where says: (Sense) -> Bool
  ) -> ExplainedWords? {
    let entries = entries(
      of: Array(sentence.tokens[clamped(item.tokens, sentence)])[...], where: says)
    return words(item.tokens, of: sentence, entries)
  }

  /// In the first language that has any.
  private func entries(
    of tokens: ArraySlice<Token>, where says: (Sense) -> Bool
  ) -> [Matcher.Entry] {
    for language in languages {
      let entries = language.matcher.entries(of: tokens).filter { says($0.sense) }
      if !entries.isEmpty { return entries }
    }
    return []
  }

  /// A stretch as it stands, with some entries.
  func words(
    _ tokens: Range<Int>, of sentence: Sentence, _ entries: [Matcher.Entry] = []
  ) -> ExplainedWords? {
    guard let bytes = bytes(tokens, of: sentence) else { return nil }
    return ExplainedWords(
      text: Shown.cut(spans.string(bytes)), span: spans.span(bytes),
      entries: entries.prefix(Self.mostEntries).compactMap(entry))
  }

  /// The phrases of the lexicon within a stretch that was joined, as far as their meanings pass; and, where
  /// `withRest`, what stands between them.
  func phrases(
    in stretch: Range<Int>, of sentence: Sentence, withRest: Bool, where says: (Sense) -> Bool
  ) -> [ExplainedWords] {
    let stretch = clamped(stretch, sentence)
    var found: [ExplainedWords?] = []
    var rest = stretch.lowerBound
    for (range, entries) in phrases(of: Array(sentence.tokens[stretch]), where: says) {
      let tokens = stretch.lowerBound + range.lowerBound..<stretch.lowerBound + range.upperBound
      if withRest { found.append(words(rest..<tokens.lowerBound, of: sentence)) }
      found.append(words(tokens, of: sentence, entries))
      rest = tokens.upperBound
    }
    if withRest { found.append(words(rest..<stretch.upperBound, of: sentence)) }
    return found.compactMap(\.self)
  }

  /// The phrases of a text that is no sentence, such as a column's header.
  func words(outside text: String, where says: (Sense) -> Bool) -> [ExplainedWords] {
    let bytes = Array(text.utf8)
    let store = ItemStore()
    defer { withExtendedLifetime(store) {} }
    let tokens = Tokenizer.tokens(of: bytes, words: lexicon.words, store: store)
    return phrases(of: tokens, where: says).map { range, entries in
      let place =
        tokens[range.lowerBound].range
        .lowerBound..<tokens[range.upperBound - 1].range
        .upperBound
      return ExplainedWords(
        text: Shown.cut(String(decoding: bytes[place], as: UTF8.self)),
        entries: entries.prefix(Self.mostEntries).compactMap(entry))
    }
  }

  private func phrases(
    of tokens: [Token], where says: (Sense) -> Bool
  ) -> [(range: Range<Int>, entries: [Matcher.Entry])] {
    var found: [(range: Range<Int>, entries: [Matcher.Entry])] = []
    var index = 0
    while index < tokens.count {
      let length = languages.map { $0.matcher.phrase(in: tokens, at: index).length }.max() ?? 1
      let end = index + length
      let entries = entries(of: tokens[index..<end], where: says)
      if !entries.isEmpty { found.append((index..<end, entries)) }
      index = end
    }
    return found
  }

  /// What the lexicon says in a record, whatever the words of the text are.
  func record(_ folder: String, _ id: String, _ meaning: String) -> LexiconEntry? {
    lexicon.origins.place(ofRecord: "\(folder)/\(id)").map {
      LexiconEntry(meaning: meaning, file: $0.file, line: $0.line)
    }
  }

  /// The bytes of the text that some tokens stand on.
  func bytes(_ tokens: Range<Int>, of sentence: Sentence) -> Range<Int>? {
    let tokens = clamped(tokens, sentence)
    guard let first = tokens.first, let last = tokens.last else { return nil }
    return sentence.tokens[first].range.lowerBound..<sentence.tokens[last].range.upperBound
  }

  private func clamped(_ tokens: Range<Int>, _ sentence: Sentence) -> Range<Int> {
    tokens.clamped(to: 0..<sentence.tokens.count)
  }

  private func entry(_ entry: Matcher.Entry) -> LexiconEntry? {
    lexicon.origins.place(entry.origin).map {
      LexiconEntry(meaning: entry.sense.meaning, file: $0.file, line: $0.line)
    }
  }
}
