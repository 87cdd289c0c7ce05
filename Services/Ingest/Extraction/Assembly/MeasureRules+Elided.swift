import Ledger

/// Rules for numbers whose words were left out because a number before has them: comparisons without their verb,
/// other counts of the same, sums.
extension MeasureFinder {
  /// "A day earlier its count stood at 300", "she put the number at 40": a bare count goes on with what was
  /// counted.
  func sameCount(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard phrase.isBare, !phrase.isPartOfBefore, let last = found.last ?? before,
      !(items[index].quantity?.isExcluded ?? true),
      items[safe: phrase.range.upperBound]?.thing == nil
    else { return nil }
    var at = index - 1
    guard let link = items[safe: at],
      link.has(.link) || link.has(.be) || link.has(.at) || link.has(.count)
        // "the real figure could be 300"
        || link.stance != nil && link.tokens.count > 1
    else { return nil }
    while at >= 0, index - at <= 14 {
      let item = items[at]
      if item.isMark || item.quantity != nil || !item.measures.isEmpty || item.thing != nil {
        return nil
      }
      let counts = item.attribution(.work) || item.has(.count) || item.has(.total)
      // "the number of attacks" counts something else.
      // "puts it at 40", "set that at half a million"
      let isAnaphor =
        link.has(.at) && at == index - 2 && (item.has(.pronoun) || item.has(.article))
        && (item.has(.link) || items[safe: at - 1]?.has(.link) == true)
      if isAnaphor
        || counts
          && (!item.has(.link)
            || items[max(0, at - 2)..<at].contains { $0.has(anyOf: [.article, .possessive]) })
      {
        if items[safe: at + 1]?.has(.of) == true, at + 1 < index - 1 { return nil }
        return inherit(
          from: last, parent: found.isEmpty ? -1 : found.count - 1, isSubset: false,
          rule: "same count")
      }
      at -= 1
    }
    return nil
  }

  /// "South Kivu: 1.6 million", "of whom in the north: 2.5 million": a line of a list goes on counting.
  func listed(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard followsClaim, let before, phrase.isBare, items.count <= 14, index >= 2,
      items[index - 1].isMark(":") || items[index - 1].isMark("–"),
      items[safe: phrase.range.upperBound].map({ $0.isMark }) ?? true
    else { return nil }
    let label = items[..<(index - 1)]
    let isName = label.allSatisfy { item in
      item.thing == nil && item.measures.isEmpty && item.quantity == nil
        && (item.capitalised || !item.senses.isEmpty)
    }
    guard isName, label.contains(where: { $0.party != nil || $0.capitalised || $0.has(.total) })
    else { return nil }
    return inherit(
      from: before, parent: -1, isSubset: label.contains { $0.has(.ofWhom) }, rule: "list item")
  }

  /// What goes on from another number without a word of harm.
  func elided(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard phrase.isBare else { return nil }
    return summed(index, phrase) ?? tookLives(index, phrase) ?? stated(index, phrase)
      ?? topical(index, phrase)
  }

  /// "The governor first said 45, then 59", "the mission thought 6,000": another count of the same.
  func stated(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard phrase.isBare, !phrase.isPartOfBefore, isPlainPart(phrase),
      items[safe: phrase.range.upperBound]?.has(anyOf: [.be, .have]) != true,
      let last = found.last ?? (followsClaim ? before : nil)
    else { return nil }
    var at = index - 1
    if items[safe: at]?.isMark("\"") == true { at -= 1 }
    guard let word = items[safe: at] else { return nil }
    // "first said 45, then 59"
    if word.has(.also), let former = found.last, former.rule == "same count",
      items[safe: at - 1]?.isMark(",") == true, former.item >= at - 3
    {
      return inherit(from: former, parent: found.count - 1, isSubset: false, rule: "same count")
    }
    // "spoke at the time of 187", "settled for about a hundred"
    if word.has(anyOf: [.of, .for]) {
      let first = max(0, at - (word.has(.of) ? 4 : 1))
      guard items[first..<at].contains(where: { $0.attribution(.verb) }),
        items[first..<at].allSatisfy({ !$0.isMark && $0.quantity == nil && $0.measures.isEmpty })
      else { return nil }
    } else {
      guard word.attribution(.verb) else { return nil }
    }
    var finding = inherit(
      from: last, parent: found.isEmpty ? -1 : found.count - 1, isSubset: false,
      rule: "same count")
    if found.isEmpty, topic == nil, let first = measureBefore, first != finding.measure {
      (finding.measure, finding.includes) = (first, [])
    }
    return finding
  }

