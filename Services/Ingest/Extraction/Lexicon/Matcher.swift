/// All words and phrases of a lexicon, in one trie over the numbers of words. Matching is linear in the text.
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
    /// Not counted: the matcher has it for as long as its lexicon lives, and whoever asks it to match has both. It was
    /// given away only in items, of which `ItemStore` says how long they live.
    fileprivate(set) var reference: Unmanaged<Meaning>
    var meaning: Meaning { reference.takeUnretainedValue() }

    /// A word that means nothing.
    static let nothing = Match(length: 1, reference: Unmanaged.passUnretained(Meaning.none))

    @inline(__always)
    func add(to gist: inout Gist) {
      reference._withUnsafeGuaranteedRef { if $0.traits.contains(.means) { gist.add($0.gist) } }
    }
  }

  /// The node of each phrase's first word, by its number; 0, the root, where none begins with it.
  private var first: [Int32] = []
  /// The words that stand in any phrase, by their numbers.
  private var isKnown: [Bool] = []
  /// The steps behind the first word.
  private var steps = StepTable()
  /// Of each node four bits, in the order of its meanings, where it has them; and a fifth where any step leads on.
  private var nodes: [UInt8] = [0]
  private static let leadsOn: UInt8 = 1 << 4
  private var entries: [[Entry]] = [[]]
  /// What each node means, four for each: in its first word's capital or not, throughout in capitals or not. The root
  /// means nothing.
  private var meanings: [Meaning] = []
  private var references: [Unmanaged<Meaning>] = []

  /// What a phrase means so far, however it is written.
  func senses(of phrase: [Int32]) -> [Sense] {
    var node: Int32 = 0
    for word in phrase {
      node = next(node, word)
      guard node > 0 else { return [] }
    }
    return entries[Int(node)].map(\.sense)
  }

  /// Adds a phrase; false where it is there with the same sense.
  mutating func add(_ phrase: [Int32], _ entry: Entry) -> Bool {
    var node: Int32 = 0
    for word in phrase {
      while isKnown.count <= Int(word) { isKnown.append(false) }
      isKnown[Int(word)] = true
      let next = self.next(node, word)
      node = next > 0 ? next : addNode(behind: node, word)
    }
    guard node != 0, !entries[Int(node)].contains(where: { $0.sense == entry.sense }) else {
      return false
    }
    entries[Int(node)].append(entry)
    return true
  }

  private mutating func addNode(behind node: Int32, _ word: Int32) -> Int32 {
    let next = Int32(entries.count)
    entries.append([])
    nodes.append(0)
    if node > 0 {
      steps.add(next, from: node, by: word)
      nodes[Int(node)] |= Self.leadsOn
    } else {
      while first.count <= Int(word) { first.append(0) }
      first[Int(word)] = next
    }
    return next
  }

  private func next(_ node: Int32, _ word: Int32) -> Int32 {
    if node == 0 { return Int(word) < first.count ? first[Int(word)] : 0 }
    return nodes[Int(node)] & Self.leadsOn != 0 ? steps.next(node, word) : 0
  }

  @inline(__always)
  func begins(_ word: Int32) -> Bool { word >= 0 && next(0, word) > 0 }

  func knows(_ word: Int32) -> Bool { word >= 0 && isKnown[safe: Int(word)] == true }

  /// With the meanings made ready: to be called behind the last phrase.
  func prepared(_ records: LexiconRecords) -> Matcher {
    var matcher = self
    matcher.meanings = entries.flatMap { entries in
      (0..<4).map { writing in
        let fitting = entries.filter { Style(writing).fits($0.writing) }
        return fitting.isEmpty ? .none : Meaning(fitting.map(\.sense), records)
      }
    }
    matcher.references = matcher.meanings.map { Unmanaged.passUnretained($0) }
    for (place, meaning) in matcher.meanings.enumerated() where meaning !== Meaning.none {
      matcher.nodes[place / 4] |= 1 << UInt8(place % 4)
    }
    return matcher
  }

  /// How a stretch of text is written: two bits, which number its meanings.
  private struct Style {
    private(set) var number: Int

    init(_ number: Int) { self.number = number }

    /// Before its first token is taken.
    init(isCapitalised: Bool) { number = isCapitalised ? 3 : 2 }

    mutating func take(isSmall: Bool) {
      if isSmall { number &= 1 }
    }

    func fits(_ writing: Writing) -> Bool {
      switch writing {
      case .any: true
      case .capitalised: number & 1 > 0
      case .upperCase: number & 2 > 0
      }
    }
  }

  /// The phrase that a reader takes at a token: the longest, but an article gives way to a longer name behind it, as in
  /// "the First World War" and "the Congo war".
  func phrase(in tokens: [Token], at start: Int) -> Match {
    tokens.withUnsafeBufferPointer { phrase(in: $0, at: start, before: tokens.count) }
  }

  func phrase(in tokens: UnsafeBufferPointer<Token>, at start: Int, before end: Int) -> Match {
    let match = longest(in: tokens, at: start, before: end)
    guard match.length > 1 else { return match }
    let first = longest(in: tokens, at: start, before: start + 1)
    let givesWay =
      first.meaning.gist.grammar.contains(.article)
      && longest(in: tokens, at: start + 1, before: end).length >= match.length
    return givesWay ? first : match
  }

  /// The longest phrase that begins at a token, with all that it means there; the token alone where none does.
  func longest(in tokens: [Token], at start: Int) -> Match {
    tokens.withUnsafeBufferPointer { longest(in: $0, at: start, before: tokens.count) }
  }

  private func longest(
    in tokens: UnsafeBufferPointer<Token>, at start: Int, before end: Int
  ) -> Match {
    var node: Int32 = 0
    var index = start
    var (length, found) = (1, 0)
    guard start < end, begins(tokens[start].word) else {
      return Match(length: 1, reference: references[0])
    }
    var style = Style(
      isCapitalised: tokens[start].capitalised || !tokens[start].hasCase)
    while index < end, tokens[index].word >= 0 {
      node = next(node, tokens[index].word)
      guard node > 0 else { break }
      style.take(isSmall: tokens[index].kind == .word && !tokens[index].upperCase)
      index += 1
      if nodes[Int(node)] >> UInt8(style.number) & 1 != 0 {
        (length, found) = (index - start, Int(node) * 4 + style.number)
      }
    }
    return Match(length: length, reference: references[found])
  }

  /// The entries of exactly these tokens, as far as they are written so. Only explanations ask for them.
  func entries(of tokens: ArraySlice<Token>) -> [Entry] {
    guard let first = tokens.first else { return [] }
    var node: Int32 = 0
    var style = Style(isCapitalised: first.capitalised || !first.hasCase)
    for token in tokens {
      guard token.word >= 0 else { return [] }
      node = next(node, token.word)
      guard node > 0 else { return [] }
      style.take(isSmall: token.kind == .word && !token.upperCase)
    }
    return entries[Int(node)].filter { style.fits($0.writing) }
  }
}

