import Ledger

/// Where a document names what: for decisions that rest on words outside their sentence.
struct Mentions {
  enum Subject: Hashable {
    /// Named itself, or by who lives or speaks there.
    case party(PartyID)
    case source(SourceID)
    case conflict(ConflictID)
    case people(PopulationID)
    case measure(MeasureID)
    /// One attack or clash.
    case event
  }

  struct Place {
    var sentence: Int
    var item: Int
  }

  private var places: [Subject: [Place]] = [:]
  private let sentences: [Sentence]

  init(_ sentences: [Sentence], _ lexicon: Lexicon) {
    self.sentences = sentences
    for (number, sentence) in sentences.enumerated() {
      for (index, item) in sentence.items.enumerated() {
        for subject in Set(item.senses.flatMap { Self.subjects(of: $0, lexicon) }) {
          places[subject, default: []].append(Place(sentence: number, item: index))
        }
      }
    }
  }

  /// What a meaning is a mention of.
  static func subjects(of sense: Sense, _ lexicon: Lexicon) -> [Subject] {
    switch sense {
    case .party(let id, _): return [.party(id)] + home(of: id, lexicon) + kin(of: id, lexicon)
    case .source(let id):
      let party = lexicon.sources[id]?.party
      return [.source(id)] + (party.map { [.party($0)] + home(of: $0, lexicon) } ?? [])
    case .conflict(let id): return [.conflict(id)]
    case .people(let word): return [.people(word.population)]
    case .implies(let population): return [.people(population)]
    case .measure(let id, _): return [.measure(id)]
    case .domain(.event), .domain(.events): return [.event]
    default: return []
    }
  }

  private static func home(of party: PartyID, _ lexicon: Lexicon) -> [Subject] {
    lexicon.parties[party]?.home.map { [.party($0)] } ?? []
  }

  /// "The Maoists" may be those of another country.
  private static func kin(of party: PartyID, _ lexicon: Lexicon) -> [Subject] {
    let kin = lexicon.parties[party]?.creed.flatMap { lexicon.kin[$0] } ?? []
    return kin.filter { $0 != party }.map { .party($0) }
  }

  /// The last one before a sentence, else the first one behind it, in one part of the document.
  func nearest(
    _ subject: Subject, to number: Int, part: Int
  ) -> (sentence: Sentence, item: Item)? {
    guard let all = places[subject] else { return nil }
    // The places are in the order of the text.
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].sentence < number { low = middle + 1 } else { high = middle }
    }
    let candidates = [all[safe: low - 1], all[low...].first { $0.sentence > number }]
    for place in candidates.compactMap(\.self) {
      guard let sentence = sentences[safe: place.sentence], sentence.part == part,
        let item = sentence.items[safe: place.item]
      else { continue }
      return (sentence, item)
    }
    return nil
  }
}
