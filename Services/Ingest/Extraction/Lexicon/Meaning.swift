import Ledger

/// All that a phrase of the lexicon may mean, made ready for the questions that the rules ask of each item of each
/// sentence: most are one bit. One for each phrase, made when the lexicon is read and shared by all items.
final class Meaning: Sendable {
  static let none = Meaning([], NameFacts())

  let senses: [Sense]
  /// What nearly every item is asked, beside the item.
  let traits: Traits
  /// All of it as bits.
  let gist: Gist
  let number: NumberWord?
  let modifier: ModifierWord?
  let calendar: CalendarWord?
  let people: [PeopleWord]
  let thing: ThingKind?
  let vague: Int?
  let source: SourceID?
  let conflict: ConflictID?
  let stance: Claim.Polarity?
  let cause: CountedGroup.Cause?
  let method: CountedGroup.Method?
  let implied: PopulationID?
  let party: (id: PartyID, roles: [PartyRole])?
  /// The party, in the form that says whose something is.
  let owns: Bool
  let partyFacts: Lexicon.PartyFacts?
  let sourceFacts: Lexicon.SourceFacts?
  let measures: [(id: MeasureID, role: MeasureRole)]
  /// What it does to people of another side: no harm by itself.
  let takes: MeasureID?
  /// What it says of whether a text is about a war.
  let evidence: SubjectEvidence

  init(_ senses: [Sense], _ records: NameFacts) {
    func all<Found>(_ pick: (Sense) -> Found?) -> [Found] { senses.compactMap(pick) }
    func first<Found>(_ pick: (Sense) -> Found?) -> Found? { all(pick).first }
    self.senses = senses
    var gist = Gist()
    gist.grammar = CaseSet(all { if case .grammar(let word) = $0 { word } else { nil } })
    gist.domains = CaseSet(all { if case .domain(let domain) = $0 { domain } else { nil } })
    gist.attribution = CaseSet(all { if case .attribution(let role) = $0 { role } else { nil } })
    gist.kinds = CaseSet(senses.compactMap(\.kind))
    number = first { if case .number(let word) = $0 { word } else { nil } }
    modifier = first { if case .modifier(let word) = $0 { word } else { nil } }
    calendar = first { if case .calendar(let word) = $0 { word } else { nil } }
    people = all { if case .people(let word) = $0 { word } else { nil } }
    thing = first { if case .thing(let kind) = $0 { kind } else { nil } }
    vague = first { if case .vague(let index) = $0 { index } else { nil } }
    source = first { if case .source(let id) = $0 { id } else { nil } }
    conflict = first { if case .conflict(let id) = $0 { id } else { nil } }
    stance = first { if case .stance(let stance) = $0 { stance } else { nil } }
    cause = first { if case .cause(let cause) = $0 { cause } else { nil } }
    method = first { if case .method(let method) = $0 { method } else { nil } }
    implied = first { if case .implies(let population) = $0 { population } else { nil } }
    let harms = all { if case .measure(let id, let role) = $0 { (id, role) } else { nil } }
    measures =
      harms.filter { $0.1 != .takes }
      + harms.filter { $0.1 == .befell }.map { ($0.0, MeasureRole.intransitive) }
    takes = harms.first { $0.1 == .takes }?.0
    gist.roles = CaseSet(measures.map(\.role))
    self.gist = gist
    let parties = all { if case .party(let id, let role) = $0 { (id, role) } else { nil } }
    party = parties.first.map { first in
      (first.0, parties.filter { $0.0 == first.0 && $0.1 != .owner }.map { $0.1 })
    }
    owns = parties.contains { $0.1 == .owner }
    partyFacts = party.flatMap { records.parties[$0.id] }
    sourceFacts = source.flatMap { records.sources[$0] }
    let isForce = party?.roles.contains(.force) == true
    evidence = Subject.evidence(
      gist, people: people.first, namesWar: conflict != nil, implied: implied, isForce: isForce,
      party: partyFacts, source: sourceFacts)
    var traits = Traits(of: senses, gist)
    if evidence.weighs { traits.insert(.weighs) }
    if Subject.speaksOfConflict(
      gist, people: people.first, namesWar: conflict != nil, implied: implied,
      measures: measures, records)
      || isForce || partyFacts?.isGroup == true || sourceFacts?.countsWars == true
    {
      traits.insert(.speaksOfConflict)
    }
    if measures.contains(where: { $0.role != .moves && records.ofFlight.contains($0.id) }) {
      traits.insert(.speaksOfFlight)
    }
    self.traits = traits
  }
}

/// What nearly every item of a text is asked: kept in the item itself, so that the answer is near.
struct Traits: OptionSet, Sendable {
  var rawValue: UInt8
  /// Means anything.
  static let means = Traits(rawValue: 1)
  /// Says more than a small word of grammar does.
  static let tells = Traits(rawValue: 2)
  static let namesSide = Traits(rawValue: 4)
  /// Says who says something, or whose count it is.
  static let attributes = Traits(rawValue: 8)
  /// Says something of whether a text is about a war.
  static let weighs = Traits(rawValue: 16)
  /// What no text says that is not about a war.
  static let speaksOfConflict = Traits(rawValue: 32)
  /// Somebody fled or was driven out.
  static let speaksOfFlight = Traits(rawValue: 64)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(of senses: [Sense], _ gist: Gist) {
    self = []
    if !senses.isEmpty { insert(.means) }
    if !gist.isPlain { insert(.tells) }
    if gist.namesSides { insert(.namesSide) }
    if gist.helpsToAttribute { insert(.attributes) }
  }
}

extension Sense {
  /// Nil for what a gist holds more closely.
  fileprivate var kind: Gist.Kind? {
    switch self {
    case .number: .number
    case .modifier: .modifier
    case .vague: .vague
    case .calendar: .calendar
    case .people: .people
    case .party: .party
    case .conflict: .conflict
    case .source: .source
    case .thing: .thing
    case .stance: .stance
    case .implies: .implied
    case .cause: .cause
    case .method: .method
    case .grammar, .domain, .attribution, .measure: nil
    }
  }
}
