import Ledger

/// Which of a side's people are counted.
struct PopulationResolver {
  let measures: MeasureVocabulary
  /// What a measure says by itself: the displaced are civilians.
  let byMeasure: MeasureTable<PopulationID>
  /// Parties that are fighters and no people: whoever is counted of them is one.
  let groups: Set<PartyID>
  /// Who fights whom in the text.
  var foes = Foes()
  /// Harm that can end: captivity.
  var reversible = MeasureSet()
  /// Who the last whole of the sentences just before were.
  var before: PopulationID?
  /// Whom the sentence before named last.
  var spokenOf: PopulationID?

  struct Result {
    var population: PopulationID?
    var rule: String

    init(_ population: PopulationID?, _ rule: String) {
      self.population = population
      self.rule = rule
    }
  }

  func population(
    of attachment: Attachment, in items: [Item], parent: Kept<Claim>?
  ) -> Result {
    if let fixed = byMeasure[attachment.measure] { return Result(fixed, "people of measure") }
    if let said = saidAside(attachment, items, parent) { return said }
    // "Four of the civilians killed were children"
    if attachment.isSubset, let said = predicateBehind(attachment, items) {
      return Result(said, "people said behind")
    }
    // "102 refugees lay dead"
    if let noun = attachment.phrase.measure, noun != attachment.measure,
      let fixed = byMeasure[noun]
    {
      return Result(fixed, "people of word")
    }
    // "the death of 65 prisoners of war"
    if let noun = attachment.phrase.measureItem, noun != attachment.measureItem,
      let implied = items[noun].implied, implied != "all"
    {
      return Result(implied, "people of word")
    }
    // "12 soldiers and 3 others were killed": who they are, the text leaves open; "and 3 others wounded" are soldiers.
    if attachment.phrase.isOthers, let parent {
      let last = items[safe: attachment.phrase.range.upperBound - 1]
      if let people = attachment.phrase.people, last?.has(.other) != true {
        return Result(people.population, "people named")
      }
      let isSame =
        parent.value.measure.id == attachment.measure && attachment.item > 0
        && !hasVerbBefore(attachment, items)
      return Result(
        parent.value.group.population == "all" || !isSame ? parent.value.group.population : nil,
        "others")
    }
    if attachment.phrase.isOthers, let beside = peopleBefore(attachment, items) {
      return Result(beside, "others")
    }
    if servesBeside(attachment, items) { return Result("military", "forces named") }
    if attachment.sharesPeople, predicate(attachment, items) == nil,
      let population = parent?.value.group.population
    {
      return Result(population, "people of whole")
    }
    if let people = attachment.phrase.people {
      return Result(narrowed(people.population, attachment, items), "people named")
    }
    if let item = attachment.measureItem, let implied = items[item].implied {
      if let beside = besideMeasure(attachment, items), beside != "all" {
        return Result(beside, "people beside measure")
      }
      // "prisoners of war and civilians"
      if items[safe: item + 1]?.has(.and) == true,
        items[safe: item + 2].map(isCivilian) == true
      {
        return Result("all", "people of word")
      }
      // "12 villagers were killed and five captured"
      if attachment.phrase.isBare, let whole = parent?.value.group.population,
        whole != "military"
      {
        return Result(whole, "people of whole")
      }
      return Result(implied, "people of word")
    }
    if let said = predicate(attachment, items) { return Result(said, "people said behind") }
    if attachment.phrase.people == nil, isArmysIdiom(attachment, items) || isLeft(attachment, items)
    {
      return Result("military", "lost by a side")
    }
    if attachment.phrase.isUnnamed {
      if let them = them(attachment, items) { return Result(them, "people before") }
      if let whole = partOfNamed(attachment, items) { return Result(whole, "people of whole") }
      if isDefinite(attachment, items), let before { return Result(before, "people before") }
      if isLossOfForces(attachment, items) || isCountedWithCaptives(attachment, items) {
        return Result("military", "forces as subject")
      }
      if let among = amongBefore(attachment, items) { return Result(among, "people among whom") }
      if let one = oneBeside(attachment, items) { return Result(one, "people beside") }
    }
    if let people = accountedFor(attachment, items) { return Result(people, "people beside") }
    if attachment.rule == "toll", let beside = besideMeasure(attachment, items) {
      return Result(beside, "people beside measure")
    }
    if let raised = raised(attachment, items) { return Result(raised, "people beside measure") }
    if let whose = whose(attachment, items) { return Result(whose, "people behind of") }
    if let among = among(attachment, items) { return Result(among, "people among whom") }
    if let shared = sharedBehind(attachment, items) { return Result(shared, "shared people") }
    if parent == nil, let struck = items.attacked(before: attachment),
      let people = items[struck].people
    {
      return Result(people.population, "people attacked")
    }
    // "British losses amounted to 60 killed": an army's.
    if attachment.phrase.people == nil, let head = items.heading(before: attachment.item),
      let id = items[head].measure(.noun, .toll), measures.isMixed(id), !items[head].has(.victims),
      isOfSide(head, items) || items[safe: head - 1]?.isMilitary == true
        || items[head].implied == "military",
      !items.contains(where: isCivilian)
    {
      return Result("military", "losses of a side")
    }
    // "13 people, including four of the Marines"
    if attachment.isSubset, attachment.phrase.party?.roles.contains(.force) == true {
      return Result("military", "forces named")
    }
    if let parent, attachment.isSubset || attachment.phrase.isUnnamed,
      let population = parent.value.group.population,
      attachment.isSubset || byMeasure[parent.value.measure.id] == nil
    {
      return Result(population, "people of whole")
    }
    if let beside = besideMeasure(attachment, items) {
      return Result(beside, "people beside measure")
    }
    if attachment.rule.hasPrefix("lost"), attachment.phrase.isUnnamed {
      return Result("military", "lost by a side")
    }
    if attachment.phrase.party?.roles.contains(.force) == true {
      return Result("military", "forces named")
    }
    if attachment.countsSubject || attachment.rule == "suffered" || attachment.rule == "toll" {
      if subjectIsMilitary(attachment, items) { return Result("military", "forces as subject") }
    }
    // Casualties and losses of a side, with no word of civilians, are its forces'.
    if isOfSides(attachment, items), !items.contains(where: isCivilian) {
      return Result("military", "losses of a side")
    }
    if isOfArmy(attachment, items) { return Result("military", "side of a battle") }
    if let party = attachment.phrase.party, groups.contains(party.id),
      attachment.phrase.unknownWords == 0,
      items[attachment.phrase.range].contains(where: { $0.party?.id == party.id })
    {
      return Result("military", "fighters of a group")
    }
    if attachment.phrase.party?.roles.contains(.people) == true,
      !attachment.phrase.isLives && !isOfDeaths(attachment, items)
    {
      if let whole = wholeOfNationals(attachment, items, parent) {
        return Result(whole, "people of whole")
      }
      return Result("all", "people of a side")
    }
    if attachment.phrase.unknownWords > 0, attachment.phrase.measure == nil {
      return Result("all", "people by another word")
    }
    if let before = civiliansBefore(attachment, items) { return Result(before, "people before") }
    // An army's losses go on: "The army told of 12 killed and 30 wounded".
    if before == "military", attachment.phrase.isUnnamed, !attachment.phrase.isLives,
      attachment.measureItem.map({ items[$0].measure(.participle, .predicate) != nil }) == true
        || items[max(0, attachment.item - 5)..<attachment.item].contains(where: { $0.has(.admit) }),
      !items.contains(where: {
        isCivilian($0) || $0.has(.figure) || $0.domain(anyOf: [.event, .events, .site])
      })
    {
      return Result("military", "people before")
    }
    return Result(nil, "people open")
  }

