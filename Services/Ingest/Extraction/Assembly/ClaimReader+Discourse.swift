import Ledger

/// What a sentence leaves behind for those that follow.
extension ClaimReader {
  func goOn(
    _ discourse: inout Discourse, _ sentence: Sentence, _ number: Int,
    _ attachments: [Attachment], _ claims: [Kept<Claim>]
  ) {
    let gist = sentence.gist
    if gist.attributes || gist.kinds.contains(.source) || gist.attribution.contains(.speaker)
      || gist.attribution.contains(.body)
    {
      discourse.unheard.append(number)
    }
    if gist.namesSides,
      let place = places.places(of: sentence).last(where: { $0.weight >= 2 })
    {
      discourse.place = (place.party, number)
    }
    if gist.kinds.contains(.party),
      let party = sentence.items.indices.last(where: {
        sentence.items[$0].party != nil && !places.isProper(sentence.items, $0)
      }).flatMap({ sentence.items[$0].party })
    {
      discourse.lastParty = party.id
      discourse.lastSubject = places.subject(of: sentence.items) ?? party.id
    }
    if gist.hasDate { noteDay(in: &discourse, sentence, number) }
    noteIncident(in: &discourse, sentence, number, claims)
    if let people = spokenOf(sentence) { discourse.lastPeople = (people, number) }
    if gist.hasDate { notePeriod(in: &discourse, sentence, number) }
    guard let claim = claims.last else { return }
    if let group = claims.last(where: { !$0.value.citedForScale })?.value.group,
      let party = group.party, let conflict = group.conflict,
      let war = lexicon.wars.first(where: { $0.id == conflict }), facts.isRecent(war)
    {
      discourse.lastOfWar = (party, conflict)
    }
    discourse.lastAttachment = attachments.last
    discourse.note(claim)
    discourse.lastMeasure = claims.first?.value.measure.id
    let wholes = zip(attachments, claims).filter { !$0.0.isSubset }.map(\.1)
    discourse.lastWhole = commonPopulation(of: wholes.isEmpty ? claims : wholes)
    discourse.lastClaimPlace = (sentence.block, number)
    let time = claim.value.time
    if time.from != nil || time.to != nil { discourse.lastPeriod = (time.from, time.to) }
  }

  /// What the sentence says of harm, which the numbers of the next ones may count.
  func noteHeading(in discourse: inout Discourse, _ sentence: Sentence, _ number: Int) {
    if sentence.gist.roles.isEmpty {
      if discourse.heading != nil { discourse.heading = nil }
      if discourse.topic != nil { discourse.topic = nil }
    } else {
      discourse.heading = Heading(of: sentence, number: number, vocabulary: measures)
      discourse.topic = Heading(topicOf: sentence, number: number, vocabulary: measures)
    }
  }

  /// The people that a sentence is about, who are "them" in the next.
  private func spokenOf(_ sentence: Sentence) -> PopulationID? {
    guard
      sentence.gist.kinds.contains(.people) || sentence.gist.roles.contains(.noun)
        || sentence.gist.namesSides
    else { return nil }
    let items = sentence.items
    for index in items.indices
    where items[index].isTelling && items[safe: index + 1]?.attribution(.verb) != true {
      if let people = items[index].people, people.form == .many { return people.population }
      if items[index].party?.roles.contains(.force) == true { return "military" }
      if let id = items[index].measure(.noun), let fixed = lexicon.populationOfMeasure[id] {
        return fixed
      }
    }
    return nil
  }

  /// Whom all claims of a sentence count: women and children are civilians together.
  private func commonPopulation(of claims: [Kept<Claim>]) -> PopulationID? {
    guard let first = claims.first?.value.group.population else { return nil }
    if claims.allSatisfy({ $0.value.group.population == first }) { return first }
    let isCivilian = claims.allSatisfy {
      $0.value.group.population.map { $0 != "military" && $0 != "all" } ?? false
    }
    return isCivilian ? "civilian" : nil
  }

  /// Whether the text tells of one attack or clash, so that who is counted next was in it.
  private func noteIncident(
    in discourse: inout Discourse, _ sentence: Sentence, _ number: Int, _ claims: [Kept<Claim>]
  ) {
    if claims.contains(where: { $0.value.kind == .incident }) {
      discourse.incident = number
    } else if sentence.gist.hasDate, sentence.items.contains(where: isOfDays) {
      discourse.incident = nil
    } else if !claims.isEmpty {
      // A count of a whole period ends the story of one day.
      discourse.incident = nil
    } else if discourse.lastDay?.sentence == number {
      discourse.incident = number
    } else if sentence.gist.domains.intersects([.event, .events]) {
      let goesOn = discourse.incident.map { number - $0 <= 2 } ?? false
      // What a text begins with is its story.
      let opens = discourse.keptClaim == nil && sentence.gist.domains.contains(.event)
      if goesOn || opens || discourse.lastDay?.sentence == number
        || KindResolver().hasDayOfUnknownYear(sentence.items)
      {
        discourse.incident = number
      }
    }
  }

