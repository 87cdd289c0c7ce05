/// Whose people are counted, and in which frame. Nothing here is guessed: what a text leaves open stays nil.
package struct CountedGroup: Hashable, Sendable {
  package var party: PartyID?
  package var population: PopulationID?
  package var conflict: ConflictID?
  package var conflictBasis: Basis
  /// The place as the text names it, in the lexicon's spelling where it knows the place.
  package var place: String?
  /// For claims on one event: how the text names it ("passenger train").
  package var incident: String?
  package var cause: Cause
  /// The party that the text holds responsible, and who says so. Never inferred.
  package var responsible: Responsibility?
  package var method: Method

  package init(
    party: PartyID? = nil, population: PopulationID? = nil, conflict: ConflictID? = nil,
    conflictBasis: Basis = .unknown, place: String? = nil, incident: String? = nil,
    cause: Cause = .unstated, responsible: Responsibility? = nil, method: Method = .unstated
  ) {
    self.party = party
    self.population = population
    self.conflict = conflict
    self.conflictBasis = conflictBasis
    self.place = place
    self.incident = incident
    self.cause = cause
    self.responsible = responsible
    self.method = method
  }

  /// How the conflict is known. Numbers are those of `GroupBasis` in claim.proto; a test compares them.
  package enum Basis: Int32, CaseIterable, Sendable {
    case stated = 1
    case inferred, unknown
  }

  /// What people died or suffered from. Numbers are those of `Cause` in claim.proto; a test compares them.
  package enum Cause: Int32, CaseIterable, Sendable {
    case direct = 1
    case hungerOrDisease, excessMortality, unstated
  }

  /// How the text says that the count was made. Numbers are those of `CountingMethod` in claim.proto.
  package enum Method: Int32, CaseIterable, Sendable {
    case named = 1
    case individuallyVerified, announced, estimated, modelled, unstated
  }

  package struct Responsibility: Hashable, Sendable {
    package var party: PartyID
    /// Who holds that party responsible, as the text names them; empty for the text's own voice.
    package var statedBy: String
    package init(party: PartyID, statedBy: String) {
      self.party = party
      self.statedBy = statedBy
    }
  }
}