  func isCivilian(_ item: Item) -> Bool {
    guard let people = item.people, !item.attribution(.speaker) else { return false }
    return people.population != "military" && people.population != "all"
  }

  /// "people" who were "killed in action" are soldiers.
  func narrowed(
    _ population: PopulationID, _ attachment: Attachment, _ items: [Item]
  ) -> PopulationID {
    guard population == "all" else { return population }
    // "three members of the Movement"
    let end = attachment.phrase.range.upperBound
    if items[safe: end]?.has(.of) == true,
      items[end..<min(items.count, end + 4)].contains(where: {
        $0.party.map { groups.contains($0.id) } ?? false
      })
    {
      return "military"
    }
    // "22 members of the joint United Nations force"
    if items[safe: end]?.has(.of) == true,
      items[end + 1..<min(items.count, end + 8)].prefix(while: { !$0.isMark || $0.isMark("-") })
        .prefix(while: { $0.quantity == nil && !$0.has(anyOf: [.be, .have, .in, .at]) })
        .contains(where: { $0.has(.forces) || $0.isMilitary })
    {
      return "military"
    }
    // "39 Unita men"
    if let party = attachment.phrase.party, groups.contains(party.id) { return "military" }
    // "Civilian casualties amounted to 412 people"
    if attachment.rule == "toll", let beside = besideMeasure(attachment, items), beside != "all" {
      return beside
    }
    // Men that a side lost in battle are its soldiers.
    if attachment.rule.hasPrefix("lost"), attachment.phrase.people?.service == .either {
      return "military"
    }
    // Who is lost "as killed", and not said to be civilian, served.
    if attachment.rule == "lost" || attachment.rule == "lost and said how" { return "military" }
    if attachment.rule.hasPrefix("lost"), measures.isMixed(attachment.measure) { return "military" }
    if attachment.phrase.people?.service == .either {
      if isOfForces(attachment, items) { return "military" }
      if before == "civilian", isCountedWithWomen(attachment, items) { return "civilian" }
    }
    if !reversible.contains(attachment.measure), let item = attachment.measureItem,
      let implied = items[item].implied
    {
      return implied
    }
    if measures.isMixed(attachment.measure), attachment.rule == "toll",
      !items.contains(where: isCivilian)
    {
      return "military"
    }
    // "37 fatalities were civilians", "12 were members of armed groups"
    return predicate(attachment, items) ?? population
  }

