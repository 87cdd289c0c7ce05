import Ledger

/// A unit of a sentence as the readers see it: a phrase of the lexicon, a date, a quantity, an unknown word, a mark.
struct Item: Sendable {
  enum Content: Sendable {
    case word
    case mark
    case numeral
    case date(KeptDate)
    case quantity(KeptQuantity)
  }

  private let place: Place
  /// Not counted, because items are copied all the time: it is the lexicon's, or the one that means nothing, which is
  /// there for good. `ItemStore` says why no item outlives it.
  private var reference: Unmanaged<Meaning>
  private var word: KeptWord
  @Looked var content: Content
  @Looked var mark: Unicode.Scalar
  var capitalised: Bool
  var spaceBefore: Bool
  /// Of its meaning.
  private var traits: Traits

  init(
    tokens: Range<Int>, content: Content, meaning: Meaning = .none,
    mark: Unicode.Scalar = Token.noMark, capitalised: Bool = false, spaceBefore: Bool = true
  ) {
    place = Place(tokens)
    self.content = content
    reference = Unmanaged.passUnretained(meaning)
    traits = meaning.traits
    word = .none
    self.mark = mark
    self.capitalised = capitalised
    self.spaceBefore = spaceBefore
  }

  /// As it is read first: a phrase that begins with a token.
  /// - Parameter token: where it is.
  @inline(__always)
  init(
    _ token: UnsafePointer<Token>, at tokens: Range<Int>, _ match: Matcher.Match
  ) {
    reference = match.reference
    traits = match.reference._withUnsafeGuaranteedRef { $0.traits }
    content =
      switch token.pointee.kind {
      case .word: .word
      // "444 Brigade", "the 12-day war": a name that begins with a number. In "the 2006 war" it is a date too.
      case .numeral where match.meaning.gist.namesSides: .word
      // "200-х" in the speech of soldiers: the dead.
      case .numeral where match.length > 1 && !match.meaning.gist.roles.isEmpty: .word
      case .numeral where match.meaning.conflict != nil && token.pointee.text.count < 4:
        .word
      case .numeral: .numeral
      case .mark: .mark
      }
    place = Place(tokens)
    word = token.pointee.text
    mark = token.pointee.mark
    capitalised = token.pointee.capitalised
    spaceBefore = token.pointee.spaceBefore
  }

  /// Tokens of the sentence.
  var tokens: Range<Int> { place.range }

  /// The folded text of a mark, or of an unknown word.
  var folded: String { word.text }

  /// How many bytes that has.
  var length: Int { word.count }

  var meaning: Meaning { reference.takeUnretainedValue() }

  @inline(__always)
  private func asks<Answer>(_ question: (Meaning) -> Answer) -> Answer {
    Work.look()
    return reference._withUnsafeGuaranteedRef(question)
  }

  @inline(__always)
  func add(to gist: inout Gist) {
    switch content {
    case .word, .mark: break
    case .numeral: gist.kinds.insert(.numeral)
    case .date: gist.kinds.insert(.date)
    case .quantity: gist.kinds.insert(.quantity)
    }
    if traits.contains(.tells) {
      asks { gist.add($0.gist) }
    } else if traits.contains(.means) {
      // All that a small word has.
      asks { gist.grammar.formUnion($0.gist.grammar) }
    }
  }

  /// The lexicon knows it.
  var means: Bool {
    Work.look()
    return traits.contains(.means)
  }

  /// Says more than a small word of grammar does.
  var isTelling: Bool {
    Work.look()
    return traits.contains(.tells)
  }

  var namesSide: Bool {
    Work.look()
    return traits.contains(.namesSide)
  }

  /// Says who says something, or whose count it is.
  var attributes: Bool {
    Work.look()
    return traits.contains(.attributes)
  }

  /// Says something of whether a text is about a war.
  var weighs: Bool {
    Work.look()
    return traits.contains(.weighs)
  }

  var speaksOfConflict: Bool { traits.contains(.speaksOfConflict) }
  var speaksOfFlight: Bool { traits.contains(.speaksOfFlight) }

  var senses: [Sense] { asks { $0.senses } }

  @inline(__always)
  func has(_ grammar: GrammarClass) -> Bool { asks { $0.gist.grammar.contains(grammar) } }

