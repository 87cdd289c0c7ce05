import Ledger

/// Who is counted by the words that stand near: behind "of" and "among", before the measure.
extension PopulationResolver {
  /// "five bodies of guerrillas"
  func whose(_ attachment: Attachment, _ items: [Item]) -> PopulationID? {
    let end = attachment.phrase.range.upperBound
    guard attachment.phrase.people == nil, attachment.phrase.measure != nil else { return nil }
    guard items[safe: end]?.has(.of) == true || items[safe: end - 1]?.measure(.act) != nil else {
      return nil
    }
    for near in end..<min(items.count, end + 5) {
      if items[near].isMark || items[near].quantity != nil || items[near].has(.by) { return nil }
      if let people = items[near].people { return people.population }
    }
    return nil
  }

  /// "12 soldiers were killed and two others died later": the first have their own verb, so the others are of them.
  func hasVerbBefore(_ attachment: Attachment, _ items: [Item]) -> Bool {
    for near in stride(from: attachment.item - 1, through: max(0, attachment.item - 12), by: -1) {
      if items[near].quantity != nil { return false }
      if items[near].measure(.participle, .intransitive, .predicate) != nil { return true }
    }
    return false
  }

  /// "brought the toll of civilian casualties in the city to 50 dead": whose toll it is stands before.
  func raised(_ attachment: Attachment, _ items: [Item]) -> PopulationID? {
    guard attachment.phrase.people == nil, attachment.phrase.measure != nil else { return nil }
    for near in stride(from: attachment.item - 1, through: max(0, attachment.item - 12), by: -1) {
      let item = items[near]
      if item.isMark || item.quantity != nil || item.has(.raise) { return nil }
      guard let people = item.people else { continue }
      let isToll =
        people.form == .adjective
        ? items[near + 1].measure(.noun, .toll) != nil : items[safe: near - 1]?.has(.of) == true
      return isToll && items[max(0, near - 8)..<near].contains { $0.has(.raise) }
        ? people.population : nil
    }
    return nil
  }

  /// "civilian casualties, 107 deaths by the army, 33 by the mission": whose they are is said once.
  func civiliansBefore(_ attachment: Attachment, _ items: [Item]) -> PopulationID? {
    guard attachment.phrase.measure != nil, attachment.phrase.people == nil else { return nil }
    for near in stride(from: attachment.item - 1, through: max(0, attachment.item - 30), by: -1) {
      guard let people = items[near].people else { continue }
      guard people.form == .adjective, items[safe: near + 1]?.measure(.noun, .toll) != nil else {
        return nil
      }
      return people.population
    }
    return nil
  }

  /// "26 dead and 65 wounded among the ranks"
  func among(_ attachment: Attachment, _ items: [Item]) -> PopulationID? {
    guard attachment.phrase.people == nil else { return nil }
    var at = attachment.phrase.range.upperBound
    while let item = items[safe: at], at - attachment.item <= 7 {
      if item.has(.among) {
        return items[at + 1..<min(items.count, at + 5)].compactMap { $0.people }.first?.population
      }
      guard item.has(.and) || item.quantity != nil || !item.measures.isEmpty else { return nil }
      at += 1
    }
    return nil
  }

  /// What a part is said to be, behind its verb of harm too.
  func predicateBehind(_ attachment: Attachment, _ items: [Item]) -> PopulationID? {
    let end = attachment.phrase.range.upperBound
    // "of whom it names 40 as farmers"
    if items[safe: end]?.has(.asIn) == true, let people = items[safe: end + 1]?.people {
      return people.population
    }
    for near in end..<min(items.count, end + 3) where items[near].has(.be) {
      return items[safe: near + 1]?.people?.population
    }
    return nil
  }

  /// "annihilated a garrison of 700", "51 lives were lost, 32 of them in the Guards"
  func servesBeside(_ attachment: Attachment, _ items: [Item]) -> Bool {
    let phrase = attachment.phrase
    if phrase.people.map({ $0.service == .either }) ?? phrase.isUnnamed,
      let body = items[safe: attachment.item - 1], body.has(.another),
      body.people?.population == "military"
    {
      return true
    }
    let end = phrase.range.upperBound
    guard phrase.isPartOfBefore, phrase.isUnnamed,
      items[safe: end]?.has(anyOf: [.in, .from]) == true
    else { return false }
    return items[end..<min(items.count, end + 5)].prefix { !$0.isMark && $0.quantity == nil }
      .contains { $0.isMilitary }
  }

  func besideMeasure(_ attachment: Attachment, _ items: [Item]) -> PopulationID? {
    if let found = predicate(attachment, items) { return found }
    // "the number of civilians killed"
    guard let word = attachment.measureItem,
      attachment.rule == "toll" || items[word].measure(.noun, .toll, .act) != nil
    else { return nil }
    for near in stride(from: word - 1, through: max(0, word - 3), by: -1) {
      // "a diplomat put the dead at": who says it is not who died.
      if items[near].isMark || items[near].quantity != nil
        || items[near].attribution(.speaker) && items[near + 1].attribution(.verb)
      {
        break
      }
      if let people = items[near].people { return people.population }
      // "the number of Iraqis killed"
      if near == word - 1, items[word].measure(.participle) != nil,
        items[near].party?.roles == [.people]
      {
        return "all"
      }
    }
    guard attachment.rule == "toll" else { return nil }
    for near in word + 1..<max(word + 2, min(items.count, word + 4)) {
      // "the number killed by armed herders" tells who did it.
      guard let item = items[safe: near], !item.has(.by) else { break }
      if let people = item.people { return people.population }
    }
    return deadOfForces(word, items) ? "military" : nil
  }

  /// "casualties" and "losses" are words for armies; "deaths and injuries" and "victims" are for everybody.
  func isOfSides(_ attachment: Attachment, _ items: [Item]) -> Bool {
    guard measures.isMixed(attachment.measure), attachment.includes.isEmpty,
      !items.isLeftByWar(before: attachment.item)
    else { return false }
    if attachment.rule == "lost" || attachment.rule == "suffered" || attachment.countsSubject {
      return true
    }
    guard let word = attachment.measureItem else { return true }
    // "23 victims whom police found" are nobody's losses for that.
    let reach = items[word].has(.victims) ? 2 : 5
    let near = items[max(0, word - reach)..<min(items.count, word + reach)]
    return near.contains {
      $0.party?.roles.allSatisfy { !$0.isPlace } == true || $0.isMilitary || $0.conflict != nil
    }
  }
}