  /// "from 5 to 7 August": longer than a night.
  private func isOfDays(_ item: Item) -> Bool {
    guard let date = item.date, date.isInterval, date.first.precision == .day else { return false }
    return date.last.lastDay.dayNumber - date.first.firstDay.dayNumber > 1
  }

  /// Reads who spoke in the sentences since the last claim: for the next one, and for nothing else.
  func hear(_ discourse: inout Discourse) {
    guard !discourse.unheard.isEmpty else { return }
    let unheard = discourse.unheard
    discourse.unheard.removeAll(keepingCapacity: true)
    for number in unheard { noteSources(in: &discourse, sentences[number]) }
  }

  /// Whom the sentence names as sources, and who speaks last in it.
  private func noteSources(in discourse: inout Discourse, _ sentence: Sentence) {
    let statements = claimants.statements(in: sentence, discourse: discourse)
    claimants.remember(sentence, statements, in: &discourse)
    guard let last = statements.last else { return }
    let speaker = claimants.speaker(of: last, sentence)
    discourse.lastClaimant = speaker.source
    if let party = speaker.party { discourse.lastClaimantParty = party }
  }

  /// The day that the sentence speaks about.
  private func noteDay(in discourse: inout Discourse, _ sentence: Sentence, _ number: Int) {
    let items = sentence.items
    if let day = items.last(where: { $0.date?.isShort == true })?.date {
      discourse.saidDay = (day, number)
    }
    if let index = items.indices.last(where: {
      items[$0].date?.first.precision == .day && !times.isStatement($0, items)
        && !times.isAsOf($0, items)
    }), let day = items[index].date, day.isShort,
      index == 0 || !items[index - 1].has(anyOf: [.since, .asOf, .until, .before, .after]),
      !times.sinceBefore(index, items)
    {
      discourse.lastDay = (day, number)
    }
  }

  /// The day that the sentences before speak about, else the one that the next ones give the attack.
  func day(of number: Int, _ discourse: Discourse) -> DateMention? {
    if let day = discourse.lastDay, number - day.sentence <= 3 { return day.date }
    return (number + 1...number + 3).compactMap { discourse.eventDays[$0] }.first
  }

  private func notePeriod(in discourse: inout Discourse, _ sentence: Sentence, _ number: Int) {
    let items = sentence.items
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
    noteTitle(in: &discourse, sentence, number)
    if let period = items.last(where: { $0.date?.isInterval == true })?.date {
      discourse.lastPeriod = (
        DateStatement(period.first, basis: .inferred), DateStatement(period.last, basis: .inferred)
      )
    }
  }

  /// "Liberia, 1989-97.", "The war lasted from 3 May to 9 June 1918.", "Key figures (31 March 2025)"; another date ends it.
  private func noteTitle(
    in discourse: inout Discourse, _ sentence: Sentence, _ number: Int
  ) {
    let items = sentence.items
    discourse.title = nil
    guard !items.contains(where: { $0.quantity?.isExcluded == false }),
      sentence.gist.roles.isSubset(of: [.toll, .noun, .moves]),
      let index = items.firstIndex(where: { $0.date != nil }), let date = items[index].date,
      !items[(index + 1)...].contains(where: { $0.date != nil })
    else { return }
    if date.isInterval {
      let opens =
        index <= 6 && items[safe: index + 1].map { $0.isMark && !$0.isMark(",") } ?? true
      let lasts =
        index <= 12
        && items[..<index].contains { $0.domain(anyOf: [.war, .offensive]) || $0.conflict != nil }
        && items[safe: index - 1]?.has(anyOf: [.from, .between]) == true
      // "the Doe Rebellion (1850–1864)"
      let isOfWar =
        items[safe: index - 1]?.isMark("(") == true
        && items[max(0, index - 3)..<index].contains { $0.conflict != nil || $0.domain(.war) }
      if opens || lasts || isOfWar { discourse.title = (date, false, number) }
    } else if items.count <= 10, date.isShort, items.contains(where: { $0.isMark("|") }) {
      discourse.title = (date, true, number)
    } else if items.count <= 16, date.first.precision != .year,
      sentence.gist.attribution.contains(.work) || sentence.gist.grammar.contains(.figure)
        || sentence.gist.grammar.contains(.asOf),
      !sentence.gist.domains.intersects([.event, .events]),
      !items.contains(where: { $0.attribution(.verb) && !$0.attribution(.work) })
    {
      discourse.title = (date, true, number)
    }
  }
}
