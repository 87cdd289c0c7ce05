import Ledger

/// A unit of a sentence as the readers see it: a phrase of the lexicon, a date, a quantity, an unknown word, a mark.
struct Item: Sendable {
  enum Content: Sendable {
    case word
    case mark
    case numeral
    case date(DateMention)
    case quantity(QuantityMention)
  }

  /// Tokens of the sentence.
  var tokens: Range<Int>
  var content: Content
  var senses: [Sense] = []
  /// The folded text of a mark, or of an unknown word.
  var folded = ""
  var capitalised = false
  var spaceBefore = true

  func has(_ grammar: GrammarClass) -> Bool { senses.contains(.grammar(grammar)) }

  func has(anyOf classes: [GrammarClass]) -> Bool { classes.contains { has($0) } }

  func isMark(_ mark: String) -> Bool {
    if case .mark = content { return folded == mark }
    return false
  }

  var isMark: Bool {
    if case .mark = content { return true }
    return false
  }

  var quantity: QuantityMention? {
    if case .quantity(let mention) = content { return mention }
    return nil
  }

  var date: DateMention? {
    if case .date(let mention) = content { return mention }
    return nil
  }

  var number: NumberWord? { first { if case .number(let word) = $0 { word } else { nil } } }
  var modifier: ModifierWord? { first { if case .modifier(let word) = $0 { word } else { nil } } }
  var calendar: CalendarWord? { first { if case .calendar(let word) = $0 { word } else { nil } } }
  var people: PeopleWord? { first { if case .people(let word) = $0 { word } else { nil } } }

  /// Before another word of people or harm it describes ("civilian deaths"), else it names ("a civilian").
  func people(before next: Item?) -> PeopleWord? {
    let words = senses.compactMap { if case .people(let word) = $0 { word } else { nil } }
    let describes =
      next?.people != nil || next?.measure(.noun) != nil || next?.measure(.toll) != nil
      || next?.party?.roles.contains(.people) == true
    return words.first { ($0.form == .adjective) == describes } ?? words.first
  }
  var thing: ThingKind? { first { if case .thing(let kind) = $0 { kind } else { nil } } }
  var vague: Int? { first { if case .vague(let index) = $0 { index } else { nil } } }
  var source: SourceID? { first { if case .source(let id) = $0 { id } else { nil } } }
  var conflict: ConflictID? { first { if case .conflict(let id) = $0 { id } else { nil } } }
  var stance: Claim.Polarity? { first { if case .stance(let stance) = $0 { stance } else { nil } } }

  var cause: CountedGroup.Cause? {
    first { if case .cause(let cause) = $0 { cause } else { nil } }
  }
  var method: CountedGroup.Method? {
    first { if case .method(let method) = $0 { method } else { nil } }
  }

  var implied: PopulationID? {
    first { if case .implies(let population) = $0 { population } else { nil } }
  }

  /// Soldiers, or forces by their name: "Royal Thai Army".
  var isMilitary: Bool {
    people?.population == "military" || party?.roles.contains(.force) == true
  }

  var party: (id: PartyID, roles: [PartyRole])? {
    var id: PartyID?
    var roles: [PartyRole] = []
    for case .party(let party, let role) in senses where id == nil || id == party {
      id = party
      roles.append(role)
    }
    return id.map { ($0, roles) }
  }

  var measures: [(id: MeasureID, role: MeasureRole)] {
    senses.compactMap { if case .measure(let id, let role) = $0 { (id, role) } else { nil } }
  }

  func measure(_ roles: MeasureRole...) -> MeasureID? {
    measures.first { roles.contains($0.role) }?.id
  }

  func attribution(_ roles: AttributionRole...) -> Bool {
    senses.contains {
      if case .attribution(let role) = $0 { return roles.contains(role) }
      return false
    }
  }

  func domain(_ domain: Domain) -> Bool { senses.contains(.domain(domain)) }

  private func first<Found>(_ pick: (Sense) -> Found?) -> Found? {
    for sense in senses {
      if let found = pick(sense) { return found }
    }
    return nil
  }
}

/// A date that a text mentions, as far as it could be resolved.
struct DateMention: Hashable, Sendable {
  var first: CivilDate
  var last: CivilDate
  var basis: DateStatement.Basis
  /// Two dates, from one to the other.
  var isInterval: Bool
  /// "the end of June"
  var isEnd = false
  /// "Friday", which may be a day of every week: "Friday prayers".
  var isWeekday = false
}

/// A quantity that a text mentions, before anybody knows what it counts.
struct QuantityMention: Hashable, Sendable {
  var quantity: Quantity
  /// Tokens of the number without its modifier.
  var core: Range<Int>
  /// Why it is no count of people, where what stands beside it says so.
  var exclusion: Exclusion?
  var isExcluded: Bool { exclusion != nil }
  /// "two" of "the two": refers to people named before.
  var isDefinite = false
  /// Its modifier equates it with a count: "exceeds 465,000".
  var isLinked = false
  /// Its modifier says how it was counted: "an estimated 300".
  var method: CountedGroup.Method?
}

/// What makes a number something else than a count of people.
enum Exclusion: String, Sendable {
  case money = "an amount of money"
  case numbered = "a number in a name or a series"
  case ordinal = "an ordinal"
  case share = "a share or a percentage"
  case odds = "one in so many"
  case measured = "counts things, distances or time"
  case age = "the age of somebody named"
}

/// One sentence, read.
struct Sentence: Sendable {
  var tokens: [Token]
  var items: [Item]
  var block: Int
  var section: Section
  var part: Int
  /// The dateline that stands before it.
  var dateline: [Item] = []
}
