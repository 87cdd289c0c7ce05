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
      reference._withUnsafeGuaranteedRef { meaning in
        if meaning.traits.contains(.tells) {
          gist.add(meaning.gist)
        } else {
          // All that a small word has.
          gist.grammar.formUnion(meaning.gist.grammar)
        }
      }
    }
  }

  /// The node of each phrase's first word, by its number; 0, the root, where none begins with it.
  private var first: [Int32] = []
  /// The words that stand in any phrase, by their numbers.
  private var isKnown: [Bool] = []
  /// The steps behind the first word.
  private var steps = StepTable()
  private var entries: [[Entry]] = [[]]
  private var nodes: [Node] = []
  /// Here too, because whoever asks the type for it asks first whether it is made.
  private let nothing = Match.nothing
  /// Holds what the nodes refer to.
  private var meanings: [Meaning] = []

  /// What a node means: begun with a capital or not, in capitals throughout or not.
  private struct Node: Sendable {
    let plain, capitalised, inCapitals, both: Unmanaged<Meaning>

    init(_ meaning: (_ style: Int) -> Unmanaged<Meaning>) {
      (plain, capitalised, inCapitals, both) = (meaning(0), meaning(1), meaning(2), meaning(3))
    }

    @inline(__always)
    func meaning(_ style: Style) -> Unmanaged<Meaning> {
      switch style.number {
      case 0: plain
      case 1: capitalised
      case 2: inCapitals
      default: both
      }
    }
  }

  /// What a phrase means so far, however it is written.
  func senses(of phrase: [Int32]) -> [Sense] {
    var node: Int32 = 0
    for word in phrase {
      // A word that no language has begins nothing.
      guard word >= 0 else { return [] }
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
    if node > 0 {
      steps.add(next, from: node, by: word)
    } else {
      while first.count <= Int(word) { first.append(0) }
      first[Int(word)] = next
    }
    return next
  }

  @inline(__always)
  private func next(_ node: Int32, _ word: Int32) -> Int32 {
    if node == 0 { return Int(word) < first.count ? first[Int(word)] : 0 }
    return steps.next(node, word)
  }

  @inline(__always)
  func begins(_ word: Int32) -> Bool { word >= 0 && next(0, word) > 0 }

  func knows(_ word: Int32) -> Bool { word >= 0 && isKnown[safe: Int(word)] == true }

  /// With the meanings made ready: to be called behind the last phrase. The forms of one word mean the same, and most
  /// phrases do however they are written: each meaning is made once.
  func prepared(_ records: NameFacts) -> Matcher {
    var matcher = self
    var made: [[Sense]: Unmanaged<Meaning>] = [[]: Match.nothing.reference]
    matcher.nodes = entries.map { entries in
      let isAny = entries.allSatisfy { $0.writing == .any }
      var first: Unmanaged<Meaning>?
      return Node { style in
        if isAny, let first { return first }
        let senses = entries.filter { Style(style).fits($0.writing) }.map(\.sense)
        let meaning =
          made[senses]
          ?? {
            let meaning = Meaning(senses, records)
            matcher.meanings.append(meaning)
            let reference = Unmanaged.passUnretained(meaning)
            made[senses] = reference
            return reference
          }()
        first = first ?? meaning
        return meaning
      }
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
    var found = nothing
    guard start < end, begins(tokens[start].word) else { return found }
    var style = Style(
      isCapitalised: tokens[start].capitalised || !tokens[start].hasCase)
    while index < end, tokens[index].word >= 0 {
      node = next(node, tokens[index].word)
      guard node > 0 else { break }
      style.take(isSmall: tokens[index].kind == .word && !tokens[index].upperCase)
      index += 1
      let meaning = nodes[Int(node)].meaning(style)
      if meaning.toOpaque() != nothing.reference.toOpaque() {
        found = Match(length: index - start, reference: meaning)
      }
    }
    return found
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
