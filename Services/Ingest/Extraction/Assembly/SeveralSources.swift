import Ledger

/// "Several research institutes estimate that there are more.": of how many a text speaks, before it names whom.
struct SeveralSources {
  let words: String
  /// Where they stand.
  let sentence: Int
  let item: Int

  /// How many sentences behind it may still name who they are.
  static let reach = 2

  /// The words, for a figure behind them.
  func words(for attachment: Attachment, in number: Int) -> String? {
    let isBehind = number == sentence ? attachment.item > item : number - sentence <= Self.reach
    return isBehind ? words : nil
  }
}

extension ClaimReader {
  /// Rule *several sources*: a word for many, and close behind it a body or a work that says something ("several
  /// institutes estimate") or that is appealed to ("according to several studies"). Officials and witnesses are left out:
  /// there are many of them, and it is right not to name them. So are the several whom the text names after all.
  func several(in sentence: Sentence, _ number: Int) -> SeveralSources? {
    let items = sentence.items
    for index in items.indices where items[index].has(.several) {
      guard let noun = manySources(behind: index, items), claims(index...noun, items),
        namedSources(behind: noun, number) < 2
      else { continue }
      let tokens = items[index].tokens.lowerBound..<items[noun].tokens.upperBound
      return SeveralSources(
        words: spans.string(bytes(tokens, sentence)), sentence: number, item: noun)
    }
    return nil
  }

  /// The body or work that the word for many is of: "several independent research institutes".
  private func manySources(behind index: Int, _ items: [Item]) -> Int? {
    var noun: Int?
    for near in index + 1..<min(items.count, index + 5) {
      let item = items[near]
      if item.isMark || item.quantity != nil || item.has(anyOf: [.of, .in, .who, .that, .and]) {
        break
      }
      if item.attribution(.verb), noun != nil || !item.attribution(.work) { break }
      let isSource = item.attribution(.body, .work) && !item.attribution(.speaker)
      if isSource { noun = near } else if noun != nil { break }
    }
    return noun
  }

  private func claims(_ name: ClosedRange<Int>, _ items: [Item]) -> Bool {
    if items[safe: name.lowerBound - 1]?.attribution(.preposition) == true { return true }
    for near in name.upperBound + 1...name.upperBound + 3 {
      guard let item = items[safe: near], !item.isMark, item.quantity == nil, !item.capitalised
      else { return false }
      if item.attribution(.verb) { return true }
    }
    return false
  }

  /// How many sources without a side the text names from there on to the end of what the words reach.
  private func namedSources(behind noun: Int, _ number: Int) -> Int {
    var named: Set<SourceID> = []
    for near in number...min(number + SeveralSources.reach, sentences.count - 1) {
      guard sentences[near].part == sentences[number].part else { break }
      for (index, item) in sentences[near].items.enumerated()
      where near > number || index > noun {
        guard let id = item.source, let entry = lexicon.sources[id], entry.kind != "person",
          lexicon.partyOfSource[id] == nil
        else { continue }
        named.insert(id)
      }
    }
    return named.count
  }
}
