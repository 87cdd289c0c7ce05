import Ledger

/// What the sentences so far have established.
struct Discourse {
  // Both in boxes: what sentences leave behind is handed to every rule, and these are large.
  private(set) var keptAttachment: Kept<Attachment>?
  private(set) var keptClaim: Kept<Claim>?
  var lastAttachment: Attachment? {
    get { keptAttachment?.value }
    set { keptAttachment = newValue.map { Kept($0) } }
  }

  mutating func note(_ claim: Kept<Claim>) { keptClaim = claim }
  /// What the last sentence with a claim counted first: what another count of it counts.
  var lastMeasure: MeasureID?
  /// Whom the last sentence with a claim counted, where it counted one kind of people.
  var lastWhole: PopulationID?
  /// Whom the last sentence that speaks of people named last: "them".
  var lastPeople: (population: PopulationID, sentence: Int)?
  /// The last sentence whose counts were of a flood, a crime or the like: what goes on about them is too.
  var peaceful: Int?
  var lastClaimPlace: (block: Int, sentence: Int)?
  /// The line above that says what the next ones count.
  var heading: Heading?
  /// What the last sentence without a number spoke of.
  var topic: Heading?
  /// The sentences that may name somebody who speaks, by number, and were not asked yet.
  var unheard: [Int] = []
  var lastClaimant: Source?
  var sources = SourceMemory()
  /// The last words that spoke of several who count.
  var announced: SeveralSources?
  /// What the losses of a block turned out to be: dead, not wounded.
  var correction: (measure: MeasureID, block: Int)?
  /// The side that the last claimant speaks for.
  var lastClaimantParty: PartyID?
  /// Block and part of the last claim: another document glued behind it knows nothing of this one.
  var part = 0
  /// The place that the text speaks about, with the sentence that said so.
  var place: (party: PartyID, sentence: Int)?
  var lastParty: PartyID?
  /// The last side that was counted in a war of the text's own time, and not for scale.
  var lastOfWar: (party: PartyID, conflict: ConflictID)?
  /// The side that the last sentence with one is about: whose "its army" is.
  var lastSubject: PartyID?
  var lastDay: (date: DateMention, sentence: Int)?
  /// The last day that was named at all, also as the day of a statement: what "that morning" is of.
  var saidDay: (date: DateMention, sentence: Int)?
  /// The last sentence that told of one attack or clash.
  var incident: Int?
  var lastPeriod: (from: DateStatement?, to: DateStatement?)?
  /// When or since when the things were that the last sentence with a date told.
  var lastTime: (time: ClaimTime, sentence: Int, block: Int)?
  /// In texts without a day of their own, the date that a sentence opens with: when its story was.
  var narrated: (date: DateMention, sentence: Int, block: Int)?

  /// Sentences that tell on which day an attack was.
  var eventDays: [Int: DateMention] = [:]
  /// The days that the sentence behind gives to what one tells: "That was on 3 May".
  var pointedDays: [Int: DateMention] = [:]
  /// The time that a title or an opening gives to what follows: "Liberia, 1989-97.", "key figures (31 March 2025)".
  var title: (date: DateMention, isAsOf: Bool, sentence: Int)?

  mutating func enter(part: Int) {
    guard part != self.part else { return }
    let days = (eventDays, pointedDays)
    self = Discourse()
    self.part = part
    (eventDays, pointedDays) = days
  }
}

/// What each part of a document says. Texts glued into one file know nothing of each other.
struct FactsByPart {
  let places: PlaceReader
  private var all: [Int: DocumentFacts] = [:]
  private var last: (part: Int, facts: DocumentFacts)?
  private var sentencesRead = 0

  init(places: PlaceReader) { self.places = places }

  /// Reads the next sentence of the text.
  mutating func read(_ sentence: inout Sentence) {
    defer { sentencesRead += 1 }
    if let last, last.part == sentence.part { return last.facts.read(&sentence, places) }
    let facts = DocumentFacts(first: sentencesRead)
    facts.read(&sentence, places)
    last = (sentence.part, facts)
    all[sentence.part] = facts
  }

  /// Behind the last sentence.
  func finished(published: CivilDate?) -> [Int: DocumentFacts] {
    for facts in all.values { facts.finish(places, published: published) }
    return all
  }
}
