import Ledger

/// Who is counted by words that name nobody: an army's men, its losses, "of them".
extension PopulationResolver {
  /// "The brigade had 41 killed", "their garrison lost 17 dead": whose loss it is stands before the verb.
  func isLossOfForces(_ attachment: Attachment, _ items: [Item]) -> Bool {
    // "lives lost" are everybody's.
    if attachment.phrase.isLives { return false }
    // "the militants took 250 hostages": who takes them is not who is taken.
    if let noun = attachment.phrase.measure, reversible.contains(noun),
      items[safe: attachment.item - 1]?.has(.suffer) == true
    {
      return false
    }
    var index = attachment.item - 1
    var hasVerb = false
    let first = max(0, attachment.item - 24)
    while index >= first {
      let item = items[index]
      if item.isMark(";") || item.has(.while) { return false }
      // "The front estimated in 1964 that the war had cost": who speaks lost nobody.
      let before = items[safe: index - 1]
      if item.has(.that), before?.attribution(.verb) == true || before?.date != nil { return false }
      if hasVerb, isForce(item) {
        return !item.attribution(.verb) && items[safe: index - 1]?.has(.by) != true
          && items[safe: index + 1]?.attribution(.verb) != true
      }
      // "The Marines took the hill. They paid for it with 17 dead"
      if hasVerb || items[index + 1].has(.admit), item.has(.pronoun), spokenOf == "military" {
        return true
      }
      // "have ties to": only what it has directly is its loss.
      if isLoss(index, items), !items[index].has(.have) || attachment.item - index <= 4 {
        hasVerb = true
      }
      // Who is killed, stands behind the verb and is no soldier for that.
      if !hasVerb, item.isMark == false, item.people != nil, item.people?.population != "military" {
        return false
      }
      index -= 1
    }
    return false
  }

  func isLoss(_ index: Int, _ items: [Item]) -> Bool {
    items[index].measure(.loss) != nil || items[index].has(.suffer) || items[index].has(.dead)
      || items[index].has(.have) && items[safe: index + 1]?.has(.be) != true
        && items[safe: index + 1]?.measure(.participle) == nil
  }

  /// Men of an army: "of its own men", "240 officers and 5,500 men", "the regiment's men", men killed and wounded.
  func isOfForces(_ attachment: Attachment, _ items: [Item]) -> Bool {
    let range = attachment.phrase.range
    // "23 men of the second company", "four members of one family"
    if items[safe: range.upperBound]?.has(.of) == true {
      return items[range.upperBound..<min(items.count, range.upperBound + 7)].prefix { !$0.isMark }
        .contains(where: isForce)
    }
    if isCountedWithWomen(attachment, items) { return false }
    if before == "military" || isLossOfForces(attachment, items) { return true }
    if isInBattle(attachment, items) { return true }
    if measures.isMixed(attachment.measure) { return true }
    if let word = attachment.measureItem, items[word].implied == "military" { return true }
    if items[max(0, range.lowerBound)..<range.upperBound].contains(where: { $0.has(.possessive) }) {
      return true
    }
    // "240 officers and 5,500 men"
    return items[safe: attachment.item - 1]?.has(.and) == true
      && items[max(0, attachment.item - 4)..<attachment.item].contains { $0.isMilitary }
  }

  /// Soldiers, or an army or group of fighters by its name.
  func isForce(_ item: Item) -> Bool {
    item.isMilitary || item.party.map { groups.contains($0.id) } ?? false
  }

  /// "60 killed, 140 wounded and 35 captured": an army's return, where nobody else is named.
  func isCountedWithCaptives(_ attachment: Attachment, _ items: [Item]) -> Bool {
    guard attachment.phrase.people == nil,
      !items.contains(where: { $0.people.map(isOther) ?? false })
    else { return false }
    // "15,000 killed, wounded and missing"
    if attachment.includes.count > 2,
      attachment.includes.contains(where: { reversible.contains($0) })
    {
      return true
    }
    return items.contains { $0.implied == "military" && $0.measure(.noun, .participle) != nil }
      && items.contains { $0.measure(.noun, .participle) != nil && $0.implied == nil }
  }

  /// Somebody else than soldiers; "men" are whom the rest of the sentence makes them.
  func isOther(_ people: PeopleWord) -> Bool {
    people.population != "military" && people.service != .either
  }

