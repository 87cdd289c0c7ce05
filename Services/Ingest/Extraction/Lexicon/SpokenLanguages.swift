/// Tells by small words in which languages a text, or a stretch of one, is written.
struct SpokenLanguages: Sendable {
  /// In the order of their tags.
  private let languages: [Language]
  /// For each word by its number, the languages that have it as a common one: a bit for each.
  private let common: [UInt64]

  init(_ languages: [Language]) {
    self.languages = Array(languages.prefix(64))
    var common: [UInt64] = []
    for (place, language) in self.languages.enumerated() {
      for word in language.commonWords {
        while common.count <= word { common.append(0) }
        common[word] |= 1 << UInt64(place)
      }
    }
    self.common = common
  }

  struct Found {
    /// The one that most of the text is in.
    var main: Language
    /// Those that a part of it may be in.
    var others: [Language]
  }

  /// So few small words tell nothing by themselves.
  private static let few = 2

  /// How often another language must show before a text is searched for stretches in it.
  private static let leastOfOthers = 2

  /// - Parameter limit: no more tokens than these are looked at.
  func languages(of blocks: [[Token]], first limit: Int) -> Found? {
    var hits = [Int](repeating: 0, count: languages.count)
    var left = limit
    for block in blocks where left > 0 {
      count(block.prefix(left), &hits)
      left -= min(left, block.count)
    }
    guard let most = hits.max(), let main = best(hits, most, blocks) else { return nil }
    let others = languages.indices.filter {
      languages[$0] !== main && hits[$0] >= Self.leastOfOthers
    }
    return Found(main: main, others: others.map { languages[$0] })
  }

  /// The language of a stretch, where it is plainly another one than the text's.
  func language(of tokens: some Collection<Token>, in main: Language, or others: [Language])
    -> Language?
  {
    var best: (language: Language, score: Int)?
    let own = score(tokens, main)
    for other in others {
      let score = score(tokens, other)
      if score > own + 1, score > 2, score > best?.score ?? 0 { best = (other, score) }
    }
    return best?.language
  }

  /// Words that the language knows, its small ones twice.
  private func score(_ tokens: some Collection<Token>, _ language: Language) -> Int {
    tokens.reduce(0) { sum, token in
      guard token.kind == .word else { return sum }
      return sum + (language.matcher.knows(token.word) ? 1 : 0)
        + (language.isCommon(word: token.word) ? 1 : 0)
    }
  }

  private func count(_ tokens: some Collection<Token>, _ hits: inout [Int]) {
    for token in tokens where token.word >= 0 && Int(token.word) < common.count {
      var bits = common[Int(token.word)]
      while bits != 0 {
        hits[bits.trailingZeroBitCount] += 1
        bits &= bits - 1
      }
    }
  }

  /// Near relatives share small words, and a short text may hold none: then the language that knows most of its words.
  private func best(_ hits: [Int], _ most: Int, _ blocks: [[Token]]) -> Language? {
    let near = languages.indices.filter { hits[$0] * 3 >= most * 2 || most <= Self.few }
    if most > 0, near.count == 1 { return languages[near[0]] }
    var best: (language: Language, score: Int)?
    for place in near {
      let language = languages[place]
      let known = blocks.joined().prefix(200).count {
        $0.kind == .word && language.matcher.knows($0.word)
      }
      let score = known + hits[place]
      if score > best?.score ?? (most > 0 ? 0 : 1) { best = (language, score) }
    }
    return best?.language
  }
}
