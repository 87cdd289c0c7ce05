import Ledger

/// Reads the claims of one sentence: every stage behind "what does this number count".
/// One for each part of a document.
final class ClaimReader {
  let lexicon: Lexicon
  let document: ReadDocument
  let facts: DocumentFacts
  let places: PlaceReader
  let measures: MeasureVocabulary
  let published: DateStatement?
  let outlet: Source?
  let spans: SpanMap
  let statements = StatementsFound()
  let explanations: ExplanationLog?

  init(
    lexicon: Lexicon, document: ReadDocument, facts: DocumentFacts, places: PlaceReader,
    measures: MeasureVocabulary, published: DateStatement?, outlet: Source?, spans: SpanMap,
    explanations: ExplanationLog?
  ) {
    self.lexicon = lexicon
    self.document = document
    self.facts = facts
    self.places = places
    self.measures = measures
    self.published = published
    self.outlet = outlet
    self.spans = spans
    self.explanations = explanations
  }

  func claims(in sentence: Sentence, number: Int, discourse: inout Discourse)
    -> [ClaimDraft]
  {
    guard sentence.gist.counts else {
      noteHeading(in: &discourse, sentence, number)
      goOn(&discourse, sentence, number, nil, [])
      explanations?.close(sentence, [:])
      return []
    }
    var finder = MeasureFinder(
      items: sentence.items, vocabulary: measures, before: discourse.lastAttachment)
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
    // Where the claim of each attachment is among the drafts.
    var place = [Int?](repeating: nil, count: attachments.count)
    func found(_ attachment: Int) -> Kept<Claim>? {
      place[safe: attachment].flatMap { $0 }.map { drafts[$0].kept }
    }
    var refused: [Int: NoClaim] = [:]
    for (index, attachment) in attachments.enumerated() {
      // What a refused number handed down is refused with it.
      let ofRefused = attachment.parent.flatMap { refused[$0] }
      if let objection = ofRefused ?? relevance.objection(to: attachment, in: sentence.items) {
        refused[index] = objection
        if objection == .peaceful || objection == .noConflict { relevance.followsPeace = true }
        explanations?.object(objection, to: attachment.item)
        continue
      }
      let parent = attachment.parent.flatMap { $0 >= 0 ? found($0) : discourse.keptClaim }
      let before =
        (attachment.phrase.isUnnamed || attachment.phrase.isOthers) && attachment.parent == nil
        ? whole(before: index, attachments, found) : nil
      let origin = parent ?? before ?? continued(attachment, sentence, number, discourse)
      hear(&discourse)
      let claim = self.claim(
        attachment, sentence, number: number, parent: origin, discourse: discourse,
        sideBefore: drafts.last?.kept.value.group.party, sentenceBefore: drafts.last?.kept.value)
      place[index] = drafts.count
      drafts.append(
        ClaimDraft(
          claim: claim, part: sentence.part, block: sentence.block,
          whole: attachment.isSubset ? parent?.value.evidence.number : nil))
    }
    let derived = DerivedMeasures(items: sentence.items, vocabulary: measures).attach()
      .filter { relevance.objection(to: $0, in: sentence.items) == nil }
      .map { attachment in
        hear(&discourse)
        return ClaimDraft(
          claim: claim(attachment, sentence, number: number, parent: nil, discourse: discourse),
          part: sentence.part, block: sentence.block)
      }
    if !attachments.isEmpty { discourse.peaceful = relevance.followsPeace ? number : nil }
    goOn(&discourse, sentence, number, attachments.last, drafts.map(\.kept))
    drafts += derived
    explanations?.close(sentence, finder.passedOver)
    return drafts
  }

  /// The claim before in the sentence that is no part of another: "80 villagers, 20 of them children, and
  /// wounded 30" wounds villagers.
  private func whole(
    before index: Int, _ attachments: [Attachment], _ found: (Int) -> Kept<Claim>?
  ) -> Kept<Claim>? {
    for earlier in stride(from: index - 1, through: max(0, index - 4), by: -1) {
      if let claim = found(earlier), !attachments[earlier].isSubset || earlier == 0 {
        // "30 guards and 12 farmers died and scores were hurt": some of both.
        if let beside = found(earlier - 1)?.value, attachments[earlier - 1].parent == nil,
          !attachments[earlier].isSubset, beside.measure.id == claim.value.measure.id,
          beside.group.population != claim.value.group.population
        {
          return open(claim.value, population: nil)
        }
        return claim
      }
    }
    return found(index - 1)
  }

  /// "Another 80,000 were wounded", "activists put the dead at 260": the people of the claim before.
  private func continued(
    _ attachment: Attachment, _ sentence: Sentence, _ number: Int, _ discourse: Discourse
  ) -> Kept<Claim>? {
    // "Four soldiers were killed. Three others were wounded."
    let isOthers =
      attachment.phrase.isOthers && attachment.phrase.people?.population == "all"
      && attachment.item <= 1
    guard attachment.parent == nil, attachment.phrase.isUnnamed || isOthers,
      !attachment.countsSubject,
      let last = discourse.keptClaim, let place = discourse.lastClaimPlace,
      place.block == sentence.block, number - place.sentence <= 2
    else { return nil }
    if isOthers { return number - place.sentence == 1 ? last : nil }
    if number - place.sentence == 1, includes(attachment.item, sentence.items) { return last }
    if sentence.items[safe: attachment.item - 1]?.has(.another) == true
      || sentence.items.contains(where: { $0.has(.samePeriod) })
      || isAddition(sentence.items)
    {
      return open(last.value, population: discourse.lastWhole)
    }
    // "Troops killed 11 insurgents. Seven died in an air raid": of the eleven.
    if number - place.sentence == 1, attachment.item <= 1, attachment.phrase.isBare,
      ["passive", "intransitive", "suffered"].contains(attachment.rule),
      attachment.measure == last.value.measure.id, last.value.group.population == "military",
      let value = attachment.mention.quantity.leadingValue,
      let whole = last.value.quantity.leadingValue, value < whole
    {
      return last
    }
    // "4,100 civilian casualties (1,300 killed and 2,800 wounded)": the same people.
    if number - place.sentence <= 1, attachment.rule != "toll",
      measures.includes(attachment.measure, in: last.value.measure.id),
      last.value.measure.id != attachment.measure
    {
      return last
    }
    guard last.value.group.population != "military",
      !places.places(of: sentence).contains(where: { $0.weight >= 1 })
    else { return nil }
    return open(last.value, population: nil)
  }

