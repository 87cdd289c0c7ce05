import Ledger

/// What a word or phrase of the lexicon may mean. A phrase can have several; the sentence decides.
enum Sense: Hashable, Sendable {
  case number(NumberWord)
  case modifier(ModifierWord)
  case vague(Int)
  case calendar(CalendarWord)
  case measure(MeasureID, MeasureRole)
  case people(PeopleWord)
  case party(PartyID, PartyRole)
  case conflict(ConflictID)
  case source(SourceID)
  /// Something that is counted and is not people: kilometres, rockets, percent, dollars.
  case thing(ThingKind)
  /// A word that tells what a text is about.
  case domain(Domain)
  case attribution(AttributionRole)
  case stance(Claim.Polarity)
  case grammar(GrammarClass)
  /// The word says whose people it counts: "killed in action", "refugees".
  case implies(PopulationID)
  case cause(CountedGroup.Cause)
  case method(CountedGroup.Method)

  /// Whom another sense of the same name means, where both name somebody and not the same.
  func rival(_ other: Sense) -> String? {
    switch (self, other) {
    case (.party(let one, _), .party(let two, _)): one == two ? nil : two.value
    case (.source(let one), .source(let two)): one == two ? nil : two.value
    case (.conflict(let one), .conflict(let two)): one == two ? nil : two.value
    default: nil
    }
  }
}

struct NumberWord: Hashable, Sendable {
  enum Role: String, CaseIterable, Sendable {
    /// Adds up: one, twenty.
    case unit
    /// Multiplies what stands before it: hundred, thousand, million.
    case scale
    /// A collective that counts like a scale and needs no unit: dozen.
    case group
    /// A whole number of its own: "a couple", "half a million".
    case whole
    /// Written against the digits: 10k.
    case suffix
    /// A scale that is one of its kind where nothing stands before it: "тысяча" is "a thousand".
    case lone
    /// Denies that there is any: "no", "not a single".
    case none
  }
  var role: Role
  var value: Double
}

struct ModifierWord: Hashable, Sendable {
  enum Place: String, CaseIterable, Sendable { case before, after }
  var modifier: Quantity.Modifier
  var place: Place
}

/// How a measure's word is used in a sentence.
enum MeasureRole: UInt8, NamedCase {
  static let byName = allNames()

  /// Counts its people: "casualties", "deaths", "refugees".
  case noun
  /// What happened to people, behind them or an auxiliary; also done to an object: "killed".
  case participle
  /// Done to an object only: "killing", "kill".
  case active
  /// What people did or became: "died", "fled".
  case intransitive
  /// What people are: "dead", "missing".
  case predicate
  /// Whose people: "lost", "suffered the loss of". The people belong to the subject.
  case loss
  /// A running count: "death toll".
  case toll
  /// An act done to people, with a preposition: "the killing of".
  case act
  /// Counts only where it was lost: "lives".
  case lives
  /// A way that people went, in texts that tell of flight: "reached", "left".
  case moves
  /// Done to an object of another side, or with the way it went: "held", "drove".
  case takes
  /// Intransitive, and as often before its people as behind them: "погибли 80 человек".
  case befell
}

struct PeopleWord: Hashable, Sendable {
  var population: PopulationID
  var service: Service = .regular
  var isIrregular: Bool { service == .irregular }
  /// Whom armed people serve.
  enum Service: String, CaseIterable, Sendable {
    case regular
    /// Fighters of no state, or of one that only the text can name: "rebels", "gunmen", "the enemy".
    case irregular
    /// Armed, and in peace too: that they shoot makes no war.
    case police
    /// Soldiers where an army is spoken of, and else anybody: "men".
    case either
  }
  /// `one`, `many` or, for a word that only describes ("military", "civilian"), `adjective`.
  var form: Form
  enum Form: String, CaseIterable, Sendable { case one, many, adjective }
}

/// How a party is named.
enum PartyRole: String, CaseIterable, Sendable {
  case name, adjective, people, place, capital, force
  /// In the form that says whose something is, beside one of the others: "the soldiers of Russia" in two words.
  case owner
  var isPlace: Bool { self == .place || self == .capital }
}

enum ThingKind: String, CaseIterable, Sendable { case object, measure, money, share, time, event }

enum Domain: UInt8, NamedCase {
  static let byName = allNames()

