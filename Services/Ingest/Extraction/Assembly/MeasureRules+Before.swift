import Ledger

/// Rules that look before the number: "killed 12 people", "deaths of seven", "the toll rose to 20".
extension MeasureFinder {
  /// The number is the object of a verb of harm: "killed up to 12", "lost 57,000 troops".
  func object(_ index: Int, _ phrase: NounPhrase, adjacentOnly: Bool) -> MeasureFinding? {
    var at = index - 1
    var distance = 0
    let farthest = adjacentOnly ? 0 : 5
    while at >= 0 {
      let item = items[at]
      if item.has(.another) || item.has(.article) || item.isMark("\"") || item.has(.average)
        || item.has(.total) || item.has(.possessive)
      {
        at -= 1
        continue
      }
      // "712,000 executed and 1.3 million imprisoned": the verb is the other number's.
      if at < index - 1, items[at + 1].has(.and), !item.measures.isEmpty { return nil }
      if let found = verb(at, index, phrase) { return found }
      if item.isMark || item.quantity != nil || item.has(anyOf: Self.barriers)
        || !item.measures.isEmpty
      {
        return nil
      }
      distance += 1
      guard distance <= farthest else { return nil }
      at -= 1
    }
    return nil
  }

  /// "lost nine ships and 450 sailors": whoever was lost beside the things.
  func lostBesideThings(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard phrase.people != nil, phrase.hasHead else { return nil }
    var at = index - 1
    var sawThing = false
    while at >= 1, index - at <= 14 {
      guard items[at].has(.and) || items[at].isMark(",") else { break }
      if items[at - 1].isMark(",") { at -= 1 }
      // The thing and what describes it, back to its number.
      var near = at - 1
      while near >= 0, at - near <= 4, items[near].quantity == nil {
        guard !items[near].isMark, items[near].measures.isEmpty,
          !items[near].has(anyOf: Self.barriers)
        else { return nil }
        near -= 1
      }
      guard items[safe: near]?.quantity != nil, near < at - 1,
        items[near + 1..<at].contains(where: { $0.thing != nil })
      else { return nil }
      sawThing = true
      at = near - 1
    }
    guard sawThing, let loss = items[safe: at], loss.measure(.loss) != nil else { return nil }
    return verb(at, index, phrase)
  }

  /// "wounding a 67-year-old man and two women", "killed a mother and her three sons"
  func secondObject(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    var at = index - 1
    while at >= 0, items[at].has(anyOf: [.possessive, .another, .article]) { at -= 1 }
    guard phrase.hasHead, items[safe: at]?.has(.and) == true, isPlainPart(phrase) else {
      return nil
    }
    var sawOne = false
    for near in stride(from: at - 1, through: max(0, at - 12), by: -1) {
      let item = items[near]
      if sawOne, item.measure(.active, .participle) != nil, items[near + 1].has(.article) {
        return verb(near, index, phrase)
      }
      if item.people?.form == .one { sawOne = true }
      guard item.quantity?.isExcluded ?? true, item.measures.isEmpty, !item.isMark(";"),
        !item.has(anyOf: [.be, .have, .that, .who, .relative, .while])
      else { return nil }
    }
    return nil
  }

  static let barriers: CaseSet<GrammarClass> = [
    .in, .on, .at, .by, .with, .for, .near, .after, .before, .during, .since, .until, .relative,
    .while, .be, .that, .versus, .from, .to, .of, .against,
  ]

