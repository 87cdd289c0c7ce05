import Ledger

/// Rules that look behind the number: "12 people were killed", "6,711 injured", "22 persons dead".
extension MeasureFinder {
  private static let farthest = 16

  func behind(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    var at = phrase.range.isEmpty ? index + 1 : phrase.range.upperBound
    let start = at
    if let shared = sharedVerb(at, index, phrase) { return shared }
    // "800 of the 1,200 were killed"
    if items[safe: at]?.has(.of) == true, items[safe: at + 1]?.has(.article) == true,
      items[safe: at + 2]?.quantity != nil
    {
      at = max(at + 3, NounPhrase(after: at + 2, in: items).range.upperBound)
    }
    // "40 of the 200 patients died"
    if items[safe: at]?.quantity != nil, items[safe: at - 1]?.has(.article) == true,
      items[safe: at - 2]?.has(.of) == true, at - index == 3
    {
      at = max(at + 1, NounPhrase(after: at, in: items).range.upperBound)
    }
    var sawVerb = false
    var sawRelative = phrase.isPartOfBefore
    var sawSuffer = false
    var skipped = 0
    while at < items.count, at - start - skipped < Self.farthest {
      let item = items[at]
      if item.isMark(";") || item.isMark(":") || item.isMark("?") || item.has(.while) { return nil }
      // "The dead, two of them boys, were shot", "some families, about 900 people, were driven out"
      let isApposed =
        at == start
        && (items[safe: index - 1]?.isMark(",") == true || phrase.people?.form == .many)
      if phrase.isPartOfBefore || isApposed, item.isMark(","),
        items[safe: at + 1]?.has(anyOf: [.be, .have]) == true
      {
        at += 1
        continue
      }
      if item.isMark(",") || item.isMark("(") || item.isMark("–") || item.isMark("—") {
        guard let resumed = insertionEnd(at) else { return nil }
        skipped += resumed - at
        at = resumed
        continue
      }
      // "five members of one family"
      if item.has(.of), items[safe: at + 1]?.quantity?.quantity.best == 1 {
        at += 2
        continue
      }
      // "seven people including two boys were killed"
      if item.has(.including), at == start, let end = partsEnd(at) {
        (skipped, at) = (skipped + end - at, end)
        continue
      }
      if item.quantity != nil { return nil }
      if item.has(.be) || item.has(.have) || item.has(.do) { sawVerb = true }
      if item.has(.who) || item.has(.relative) { sawRelative = true }
      if item.has(.suffer) { sawSuffer = true }
      // "18 wounded men after the raid which killed 23": the other number's verb.
      if item.measure(.participle) != nil, items[at - 1].has(anyOf: [.relative, .who, .that]),
        items[safe: at + 1]?.quantity?.isExcluded == false
      {
        return nil
      }
      if sawVerb, let id = item.takes, isTaken(at, phrase, index) {
        return MeasureFinding(measure: id, item: at, rule: "passive")
      }
      if !item.measures.isEmpty {
        var found = accept(
          at, adjacent: at == start + skipped, sawVerb: sawVerb, sawRelative: sawRelative,
          sawSuffer: sawSuffer, phrase, index)
        found?.isRelative = sawRelative && !phrase.isPartOfBefore
        // "soldiers who could not be evacuated were executed": the verb of the sentence outdoes the clause's.
        if found?.isRelative == true, let main = mainVerb(behind: at, phrase, index) { return main }
        return found
      }
      if item.has(.and), !sawVerb {
        guard !phrase.isBare, let end = headEnd(behind: at) else { return nil }
        at = end
        continue
      }
      if item.has(.and), items[safe: at + 1]?.quantity != nil { return nil }
      at += 1
    }
    return nil
  }

  /// Where the verb stands behind parts that no comma sets off.
  private func partsEnd(_ start: Int) -> Int? {
    for at in start + 1..<max(start + 1, min(items.count, start + 13)) {
      let item = items[at]
      if item.isMark(";") || item.isMark(":") || item.has(anyOf: [.that, .who, .while, .relative]) {
        return nil
      }
      if item.has(.be) || item.has(.have) || item.measure(.intransitive) != nil { return at }
      if !item.measures.isEmpty { return nil }
    }
    return nil
  }

