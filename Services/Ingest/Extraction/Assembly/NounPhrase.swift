import Ledger

/// What stands behind a number: "wounded Ukrainian soldiers", "civilian deaths", or nothing.
struct NounPhrase: Sendable {
  /// Items, without the quantity itself. Empty where the number stands alone.
  var range: Range<Int>
  var people: PeopleWord?
  var party: (id: PartyID, roles: [PartyRole])?
  /// "casualties", "deaths": the noun itself says what is counted.
  var measure: MeasureID?
  var measureItem: Int?
  /// "lives", which count only where they were lost.
  var isLives = false
  /// "wounded soldiers": said of the people before they are named.
  var premodifier: (id: MeasureID, item: Int)?
  var unknownWords = 0
  /// "others", "other people": of those counted before, unless the text says otherwise.
  var isOthers = false
  /// "Russian outlets": what is counted belongs to a side and is no word for people.
  var hasForeignHead = false
  /// Kilometres, rockets, villages.
  var isThing = false
  /// "of them", "of which", "of whom": part of people counted before.
  var isPartOfBefore = false

  var hasHead: Bool {
    people?.form == .many || people?.form == .one || party != nil && !hasForeignHead
  }
  /// Says how many, and not whom.
  var isUnnamed: Bool { !hasHead && people == nil && unknownWords == 0 }
  var isBare: Bool { !hasHead && measure == nil && unknownWords == 0 }
}

extension NounPhrase {
  private static let longest = 9
  private static let stops: CaseSet<GrammarClass> = [
    .be, .have, .do, .relative, .who, .to, .from, .between, .by, .in, .on, .at, .with, .for,
    .against, .near, .through, .since, .until, .asOf, .during, .before, .after, .per, .versus,
    .link, .change, .suffer, .including, .while, .that, .daily, .weekly, .monthly, .yearly,
    .negation, .respectively, .among, .severity,
  ]

  /// Reads the noun phrase behind a quantity.
  init(after quantity: Int, in items: [Item]) {
    self.init(range: quantity + 1..<quantity + 1)
    var index = quantity + 1
    let limit = min(items.count, quantity + 1 + Self.longest)
    if index < limit, items[index].has(.ofWhom) {
      isPartOfBefore = true
      index += 1
      range = quantity + 1..<index
    }
    while index < limit, let step = read(items, index) {
      index += step
      range = quantity + 1..<index
      if isThing || measure != nil { break }
    }
  }

  private init(range: Range<Int>) { self.range = range }

  /// Takes the item at an index into the phrase; nil where the phrase ends before it.
  private mutating func read(_ items: [Item], _ index: Int) -> Int? {
    let item = items[index]
    if item.quantity != nil || item.date != nil { return nil }
    if item.isMark { return mark(items, index) }
    if item.has(.and) || item.has(.or) { return coordination(items, index) }
    if item.has(.of) {
      let isQuoted = range.count == 1 && items[range.lowerBound].isMark("\"")
      guard range.isEmpty || isQuoted else { return nil }
      return items[safe: index + 1]?.has(.article) == true ? 2 : 1
    }
    if let role = item.measures.first { return measure(items, index, role) }
    if let word = item.people(before: items[safe: index + 1]) {
      // "Navy SEALs" are people and say whose.
      if party == nil { party = item.party }
      if let people, people.form != .adjective, word.form == .adjective { return nil }
      // "civilian women": the narrower word wins; "soldiers" after "Russian" keeps both.
      if item.has(.other) { isOthers = true }
      hasForeignHead = false
      if people == nil || word.population != "all" {
        people = word
      } else {
        people?.form = word.form
      }
      return 1
    }
    // "12 солдат России": whose they are stands behind them, in a form that says so.
    if item.owns, let found = item.party, people?.form == .many, party == nil {
      party = found
      return 1
    }
    if let found = item.party, found.roles != [.place] || !hasHead {
      // "Iraqi Kurdish civilians", "Polish Home Army soldiers": said of the same people.
      if party != nil, people == nil, !hasForeignHead, items[safe: index + 1]?.people?.form == .many
      {
        return 1
      }
      // A second side belongs to what follows: "20 soldiers Russia had sent".
      guard party == nil, people?.form != .many else { return nil }
      party = found
      return 1
    }
    // "63 reported abductions", "560,000 registered refugees"
    if item.attribution(.verb), !hasHead, let next = items[safe: index + 1],
      next.people != nil || next.measure(.noun, .act) != nil
    {
      return 1
    }
    // "489 in total"
    if item.has(.total), !item.has(.another), range.isEmpty { return nil }
    if item.has(anyOf: Self.stops) && !(item.has(.another) && items[safe: index + 1] != nil)
      || item.stance != nil || item.attribution(.verb, .preposition)
    {
      return nil
    }
    // "500 of the town's people": the town is not counted.
    let isOwner = items[safe: index + 1]?.has(.possessive) == true && items[index - 1].has(.article)
    if item.thing != nil, items[safe: index + 1]?.people == nil, !isOwner {
      guard !hasHead else { return nil }
      isThing = true
      return 1
    }
    if item.has(.another) || item.has(.other) || item.has(.article) || item.has(.possessive) {
      return hasHead ? nil : 1
    }
    guard !(hasHead && people?.form != .adjective && people != nil), unknownWords < 4 else {
      return nil
    }
    unknownWords += 1
    if let party, !party.roles.contains(.people), people == nil { hasForeignHead = true }
    return 1
  }