  func verb(_ at: Int, _ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    let item = items[at]
    if let loss = item.measure(.loss) {
      // "cost 600 Greek and 200 Turkish lives"
      if phrase.people == nil, phrase.party != nil,
        items[safe: phrase.range.upperBound]?.has(.and) == true,
        items[safe: phrase.range.upperBound + 1]?.quantity != nil
      {
        let next = NounPhrase(after: phrase.range.upperBound + 1, in: items)
        if next.isLives, let lives = next.measure {
          return MeasureFinding(measure: lives, item: next.measureItem, rule: "shared noun")
        }
      }
      // "lost 43 soldiers killed": the text says what became of them.
      let behind = items[safe: phrase.range.upperBound]
      if let id = behind?.measure(.participle, .predicate), behind?.measure(.loss) == nil {
        let mix = mixed(from: phrase.range.upperBound, id)
        return MeasureFinding(
          measure: mix.measure, includes: mix.includes, item: phrase.range.upperBound,
          countsSubject: phrase.party == nil, rule: "lost and said how")
      }
      // Lost people are named or left out; lost tanks are unknown words.
      guard phrase.people != nil || phrase.isBare || phrase.party != nil else { return nil }
      let people = phrase.people?.population
      // "cost the Union 23,000 men": whose they are stands between.
      let isCost =
        item.has(.dead) && items[at + 1..<max(at + 1, index)].contains { $0.party != nil }
      // "The country lost two million people", and not "the enemy lost 30 people".
      if people == "all", !isCost, phrase.people?.service != .either, phrase.party == nil,
        let deaths = vocabulary.ofCivilians[loss],
        !items[max(0, at - 8)..<at].contains(where: { $0.has(.enemy) || $0.isMilitary }),
        items[..<at].contains(where: { $0.party != nil || $0.has(.pronoun) })
      {
        return MeasureFinding(measure: deaths, item: at, countsSubject: true, rule: "lost people")
      }
      let isMilitary = people == nil || people == "military" || people == "all"
      return MeasureFinding(
        measure: isMilitary ? loss : vocabulary.ofCivilians[loss] ?? loss, item: at,
        countsSubject: phrase.party == nil && !isCost, rule: isCost ? "cost" : "lost")
    }
    guard let id = item.measure(.participle, .active) ?? taken(at, index, phrase) else {
      return nil
    }
    // "were killed 20 …" has its people before it.
    if item.measure(.active) == nil, let before = items[safe: at - 1], before.has(.be),
      // "a war that's killed 14,000"
      !before.has(.possessive)
    {
      return nil
    }
    if phrase.isBare, isPassiveBefore(at) { return nil }
    let mix = mixed(from: at, byDisease(at) ?? id)
    return MeasureFinding(
      measure: mix.measure, includes: mix.includes, item: at, rule: "object")
  }

  private func isPassiveBefore(_ at: Int) -> Bool {
    items[safe: at - 1]?.people != nil && items[safe: at - 2]?.quantity != nil
  }

  /// The number belongs to a noun of harm: "deaths of seven Israelis", "injuries to 62".
  func complement(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    var at = index - 1
    while at >= 0,
      items[at].has(.another) || items[at].has(.article) || items[at].has(.total)
        || items[at].has(.average)
    {
      at -= 1
    }
    if let word = items[safe: at], let act = word.measure(.act),
      // "the destruction of 300 servicemen", and of 12 chapels
      phrase.hasHead || word.implied == nil && (phrase.isBare || phrase.unknownWords <= 2)
    {
      return MeasureFinding(measure: act, item: at, rule: "complement")
    }
    guard let joint = items[safe: at],
      joint.has(.of) || joint.has(.to) || joint.has(.among) || joint.has(.for),
      phrase.hasHead || phrase.isBare || phrase.unknownWords <= 2
    else { return nil }
    // "the murder in spring of six nurses"
    while at >= 3, items[at - 1].date != nil || items[at - 1].calendar != nil,
      items[at - 2].has(anyOf: [.in, .on])
    {
      at -= 2
    }
    // "the number of wounded to 62" is a toll.
    for near in stride(from: at - 1, through: max(0, at - 2), by: -1) {
      let isNamed = joint.has(.of) && items[safe: near - 1]?.has(.article) == true
      guard
        let id = items[near].measure(.noun, .act, .toll)
          ?? (isNamed ? items[near].measure(.active) : nil)
      else { continue }
      if joint.has(.to), phrase.isBare { return nil }
      if items[near].measure(.noun) != nil, items[near].measure(.act) == nil, phrase.isBare,
        !joint.has(.of)
      {
        return nil
      }
      return MeasureFinding(measure: id, item: near, rule: "complement")
    }
    return nil
  }

