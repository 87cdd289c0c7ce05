import Ledger

/// Makes claims out of a document's sentences, in the order of the text.
struct ClaimAssembler {
  let lexicon: Lexicon
  let language: Language
  let document: ReadDocument
  let sentences: [Sentence]
  let published: DateStatement?
  let outlet: Source?
  let store: ItemStore
  let facts: [Int: DocumentFacts]
  private(set) var stoppedAtLimit = false
  /// Where somebody asked for explanations.
  var explanations: ExplanationLog?
  /// The last sentence so far that stands in no table.
  private var lastOutsideTables: Int?

  init(
    lexicon: Lexicon, language: Language, document: ReadDocument, sentences: [Sentence],
    published: DateStatement?, outlet: Source?, store: ItemStore,
    facts: [Int: DocumentFacts]
  ) {
    self.lexicon = lexicon
    self.language = language
    self.document = document
    self.sentences = sentences
    self.published = published
    self.outlet = outlet
    self.store = store
    self.facts = facts
  }

  mutating func claims(limit: Int) -> [Claim] {
    let measures = MeasureVocabulary(lexicon)
    let places = PlaceReader(lexicon: lexicon)
    let spans = SpanMap(document)
    var discourse = Discourse()
    (discourse.eventDays, discourse.pointedDays) = eventDays(facts)
    var drafts: [ClaimDraft] = []
    var part: ClaimReader?
    // The last sentence that claims.
    var claiming = -1
    for (number, sentence) in sentences.enumerated() {
      if part == nil || discourse.part != sentence.part {
        part = facts[sentence.part].map { known in
          ClaimReader(
            lexicon: lexicon, document: document, sentences: sentences, facts: known,
            places: places, measures: measures, published: published, outlet: outlet, spans: spans,
            explanations: explanations)
        }
      }
      discourse.enter(part: sentence.part)
      if sentence.section != .table { lastOutsideTables = number }
      guard let reader = part else { continue }
      explanations?.begin(number)
      if !sentence.gist.roles.isEmpty, sentence.gist.grammar.contains(.negation),
        let corrected = Correction(measures: measures).measure(in: sentence.items)
      {
        correct(&drafts, to: corrected, sentence, measures)
        discourse.correction = (corrected, sentence.block)
      }
      if sentence.gist.kinds.contains(.stance), !drafts.isEmpty, claiming == number - 1,
        StanceResolver().denies(sentence.items)
      {
        deny(&drafts, before: sentence, number)
      }
      if !drafts.isEmpty, claiming == number - 1 { hear(sentence, of: &drafts, by: reader) }
      for draft in self.drafts(in: sentence, number: number, by: reader, &discourse) {
        guard drafts.count < limit else {
          stoppedAtLimit = true
          return lexicon.confidence.rated(Repetition.related(drafts))
        }
        drafts.append(draft)
        claiming = number
      }
    }
    return lexicon.confidence.rated(Repetition.related(drafts))
  }

  /// What a sentence adds to the counts of the one before: how long what it projects takes, and who passed it on.
  private func hear(_ sentence: Sentence, of drafts: inout [ClaimDraft], by reader: ClaimReader) {
    let takes =
      sentence.gist.grammar.contains(.takes) ? reader.duration(toldBy: sentence) : nil
    let medium = sentence.gist.attribution.contains(.tells) ? reader.medium(toldBy: sentence) : nil
    guard takes != nil || medium != nil, let last = drafts.last, last.part == sentence.part else {
      return
    }
    let place = last.claim.evidence.sentence
    for index in drafts.indices.reversed() {
      guard drafts[index].claim.evidence.sentence == place else { break }
      let claim = drafts[index].claim
      if let takes, claim.time.takes == nil,
        claim.polarity == .projected || claim.polarity == .hypothetical
      {
        drafts[index].claim.time.takes = takes
      }
      if let medium, let claimant = claim.attribution.claimant, claimant.key != medium.key,
        claim.attribution.relays.isEmpty
      {
        drafts[index].claim.attribution.relays = [medium]
      }
    }
  }

  /// The counts of the sentence before are denied, whoever made them.
  private func deny(_ drafts: inout [ClaimDraft], before sentence: Sentence, _ number: Int) {
    guard let last = drafts.last, last.block == sentence.block, last.part == sentence.part,
      let before = sentences[safe: number - 1], before.gist.counts,
      last.claim.attribution.claimant != nil
    else { return }
    let place = last.claim.evidence.sentence
    for index in drafts.indices.reversed() {
      guard drafts[index].claim.evidence.sentence == place else { break }
      drafts[index].claim.polarity = .denied
      explanations?.deny(drafts[index].claim, in: sentence)
    }
  }