  /// "Tutsis and moderate Hutus were killed": the second kind of people in one number.
  private func headEnd(behind joint: Int) -> Int? {
    // "13,000 Italians and a similar number of Greeks were killed"
    let first = countedEnd(behind: joint) ?? joint + 1
    for at in first..<first + 3 {
      guard let item = items[safe: at], !item.isMark, item.quantity == nil, item.measures.isEmpty,
        !item.has(anyOf: [.be, .have, .article])
      else { return nil }
      if item.people?.form == .many || item.party?.roles.contains(.people) == true { return at + 1 }
      // "in the north and in the western hills"
      if let before = items[safe: joint - 1], before.capitalised || before.party != nil,
        item.party != nil || item.capitalised
      {
        return at + 1
      }
    }
    return nil
  }

  /// Behind "a similar number of", which is no number.
  private func countedEnd(behind joint: Int) -> Int? {
    guard items[safe: joint + 1]?.has(.article) == true else { return nil }
    for at in joint + 2..<joint + 5 where items[safe: at]?.has(.count) == true {
      return items[safe: at + 1]?.has(.of) == true ? at + 2 : nil
    }
    return nil
  }

  /// A passive that stands behind a relative clause, without another number between.
  private func mainVerb(behind clause: Int, _ phrase: NounPhrase, _ index: Int) -> MeasureFinding? {
    for at in clause + 1..<max(clause + 2, min(items.count, clause + 9)) {
      guard let item = items[safe: at], item.quantity == nil, !item.has(.and), !item.isMark(";")
      else { return nil }
      guard item.has(.be) || item.has(.have), let verb = items[safe: at + 1],
        verb.measure(.participle, .intransitive) != nil
      else { continue }
      return accept(
        at + 1, adjacent: false, sawVerb: true, sawRelative: false, sawSuffer: false, phrase, index)
    }
    return nil
  }

  /// ", mostly civilians,"
  private func isAppositionOfPeople(_ range: Range<Int>) -> Bool {
    range.count <= 4 && items[range].contains { $0.people?.form == .many }
      && items[range].allSatisfy { $0.measures.isEmpty && !$0.has(anyOf: [.be, .have, .and]) }
  }

  /// "2,000 civilians and 576 soldiers died": the verb of the last is the verb of all.
  private func sharedVerb(_ at: Int, _ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    var at = at
    // "230,000 Armenians from Azerbaijan and 800,000 Azerbaijanis have fled"
    if items[safe: at]?.has(anyOf: [.from, .in, .of]) == true, items[safe: at + 1]?.party != nil {
      at += 2
    }
    // "1,200 Lebanese, most of them civilians, and 159 Israelis were killed"
    if items[safe: at]?.isMark(",") == true, items[safe: at + 1]?.quantity?.isExcluded ?? true {
      let end = items[at + 1..<max(at + 1, min(items.count, at + 8))].firstIndex { $0.isMark(",") }
      if let end, items[safe: end + 1]?.has(.and) == true,
        items[safe: end + 2]?.quantity?.isExcluded == false,
        items[at + 1].has(.ofWhom) || items[at + 1..<end].contains(where: { $0.has(.ofWhom) })
          || isAppositionOfPeople(at + 1..<end)
      {
        at = end + 1
      }
    }
    // "80,000 Herero (four in five) and 10,000 Nama died"
    if items[safe: at]?.isMark("(") == true,
      let end = items[at..<min(items.count, at + 12)].firstIndex(where: { $0.isMark(")") }),
      items[at + 1..<end].allSatisfy({ $0.measures.isEmpty })
    {
      at = end + 1
    }
    guard phrase.hasHead || isHeld(phrase), let joint = items[safe: at],
      joint.has(.and) || joint.has(.or) || joint.isMark(",")
    else { return nil }
    // "4,200 soldiers, 20,000 fighters, and up to 200,000 civilians died"
    if joint.isMark(","), items[safe: at + 1]?.has(anyOf: [.and, .or]) == true { at += 1 }
    guard items[safe: at + 1]?.quantity?.isExcluded == false else { return nil }
    let next = NounPhrase(after: at + 1, in: items)
    // "416,000 American and 384,000 British deaths"
    if phrase.people == nil, let id = next.measure, let item = next.measureItem {
      return MeasureFinding(measure: id, item: item, rule: "shared noun")
    }
    guard next.hasHead || isHeld(next), var found = behind(at + 1, next),
      found.rule != "participle" || isLeft(before: at + 1)
        || !isHeld(phrase) && object(index, phrase, adjacentOnly: false) == nil
          && complement(index, phrase) == nil
    else { return nil }
    found.rule = "shared verb"
    return found
  }

