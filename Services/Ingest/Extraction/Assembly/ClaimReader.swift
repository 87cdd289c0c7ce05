import Ledger

/// Reads the claims of one sentence: every stage behind "what does this number count".
/// One for each part of a document.
final class ClaimReader {
  let lexicon: Lexicon
  let document: ReadDocument
  let sentences: [Sentence]
  let facts: DocumentFacts
  let places: PlaceReader
  let measures: MeasureVocabulary
  let published: DateStatement?
  let outlet: Source?
  let spans: SpanMap
  // Made once: each sentence asks them.
  let times: TimeResolver
  let claimants: ClaimantResolver
  let sides: PartyResolver
  let wars: ConflictResolver
  let explanations: ExplanationLog?

  init(
    lexicon: Lexicon, document: ReadDocument, sentences: [Sentence], facts: DocumentFacts,
    places: PlaceReader,
    measures: MeasureVocabulary, published: DateStatement?, outlet: Source?, spans: SpanMap,
    explanations: ExplanationLog?
  ) {
    self.lexicon = lexicon
    self.document = document
    self.sentences = sentences
    self.facts = facts
    self.places = places
    self.measures = measures
    self.published = published
    self.outlet = outlet
    self.spans = spans
    self.explanations = explanations
    times = TimeResolver(facts: facts, published: published, reversible: lexicon.reversible)
    claimants = ClaimantResolver(
      lexicon: lexicon, facts: facts, text: document.text, found: StatementsFound())
    sides = PartyResolver(lexicon: lexicon, facts: facts, places: places, measures: measures)
    wars = ConflictResolver(lexicon: lexicon, facts: facts, published: published?.date)
  }

  func claims(in sentence: Sentence, number: Int, discourse: inout Discourse)
    -> [ClaimDraft]
  {
    if sentence.gist.grammar.contains(.several), let several = several(in: sentence, number) {
      discourse.announced = several
    }
    guard sentence.gist.counts else {
      noteHeading(in: &discourse, sentence, number)
      goOn(&discourse, sentence, number, [], [])
      explanations?.close(sentence, [:])
      return []
    }
    var finder = MeasureFinder(
      items: sentence.items, vocabulary: measures, before: discourse.keptAttachment)
    finder.followsClaim = discourse.lastClaimPlace.map { number - $0.sentence <= 2 } ?? false
    finder.measureBefore = discourse.lastMeasure
    finder.topic = discourse.topic.flatMap { number - $0.sentence == 1 ? $0 : nil }
    finder.explains = explanations != nil
    if let heading = discourse.heading, number - heading.sentence <= 12 {
      finder.heading = heading
      finder.heading?.isNext = number - heading.sentence == 1
    }
    let attachments = finder.attach()
    var relevance = Relevance(
      facts: facts, lexicon: lexicon, sentence: number, published: published?.date,
      followsPeace: discourse.peaceful.map { number - $0 <= 2 } ?? false)
    var drafts: [ClaimDraft] = []
    // The claim of each attachment that has one.
    var found = [Kept<Claim>?](repeating: nil, count: attachments.count)
    var refused: [Int: NoClaim] = [:]
    for index in attachments.indices {
      let attachment = attachments[index]
      // What a refused number handed down is refused with it.
      let ofRefused = attachment.parent.flatMap { refused[$0] }
      if let objection = ofRefused ?? relevance.objection(to: attachment, in: sentence.items) {
        refused[index] = objection
        if objection == .peaceful || objection == .noConflict { relevance.followsPeace = true }
        explanations?.object(objection, to: attachment.item)
        continue
      }
      let parent = attachment.parent.flatMap {
        $0 >= 0 ? found[safe: $0] ?? nil : discourse.keptClaim
      }
      let before =
        (attachment.phrase.isUnnamed || attachment.phrase.isOthers) && attachment.parent == nil
        ? whole(before: index, attachments, found) : nil
      let origin = parent ?? before ?? continued(attachment, sentence, number, discourse)
      hear(&discourse)
      let claim = self.claim(
        attachment, sentence, number: number, parent: origin, discourse: discourse,
        sideBefore: drafts.last?.kept.value.group.party, sentenceBefore: drafts.last?.kept)
      found[index] = claim
      drafts.append(
        ClaimDraft(
          claim, part: sentence.part, block: sentence.block,
          whole: attachment.isSubset ? parent?.value.evidence.number : nil))
    }
    let derived = DerivedMeasures(items: sentence.items, vocabulary: measures).attach()
      .filter { relevance.objection(to: $0, in: sentence.items) == nil }
      .map { attachment in
        hear(&discourse)
        return ClaimDraft(
          claim(attachment, sentence, number: number, parent: nil, discourse: discourse),
          part: sentence.part, block: sentence.block)
      }
    if !attachments.isEmpty { discourse.peaceful = relevance.followsPeace ? number : nil }
    goOn(&discourse, sentence, number, attachments, drafts.map(\.kept))
    drafts += derived
    explanations?.close(sentence, finder.passedOver)
    return drafts
  }