  /// "Thirty-two of them died": whom the words before name.
  func them(_ attachment: Attachment, _ items: [Item]) -> PopulationID? {
    let isOfWhom = items[safe: attachment.item - 1]?.has(.ofWhom) == true
    guard attachment.phrase.isPartOfBefore || isOfWhom && attachment.item > 1,
      !attachment.isSubset
    else { return nil }
    for near in stride(from: attachment.item - 1, through: 0, by: -1) {
      if let id = items[near].measure(.noun), let fixed = byMeasure[id] { return fixed }
      guard let people = items[near].people, people.form != .adjective else { continue }
      if isDoer(near, attachment, items) { continue }
      // "60,000 volunteers, of whom 4,000 died": those who were counted.
      if isOfWhom, !attachment.phrase.isPartOfBefore,
        !items[max(0, near - 3)..<near].contains(where: { $0.quantity != nil })
      {
        return nil
      }
      if people.service == .either,
        items[..<near].contains(where: { isForce($0) || $0.has(.fielded) })
          || items[safe: near - 1]?.has(.possessive) == true
      {
        return "military"
      }
      return items[near + 1].attribution(.verb) ? nil : people.population
    }
    return attachment.phrase.isPartOfBefore ? spokenOf : nil
  }

  /// "Troops hunted down and killed 600 of them": who does it, with nobody else between.
  private func isDoer(_ people: Int, _ attachment: Attachment, _ items: [Item]) -> Bool {
    guard attachment.rule == "object", let verb = attachment.measureItem, people < verb,
      items[safe: people - 1]?.quantity == nil
    else { return false }
    let opens =
      items[..<people].lastIndex { $0.isMark || $0.has(anyOf: [.but, .and, .while]) } ?? -1
    return !items[opens + 1..<people].contains {
      $0.measure(.active, .participle, .intransitive) != nil || $0.people?.form == .many
    } && people - opens <= 5
  }

  /// "Of the regiment's 800 men, 560 were killed"
  func partOfNamed(_ attachment: Attachment, _ items: [Item]) -> PopulationID? {
    var near = attachment.item - 1
    if items[safe: near]?.isMark(",") == true { near -= 1 }
    // "Of the 446 men of the brigade who drove to the station, 85 were killed"
    if items.first?.has(.of) == true, items[safe: attachment.item - 1]?.isMark(",") == true,
      let whole = items.prefix(4).firstIndex(where: { $0.quantity != nil }),
      let named = (whole + 1..<min(near, whole + 4)).first(where: {
        items[$0].people?.form == .many
      })
    {
      near = named
    }
    guard let people = items[safe: near]?.people, people.form == .many else { return nil }
    let first = max(0, near - 8)
    guard let of = items[first..<near].lastIndex(where: { $0.has(.of) }),
      of == 0 || items[of - 1].isMark, items[of..<near].contains(where: { $0.quantity != nil })
    else { return nil }
    let isArmys =
      items[of..<near].contains { isForce($0) || $0.has(.possessive) }
      || items[near + 1..<max(near + 1, min(attachment.item, near + 5))].contains(where: isForce)
    return people.service == .either && isArmys ? "military" : people.population
  }

  /// "A gunner fell and nine were hurt"
  func oneBeside(_ attachment: Attachment, _ items: [Item]) -> PopulationID? {
    guard items[safe: attachment.item - 1]?.has(.and) == true else { return nil }
    for near in stride(from: attachment.item - 2, through: max(0, attachment.item - 7), by: -1) {
      if items[near].isMark || items[near].quantity != nil { return nil }
      guard let people = items[near].people else { continue }
      return people.form == .one
        && items[near + 1..<attachment.item].contains {
          $0.measure(.participle, .intransitive) != nil
        }
        ? people.population : nil
    }
    return nil
  }

  /// "Among the 340 wounded", "a third of the casualties: 41 killed": those that the text has counted already.
  func isDefinite(_ attachment: Attachment, _ items: [Item]) -> Bool {
    if attachment.mention.isDefinite, attachment.phrase.measure != nil { return true }
    for near in stride(from: attachment.item - 1, through: max(1, attachment.item - 8), by: -1) {
      if items[near].quantity?.isExcluded == false || items[near].people != nil { return false }
      if items[near].measure(.noun) != nil {
        return items[near - 1].has(.article) && !items[near - 1].has(.a)
      }
    }
    return false
  }

