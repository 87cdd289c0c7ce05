import Ledger

/// Whether a count belongs to an armed conflict at all.
struct Relevance {
  let facts: DocumentFacts
  let lexicon: Lexicon
  /// The place of the sentence in the text.
  let sentence: Int
  let published: CivilDate?
  /// What was counted just before was no war's.
  var followsPeace = false

  /// Why a count is no claim about a conflict's human cost; nil where it is one.
  func objection(to attachment: Attachment, in items: [Item]) -> NoClaim? {
    let generic = attachment.mention.quantity.form == .vague
    if generic, isGeneric(attachment, items) { return .generic }
    // "evacuated 9,000 troops from the beach": an army that leaves has not fled.
    if let word = attachment.measureItem, items[word].implied == "civilian",
      attachment.phrase.people.map({ $0.population == "military" || $0.service == .either })
        ?? false
    {
      return .noMeasure
    }
    if attachment.rule == "flight", !facts.speaksOfFlight { return .noMeasure }
    if isRetreat(attachment, items) { return .noMeasure }
    if lexicon.reversible.contains(attachment.measure), isUndone(attachment, items) {
      return .undone
    }
    if isCrime(attachment, items) { return .peaceful }
    let own = facts.subject.sentence(sentence)
    var subject = own * 0.7
    eachWord(around: attachment, items) { index, weight in
      guard items[index].isTelling else { return }
      subject = subject + items[index].evidence * weight
      // "Protests left nine dead": what is said of much else tells more beside the number.
      if items[index].domain(.faint), items[index].domain(anyOf: Subject.peaceful) {
        subject.peace += 0.3 * weight
      }
    }
    // "41 people died in a flood", whatever the text is about.
    let isOfPeace = subject.peace >= 2 && own.conflict == 0
    if isOfPeace, !countsSoldiers(attachment, items) { return .peaceful }
    if own.peace >= 2, countsSoldiers(attachment, items), isMishap(items) {
      return .peaceful
    }
    // Where the sentence itself tells, the others have less to say.
    let around = facts.subject.around(sentence)
    let isPlainlyOfWar =
      (own.conflict >= 1 || subject.conflict >= 1.5) && subject.peace < subject.conflict
    if facts.isPlainlyOfPeace ? own.war < 1 : goesOnAboutPeace(own),
      !countsSoldiers(attachment, items),
      !lexicon.reversible.contains(attachment.measure)
    {
      return .peaceful
    }
    let isPlainlyOfPeace = subject.peace >= 1.5 && subject.conflict < 1
    subject.peace += around.peace * (isPlainlyOfWar ? 0.4 : 1)
    subject.conflict += around.conflict * (isPlainlyOfPeace ? 0.6 : 1)
    if countsSoldiers(attachment, items) { subject.conflict += 1.5 }
    // That people left or were taken away is told of peace too.
    let isTelling = own.conflict > 0 || !lexicon.reversible.contains(attachment.measure)
    // Two sides of a war meet in texts on floods and courts too, and a place at war has those.
    let speaksOfPeace = facts.subject.total.conflict < 0.5 && facts.subject.total.peace >= 1
    if speaksOfPeace {
      subject.peace += 0.5
    } else if facts.namesWar {
      subject.conflict += isTelling ? 1.5 : 0.75
    } else if isTheatre {
      subject.conflict += 1
    }
    if subject.peace > subject.conflict,
      subject.peace > 2 || facts.subject.total.conflict < 1
    {
      return .peaceful
    }
    if isAtPeace, !lexicon.reversible.contains(attachment.measure),
      !countsSoldiers(attachment, items)
    {
      return .noConflict
    }
    if facts.speaksOfConflict, !generic || facts.subject.total.conflict > 0 { return nil }
    if isLossOfMen(attachment, items) { return nil }
    let tellsEvent = items.contains { $0.domain(.event) || $0.domain(.events) }
    return tellsEvent || isTheatre && facts.subject.total.peace < 0.5 ? nil : .noConflict
  }

  /// "forty murders", "22 homicides": the word itself says so, unless the text names a war.
  private func isCrime(_ attachment: Attachment, _ items: [Item]) -> Bool {
    guard let word = attachment.measureItem.flatMap({ items[safe: $0] }), word.domain(.crime),
      word.measure(.noun) != nil
    else { return false }
    return facts.conflictMentions.isEmpty && !facts.namesWar
  }

  /// "14 soldiers died in an avalanche": no enemy and no fight is in the sentence.
  private func isMishap(_ items: [Item]) -> Bool {
    let fights: CaseSet<Domain> = [.event, .events, .offensive, .war]
    var isMishap = false
    for item in items where item.isTelling {
      if item.domain(anyOf: fights) || item.conflict != nil || item.people?.isIrregular == true {
        return false
      }
      if item.domain(anyOf: [.disaster, .accident]), !item.domain(.faint) { isMishap = true }
    }
    return isMishap
  }

  /// The deaths of the floods or riots that were counted before.
  private func goesOnAboutPeace(_ own: SubjectEvidence) -> Bool {
    followsPeace && own.war < 0.5 && facts.conflictMentions.isEmpty
      && facts.subject.total.peace > 0.5
  }

  /// Some sentences without a sign of war, in no place at war, and no war or two sides of one named. One sentence
  /// alone does not tell.
  private var isAtPeace: Bool {
    let all = facts.subject.total
    return facts.subject.isLong && all.war < 0.7
      && (all.conflict - all.war + all.peace > 0.2 || facts.partyMentions.isEmpty)
      && !facts.namesWar && !isTheatre
  }