  case conflict, disaster, crime, protest, accident, disease, fiction, event, offensive
  /// Where people are hit: a hospital, a market.
  case site
  /// Undoes a harm: released, returned.
  case release
  /// Given to people, or wanted by them: who gets it is counted for that.
  case aid
  /// Several attacks or clashes, where `event` is one.
  case events
  /// The war itself, where `conflict` is anything that belongs to one.
  case war
  /// Said of much else too: weighs little for its other domains.
  case faint
  /// Violence that countries at peace suffer too: bombs, gunmen. Alone it makes no war.
  case terror
}

enum AttributionRole: UInt8, NamedCase {
  static let byName = allNames()

  /// Follows or precedes its speaker: said, reported.
  case verb
  /// Precedes its speaker: according to.
  case preposition
  /// A role that speaks where no name does: officials, spokesman.
  case speaker
  /// A body by its kind: ministry, agency, group.
  case body
  /// A work that speaks for its authors: report, study.
  case work
  /// A speaker named before: he, the authors.
  case again
  /// One of these that stands for a person: he, she.
  case person
  /// Puts the count in another's mouth: citing. Its subject passes it on.
  case relays
  /// Addresses whoever passes it on: told.
  case tells
}

/// Classes of small words. Languages list their words for each; none is needed.
enum GrammarClass: UInt8, NamedCase {
  static let byName = allNames()

  case article, and, or, of, to, from, between, by, `in`, on, at, with, `for`, against, near
  case through, since, until, asOf, during, before, after, throughout
  case be, have, `do`, relative, pronoun, possessive, another, per, link, change, suffer, leave
  case including, among, ofWhom, who, count, versus, negation, respectively, `while`, that, other
  case speakingOf, condition, abroad, daily, weekly, monthly, yearly, average, total, bothSides
  case a, figure, half, samePeriod, initially, but, also, ordinalSuffix, currency, numberSign, dead
  case accuse, percent, percentOf, manyTimes, ratio, superlative, asIn, new, victims, border,
    inflict, when, ago, perfect, assertion, oneDay, admit, enemy, backed, host, foreign, locality,
    wide
  /// What states do with men that they send to war: "mobilised", "fielded".
  case fielded
  /// Makes the place behind it one where somebody sits and speaks: "based in", "talks in".
  case seat
  /// Of whoever speaks: "on our side", "in its own ranks".
  case ownSide
  /// Brings the wounded to another place: "flown", "airlifted".
  case carried
  /// Tells what began: "the war, which began in".
  case begun
  /// A war in one country: "civil war".
  case `internal`
  /// What was agreed upon, often named after the place where that was: "the Dayton accords".
  case accord
  /// An armed body: "members of the force".
  case forces
  /// How badly somebody is hurt: "four of them seriously".
  case severity
  /// Adds to a count that runs: "bringing the toll to".
  case raise
  /// Begins a war or an offensive: "which the army launched in".
  case launch
  /// Each of many: "every month 300 die".
  case each
  /// A day or night that is told by the one before in the text: "the previous night", "the next day".
  case dayBefore, dayAfter
  /// The day that was told last: "that morning", "later that day".
  case sameDay
  /// What ends or begins a time without saying when: "the armistice of", "the fall of".
  case milestone
  /// Says of what was told when it was: "It happened on".
  case happen
  /// Leaves open how high a count is, and not whether it came to be: "may be as high as".
  case hedge
  /// Where armies meet or serve, and men are soldiers: a battle, a trench, a warship.
  case battle
  /// Says that its subject is so many of a count: "accounted for", "made up".
  case accounts
  /// "on the Serbian side"
  case side
  /// Says it of everybody who was counted: "all of them", "without exception".
  case wholly
  /// How long something went on stands behind it: "lasted three months".
  case lasting
  /// Tells when a war began: "the war broke out on".
  case outbreak
  /// Whoever asked and passed it on stands behind it, known or not: "in an interview with".
  case interview
  /// How long something will go on stands behind it: "it will take".
  case takes
  /// The time in which the text is written: "now", "currently".
  case now
  /// A form of a verb of harm that tells what goes on: "they lose", "are dying".
  case present
  /// Says of a noun behind it that it is of many: "several institutes".
  case several
  /// Behind a date: of all dates it is that one which the figure covers, "since 2022 … in 2024 alone".
  case alone
}