  @inline(__always)
  func has(anyOf classes: CaseSet<GrammarClass>) -> Bool {
    asks { $0.gist.grammar.intersects(classes) }
  }

  func isMark(_ mark: Unicode.Scalar) -> Bool { self.mark == mark }

  var isMark: Bool {
    if case .mark = content { return true }
    return false
  }

  var isNumeral: Bool {
    if case .numeral = content { return true }
    return false
  }

  var quantity: KeptQuantity? {
    if case .quantity(let mention) = content { return mention }
    return nil
  }

  /// Has a date, which need not be looked at for that.
  var isDate: Bool {
    if case .date = content { return true }
    return false
  }

  var date: DateMention? {
    if case .date(let mention) = content { return mention.value }
    return nil
  }

  var evidence: SubjectEvidence { asks { $0.evidence } }
  var number: NumberWord? { asks { $0.number } }
  var modifier: ModifierWord? { asks { $0.modifier } }
  var calendar: CalendarWord? { asks { $0.calendar } }
  var isOfCalendar: Bool { asks { $0.gist.kinds.contains(.calendar) } }
  var people: PeopleWord? { asks { $0.people.first } }

  /// Before another word of people or harm it describes ("civilian deaths"), else it names ("a civilian").
  func people(before next: Item?) -> PeopleWord? {
    let words = asks { $0.people }
    guard words.count > 1 else { return words.first }
    let describes =
      next?.people != nil || next?.measure(.noun) != nil || next?.measure(.toll) != nil
      || next?.party?.roles.contains(.people) == true
    return words.first { ($0.form == .adjective) == describes } ?? words.first
  }
  var thing: ThingKind? { asks { $0.thing } }
  var vague: Int? { asks { $0.vague } }
  var source: SourceID? { asks { $0.source } }
  var conflict: ConflictID? { asks { $0.conflict } }
  var stance: Claim.Polarity? { asks { $0.stance } }
  var cause: CountedGroup.Cause? { asks { $0.cause } }
  var method: CountedGroup.Method? { asks { $0.method } }
  var implied: PopulationID? { asks { $0.implied } }
  var party: (id: PartyID, roles: [PartyRole])? { asks { $0.party } }
  /// Names a party in the form that says whose something is.
  var owns: Bool { asks { $0.owns } }
  var partyFacts: Lexicon.PartyFacts? { asks { $0.partyFacts } }
  var sourceFacts: Lexicon.SourceFacts? { asks { $0.sourceFacts } }
  /// Has any measure.
  var isOfMeasure: Bool { asks { !$0.gist.roles.isEmpty } }
  var measures: [(id: MeasureID, role: MeasureRole)] { asks { $0.measures } }
  /// What it does to people of another side.
  var takes: MeasureID? { asks { $0.takes } }

  // Up to as many roles as any rule asks for: a list of them would be made anew for each question.

  /// Soldiers, or forces by their name: "Royal Thai Army".
  var isMilitary: Bool {
    people?.population == "military" || party?.roles.contains(.force) == true
  }

  func measure(
    _ one: MeasureRole, _ two: MeasureRole? = nil, _ three: MeasureRole? = nil,
    _ four: MeasureRole? = nil, _ five: MeasureRole? = nil, _ six: MeasureRole? = nil
  ) -> MeasureID? {
    let roles = CaseSet(one, two, three, four, five, six)
    return asks { meaning in
      meaning.gist.roles.intersects(roles)
        ? meaning.measures.first { roles.contains($0.role) }?.id : nil
    }
  }

  @inline(__always)
  func attribution(
    _ one: AttributionRole, _ two: AttributionRole? = nil, _ three: AttributionRole? = nil,
    _ four: AttributionRole? = nil
  ) -> Bool {
    asks { $0.gist.attribution.intersects(CaseSet(one, two, three, four)) }
  }

  @inline(__always)
  func domain(anyOf domains: CaseSet<Domain>) -> Bool {
    asks { $0.gist.domains.intersects(domains) }
  }

  @inline(__always)
  func domain(_ domain: Domain) -> Bool { asks { $0.gist.domains.contains(domain) } }
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
  /// Counted from the day of publication: "last month". It has its year, whatever other dates say.
  var isRelative = false
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