  /// "civilian casualties (349)", "soldiers killed (156)"
  func bracketed(_ index: Int) -> MeasureFinding? {
    let end = max(index + 1, NounPhrase(after: index, in: items).range.upperBound)
    guard index >= 2, items[index - 1].isMark("("), items[safe: end]?.isMark(")") == true,
      let id = items[index - 2].measure(.noun, .toll, .participle, .predicate)
    else { return nil }
    return MeasureFinding(measure: id, item: index - 2, rule: "toll")
  }

  /// A count that is said to be, to reach or to exceed a number: "the death toll rose to 20".
  func toll(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard phrase.isBare || phrase.hasHead, phrase.unknownWords == 0,
      let link = linkBefore(index)
    else { return nil }
    var at = link
    var counted: (id: MeasureID, item: Int)?
    var crossed = 0
    while at >= 0, link - at <= 30 {
      let item = items[at]
      if item.isMark(";") || item.isMark(":") && at < link { break }
      if let other = item.quantity, !other.isExcluded { crossed += 1 }
      if crossed > 1 { break }
      if counted == nil {
        if let id = item.measure(.noun, .toll, .act), crossed == 0 || item.measure(.toll) != nil {
          return toll(id, at)
        }
        // "Killed: 1,200"
        if items[link].isMark(":"), at == link - 1, let id = item.measure(.participle, .predicate) {
          return toll(id, at)
        }
        // "puts its killed at 900", "Turkish wounded at 2,000"
        if let id = item.measure(.participle), at >= link - 1, items[index - 1].has(.at),
          let owner = items[safe: at - 1],
          owner.has(.possessive) || owner.party?.roles.contains(.adjective) == true
        {
          return toll(id, at)
        }
        if let id = item.measure(.participle, .predicate, .intransitive), crossed == 0 {
          counted = (id, at)
        }
      } else if let found = counted,
        item.has(.count) || item.has(.total) || item.has(.figure)
          // "потери убитыми составили 300"
          || item.measure(.noun).map(vocabulary.isMixed) == true
      {
        return toll(found.id, found.item)
      }
      at -= 1
    }
    return nil
  }

  private func toll(_ id: MeasureID, _ at: Int) -> MeasureFinding {
    let mix = mixed(from: at, id)
    return MeasureFinding(
      measure: mix.measure, includes: mix.includes, item: at, rule: "toll")
  }

  /// "Потери противника — 950 человек", "раненых – до 328": a dash in the place of a verb.
  private func isVerbless(before dash: Int) -> Bool {
    for near in stride(from: dash - 1, through: max(0, dash - 12), by: -1) {
      let item = items[near]
      if item.isMark, !item.isMark("-"), !item.isMark("\"") { break }
      if item.quantity?.isExcluded == false { return false }
      if item.measure(.noun, .toll, .act) != nil { return true }
      if item.has(anyOf: [.be, .have, .do]) || item.attribution(.verb)
        || item.measure(.active, .befell, .loss, .intransitive) != nil
      {
        return false
      }
    }
    return false
  }

  /// The word directly before the number that equates it with a count.
  private func linkBefore(_ index: Int) -> Int? {
    guard let item = items[safe: index - 1] else { return nil }
    if items[index].quantity?.isLinked == true { return index - 1 }
    if item.isMark("–"), isVerbless(before: index - 1) { return index - 1 }
    if item.has(.link) || item.has(.be) || item.isMark(":") || item.isMark("=") { return index - 1 }
    if item.has(.at) || item.has(.to) || item.has(.of) || item.has(.by), index >= 2 {
      return index - 2
    }
    if item.has(.article) || item.has(.total) || item.isMark("\"") {
      return index > 1 ? linkBefore(index - 1) : nil
    }
    return nil
  }
}