  /// The place that the text is about was at war when it was published.
  private var isTheatre: Bool {
    guard let published, let place = facts.mainPlace else { return false }
    return (lexicon.warsOf[place] ?? []).contains { war in
      (2...12).contains(war.parties.count) && (war.firstDay ?? .max) <= published.dayNumber
        && (war.lastDay ?? .max) >= published.dayNumber && isFought(war, in: place)
    }
  }

  /// Against fighters of its own, or by two states; one that sent troops abroad is no place at war.
  private func isFought(_ war: Lexicon.War, in place: PartyID) -> Bool {
    war.homes.isEmpty ? war.states <= 2 : war.homes.contains(place)
  }

  /// "released 30 prisoners", "300,000 refugees returned"
  private func isUndone(_ attachment: Attachment, _ items: [Item]) -> Bool {
    let first = max(0, attachment.item - 4)
    let last = min(items.count, attachment.phrase.range.upperBound + 4)
    let isNoun = attachment.rule == "noun" || attachment.rule == "premodifier"
    // "exchanged 20 prisoners for 35"
    if isNoun, items[safe: attachment.item - 1]?.has(.for) == true,
      items[max(0, attachment.item - 12)..<attachment.item].contains(where: { $0.domain(.release) })
    {
      return true
    }
    for index in first..<(isNoun ? min(items.count, last + 4) : last) {
      if index > attachment.item,
        items[index].quantity != nil
          || items[index].isMark && !items[index].isMark("-")
      {
        return false
      }
      if index > attachment.item, items[index].has(.and), !isNoun { return false }
      if index >= last { if items[index].domain(.aid) { return true } else { continue } }
      if items[index].domain(.release) { return true }
      // "food for 120,000 refugees", "8,500 refugees received blankets"
      if isNoun, items[index].domain(.aid) { return true }
    }
    return false
  }

  /// "About 200 rebels fled into the hills": who fights and runs is no refugee.
  private func isRetreat(_ attachment: Attachment, _ items: [Item]) -> Bool {
    guard lexicon.populationOfMeasure[attachment.measure] != nil,
      let word = attachment.measureItem,
      items[word].measure(.intransitive, .active, .moves) != nil, items[word].measure(.noun) == nil
    else { return false }
    if let people = attachment.phrase.people { return people.population == "military" }
    guard attachment.phrase.isUnnamed, attachment.parent == nil else { return false }
    for near in stride(from: attachment.item - 1, through: max(0, attachment.item - 12), by: -1) {
      if items[near].isMark(";") { return false }
      if let people = items[near].people { return people.population == "military" }
    }
    return false
  }

  /// "force millions to flee", in a text that names no side: says what wars do, and counts nobody.
  private func isGeneric(_ attachment: Attachment, _ items: [Item]) -> Bool {
    if facts.partyMentions.isEmpty, facts.conflictMentions.isEmpty { return true }
    guard let word = attachment.measureItem, word > attachment.item else { return false }
    return items[safe: word - 1]?.has(.to) == true && items[safe: word - 2]?.has(.be) != true
      && items[word].measure(.intransitive, .active) != nil
  }

  /// Soldiers, and not the officers and guards that any town has.
  private func countsSoldiers(_ attachment: Attachment, _ items: [Item]) -> Bool {
    if let word = attachment.measureItem.flatMap({ items[safe: $0] }), word.implied == "military",
      !word.domain(.faint)
    {
      return true
    }
    if isLossOfMen(attachment, items) { return true }
    guard let people = attachment.phrase.people, people.population == "military",
      people.service != .police
    else { return false }
    let words = attachment.phrase.range.clamped(to: items.indices).filter { items[$0].isMilitary }
    return !words.allSatisfy { Self.vagueSoldiers(items[$0]) } || words.isEmpty
  }

  /// "The British lost 11,000 men": where else than in a war?
  private func isLossOfMen(_ attachment: Attachment, _ items: [Item]) -> Bool {
    (attachment.rule == "lost" || attachment.rule == "cost")
      && attachment.phrase.people?.service == .either
      && items[max(0, attachment.item - 5)..<attachment.item].contains {
        $0.party?.roles.contains { $0 == .people || $0 == .force } == true
      }
  }

  private static func vagueSoldiers(_ item: Item) -> Bool {
    item.domain(.faint) && !item.domain(.conflict)
  }

  /// What stands around the number, nearer and farther: behind another number it says half as much.
  @inline(__always)
  private func eachWord(
    around attachment: Attachment, _ items: [Item], _ take: (_ index: Int, _ weight: Double) -> Void
  ) {
    let start = min(attachment.item, attachment.measureItem ?? attachment.item)
    let end = min(
      max(attachment.phrase.range.upperBound, attachment.measureItem ?? 0), items.count)
    for index in start..<max(start, end) { take(index, 2.5) }
    var weight = 2.5
    for index in stride(from: start - 1, through: max(0, start - 12), by: -1) {
      if items[index].isMark(";") { break }
      if items[index].quantity != nil { weight *= 0.6 }
      take(index, weight)
    }
    weight = 2.5
    for index in end..<max(end, min(items.count, end + 10)) {
      if items[index].isMark(";") { break }
      if items[index].quantity != nil { weight *= 0.6 }
      take(index, weight)
    }
  }
}