  /// "the number of dead in the Sixth Army"
  func deadOfForces(_ word: Int, _ items: [Item]) -> Bool {
    for near in word + 1..<max(word + 2, min(items.count, word + 12)) {
      // "the toll of the war with the Front" is its enemy's.
      guard let item = items[safe: near], !item.isMark, item.quantity == nil,
        !item.has(anyOf: [.by, .with, .against]), !item.attribution(.verb)
      else { return false }
      let isAttack = item.domain(.event) || item.domain(.events)
      if isAttack, items[near - 1].has(anyOf: [.in, .during, .article, .after]) { return false }
      if isForce(item) {
        let next = items[safe: near + 1]
        return next?.domain(.event) != true && next?.domain(.events) != true
      }
    }
    return false
  }

  /// "Among the guards and drivers in the truck, two were killed"
  func amongBefore(_ attachment: Attachment, _ items: [Item]) -> PopulationID? {
    let first = max(0, attachment.item - 14)
    guard let among = items[first..<attachment.item].lastIndex(where: { $0.has(.among) }) else {
      return nil
    }
    return items[among + 1..<min(attachment.item, among + 4)].compactMap(\.people).first?.population
  }

  /// "Some 30 men, 12 women and four boys": counted one by one as civilians are.
  func isCountedWithWomen(_ attachment: Attachment, _ items: [Item]) -> Bool {
    let range = max(0, attachment.item - 12)..<min(items.count, attachment.item + 13)
    return range.contains {
      guard let people = items[$0].people, people.form == .many,
        people.population == "women" || people.population == "children"
      else { return false }
      return items[safe: $0 - 1]?.quantity != nil
    }
  }

  /// "20,000 men perished in the battle": who meets in one, serves.
  func isInBattle(_ attachment: Attachment, _ items: [Item]) -> Bool {
    let end = attachment.phrase.range.upperBound
    return items[max(0, attachment.item - 14)..<min(items.count, end + 12)].contains {
      $0.has(.battle)
    }
      && !items[attachment.item..<min(items.count, end + 2)].contains {
        $0.people.map(isOther) == true && $0.people?.service != .either
      }
  }

  private func isBattle(_ item: Item) -> Bool {
    item.domain(anyOf: [.event, .events, .offensive, .conflict]) && !item.domain(.war)
  }

  /// "The Turks lost 8,000 dead", "cost the Americans 1,500 killed": so only the losses of armies are told.
  func isArmysIdiom(_ attachment: Attachment, _ items: [Item]) -> Bool {
    guard attachment.measureItem.map({ $0 > attachment.item }) == true,
      !items.contains(where: { $0.people.map(isOther) ?? false })
    else { return false }
    var at = attachment.item - 1
    if items[safe: at]?.measure(.loss) != nil {
      guard let side = items[..<at].lastIndex(where: { $0.party != nil }),
        items[side].party?.roles.contains(.place) == false
      else { return false }
      return !(side..<at).contains { index in
        let item = items[index]
        // "it says it has lost 300 dead", "has, the ministry said, lost 300 dead"
        let speaks =
          item.attribution(.verb) && !items[index + 1].has(.pronoun)
          && !items[index + 1].isMark(",")
        return speaks || item.has(anyOf: [.that, .of]) || item.quantity?.isExcluded == true
      }
    }
    guard let party = items[safe: at]?.party,
      party.roles.contains(.people)
        || party.roles.contains(.name) && items[..<at].contains(where: isBattle)
    else { return false }
    at -= 1
    while items[safe: at]?.has(.article) == true { at -= 1 }
    return items[safe: at]?.measure(.loss) != nil || items[safe: at]?.has(.dead) == true
  }

  /// "released five soldiers after killing 11 others"
  func peopleBefore(_ attachment: Attachment, _ items: [Item]) -> PopulationID? {
    guard items[safe: attachment.phrase.range.upperBound - 1]?.has(.other) == true else {
      return nil
    }
    for near in stride(from: attachment.item - 1, through: max(0, attachment.item - 16), by: -1) {
      guard let people = items[near].people, people.form != .adjective else { continue }
      let isCounted = items[max(0, near - 3)..<near].contains { $0.quantity != nil }
      // "killed a boy and wounded three others": of whatever age.
      let isOfAll = people.population != "children" && people.population != "women"
      return isCounted || people.form == .one && isOfAll ? people.population : nil
    }
    return nil
  }
}
