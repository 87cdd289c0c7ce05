import Ledger

/// Whom the text has named, for those who are meant again.
extension ClaimantResolver {
  /// Whom a sentence names as a source, in its order, with the words by which it does.
  func remember(
    _ sentence: Sentence, _ statements: [Statement], in discourse: inout Discourse
  ) {
    let items = sentence.items
    var named: [(item: Int, source: Source, words: [String], isPerson: Bool)] = []
    for index in sentence.gist.kinds.contains(.source) ? items.indices : 0..<0 {
      guard let id = items[index].source, let entry = lexicon.sources[id] else { continue }
      // Who stands late in a sentence without a word of speech is spoken about.
      let speaks = items[max(0, index - 3)..<min(items.count, index + 4)].contains {
        $0.attribution(.verb, .preposition, .work)
      }
      guard index <= 8 || speaks, !isSecond(index, items) else { continue }
      named.append(
        (
          index, Source(id: id, name: entry.name), words(around: index, sentence),
          entry.kind == "person"
        ))
    }
    let isTitled =
      sentence.gist.attribution.contains(.speaker) && noteTitled(sentence, &discourse)
    for statement in statements
    where statement.source.id == nil
      && !named.contains(where: { $0.source.name == statement.source.name })
    {
      let words = Language.words(of: statement.source.name)
      named.append((statement.item, statement.source, words, isPerson(statement, words, items)))
    }
    if named.isEmpty, statements.isEmpty, !isTitled,
      sentence.gist.attribution.contains(.speaker) || sentence.gist.attribution.contains(.body)
    {
      noteSubject(sentence, &discourse)
    }
    if named.count > 1 { named.sort { $0.item < $1.item } }
    for one in named {
      discourse.sources.note(one.source, words: one.words, isPerson: one.isPerson)
    }
  }

  /// "the commander, General Jane Doe": "the general" and "she" mean her from here on.
  private func noteTitled(_ sentence: Sentence, _ discourse: inout Discourse) -> Bool {
    let items = sentence.items
    var index = 0
    var notes = false
    while index < items.count {
      defer { index += 1 }
      guard items[index].attribution(.speaker), !items[index].attribution(.body) else { continue }
      var end = index + 1
      while end < items.count, end - index <= 4, isNameWord(items[end]) { end += 1 }
      guard end - index >= 3, let name = string(index + 1..<end, sentence) else { continue }
      let words =
        Language.words(of: name) + items[index].tokens.map { sentence.tokens[$0].folded }
      discourse.sources.note(Source(name: name), words: words, isPerson: true)
      index = end
      notes = true
    }
    return notes
  }

  /// The second of two who are named together; the first stands for both.
  private func isSecond(_ index: Int, _ items: [Item]) -> Bool {
    var at = index - 1
    while items[safe: at]?.has(.article) == true { at -= 1 }
    return items[safe: at]?.has(.and) == true && items[safe: at - 1]?.source != nil
  }

  /// A name of two words behind an office, or a name alone, is a person's.
  private func isPerson(_ statement: Statement, _ name: [String], _ items: [Item]) -> Bool {
    let near = items[max(0, statement.item - 8)..<min(items.count, statement.item + 8)]
    if isPersonalName(name, near) { return true }
    return near.contains { $0.attribution(.speaker) && !$0.attribution(.body) }
      && !near.contains { $0.attribution(.body) }
  }

  /// Two or three words that no list has, all with a capital: "Jane Mary Doe".
  private func isPersonalName(_ words: [String], _ near: ArraySlice<Item>) -> Bool {
    guard (2...3).contains(words.count) else { return false }
    return words.allSatisfy { word in
      near.contains { $0.capitalised && !$0.means && $0.folded == word }
    }
  }

  private func words(around index: Int, _ sentence: Sentence) -> [String] {
    var words = sentence.items[index].tokens.map { sentence.tokens[$0].folded }
    for near in stride(from: index - 1, through: max(0, index - 3), by: -1) {
      let item = sentence.items[near]
      guard item.attribution(.speaker, .body) else { break }
      words += item.tokens.map { sentence.tokens[$0].folded }
    }
    return words
  }
}