  /// "Separatists accounted for 210", "women made up 40": parts by who did it or who they were.
  func accounted(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard phrase.isBare, isPlainPart(phrase), items[safe: index - 1]?.has(.accounts) == true else {
      return nil
    }
    // "The dead alone make up 143,000 of them"
    for near in stride(from: index - 2, through: max(0, index - 4), by: -1) {
      guard !items[near].isMark else { break }
      if let id = items[near].measure(.noun, .predicate) {
        return MeasureFinding(measure: id, item: near, rule: "toll")
      }
    }
    guard let last = found.last ?? (followsClaim ? before : nil),
      (items[index].quantity?.quantity.leadingValue ?? 0)
        <= (last.mention.quantity.leadingValue ?? .infinity)
    else { return nil }
    return inherit(
      from: last, parent: found.isEmpty ? -1 : found.count - 1, isSubset: true, rule: "subset")
  }

  /// "US soldiers make up 6,000", "women accounted for 40": who is counted. Rebels and armies may have done it.
  func accountedFor(before index: Int) -> (
    people: PeopleWord?, party: (id: PartyID, roles: [PartyRole])?
  ) {
    for near in stride(from: index - 2, through: max(0, index - 4), by: -1) {
      guard !items[near].isMark else { break }
      if let people = items[near].people, people.form == .many {
        return people.isIrregular ? (nil, nil) : (people, items[safe: near - 1]?.party)
      }
    }
    return (nil, nil)
  }

  /// "lost 400 killed and 900 wounded, the Greeks 300 and 1,100": each goes on with its own measure.
  func parallel(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard phrase.isBare, let last = found.last else { return nil }
    if last.rule == "parallel", index - last.item <= 3, let model = last.parent,
      items[last.item + 1..<index].allSatisfy({ $0.has(.and) || $0.isMark(",") })
    {
      guard let next = found[safe: model + 1], next.rule != "parallel" else { return nil }
      return inherit(from: next, parent: model + 1, isSubset: false, rule: "parallel")
    }
    let length = rowLength(index)
    let side = items[safe: index - 1]?.isMark("'") == true ? index - 2 : index - 1
    guard (2...4).contains(length), index - last.item <= 16,
      let word = items[safe: side],
      word.party != nil || word.people?.form == .many || word.has(anyOf: [.possessive, .versus])
        || word.capitalised && word.senses.isEmpty,
      items[last.item + 1..<index].contains(where: {
        $0.isMark(",") || $0.isMark(";") || $0.has(anyOf: [.and, .versus, .while])
      })
    else { return nil }
    let models = found.suffix(length)
    guard models.count == length, Set(models.map(\.measure)).count == length else { return nil }
    let first = found.count - length
    return inherit(from: found[first], parent: first, isSubset: false, rule: "parallel")
  }

  /// How many numbers stand in a row from here, with nothing but commas and "and" between.
  private func rowLength(_ start: Int) -> Int {
    var (at, length) = (start, 1)
    while length < 5 {
      var next = at + 1
      while next - at <= 2, let joint = items[safe: next], joint.has(.and) || joint.isMark(",") {
        next += 1
      }
      guard next > at + 1, items[safe: next]?.quantity?.isExcluded == false else { break }
      (at, length) = (next, length + 1)
    }
    guard let end = items[safe: at + 1] else { return length }
    return end.isMark || end.has(.respectively) || end.has(.while) ? length : 0
  }

  /// "no month passed without the death of civilians, 489 in all": the sum of what was told without a number.
  func summed(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard phrase.isBare, items[safe: phrase.range.upperBound]?.has(.total) == true,
      let mark = items[safe: index - 1], mark.isMark, !mark.isMark(";")
    else { return nil }
    for near in stride(from: index - 2, through: max(0, index - 16), by: -1) {
      let item = items[near]
      if item.isMark(";") || item.quantity?.isExcluded == false { return nil }
      guard let id = item.measure(.noun, .act, .participle, .intransitive, .predicate) else {
        continue
      }
      let mix = mixed(from: near, id)
      return MeasureFinding(
        measure: mix.measure, includes: mix.includes, item: near, rule: "toll")
    }
    return nil
  }

  /// "cost roughly 620,000 lives; the Crimean War took some 750,000"
  func tookLives(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard phrase.isBare, !phrase.isPartOfBefore, isPlainPart(phrase),
      items[safe: index - 1]?.has(.dead) == true,
      let last = found.last ?? (followsClaim ? before : nil), last.phrase.isLives
    else { return nil }
    return inherit(
      from: last, parent: found.isEmpty ? -1 : found.count - 1, isSubset: false,
      rule: "same count")
  }

  /// "the bodies of 22 soldiers and 414 civilians were found": the verb is said of the bodies.
  func sharesComplement(_ index: Int, _ phrase: NounPhrase, _ last: Attachment) -> Bool {
    last.rule == "complement" && phrase.hasHead && items[safe: index - 1]?.has(.and) == true
      && last.phrase.range.upperBound == index - 1
      && items[safe: phrase.range.upperBound]?.has(anyOf: [.be, .have]) == true
  }

