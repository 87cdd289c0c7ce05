import Ledger

/// What the whole document says, found before the claims while its sentences are read.
final class DocumentFacts {
  /// When the war or invasion that the text is about began, by the text's own words.
  var offensiveStart: DateMention?
  /// The first work that is attributed to a source: who "the report" is.
  var workSource: SourceID?
  /// What the text abbreviates a source to: it goes by that.
  private(set) var abbreviations: [SourceID: String] = [:]
  private var sentencesRead = 0
  /// What the text is about, sentence by sentence.
  private(set) var subject: Subject
  /// Protests, floods or courts, and hardly a sign of war: wherever it is.
  var isPlainlyOfPeace: Bool {
    conflictMentions.isEmpty && subject.isLong && subject.total.peace >= 2
      && subject.total.peace > 2.5 * subject.total.war
  }
  var isOfConflict: Bool {
    subject.total.conflict > 0 && subject.total.conflict >= subject.total.peace
  }
  /// Attacks, soldiers, groups that fight, a war's name: without any, nothing in the text is a war's.
  var speaksOfConflict = false
  /// Somebody fled or was driven out: whoever "reached the border" did so for that.
  private(set) var speaksOfFlight = false
  private(set) var placeWeights = PartyTally<Double>()
  var conflictMentions: [ConflictID: Int] = [:]
  var partyMentions = PartyTally<Int>()

  /// How often the text speaks of soldiers, and of people who are none.
  private(set) var soldiers = 0
  private(set) var others = 0
  /// It tells of armies and of nobody else: "362 British dead" are soldiers.
  var isOfArmies: Bool { soldiers >= 2 && others == 0 }

  /// The one group of fighters that the text names: who "the rebels" are.
  private(set) var onlyGroup: PartyID?

  /// Two states that are sides of one war are both named.
  var isBetweenStates: Bool { foes.isBetweenStates }

  /// Of each side that the text names, those of its wars that the text names too.
  var foes = Foes()
  /// Whom the text means by a name that groups of several countries share.
  var kinOf: [PartyID: PartyID] = [:]
  /// It uses such a name.
  private var namesKin = false
  /// The one state whose forces the text names: whose "the soldiers" are.
  private(set) var onlyArmy: PartyID?
  private var armies: Set<PartyID> = []
  /// The one state that the text names at all.
  private(set) var onlyState: PartyID?

  /// The wars of which it names two sides.
  var wars: [Lexicon.War] = []

  /// One by its name, or two sides of one that was still on or not long over.
  var namesWar = false

  /// A war that is named once, far from the beginning, is cited for something.
  private(set) var mainWar: Lexicon.War?

  private(set) var mainPlace: PartyID?
  /// The one state in which the war is fought that the text names.
  private(set) var warSeat: PartyID?

  /// When the text was published.
  var day: CivilDate? {
    didSet { days = day.map { ($0.firstDay.dayNumber, $0.lastDay.dayNumber) } }
  }
  /// Its first and last day by their numbers: every war is compared with them.
  private(set) var days: (first: Int, last: Int)?

  /// - Parameter first: the number of its first sentence.
  init(first: Int) { subject = Subject(first: first) }

  /// To be called behind the last sentence.
  func finish(_ places: PlaceReader, published: CivilDate?) {
    day = published
    if namesKin { findKin(places.lexicon) }
    let named = partyMentions.parties.compactMap { places.lexicon.sidesOf[$0] }
    onlyGroup = named.only(\.isRebel)?.party
    onlyState = named.only(\.isState)?.party
    findWars(of: named, places.lexicon)
    onlyArmy = armies.count == 1 ? armies.first : nil
    mainWar = conflictMentions.filter { $0.value >= 2 }
      .max { ($0.value, $1.key) < ($1.value, $0.key) }
      .flatMap { main in places.lexicon.wars.first { $0.id == main.key } }
    // Talks and camps are in countries at peace; a text with another place at war is about that.
    let likely = placeWeights.entries.filter { $0.value >= 0.4 }
    let atWar = likely.filter { $0.value >= 1 && !isPeaceful($0.party, places.lexicon) }
    mainPlace = (atWar.isEmpty ? likely : atWar).highest()
    warSeat = mainWarSeat(places.lexicon)
  }

  /// Reads a sentence, and leaves the places in it to it: who reads it later asks for them again.
  func read(_ sentence: inout Sentence, _ places: PlaceReader) {
    subject.add(evidence(in: &sentence, places), items: sentence.items.count)
  }