  /// "nine hostages": people by what befell them before.
  private func isHeld(_ phrase: NounPhrase) -> Bool {
    phrase.measure.map { vocabulary.reversible.contains($0) } ?? false
  }

  private func accept(
    _ at: Int, adjacent: Bool, sawVerb: Bool, sawRelative: Bool, sawSuffer: Bool,
    _ phrase: NounPhrase, _ index: Int
  ) -> MeasureFinding? {
    let item = items[at]
    func finding(_ id: MeasureID, _ rule: String, word: Int? = nil) -> MeasureFinding {
      let mixture = mixed(from: at, id)
      return MeasureFinding(
        measure: mixture.measure, includes: mixture.includes, item: word ?? at,
        countsSubject: !phrase.hasHead && isSuffered(before: index), rule: rule)
    }
    if let id = item.measure(.participle) {
      // "were carried off wounded"
      if sawVerb, vocabulary.reversible.contains(id), let state = items[safe: at + 1],
        let harm = state.measure(.participle, .predicate), !vocabulary.reversible.contains(harm)
      {
        return finding(harm, "passive", word: at + 1)
      }
      if sawVerb { return finding(id, "passive") }
      if !takesObject(at), adjacent || at - phrase.range.upperBound <= 3 || isLeft(before: index) {
        return finding(id, "participle")
      }
      return nil
    }
    if let id = item.measure(.intransitive) { return finding(id, "intransitive") }
    if let id = item.measure(.moves) {
      if vocabulary.reversible.contains(id) {
        return isFlight(at, phrase) ? finding(id, "flight") : nil
      }
      return hasFallen(at, phrase) ? finding(id, "intransitive") : nil
    }
    if let id = item.measure(.predicate) {
      // "120 prisoner swaps"
      if vocabulary.reversible.contains(id), adjacent, !phrase.hasHead,
        items[safe: at + 1].map({ $0.senses.isEmpty && !$0.isMark }) ?? false
      {
        return nil
      }
      // "two fatal raids"; "condemned 30 people to death"
      if adjacent, !phrase.hasHead, !phrase.isPartOfBefore,
        items[safe: at + 1]?.domain(anyOf: [.event, .events, .accident, .crime]) == true
      {
        return nil
      }
      if phrase.hasHead, items[max(0, index - 3)..<index].contains(where: { $0.domain(.crime) }) {
        return nil
      }
      // "put 700 soldiers of the garrison to the sword"
      let isApart =
        at - phrase.range.upperBound <= 4
        && items[safe: phrase.range.upperBound]?.has(.of) == true
      return sawVerb || adjacent || isApart || sawRelative || isLeft(before: index)
        ? finding(id, "predicate") : nil
    }
    if let id = item.measure(.noun), sawSuffer { return finding(id, "suffered") }
    // "Three have minor injuries"
    if let id = item.measure(.noun), item.people == nil, at - phrase.range.upperBound <= 2,
      items[phrase.range.upperBound].has(.have), !vocabulary.reversible.contains(id)
    {
      return finding(id, "suffered")
    }
    if let id = item.measure(.loss), items[safe: at - 1]?.has(.be) == true {
      let isMilitary = phrase.people.map { $0.population == "military" } ?? true
      return finding(isMilitary ? id : vocabulary.ofCivilians[id] ?? id, "were lost")
    }
    if let id = item.measure(.noun), items[safe: at - 1]?.has(.be) == true {
      return finding(id, "were casualties")
    }
    if let id = item.measure(.noun),
      sawVerb || phrase.hasHead && items[safe: at - 2]?.has(.among) == true,
      items[safe: at - 1]?.has(.article) == true
    {
      return finding(id, "among")
    }
    return nil
  }
}