/// Where a word leads from a node. Asked for every word behind one that begins a phrase, so the hash is one product.
private struct StepTable: Sendable {
  private struct Step: Sendable {
    var key: UInt64
    var next: Int32
  }

  /// At its hash, or the next free place where that is taken; at least half are free, with 0 for the next node.
  private var steps = [Step](repeating: Step(key: 0, next: 0), count: 64)
  private var count = 0

  private func place(of key: UInt64) -> Int {
    var place = Int((key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (steps.count - 1)
    while steps[place].next != 0, steps[place].key != key {
      place = (place + 1) & (steps.count - 1)
    }
    return place
  }

  private func key(_ node: Int32, _ word: Int32) -> UInt64 { UInt64(node) << 32 | UInt64(word) }

  /// 0 where it leads nowhere.
  func next(_ node: Int32, _ word: Int32) -> Int32 { steps[place(of: key(node, word))].next }

  mutating func add(_ next: Int32, from node: Int32, by word: Int32) {
    count += 1
    if count * 2 > steps.count {
      let before = steps
      steps = [Step](repeating: Step(key: 0, next: 0), count: before.count * 2)
      for step in before where step.next != 0 { steps[place(of: step.key)] = step }
    }
    let key = key(node, word)
    steps[place(of: key)] = Step(key: key, next: next)
  }
}