  /// What the sentence says of the subject of the text.
  private func evidence(in sentence: inout Sentence, _ places: PlaceReader) -> SubjectEvidence {
    let items = sentence.items
    sentencesRead += 1
    // Where a report was written says little, and something only where nothing else does.
    for item in sentence.dateline {
      if let party = item.party?.id {
        placeWeights.add(1, to: item.partyFacts?.home ?? party)
      }
    }
    var evidence = SubjectEvidence()
    let gist = sentence.gist
    if gist.isPlain { return evidence }
    for index in items.indices where items[index].weighs {
      evidence = evidence + items[index].evidence
    }
    // Once somebody else is spoken of, it is no text of armies.
    if others == 0,
      gist.kinds.intersects([.people, .implied, .party]) || gist.domains.contains(.site)
    {
      for index in items.indices where items[index].isTelling { note(peopleOf: items[index]) }
    }
    if !speaksOfConflict { speaksOfConflict = items.contains { $0.speaksOfConflict } }
    if !speaksOfFlight { speaksOfFlight = items.contains { $0.speaksOfFlight } }
    if gist.kinds.intersects([.conflict, .party, .source]) {
      noteNames(in: sentence, places.lexicon)
    }
    if offensiveStart == nil, gist.hasDate,
      gist.domains.contains(.offensive) || gist.grammar.contains(.since)
    {
      noteStart(in: items)
    }
    let found = sentence.gist.namesSides ? places.places(in: items) : []
    sentence.places = found
    for place in found {
      // "the war in Tigray" says where the text is, more than where its authors are.
      let isSeat = items[max(0, place.item - 3)..<place.item].contains {
        $0.domain(.war) || $0.domain(.offensive) || $0.domain(.conflict)
      }
      placeWeights.add(place.weight + (isSeat && place.weight >= 1 ? 3 : 0), to: place.party)
    }
    // "at least 90 Liberians": whoever is counted says where the text is.
    guard gist.counts, gist.kinds.contains(.party) else { return evidence }
    for (index, item) in items.enumerated() {
      if let party = item.party, party.roles.contains(.people), item.quantity == nil,
        items[safe: index - 1]?.quantity != nil, items[safe: index + 1]?.isMilitary != true,
        let facts = item.partyFacts, facts.isState || facts.home != nil
      {
        placeWeights.add(2, to: facts.home ?? party.id)
      }
    }
    return evidence
  }

  /// Whom the word means: soldiers, or people who are none. Who only speaks is neither.
  private func note(peopleOf item: Item) {
    if item.isMilitary || item.implied == "military" {
      soldiers += 1
    } else if item.domain(.site)
      || item.people != nil && item.people?.service != .either && !item.attribution(.speaker)
    {
      others += 1
    }
  }

  /// The wars, sides and sources that the sentence names.
  private func noteNames(in sentence: Sentence, _ lexicon: Lexicon) {
    let items = sentence.items
    for index in items.indices where items[index].namesSide || items[index].conflict != nil {
      let item = items[index]
      if let conflict = item.conflict, !lexicon.tellsTime(index, items) {
        conflictMentions[conflict, default: 0] += sentencesRead <= 4 ? 2 : 1
      }
      if let party = item.party {
        partyMentions.add(1, to: party.id)
        if item.partyFacts?.creed != nil { namesKin = true }
        if item.partyFacts?.isState == true, isArmy(party.roles, index, items) {
          armies.insert(party.id)
        }
      }
      guard let source = item.source else { continue }
      // A body of a state or group names it: "the Israeli army said".
      if let party = item.sourceFacts?.party {
        partyMentions.add(1, to: party)
        namesKin = namesKin || lexicon.parties[party]?.creed != nil
      }
      if abbreviations[source] == nil, item.tokens.count == 1,
        let token = sentence.tokens[safe: item.tokens.lowerBound], token.upperCase,
        (3...8).contains(token.text.count)
      {
        abbreviations[source] = token.folded.uppercased()
      }
      if workSource == nil, isWork(items, near: index) { workSource = source }
    }
  }

  /// When the offensive or the war began, where the sentence says so.
  private func noteStart(in items: [Item]) {
    for index in items.indices where offensiveStart == nil {
      if items[index].domain(.offensive) { offensiveStart = start(items, index) }
      if items[index].has(.since) { offensiveStart = offensiveStart ?? begun(items, index) }
    }
  }

  private func isWork(_ items: [Item], near index: Int) -> Bool {
    (max(0, index - 5)..<min(items.count, index + 4)).contains {
      items[$0].attribution(.work)
    }
  }

  /// "since fighting started in early May"
  private func begun(_ items: [Item], _ since: Int) -> DateMention? {
    var isWar = false
    for near in since + 1..<max(since + 2, min(items.count, since + 12)) {
      guard let item = items[safe: near], item.quantity == nil else { return nil }
      if item.domain(.conflict) || item.domain(.war) || item.domain(.offensive) { isWar = true }
      if isWar, let date = item.date, !date.isInterval, items[near - 1].has(anyOf: [.in, .on]) {
        return date
      }
    }
    return nil
  }

  /// "invasion in February 2022", "the 2003 invasion", "since the February 2022 start of the invasion"
  private func start(_ items: [Item], _ index: Int) -> DateMention? {
    for near in stride(from: index - 1, through: max(0, index - 7), by: -1) {
      if let date = items[near].date, !date.isInterval,
        items[safe: near - 1]?.has(.since) == true
          || items[safe: near - 1]?.has(.article) == true
          || items[safe: near - 2]?.has(.since) == true
      {
        return date
      }
    }
    for near in index + 1..<max(index + 2, min(items.count, index + 7)) {
      guard let item = items[safe: near] else { break }
      if item.isMark { break }
      if let date = item.date, !date.isInterval,
        items[near - 1].has(.in) || items[near - 1].has(.on)
      {
        return date
      }
    }
    return nil
  }
}