  /// "It also recorded 390 wounded"
  private func isAddition(_ items: [Item]) -> Bool {
    items.first?.has(.pronoun) == true
      && items.prefix(4).contains { $0.has(.also) && !$0.has(.have) }
  }

  /// The claim with other people.
  private func open(_ claim: Claim, population: PopulationID?) -> Kept<Claim> {
    var claim = claim
    claim.group.population = population
    return Kept(claim)
  }

  private func claim(
    _ attachment: Attachment, _ sentence: Sentence, number: Int, parent kept: Kept<Claim>?,
    discourse: Discourse, sideBefore: PartyID? = nil, sentenceBefore: Claim? = nil
  ) -> Claim {
    let parent = kept?.value
    let items = sentence.items
    let timing = TimeResolver(
      facts: facts, published: published, reversible: lexicon.reversible
    ).time(
      of: attachment, in: sentence, discourse: discourse)
    var kind = KindResolver().kind(
      of: attachment, in: items, time: timing,
      followsIncident: discourse.incident.map { number - $0 <= 4 } ?? false
        || discourse.eventDays[number + 1] != nil || discourse.eventDays[number + 2] != nil,
      hasDay: day(of: number, discourse) != nil,
      isReversible: lexicon.reversible.contains(attachment.measure),
      isDisplacement: lexicon.populationOfMeasure[attachment.measure] != nil)
    if let parent, parent.kind != .rate, parent.kind != kind.kind {
      let follows = attachment.isSubset || attachment.phrase.isUnnamed && parent.kind == .incident
      // A part is of its whole's kind; a bare count goes on with an attack.
      let isOpen = kind.kind == .cumulative && !kind.isFixed || kind.rule == "one event"
      if follows, isOpen, attachment.isSubset || kind.kind == .cumulative {
        (kind.kind, kind.rule) = (parent.kind, "kind of whole")
      }
    }
    var time = timing.time
    if attachment.rule == "increment", let day = time.asOf ?? parent?.time.asOf ?? parent?.time.to {
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
    let said = ClaimantResolver(
      lexicon: lexicon, facts: facts, text: document.text, found: statements
    ).claimant(of: attachment, in: sentence, discourse: discourse)
    let side = PartyResolver(lexicon: lexicon, facts: facts, places: places, measures: measures)
      .party(
        of: attachment, in: sentence, number: number, discourse: discourse, parent: kept,
        population: people.population, kind: kind.kind, claimantParty: said.party,
        sideBefore: sideBefore)
    if facts.isOfArmies { people = resolver.inTextOfArmies(people, attachment, items) }
    let war = ConflictResolver(lexicon: lexicon, facts: facts, published: published?.date)
      .conflict(of: attachment, party: side.party, time: time, in: items)
    let continued = goOn(
      from: discourse, &time, &kind, sentence, number, attachment, party: side.party,
      claimant: said.claimant)
    let ordered = time.inOrder()
    var rules = [attachment.rule, side.rule]
    rules += [timing.rule, inherited, continued, said.rule, ordered.rule].compactMap(\.self)
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
      parent.polarity == .projected || parent.polarity == .hypothetical
    {
      stance = StanceResolver.Result(parent.polarity, "stance of list")
    }
    var claim = Claim(
      document: document.id, quantity: quantity,
      measure: MeasureStatement(
        measure, includes: attachment.includes, words: words(attachment, sentence)),
      group: CountedGroup(
        party: side.party, population: people.population, conflict: war.conflict,
        conflictBasis: war.basis,
        place: place.map { text(items[$0], sentence) }),
      time: ordered.time, kind: kind.kind, ratePer: kind.per,
      polarity: stance.polarity,
      citedForScale: war.isComparator,
      attribution: Attribution(
        claimant: said.claimant, outlet: outlet, mode: mode(sentence, said.isReported)),
      evidence: evidence, rules: rules)
    detail(&claim, attachment, sentence, said, parent: attachment.parent == nil ? nil : parent)
    explanations?.note(
      claim,
      ClaimDecisions(
        attachment: attachment, side: side, people: people, war: war, timing: timing, kind: kind,
        stance: stance, said: said, place: place, parent: parent?.evidence.number),
      in: sentence)
    return claim
  }

  /// Who the last sentences counted, where this one goes on.
  private func peopleBefore(
    _ attachment: Attachment, _ sentence: Sentence, _ number: Int, _ discourse: Discourse
  ) -> PopulationID? {
    // "Men" stay an army's for longer.
    let reach = attachment.phrase.people?.service == .either ? 8 : 3
    guard let place = discourse.lastClaimPlace, number - place.sentence <= reach,
      !sentence.items.isLeftByWar(before: attachment.item)
    else { return nil }
    return discourse.lastWhole
  }

  private func mode(_ sentence: Sentence, _ isReported: Bool) -> Attribution.Mode {
    switch sentence.section {
    case .headline, .deck: .headline
    case .caption: .caption
    case .quotation: .directQuote
    default: isReported ? .reportedSpeech : .ownVoice
    }
  }
}