  /// The sentences that say on which day an attack was, "The attack happened on Thursday", and those behind which one
  /// says when they were: "That was on Thursday".
  private func eventDays(_ facts: [Int: DocumentFacts])
    -> (said: [Int: DateMention], pointed: [Int: DateMention])
  {
    var days: [Int: DateMention] = [:]
    var pointed: [Int: DateMention] = [:]
    for number in sentences.indices where sentences[number].gist.hasDate {
      let sentence = sentences[number]
      guard let known = facts[sentence.part] else { continue }
      let isEvent = sentence.gist.domains.intersects([.event, .events])
      let points = pointsBack(sentence)
      guard isEvent && !tellsOutbreak(sentence.items) || points else { continue }
      let times = TimeResolver(facts: known, published: published)
      let day = sentence.items.indices.first {
        sentence.items[$0].date?.isShort == true && times.isOfEvent($0, sentence.items)
      }
      guard let day, let date = sentence.items[day].date else { continue }
      if isEvent { days[number] = date }
      if points, day <= 5 { pointed[number - 1] = date }
    }
    return (days, pointed)
  }

  /// "The war began on 6 October when the army attacked": the day of no other harm.
  private func tellsOutbreak(_ items: [Item]) -> Bool {
    items.indices.contains { index in
      items[index].has(.outbreak)
        && items[max(0, index - 4)..<index].contains { $0.domain(.war) || $0.conflict != nil }
    }
  }

  /// "That was on 3 May.", "It happened on Friday.": of what the sentence before tells.
  private func pointsBack(_ sentence: Sentence) -> Bool {
    let items = sentence.items
    guard items.count <= 14, !sentence.gist.counts, !sentence.gist.attributes, items.count > 2,
      items[0].has(anyOf: [.that, .assertion]), items[0].has(anyOf: [.that, .pronoun, .article])
    else { return false }
    if items[1].has(.happen) { return true }
    return items[1].has(.be) && (items[2].date != nil || items[2].has(.on))
  }

  /// The losses that the block gave before.
  private func correct(
    _ drafts: inout [ClaimDraft], to measure: MeasureID, _ sentence: Sentence,
    _ measures: MeasureVocabulary
  ) {
    let correction = Correction(measures: measures)
    for index in drafts.indices.suffix(4) where drafts[index].block == sentence.block {
      let claim = drafts[index].claim
      if correction.applies(measure, to: claim.measure.id, rules: claim.rules) {
        drafts[index].claim.measure.id = measure
        drafts[index].claim.rules.append("corrected")
      }
    }
  }

  private func drafts(
    in sentence: Sentence, number: Int, by reader: ClaimReader, _ discourse: inout Discourse
  ) -> [ClaimDraft] {
    guard sentence.section == .table,
      let headers = document.blocks[safe: sentence.block]?.columnHeaders, !headers.isEmpty
    else {
      return reader.claims(in: sentence, number: number, discourse: &discourse)
    }
    reader.hear(&discourse)
    let table = TableReader(
      claims: reader,
      items: ItemReader(
        language: language, published: published?.date, year: yearAbove(number), store: store),
      language: language)
    let drafts = table.drafts(
      in: sentence, headers: headers,
      caption: reader.caption(above(number), table, discourse), number: number)
    // A row that says itself what its numbers count is a line of a list.
    if drafts.isEmpty, sentence.gist.counts, !sentence.gist.roles.isEmpty {
      return reader.claims(in: sentence, number: number, discourse: &discourse)
    }
    explanations?.close(table.passedOver(in: sentence, headers: headers))
    return drafts
  }

  /// The year that the lines above a table name: what its months are of, where nobody knows when it was published.
  private func yearAbove(_ number: Int) -> Int? {
    guard published == nil else { return nil }
    return above(number).lazy.reversed().compactMap { sentence in
      sentence.items.last { $0.date != nil }?.date?.last.year
    }.first
  }

  /// The sentences of the block above a table.
  private func above(_ number: Int) -> [Sentence] {
    guard let at = lastOutsideTables, let last = sentences[safe: at],
      last.part == sentences[number].part
    else { return [] }
    var first = at
    while first > 0, sentences[first - 1].block == last.block, at - first < 3 { first -= 1 }
    return Array(sentences[first...at])
  }
}

/// A claim whose relations to others are not yet written.
struct ClaimDraft {
  /// Held once and not copied: a claim is large, and what follows in the text looks back at it.
  private(set) var kept: Kept<Claim>
  var part: Int
  var block: Int
  /// The number span of the claim that this one is part of.
  var whole: Span?

  var claim: Claim {
    get { kept.value }
    set { kept = Kept(newValue) }
  }

  init(_ claim: Kept<Claim>, part: Int, block: Int = -1, whole: Span? = nil) {
    kept = claim
    self.part = part
    self.block = block
    self.whole = whole
  }
}