  /// "French dead were put at 900, the Prussian at 600": the item before a preposition that both numbers have, and
  /// the other number.
  func sharedPreposition(_ index: Int, _ phrase: NounPhrase) -> (before: Int, model: Int)? {
    guard phrase.isBare, let word = items[safe: index - 1], word.has(anyOf: [.at, .for, .of, .to]),
      let side = items[safe: index - 2],
      let model = found.lastIndex(where: { isSame(word, as: items[safe: $0.item - 1]) })
    else { return nil }
    if side.party != nil || side.has(.possessive) { return (index - 2, model) }
    // "the opposition at 600"
    let subject = items[safe: index - 3]?.has(.article) == true ? index - 4 : index - 3
    let speaks = side.people != nil || side.source != nil || side.attribution(.speaker, .body)
    if speaks || subject == index - 4 && side.measures.isEmpty && !side.isMark && isJoint(subject) {
      return (subject, model)
    }
    // "the French ones at 600"
    let isNoun = side.senses.isEmpty && !side.isMark && items[safe: index - 3]?.party != nil
    return isNoun ? (index - 3, model) : nil
  }

  private func isSame(_ preposition: Item, as other: Item?) -> Bool {
    guard let other else { return false }
    // "put at"
    if other.has(.link), preposition.has(.at) { return true }
    if other.has(.accounts), preposition.has(.for) { return true }
    return preposition.has(.at) && other.has(.at) || preposition.has(.for) && other.has(.for)
      || preposition.has(.of) && other.has(.of) || preposition.has(.to) && other.has(.to)
  }

  /// "sheltered 14,000 displaced; Sédhiou 6,500 and Kolda, 1,900": the joint before a name that nobody knows.
  func beforeName(_ at: Int, _ phrase: NounPhrase, _ index: Int) -> Int? {
    guard endsRow(index, phrase), (items[index].quantity?.quantity.leadingValue ?? 0) >= 10 else {
      return nil
    }
    var name = at
    if items[safe: name]?.isMark(",") == true { name -= 1 }
    let last = name
    while last - name < 3, let word = items[safe: name], word.capitalised, word.senses.isEmpty {
      name -= 1
    }
    return name < last && isJoint(name) ? name : nil
  }

  /// "The first bomb killed 30, the second 12", "the 107th lost 1,899, the 108th 2,210": the joint before a subject
  /// whose verb was said before.
  func beforeSubject(_ at: Int, _ phrase: NounPhrase, _ last: Attachment) -> Int? {
    guard endsRow(at + 1, phrase), last.rule == "object" || last.countsSubject else { return nil }
    for near in stride(from: at, through: max(0, at - 4), by: -1) {
      let word = items[near]
      if word.has(.article) || word.has(.possessive) { return isJoint(near - 1) ? near - 1 : nil }
      let isOrdinal = word.quantity?.exclusion == .ordinal
      guard !word.isMark, word.quantity == nil || isOrdinal, word.measures.isEmpty,
        word.thing == nil || isOrdinal,
        !word.has(anyOf: [.be, .have, .do, .that, .who, .relative]),
        !word.attribution(.verb)
      else { return nil }
    }
    return nil
  }

  /// Nothing but the end of its clause stands behind a bare number that others of its kind precede.
  private func endsRow(_ index: Int, _ phrase: NounPhrase) -> Bool {
    guard phrase.isBare, items[safe: index]?.quantity?.isDefinite == false else { return false }
    return items[safe: index + 1].map { $0.isMark || $0.has(.and) } ?? true
  }

  private func isJoint(_ index: Int) -> Bool {
    guard let joint = items[safe: index] else { return false }
    return joint.isMark(",") || joint.isMark(";") || joint.has(.and)
  }

  /// "recorded 2,600 (800 killed and 1,800 injured)": the sum of both is what both are.
  func brokenDown(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    let open = phrase.range.upperBound
    guard phrase.isBare || phrase.hasHead, items[safe: open]?.isMark("(") == true,
      items[safe: open + 1]?.quantity?.isExcluded == false
    else { return nil }
    var parts: [MeasureID] = []
    for at in open + 2..<max(open + 3, min(items.count, open + 10)) {
      guard let item = items[safe: at], !item.isMark(")") else { break }
      if let id = item.measure(.participle, .predicate, .noun), !parts.contains(id) {
        parts.append(id)
      }
    }
    guard parts.count > 1, parts.allSatisfy({ vocabulary.includes($0, in: vocabulary.mixed) })
    else { return nil }
    return MeasureFinding(
      measure: vocabulary.mixed, includes: parts.sorted(), rule: "broken down")
  }
}
