package import Ledger

/// All that the extractor knows of words: read once from data files, then immutable.
package struct Lexicon: Sendable {
  /// Digest of the files' names and contents.
  package let fingerprint: String
  package let vocabulary: Vocabulary
  /// By tag, such as `en`.
  let languages: [String: Language]
  let parties: [PartyID: PartyFacts]
  /// Of these, the armed groups.
  let groups: Set<PartyID>
  let conflicts: [ConflictID: Vocabulary.Conflict]
  let sources: [SourceID: Vocabulary.CountingSource]
  /// Measures that say by themselves whom they count: the displaced are civilians.
  let populationOfMeasure: [MeasureID: PopulationID]
  /// Measures that can end: the captured are released, the displaced return.
  let reversible: Set<MeasureID>
  /// What a measure becomes where civilians are counted: a side's lost citizens are dead.
  let ofCivilians: [MeasureID: MeasureID]
  /// How sure to be of what was read. It is no word, but it is measured on the words of this lexicon.
  private(set) var confidence = Confidence()
  /// Where its entries stand, for explanations.
  let origins: LexiconOrigins

  /// What the extractor needs of a party beside its vocabulary entry.
  struct PartyFacts: Sendable {
    /// The country whose people live where the party is, for groups that are no country.
    var home: PartyID?
    var kind: String
  }

  package init(directories: [String]) throws(LedgerError) {
    let files = try LexiconFile.all(in: directories)
    var loader = LexiconLoader(files: files.filter { $0.name != Confidence.fileName })
    self = try loader.load(fingerprint: LexiconFile.fingerprint(of: files))
    confidence = try Confidence(files)
  }

  init(
    fingerprint: String, vocabulary: Vocabulary, languages: [String: Language],
    parties: [PartyID: PartyFacts], populationOfMeasure: [MeasureID: PopulationID],
    reversible: Set<MeasureID>, ofCivilians: [MeasureID: MeasureID],
    origins: LexiconOrigins
  ) {
    self.fingerprint = fingerprint
    self.vocabulary = vocabulary
    self.languages = languages
    self.parties = parties
    groups = Set(parties.filter { $0.value.kind == "group" }.keys)
    self.populationOfMeasure = populationOfMeasure
    self.reversible = reversible
    self.ofCivilians = ofCivilians
    self.origins = origins
    conflicts = Dictionary(
      vocabulary.conflicts.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
    sources = Dictionary(
      vocabulary.sources.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
  }

  /// The language whose small words the tokens hold most of; nil where no language has any.
  func language(of tokens: [Token]) -> Language? {
    var best: (language: Language, hits: Int)?
    for tag in languages.keys.sorted() {
      guard let language = languages[tag] else { continue }
      let hits = tokens.reduce(0) { $0 + (language.isCommon($1.folded) ? 1 : 0) }
      if hits > best?.hits ?? 0 { best = (language, hits) }
    }
    return best?.language ?? knowing(tokens)
  }

  /// A short text may hold no small word: then the language that knows most of its words.
  private func knowing(_ tokens: [Token]) -> Language? {
    var best: (language: Language, hits: Int)?
    for tag in languages.keys.sorted() {
      guard let language = languages[tag] else { continue }
      let hits = tokens.prefix(200).count {
        $0.kind == .word && language.matcher.word($0.folded) >= 0
      }
      if hits > best?.hits ?? 1 { best = (language, hits) }
    }
    return best?.language
  }
}

/// One language: its words, compiled, and how it writes numbers.
struct Language: Sendable {
  var tag: String
  var matcher = Matcher()
  var abbreviations: Set<String> = []
  var commonWords: Set<String> = []
  /// Marks that stand between groups of three digits, and the one before a fraction.
  var groupSeparators: Set<Character> = []
  var decimalSeparators: Set<Character> = []
  var vague: [Vocabulary.VagueInterval] = []

  func isCommon(_ folded: String) -> Bool { commonWords.contains(folded) }

  /// The words of a phrase as the tokenizer would read it in a text.
  static func words(of phrase: String) -> [String] {
    let bytes = Array(phrase.utf8)
    return Tokenizer.tokens(of: bytes, in: 0..<bytes.count).map(\.folded)
  }

  /// Names begin with a capital; short ones in capitals throughout are not the small word.
  static func writing(of phrase: String) -> Matcher.Writing {
    let letters = phrase.unicodeScalars.filter(\.isLetter)
    guard let first = letters.first, first.properties.isUppercase else { return .any }
    let upper = letters.allSatisfy { $0.properties.isUppercase }
    return upper && letters.count <= 6 ? .upperCase : .capitalised
  }
}
