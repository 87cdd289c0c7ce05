/// The part of the lexicon that answers depend on, as it stands in the ledger. Analytics and gateway read it there
/// and nowhere else, so that an answer at a revision never changes because a file did.
package struct Vocabulary: Hashable, Sendable {
  package var lexiconFingerprint: String
  package var measures: [Measure]
  package var parties: [Party]
  package var conflicts: [Conflict]
  package var sources: [CountingSource]
  package var vagueIntervals: [VagueInterval]

  package init(
    lexiconFingerprint: String = "", measures: [Measure] = [], parties: [Party] = [],
    conflicts: [Conflict] = [], sources: [CountingSource] = [], vagueIntervals: [VagueInterval] = []
  ) {
    self.lexiconFingerprint = lexiconFingerprint
    self.measures = measures
    self.parties = parties
    self.conflicts = conflicts
    self.sources = sources
    self.vagueIntervals = vagueIntervals
  }

  package struct Measure: Hashable, Sendable {
    package var id: MeasureID
    package var name: String
    /// The measures that it may include: casualties include killed, wounded, missing, captured.
    package var includes: [MeasureID]
    /// Its name in the exchange format of the corpora ("losses" are exported as "casualties").
    package var exchangeName: String
    /// It can end, as captivity does: a running count of it may fall.
    package var isReversible: Bool
    package init(
      id: MeasureID, name: String, includes: [MeasureID], exchangeName: String,
      isReversible: Bool = false
    ) {
      self.id = id
      self.name = name
      self.includes = includes
      self.exchangeName = exchangeName
      self.isReversible = isReversible
    }
  }

  package struct Party: Hashable, Sendable {
    package var id: PartyID
    package var name: String
    /// What it is: `state`, `group`, `people`.
    package var kind: String
    package var parent: PartyID?
    package init(id: PartyID, name: String, kind: String, parent: PartyID? = nil) {
      self.id = id
      self.name = name
      self.kind = kind
      self.parent = parent
    }
  }

  package struct Conflict: Hashable, Sendable {
    package var id: ConflictID
    package var name: String
    package var parties: [PartyID]
    package var from: CivilDate?
    package var to: CivilDate?
    /// Those of its parties that fight together against the rest. Empty where that is not told: then each is alone.
    package var camp: [PartyID]
    package init(
      id: ConflictID, name: String, parties: [PartyID], from: CivilDate? = nil,
      to: CivilDate? = nil, camp: [PartyID] = []
    ) {
      self.id = id
      self.name = name
      self.parties = parties
      self.from = from
      self.to = to
      self.camp = camp
    }
  }

  /// The interval that a vague phrase stands for: "dozens" is at least 24.
  package struct VagueInterval: Hashable, Sendable {
    package var term: String
    package var low: Double
    /// Nil where the phrase is open upwards.
    package var high: Double?
    package init(term: String, low: Double, high: Double? = nil) {
      self.term = term
      self.low = low
      self.high = high
    }
  }
}
