package import Ledger

/// All that the extractor knows of words: read once from data files, then immutable.
/// A class, because every rule has it at hand, and a copy of its tables is dear.
package final class Lexicon: Sendable {
  let words: WordTable
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
  /// The side that a source belongs to, where it belongs to one.
  let partyOfSource: [SourceID: PartyID]
  /// Measures that say by themselves whom they count: the displaced are civilians.
  let populationOfMeasure: [MeasureID: PopulationID]
  /// Measures that can end: the captured are released, the displaced return.
  let reversible: Set<MeasureID>
  /// What a measure becomes where civilians are counted: a side's lost citizens are dead.
  let ofCivilians: [MeasureID: MeasureID]
  /// How sure to be of what was read. It is no word, but it is measured on the words of this lexicon.
  let confidence: Confidence
  /// Where its entries stand, for explanations.
  let origins: LexiconOrigins

  /// The conflicts, in the vocabulary's order, and those that each party is a side of.
  let wars: [War]
  let warsOf: [PartyID: [War]]

  /// What the extractor asks of a conflict for each claim.
  final class War: Sendable {
    let number: Int
    let id: ConflictID
    let parties: [PartyID]
    /// Days by their numbers; nil where it has no beginning or goes on.
    let firstDay: Int?
    let lastDay: Int?

    init(_ conflict: Vocabulary.Conflict, number: Int) {
      self.number = number
      id = conflict.id
      parties = conflict.parties
      firstDay = conflict.from?.firstDay.dayNumber
      lastDay = conflict.to?.lastDay.dayNumber
    }
  }

  /// What the extractor needs of a party beside its vocabulary entry.
  struct PartyFacts: Sendable {
    /// The country whose people live where the party is, for groups that are no country.
    var home: PartyID?
    var kind: String
  }

  package convenience init(directories: [String]) throws(LedgerError) {
    let files = try LexiconFile.all(in: directories)
    var loader = LexiconLoader(files: files.filter { $0.name != Confidence.fileName })
    try loader.load()
    self.init(
      loader, confidence: try Confidence(files), fingerprint: LexiconFile.fingerprint(of: files))
  }

  private init(_ loader: LexiconLoader, confidence: Confidence, fingerprint: String) {
    self.fingerprint = fingerprint
    self.confidence = confidence
    vocabulary = loader.vocabulary(fingerprint: fingerprint)
    var words = loader.words
    languages = loader.languages.mapValues { Language($0, &words) }
    self.words = words
    parties = loader.facts
    groups = Set(parties.filter { $0.value.kind == "group" }.keys)
    populationOfMeasure = loader.populationOfMeasure
    reversible = loader.reversible
    ofCivilians = loader.ofCivilians
    origins = loader.origins
    wars = vocabulary.conflicts.enumerated().map { War($1, number: $0) }
    var warsOf: [PartyID: [War]] = [:]
    for war in wars { for party in war.parties { warsOf[party, default: []].append(war) } }
    self.warsOf = warsOf
    conflicts = Dictionary(
      vocabulary.conflicts.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
    let sources = Dictionary(
      vocabulary.sources.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
    self.sources = sources
    partyOfSource = sources.compactMapValues(\.party)
  }

  /// Whose people a name means: a place's are those who live there, a side's its own.
  func side(of name: (id: PartyID, roles: [PartyRole])) -> PartyID {
    name.roles.contains(where: \.isPlace) ? parties[name.id]?.home ?? name.id : name.id
  }

  /// The language whose small words the tokens hold most of; nil where no language has any.
  func language(of tokens: some Sequence<Token>) -> Language? {
    var best: (language: Language, hits: Int)?
    for tag in languages.keys.sorted() {
      guard let language = languages[tag] else { continue }
      let hits = tokens.reduce(0) { $0 + (language.isCommon($1) ? 1 : 0) }
      if hits > best?.hits ?? 0 { best = (language, hits) }
    }
    return best?.language ?? knowing(tokens)
  }

  /// A short text may hold no small word: then the language that knows most of its words.
  private func knowing(_ tokens: some Sequence<Token>) -> Language? {
    var best: (language: Language, hits: Int)?
    for tag in languages.keys.sorted() {
      guard let language = languages[tag] else { continue }
      let hits = tokens.prefix(200).count {
        $0.kind == .word && language.matcher.knows($0.word)
      }
      if hits > best?.hits ?? 1 { best = (language, hits) }
    }
    return best?.language
  }
}
