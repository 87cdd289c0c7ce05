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
  /// Tells in which of them a text is written.
  let spoken: SpokenLanguages
  let parties: [PartyID: PartyFacts]
  /// Of these, the armed groups.
  let groups: Set<PartyID>
  /// States that no war is known of but those of half the world: hosts and mediators more than sides.
  let peaceful: Set<PartyID>
  /// Groups of one creed.
  let kin: [String: [PartyID]]
  let conflicts: [ConflictID: Vocabulary.Conflict]
  let sources: [SourceID: Vocabulary.CountingSource]
  /// The side that a source belongs to, where it belongs to one.
  let partyOfSource: [SourceID: PartyID]
  /// Measures that say by themselves whom they count: the displaced are civilians.
  let populationOfMeasure: MeasureTable<PopulationID>
  /// Whom its words count, in order.
  let populations: [PopulationID]
  /// Measures that can end: the captured are released, the displaced return.
  let reversible: MeasureSet
  /// Measures that count civilians by themselves: those who fled.
  let ofFlight: Set<MeasureID>
  /// What a measure becomes where civilians are counted: a side's lost citizens are dead.
  let ofCivilians: [MeasureID: MeasureID]
  /// How sure to be of what was read. It is no word, but it is measured on the words of this lexicon.
  let confidence: Confidence
  /// Where its entries stand, for explanations.
  let origins: LexiconOrigins

  /// The conflicts, in the vocabulary's order, and those that each party is a side of.
  let wars: [War]
  let warsOf: [PartyID: [War]]
  let sidesOf: [PartyID: Sides]

  /// What the extractor asks of a conflict for each claim.
  final class War: Sendable {
    let number: Int
    let id: ConflictID
    let parties: [PartyID]
    /// Of these, one of the two camps, where there are just two.
    let camp: Set<PartyID>
    /// Days by their numbers; nil where it has no beginning or goes on.
    let firstDay: Int?
    let lastDay: Int?
    /// How many of its parties are states, and where those are at home that are none.
    let states: Int
    let homes: [PartyID]
    /// Within one state.
    var isOfOneState: Bool { states == 1 }

    init(
      _ conflict: Vocabulary.Conflict, number: Int, _ parties: [PartyID: PartyFacts]
    ) {
      states = conflict.parties.count { parties[$0]?.isState == true }
      homes = conflict.parties.compactMap { parties[$0]?.home }
      self.number = number
      id = conflict.id
      self.parties = conflict.parties
      camp = Set(conflict.camp)
      firstDay = conflict.from?.firstDay.dayNumber
      lastDay = conflict.to?.lastDay.dayNumber
    }

    /// Not in the same camp; where camps are not told, everybody may fight everybody.
    func opposes(_ one: PartyID, _ other: PartyID) -> Bool {
      one != other && (camp.isEmpty || camp.contains(one) != camp.contains(other))
    }
  }

  /// The state in which a war is fought, where that is only one.
  func seat(of conflict: ConflictID) -> PartyID? {
    guard let war = wars.first(where: { $0.id == conflict }), war.isOfOneState else { return nil }
    return war.parties.first { parties[$0]?.isState == true }
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
    parties = loader.facts
    groups = Set(parties.filter { $0.value.isGroup }.keys)
    populationOfMeasure = MeasureTable(loader.populationOfMeasure)
    populations = loader.populations.sorted()
    ofFlight = Set(loader.populationOfMeasure.filter { $0.value == "civilian" }.keys)
    let records = NameFacts(
      parties: parties,
      sources: Dictionary(
        vocabulary.sources.map { ($0.id, SourceFacts($0, loader.facts)) },
        uniquingKeysWith: { one, _ in one }),
      reversible: loader.reversible,
      mixed: Set(vocabulary.measures.filter { !$0.includes.isEmpty }.map(\.id)),
      ofFlight: ofFlight)
    var words = loader.words
    let vague = loader.vague
    let languages = loader.languages.mapValues { Language($0, &words, records, vague: vague) }
    self.languages = languages
    spoken = SpokenLanguages(languages.keys.sorted().compactMap { languages[$0] })
    self.words = words
    reversible = MeasureSet(loader.reversible)
    ofCivilians = loader.ofCivilians
    origins = loader.origins
    wars = vocabulary.conflicts.enumerated().map { number, conflict in
      War(conflict, number: number, loader.facts)
    }
    var warsOf: [PartyID: [War]] = [:]
    for war in wars { for party in war.parties { warsOf[party, default: []].append(war) } }
    self.warsOf = warsOf
    let facts = parties
    let rebels = groups.filter { group in
      guard let wars = warsOf[group] else { return facts[group]?.home != nil }
      return wars.contains { war in
        war.parties.contains { facts[$0]?.isState == true && war.opposes(group, $0) }
      }
    }
    var sidesOf: [PartyID: Sides] = [:]
    for (rank, party) in Set(warsOf.keys).union(facts.keys).sorted().enumerated() {
      let sides = (warsOf[party] ?? []).map { Side(party, of: $0, rank: rank, facts[party]) }
      sidesOf[party] = Sides(
        of: party, sides, rank: rank, ofWars: wars.count, isState: facts[party]?.isState == true,
        isRebel: rebels.contains(party))
    }
    self.sidesOf = sidesOf
    peaceful = Set(
      facts.filter { party, known in
        known.isState && (warsOf[party] ?? []).allSatisfy { $0.parties.count > 12 }
      }.keys)
    kin = Dictionary(
      grouping: groups.filter { facts[$0]?.creed != nil }.sorted { $0.value < $1.value },
      by: { facts[$0]?.creed ?? "" })
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
}
