import Ledger

/// What speaks for a text being about an armed conflict, and what for its being about something else that kills:
/// a flood, a crime, a protest.
struct SubjectEvidence: Sendable {
  var conflict = 0.0
  var peace = 0.0
  /// The part of the evidence for conflict that no bomb or riot in a country at peace would leave.
  var war = 0.0

  static func + (one: SubjectEvidence, other: SubjectEvidence) -> SubjectEvidence {
    SubjectEvidence(
      conflict: one.conflict + other.conflict, peace: one.peace + other.peace,
      war: one.war + other.war)
  }

  /// Says anything at all.
  var weighs: Bool { conflict > 0 || peace > 0 || war > 0 }

  static func * (one: SubjectEvidence, weight: Double) -> SubjectEvidence {
    SubjectEvidence(
      conflict: one.conflict * weight, peace: one.peace * weight, war: one.war * weight)
  }

  /// No sentence outweighs all others by its length.
  func capped(at most: Double) -> SubjectEvidence {
    SubjectEvidence(
      conflict: min(conflict, most), peace: min(peace, most), war: min(war, most))
  }
}

/// The balance of that evidence, sentence by sentence.
struct Subject: Sendable {
  static let peaceful: CaseSet<Domain> = [
    .disaster, .crime, .protest, .accident, .disease, .fiction,
  ]
  private static let fights: CaseSet<Domain> = [.conflict, .offensive, .event, .events]

  private var first: Int
  private var bySentence: [SubjectEvidence] = []
  private var longest = 0
  private(set) var total = SubjectEvidence()

  init(first: Int) { self.first = first }

  /// - Parameter items: how many the sentence has.
  mutating func add(_ evidence: SubjectEvidence, items: Int) {
    longest = max(longest, items)
    bySentence.append(evidence.capped(at: 5))
    total = total + evidence
  }

  /// Long enough to say what it is about.
  var isLong: Bool { bySentence.count > 1 || longest > 24 }

  /// What a sentence says.
  func sentence(_ number: Int) -> SubjectEvidence {
    bySentence[safe: number - first] ?? SubjectEvidence()
  }

  /// What the text around a sentence says: the nearest most, the headline and the whole a little.
  func around(_ number: Int) -> SubjectEvidence {
    var sum = (sentence(number - 1) + sentence(number + 1)) * 0.5
    sum = sum + (sentence(number - 2) + sentence(number + 2)) * 0.25
    if number - first > 2 { sum = sum + sentence(first) * 0.4 }
    let all = total.conflict + total.peace
    return all > 0 ? sum + total * (min(4, all) / all) : sum
  }

  /// What a word says of the subject of its text. A word that is said of much else too says little.
  static func evidence(
    _ gist: Gist, people: PeopleWord?, namesWar: Bool, implied: PopulationID?, isForce: Bool,
    party: Lexicon.PartyFacts?, source: Lexicon.SourceFacts?
  ) -> SubjectEvidence {
    let domains = gist.domains
    let isFaint = domains.contains(.faint)
    let strength = isFaint ? 0.3 : 1
    let peace = domains.intersects(peaceful) ? (isFaint ? 0.3 : 2) : 0
    var conflict = 0.0
    var war = 0.0
    func add(_ weight: Double, war share: Double = 1) {
      conflict = max(conflict, weight)
      war = max(war, weight * share)
    }
    if domains.intersects(fights) {
      add((domains.contains(.conflict) || domains.contains(.offensive) ? 1.5 : 1) * strength)
    }
    if let people, people.population == "military", people.service != .police {
      add((people.isIrregular ? 1.5 : 0.8) * strength, war: people.isIrregular ? 1 : 0.5)
    }
    if domains.contains(.war) { add(0.6) }
    if isFaint { war *= 0.5 }
    if domains.contains(.war) { war = max(war, 0.8) }
    if domains.intersects([.event, .events]) { war = max(war, 0.7) }
    // "The enemy" is a war's more often than not.
    if people?.isIrregular == true { war = max(war, 0.45) }
    if namesWar { add(1.5) }
    if implied == "military" { add(1.5 * strength, war: 0.4) }
    if isForce { add(1, war: 0.6) }
    if domains.contains(.terror) { war = 0 }
    if party?.isGroup == true {
      conflict = max(conflict, 1.5)
      // One group's bomb in a country at peace makes no war.
      if !domains.contains(.terror) { war = max(war, 0.6) }
    }
    if source?.isMonitor == true { war = max(war, 1) }
    return SubjectEvidence(conflict: conflict, peace: peace, war: war)
  }

  /// Attacks, soldiers, a war's name, those who count its dead: where a text has none of them, nothing in it is a war's.
  static func speaksOfConflict(
    _ gist: Gist, people: PeopleWord?, namesWar: Bool, implied: PopulationID?,
    measures: [(id: MeasureID, role: MeasureRole)], _ records: NameFacts
  ) -> Bool {
    if gist.domains.intersects([.conflict, .offensive, .war, .event, .events]) || namesWar {
      return true
    }
    if people?.population == "military" && people?.service != .police || implied == "military"
      || people?.form == .adjective
    {
      return true
    }
    // "Casualties", "losses": a war's, where nothing speaks of peace.
    let countsVictims = gist.grammar.contains(.victims)
    return measures.contains {
      $0.role == .noun
        && (records.reversible.contains($0.id) || records.mixed.contains($0.id) && !countsVictims)
    }
  }
}
