import Ledger

/// Who is counted by what the text says of them beside the count.
extension PopulationResolver {
  /// What is set before or behind the count and decides it.
  func saidAside(_ attachment: Attachment, _ items: [Item], _ parent: Kept<Claim>?) -> Result? {
    // "12 villagers were killed and nine captured": people and no soldiers.
    if attachment.phrase.isUnnamed, let word = attachment.measureItem,
      items[word].implied == "military", items[word].measure(.participle, .active) != nil,
      items[word].measure(.noun) == nil, let before = parent?.value.group.population,
      before != "military",
      items[safe: attachment.item - 1]?.has(.and) == true || word < attachment.item
    {
      return Result(before, "people of whole")
    }
    if attachment.phrase.people.map({ $0.population == "all" }) ?? true,
      let said = apposition(attachment, items)
    {
      return Result(said, "people said behind")
    }
    guard attachment.phrase.isUnnamed else { return nil }
    // "Women suffered 300 casualties", "Among children the mission counted 90 dead"
    if let sufferers = sufferers(attachment, items) {
      return Result(sufferers, "people as subject")
    }
    // "officers killed, 16"
    if attachment.rule == "label", let word = attachment.measureItem,
      word < attachment.item, let people = items[safe: word - 1]?.people, people.form == .many
    {
      return Result(people.population, "people beside measure")
    }
    return nil
  }

  /// ", all of them civilians", ", civilians without exception", ", soldiers and civilians,": of all who are counted. "Most
  /// of them" leaves the others open.
  private func apposition(_ attachment: Attachment, _ items: [Item]) -> PopulationID? {
    var at = max(attachment.phrase.range.upperBound, (attachment.measureItem ?? 0) + 1)
    let end = min(items.count, at + 14)
    while at < end, !items[at].isMark(",") {
      if items[at].isMark || items[at].quantity != nil || items[at].attribution(.verb) {
        return nil
      }
      at += 1
    }
    guard at < end, let next = items[safe: at + 1] else { return nil }
    if next.has(.wholly) {
      let noun = items[safe: at + 2]?.has(.be) == true ? at + 3 : at + 2
      let first = items[safe: noun]?.has(.article) == true ? noun + 1 : noun
      return items[safe: first]?.people?.population
    }
    guard let people = next.people, people.form == .many, let behind = items[safe: at + 2] else {
      return nil
    }
    if behind.has(.wholly) { return people.population }
    // ", soldiers and civilians,"
    if behind.has(.and), let other = items[safe: at + 3]?.people, other.form == .many,
      items[safe: at + 4]?.isMark ?? true
    {
      return people.population == other.population ? people.population : "all"
    }
    return nil
  }

  /// Whom the sentence begins with, where the count has no people of its own.
  private func sufferers(_ attachment: Attachment, _ items: [Item]) -> PopulationID? {
    let first = items[safe: 0]?.has(anyOf: [.for, .among, .article]) == true ? 1 : 0
    guard first < attachment.item, let people = items[first].people, people.form == .many,
      people.population != "military", people.population != "all"
    else { return nil }
    if items[safe: 0]?.has(anyOf: [.for, .among]) == true { return people.population }
    return items[safe: first + 1].map { $0.has(.suffer) || $0.measure(.loss) != nil } == true
      ? people.population : nil
  }

  /// "29 reporters: 24 Palestinians, four Israelis": the parts of a whole are what it is.
  func wholeOfNationals(
    _ attachment: Attachment, _ items: [Item], _ parent: Kept<Claim>?
  ) -> PopulationID? {
    guard let parent, let population = parent.value.group.population, population != "all" else {
      return nil
    }
    if attachment.isSubset { return population }
    // The one before in the list is called by a side's name, too.
    guard attachment.rule == "list", population != "military",
      items[safe: attachment.item - 2]?.party?.roles.contains(.people) == true
    else { return nil }
    return population
  }

  /// "Lord Doe's dispatch admits to 362 British dead": in a text that names soldiers and nobody else. Asked behind the side,
  /// which soldiers by their name could have and these do not.
  func inTextOfArmies(_ found: Result, _ attachment: Attachment, _ items: [Item]) -> Result {
    guard
      found.rule == "people open"
        || found.rule == "people of a side" && attachment.phrase.measure != nil,
      attachment.rule != "object", !attachment.phrase.isLives,
      !items.isLeftByWar(before: attachment.item)
    else { return found }
    return Result("military", "text of armies")
  }
}