  private func claim(
    _ attachment: Attachment, _ sentence: Sentence, number: Int, parent: Kept<Claim>?,
    discourse: Discourse, sideBefore: PartyID? = nil, sentenceBefore: Kept<Claim>? = nil
  ) -> Kept<Claim> {
    let items = sentence.items
    let timing = times.time(of: attachment, in: sentence, discourse: discourse)
    var kind = KindResolver().kind(
      of: attachment, in: items, time: timing,
      followsIncident: discourse.incident.map { number - $0 <= 4 } ?? false
        || discourse.eventDays[number + 1] != nil || discourse.eventDays[number + 2] != nil,
      hasDay: day(of: number, discourse) != nil,
      isReversible: lexicon.reversible.contains(attachment.measure),
      isDisplacement: lexicon.populationOfMeasure[attachment.measure] != nil)
    if let parent, parent.value.kind != .rate, parent.value.kind != kind.kind {
      let follows =
        attachment.isSubset || attachment.phrase.isUnnamed && parent.value.kind == .incident
      // A part is of its whole's kind; a bare count goes on with an attack.
      let isOpen = kind.kind == .cumulative && !kind.isFixed || kind.rule == "one event"
      if follows, isOpen, attachment.isSubset || kind.kind == .cumulative {
        (kind.kind, kind.rule) = (parent.value.kind, "kind of whole")
      }
    }
    var time = timing.time
    if attachment.rule == "increment",
      let day = time.asOf ?? parent?.value.time.asOf ?? parent?.value.time.to
    {
      (time.from, time.to, time.asOf) = (day, day, nil)
    }
    let inherited = inherit(
      &time, &kind, attachment, sentence, number, parent: parent, before: sentenceBefore,
      discourse)
    let resolver = PopulationResolver(
      measures: measures, byMeasure: lexicon.populationOfMeasure, groups: lexicon.groups,
      foes: facts.foes,
      reversible: lexicon.reversible, before: peopleBefore(attachment, sentence, number, discourse),
      spokenOf: discourse.lastPeople.flatMap { number - $0.sentence <= 1 ? $0.population : nil })
    var people = resolver.population(of: attachment, in: items, parent: parent)
    let said = claimants.claimant(of: attachment, in: sentence, discourse: discourse)
    let side = sides.party(
      of: attachment, in: sentence, number: number, discourse: discourse, parent: parent,
      population: people.population, kind: kind.kind, claimantParty: said.party,
      sideBefore: sideBefore)
    if facts.isOfArmies { people = resolver.inTextOfArmies(people, attachment, items) }
    let war = wars.conflict(of: attachment, party: side.party, time: time, in: items)
    let continued = goOn(
      from: discourse, &time, &kind, sentence, number, attachment, party: side.party,
      claimant: said.claimant)
    let disorder = time.putInOrder()
    // Room for all that may come.
    var rules = [String]()
    rules.reserveCapacity(8)
    rules.append(attachment.rule)
    rules.append(side.rule)
    if let rule = timing.rule { rules.append(rule) }
    if let inherited { rules.append(inherited) }
    if let continued { rules.append(continued) }
    if let rule = said.rule { rules.append(rule) }
    if let disorder { rules.append(disorder) }
    var quantity = attachment.mention.quantity
    if kind.kind == .rate { quantity.form = quantity.form == .point ? .rate : quantity.form }
    let evidence = evidence(attachment, sentence)
    var measure = attachment.measure
    if let correction = discourse.correction, correction.block == sentence.block,
      Correction(measures: measures)
        .applies(correction.measure, to: measure, rules: [attachment.rule])
    {
      measure = correction.measure
      rules.append("corrected")
    }
    let place = places.places(of: sentence).max { $0.weight < $1.weight }
      .flatMap { $0.weight >= 3 ? $0.item : nil }
    var stance = StanceResolver().stance(of: attachment, in: items)
    if stance.polarity == .asserted, attachment.rule == "list", let parent,
      parent.value.polarity == .projected || parent.value.polarity == .hypothetical
    {
      stance = StanceResolver.Result(parent.value.polarity, "stance of list")
    }
    if kind.kind == .cumulative, comesOnTop(attachment, stance.polarity, items) {
      (kind.kind, kind.rule) = (.periodTotal, "comes on top")
    }
    if time.asOf == nil, let due = deadline(of: attachment, stance.polarity, sentence) {
      // The year of "by the spring of 2027" is no stretch of time.
      (time.from, time.to, time.asOf) = (nil, nil, due)
    }
    time.takes = duration(behind: attachment, stance.polarity, items)
    var group = CountedGroup(
      party: side.party, population: people.population, conflict: war.conflict,
      conflictBasis: war.basis, place: place.map { text(items[$0], sentence) })
    detail(
      &group, attachment, sentence, kind: kind.kind, claimant: said.claimant,
      parent: attachment.parent == nil ? nil : parent)
    let claim = Claim(
      document: document.id, quantity: quantity,
      measure: MeasureStatement(
        measure, includes: attachment.includes, words: words(attachment, sentence)),
      group: group, time: time, kind: kind.kind, ratePer: kind.per,
      polarity: stance.polarity,
      citedForScale: war.isComparator,
      attribution: Attribution(
        claimant: said.claimant, speaker: said.speaker, relays: said.relays, outlet: outlet,
        mode: mode(of: attachment, sentence, said.isReported),
        announcedSources: discourse.announced?.words(for: attachment, in: number) ?? ""),
      evidence: evidence, rules: rules)
    let kept = Kept(consume claim)
    explanations?.note(
      kept.value,
      ClaimDecisions(
        attachment: attachment, side: side, people: people, war: war, timing: timing, kind: kind,
        stance: stance, said: said, place: place, parent: parent?.value.evidence.number),
      in: sentence)
    return kept
  }

  private func mode(
    of attachment: Attachment, _ sentence: Sentence, _ isReported: Bool
  ) -> Attribution.Mode {
    switch sentence.section {
    case .headline, .deck: .headline
    case .caption: .caption
    case .quotation: .directQuote
    default:
      !isReported ? .ownVoice : isQuoted(attachment, sentence) ? .directQuote : .reportedSpeech
    }
  }

  /// Between quotation marks of its own sentence: "… is 55," the president said.
  private func isQuoted(_ attachment: Attachment, _ sentence: Sentence) -> Bool {
    let before = sentence.items[..<attachment.item].count { $0.isMark("\"") }
    return !before.isMultiple(of: 2)
      && sentence.items[attachment.item...].contains { $0.isMark("\"") }
  }
}