  /// Said of the counted behind "were": "were civilians", "two of those killed were women"; not who did it to them.
  func predicate(_ attachment: Attachment, _ items: [Item]) -> PopulationID? {
    var end = attachment.phrase.range.upperBound
    if attachment.phrase.isPartOfBefore, items[safe: end]?.measure(.participle) != nil { end += 1 }
    guard items[safe: end]?.has(.be) == true else { return nil }
    // "60 percent of the 2,000 dead were civilians" says nothing of the rest.
    let isShared = items[max(0, attachment.item - 4)..<attachment.item].contains {
      $0.thing == .share || $0.has(.half) || $0.has(.percentOf)
    }
    if isShared { return nil }
    for near in end + 1..<max(end + 2, min(items.count, end + 6)) {
      guard let item = items[safe: near], !item.isMark, item.quantity == nil else { return nil }
      // "were killed by soldiers", "were linked to government forces", "were blamed on rebels"
      if item.measure(.participle) != nil
        || item.has(anyOf: [.by, .relative, .with, .while, .to, .on, .against])
      {
        return nil
      }
      if let people = item.people { return people.population }
    }
    return nil
  }

  /// "32 dead and 23 wounded civilians": the people behind the last are those of both.
  private func sharedBehind(_ attachment: Attachment, _ items: [Item]) -> PopulationID? {
    let end = attachment.phrase.range.upperBound
    guard attachment.phrase.people == nil, items[safe: end]?.has(.and) == true,
      items[safe: end + 1]?.quantity != nil
    else { return nil }
    let next = NounPhrase(after: end + 1, in: items)
    // "2,100 Russian and 1,600 Ukrainian soldiers"
    if let party = attachment.phrase.party, attachment.phrase.measure == nil,
      attachment.phrase.unknownWords == 0, party.roles != [.people], next.party != nil
    {
      return next.people?.population
    }
    guard attachment.phrase.measure != nil else { return nil }
    return next.premodifier == nil ? nil : next.people?.population
  }

  private func subjectIsMilitary(_ attachment: Attachment, _ items: [Item]) -> Bool {
    let end = attachment.measureItem ?? attachment.item
    return items[max(0, end - 20)..<end].contains { $0.isMilitary }
  }
}
