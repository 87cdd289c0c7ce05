/// What a sentence holds at all. Most sentences have no number, many no name and no word of speech; what a rule looks for
/// in them need not be looked for, item by item, where it is not there.
struct Gist: Sendable {
  /// What a phrase can be beside small words of grammar, and what an item can have been read as.
  enum Kind: UInt8, CaseIterable, Sendable {
    case number, modifier, calendar, people, party, thing, vague, source, conflict, stance, cause,
      method, implied
    case numeral, date, quantity
  }

  var kinds: CaseSet<Kind> = []
  var grammar: CaseSet<GrammarClass> = []
  var domains: CaseSet<Domain> = []
  var attribution: CaseSet<AttributionRole> = []
  var roles: CaseSet<MeasureRole> = []

  init() {}

  init(_ items: [Item]) {
    for index in items.indices { items[index].add(to: &self) }
  }

  @inline(__always)
  mutating func add(_ other: Gist) {
    kinds.formUnion(other.kinds)
    grammar.formUnion(other.grammar)
    domains.formUnion(other.domains)
    attribution.formUnion(other.attribution)
    roles.formUnion(other.roles)
  }

  /// A count of something, as far as reading went.
  var counts: Bool { kinds.contains(.quantity) }
  var hasDate: Bool { kinds.contains(.date) }
  var namesSides: Bool { kinds.contains(.party) || kinds.contains(.source) }

  /// Who says something, or whose count it is: "its total".
  var attributes: Bool {
    attribution.intersects([.verb, .preposition, .work])
      || grammar.contains(.possessive) && grammar.contains(.total)
  }

  /// The same of one word, which others may complete.
  var helpsToAttribute: Bool { attributes || grammar.contains(.possessive) }

  /// Nothing but words of grammar, and words that nobody knows.
  var isPlain: Bool {
    kinds.isEmpty && domains.isEmpty && attribution.isEmpty && roles.isEmpty
      && !grammar.contains(.since)
  }
}