  private func mark(_ items: [Item], _ index: Int) -> Int? {
    let item = items[index]
    // Hyphens join words, quotation marks set one off; all else ends the phrase.
    if item.isMark("-"), !item.spaceBefore { return 1 }
    if item.isMark("\""), items[safe: index + 1]?.isMark == false, !hasHead { return 1 }
    guard item.isMark(","), people != nil, !hasOwnVerb(items, index + 1) else { return nil }
    // "women, children, and men": the last of a list of people.
    if items[safe: index + 1]?.has(.and) == true, items[safe: index + 2]?.people?.form == .many,
      range.contains(where: { items[$0].isMark(",") })
    {
      return 1
    }
    // "men, women and children"
    guard let next = items[safe: index + 1]?.people, next.form == .many,
      items[safe: index + 2]?.has(.and) == true || items[safe: index + 2]?.isMark(",") == true
    else { return nil }
    return 1
  }

  private func hasOwnVerb(_ items: [Item], _ index: Int) -> Bool {
    items[safe: index + 1]?.has(.be) == true || items[safe: index + 1]?.has(.have) == true
  }

  /// "passengers and crew", "dead and wounded soldiers" go on; "soldiers and 20 civilians" does not.
  private mutating func coordination(_ items: [Item], _ index: Int) -> Int? {
    guard !range.isEmpty, let next = items[safe: index + 1], next.quantity == nil else {
      return nil
    }
    // "4,500 Azerbaijanis and Armenians"
    if let other = next.party, other.roles.contains(.people), let first = party,
      first.roles.contains(.people), first.id != other.id
    {
      party = (PartyResolver.both, [.people])
      return 2
    }
    if let word = next.people, people != nil {
      if word.form != .adjective, people?.population != word.population {
        // "civilian and military deaths" describe what they died as; "soldiers and civilians" are counted.
        let describes = items[safe: index + 2]?.measure(.noun) != nil
        people = PeopleWord(
          population: combined(people, word), form: describes ? .adjective : .many)
      }
      return 2
    }
    // "90 Soviet and government soldiers", "300 British and Indian troops"
    if people == nil, party != nil, !hasForeignHead {
      if next.people?.form == .many {
        people = next.people
        return 2
      }
      if next.party != nil, items[safe: index + 2]?.people?.form == .many { return 2 }
    }
    // "two soldiers and a villager": the one more is not in the number, and shares its verb.
    if next.has(.a), people != nil {
      for length in 2...3 {
        guard let word = items[safe: index + length]?.people else { break }
        if word.form == .one { return length + 1 }
      }
    }
    return unknownWords > 0 && !hasHead && next.people?.form == .many ? 1 : nil
  }

  /// "servicemen and women" serve, "women and children" do not, "soldiers and villagers" are both.
  private func combined(_ one: PeopleWord?, _ other: PeopleWord) -> PopulationID {
    let pair = [one?.population, other.population]
    if pair.contains("all") { return "all" }
    if pair.contains("military") { return pair.contains("women") ? "military" : "all" }
    return "civilian"
  }

  private mutating func measure(
    _ items: [Item], _ index: Int, _ found: (id: MeasureID, role: MeasureRole)
  ) -> Int? {
    let item = items[index]
    // "60 dead soldiers", "200 dead"
    let next = items[safe: index + 1]
    let describes =
      next?.people != nil || next?.party?.roles.contains(.people) == true
      || next?.party?.roles.contains(.adjective) == true
    // "three captured guns"
    if range.isEmpty, next?.thing == .object, next?.people == nil,
      item.measure(.participle, .predicate) != nil
    {
      isThing = true
      return 1
    }
    if let id = item.measure(.participle, .predicate), describes, people == nil, party == nil {
      premodifier = (id, index)
      return 1
    }
    // "hundreds of burned corpses"
    if item.measure(.noun) == nil, item.measure(.participle) != nil, !hasHead,
      let noun = next?.measure(.noun), next?.people == nil, next?.measure(.participle) == nil,
      noun != item.measure(.participle) || !describes
    {
      return 1
    }
    if let noun = item.measure(.noun, .toll, .act), item.measure(.lives) == nil {
      // "200 people killed" ends before the participle, "200 dead" is a noun.
      if hasHead, people?.form == .many, people != nil { return nil }
      measure = noun
      measureItem = index
      return 1
    }
    if let lives = item.measure(.lives), people?.form != .many {
      isLives = true
      measure = lives
      measureItem = index
      return 1
    }
    // "300 fleeing civilians": what they did is said beside it.
    if people == nil, next?.people?.form == .many, item.measure(.intransitive) != nil,
      item.measure(.active, .participle) == nil
    {
      return 1
    }
    guard let id = item.measure(.participle, .predicate) else { return nil }
    guard describes, !hasHead || people?.form == .adjective else { return nil }
    premodifier = (id, index)
    return 1
  }
}
