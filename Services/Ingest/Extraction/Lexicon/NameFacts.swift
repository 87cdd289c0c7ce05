import Ledger

/// What the records of a lexicon say of the names in its texts, asked once for each phrase when the lexicon is read, so
/// that reading a text asks it of no name again.
struct NameFacts: Sendable {
  var parties: [PartyID: Lexicon.PartyFacts] = [:]
  var sources: [SourceID: Lexicon.SourceFacts] = [:]
  /// Measures that can end.
  var reversible: Set<MeasureID> = []
  /// Measures that include others: casualties, losses.
  var mixed: Set<MeasureID> = []
  /// Measures that count civilians by themselves: flight.
  var ofFlight: Set<MeasureID> = []
}

extension Lexicon {
  /// What the extractor needs of a party beside its vocabulary entry.
  final class PartyFacts: Sendable {
    /// The country whose people live where the party is, for groups that are no country.
    let home: PartyID?
    /// What groups of several countries call themselves alike by: whose "Maoists" are, the place tells.
    let creed: String?
    let isState: Bool
    let isGroup: Bool
    let isPeople: Bool

    init(home: PartyID?, kind: String, creed: String?) {
      self.home = home
      self.creed = creed
      isState = kind == "state"
      isGroup = kind == "group"
      isPeople = kind == "people"
    }
  }

  /// What it needs of a source.
  final class SourceFacts: Sendable {
    let isMonitor: Bool
    /// Counts the dead of wars: monitors, and the bodies of states together that belong to a side.
    let countsWars: Bool
    /// The side that it belongs to, where it belongs to one.
    let party: PartyID?
    /// Where the people of that side live.
    let home: PartyID?

    init(_ source: Vocabulary.CountingSource, _ parties: [PartyID: PartyFacts]) {
      isMonitor = source.kind == "monitor"
      countsWars = isMonitor || source.kind == "intergovernmental" && source.party != nil
      party = source.party
      home = source.party.map { parties[$0]?.home ?? $0 }
    }
  }
}
