/// All words and phrases of a lexicon, in one trie over words. Matching is linear in the text.
struct Matcher: Sendable {
  /// How a phrase must be written to match.
  enum Writing: Sendable {
    case any
    /// Begins with a capital: names.
    case capitalised
    /// In capitals throughout: "US", which is not "us".
    case upperCase
  }

  struct Entry: Sendable {
    var sense: Sense
    var writing: Writing
    /// Its number among the lexicon's origins. Matching never looks at it.
    var origin: Int32 = -1
  }

  struct Match: Sendable {
    var length: Int
    var senses: [Sense]
  }

  private struct Step: Hashable, Sendable {
    var node: Int32
    var word: Int32
  }

  private var words: [String: Int32] = [:]
  private var steps: [Step: Int32] = [:]
  private var entries: [[Entry]] = [[]]

  func word(_ folded: String) -> Int32 { words[folded] ?? -1 }

  /// What a phrase means so far, however it is written.
  func senses(of phrase: [String]) -> [Sense] {
    var node: Int32 = 0
    for folded in phrase {
      guard let next = steps[Step(node: node, word: word(folded))] else { return [] }
      node = next
    }
    return entries[Int(node)].map(\.sense)
  }

  /// Adds a phrase; false where it is there with the same sense.
  mutating func add(_ phrase: [String], _ entry: Entry) -> Bool {
    var node: Int32 = 0
    for folded in phrase {
      let word = words[folded] ?? Int32(words.count)
      words[folded] = word
      let step = Step(node: node, word: word)
      if let next = steps[step] {
        node = next
      } else {
        node = Int32(entries.count)
        steps[step] = node
        entries.append([])
      }
    }
    guard node != 0, !entries[Int(node)].contains(where: { $0.sense == entry.sense }) else {
      return false
    }
    entries[Int(node)].append(entry)
    return true
  }

  /// The longest phrase that begins at a token, with all its senses there.
  func longest(in tokens: [Token], at start: Int, before end: Int) -> Match? {
    var node: Int32 = 0
    var index = start
    var found: Match?
    while index < end, tokens[index].word >= 0,
      let next = steps[Step(node: node, word: tokens[index].word)]
    {
      node = next
      index += 1
      let senses = entries[Int(node)].filter { fits($0.writing, tokens[start..<index]) }
      if !senses.isEmpty { found = Match(length: index - start, senses: senses.map(\.sense)) }
    }
    return found
  }

  /// The entries of exactly these tokens, as far as they are written so. Only explanations ask for them.
  func entries(of tokens: ArraySlice<Token>) -> [Entry] {
    var node: Int32 = 0
    for token in tokens {
      guard token.word >= 0, let next = steps[Step(node: node, word: token.word)] else { return [] }
      node = next
    }
    return entries[Int(node)].filter { fits($0.writing, tokens) }
  }

  private func fits(_ writing: Writing, _ tokens: ArraySlice<Token>) -> Bool {
    guard let first = tokens.first else { return false }
    switch writing {
    case .any: return true
    case .capitalised: return first.capitalised || !first.hasCase || first.kind == .numeral
    case .upperCase: return tokens.allSatisfy { $0.upperCase || $0.kind != .word }
    }
  }
}
