import Ledger

/// What a sentence leaves behind for those that follow.
extension ClaimReader {
  func goOn(
    _ discourse: inout Discourse, _ sentence: Sentence, _ number: Int,
    _ attachments: [Attachment], _ claims: [Claim]
  ) {
    let resolver = ClaimantResolver(
      lexicon: lexicon, facts: facts, text: document.text, found: statements)
    resolver.remember(sentence, in: &discourse)
    if let speaker = resolver.lastSpeaker(in: sentence, discourse: discourse) {
      discourse.lastClaimant = speaker.source
      if let party = speaker.party { discourse.lastClaimantParty = party }
    }
    let gist = sentence.gist
    if gist.namesSides,
      let place = places.places(in: sentence.items).last(where: { $0.weight >= 2 })
    {
      discourse.place = (place.party, number)
    }
    if gist.kinds.contains(.party),
      let party = sentence.items.last(where: { $0.party != nil })?.party
    {
      discourse.lastParty = party.id
      discourse.lastSubject = places.subject(of: sentence.items) ?? party.id
    }
    if gist.hasDate { noteDay(in: &discourse, sentence, number) }
    if gist.domains.intersects([.event, .events]) {
      let goesOn = discourse.incident.map { number - $0 <= 2 } ?? false
      let isNew =
        claims.last?.kind == .incident || discourse.lastDay?.sentence == number
        || KindResolver().hasDayOfUnknownYear(sentence.items)
      if isNew || goesOn && claims.isEmpty { discourse.incident = number }
    }
    discourse.continuesPeriod = gist.hasDate
    if gist.hasDate { notePeriod(in: &discourse, sentence, number) }
    guard let claim = claims.last else { return }
    discourse.lastAttachment = attachments.last
    discourse.lastClaim = claim
    discourse.lastClaimPlace = (sentence.block, number)
    if claim.time.from != nil || claim.time.to != nil {
      discourse.lastPeriod = (claim.time.from, claim.time.to)
    }
  }

  /// The day that the sentence speaks about.
  private func noteDay(in discourse: inout Discourse, _ sentence: Sentence, _ number: Int) {
    let items = sentence.items
    let times = TimeResolver(facts: facts, published: published)
    if let index = items.indices.last(where: {
      items[$0].date?.first.precision == .day && !times.isStatement($0, items)
    }), let day = items[index].date, day.isShort,
      index == 0 || !items[index - 1].has(anyOf: [.since, .asOf, .until, .before, .after])
    {
      discourse.lastDay = (day, number)
    }
  }

  private func notePeriod(in discourse: inout Discourse, _ sentence: Sentence, _ number: Int) {
    let items = sentence.items
    let times = TimeResolver(facts: facts, published: published)
    // "The battle of the ford was fought on 3 May 1896" tells when, wherever it says so.
    let isStory =
      published == nil
      && items.prefix(5).contains {
        $0.domain(anyOf: [.event, .war, .offensive]) || $0.conflict != nil
      }
    if let index = items.indices.prefix(isStory ? 14 : 4).last(where: {
      items[$0].date != nil && times.isOfEvent($0, items)
    }), let date = items[index].date {
      discourse.narrated = (date, number, sentence.block)
    }
    if let index = items.indices.last(where: { items[$0].date != nil }),
      let time = times.time(saidBy: index, items)
    {
      discourse.lastTime = (time, number, sentence.block)
    }
    if let period = items.last(where: { $0.date?.isInterval == true })?.date {
      discourse.lastPeriod = (
        DateStatement(period.first, basis: .inferred), DateStatement(period.last, basis: .inferred)
      )
    }
  }
}
