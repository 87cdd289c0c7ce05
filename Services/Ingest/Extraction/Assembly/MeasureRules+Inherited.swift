import Ledger

/// Rules for numbers whose measure was said before: parts, lists, comparisons.
extension MeasureFinder {
  /// "Of the dead, 310 fell in the east", "Among the dead were 20 children"
  func partOfThose(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard phrase.hasHead || phrase.isBare, isPlainPart(phrase) else { return nil }
    var at = index - 1
    while at >= 0, index - at <= 10 {
      if let id = items[at].measure(.participle, .predicate, .noun),
        at >= 1
      {
        // "of those killed", "among the dead": the opener begins its clause.
        let opens = (1...5).contains { back in
          guard let word = items[safe: at - back], at - back >= 0,
            word.has(.of) || word.has(.among) || word.has(.ofWhom)
          else { return false }
          let before = items[safe: at - back - 1]
          return before == nil || before?.isMark == true || before?.has(.and) == true
            || before?.has(.that) == true
        }
        guard opens else { return nil }
        return MeasureFinding(
          measure: id, item: at, parent: found.isEmpty ? -1 : found.count - 1, isSubset: true,
          rule: "part of those")
      }
      if items[at].isMark(";") { return nil }
      at -= 1
    }
    return nil
  }

  /// "including 17 children", "of whom 20 were women", "this figure included the 298 passengers"
  func subset(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    var at = index - 1
    while at >= 0, items[at].has(.another) || items[at].has(.article) || items[at].isMark("\"") {
      at -= 1
    }
    let opener = items[safe: at]
    // "with three empires engaged" names no part of anybody.
    let isOther = opener?.has(.with) == true && phrase.unknownWords > 0 && phrase.people == nil
    let opens =
      opener?.has(.including) == true && !isOther || opener?.has(.ofWhom) == true
      || opener?.has(.among) == true || phrase.isPartOfBefore
      || opener?.has(.be) == true
        && items[max(0, at - 4)..<max(0, at)].contains {
          $0.has(anyOf: [.among, .including, .ofWhom])
        }
      || opener?.isMark(",") == true && at == 1 && items[0].has(.ofWhom)
      || isNamedAs(index, phrase)
      || phrase.hasHead && opener.map { $0.isMark(",") || $0.isMark("-") || $0.isMark("–") } == true
        && endsAmong(from: index) != nil
    if opens {
      if let last = found.last {
        guard index - last.item <= 30 else { return nil }
        return inherit(
          from: last, parent: found.count - 1, isSubset: true, rule: "subset")
      }
      // "Of these, 36,500 were soldiers"
      if opener?.has(anyOf: [.ofWhom, .be]) == true || opener?.isMark(",") == true
        || phrase.isPartOfBefore,
        let before
      {
        return inherit(from: before, parent: -1, isSubset: true, rule: "subset")
      }
      // "This figure included": the last claim of the sentence before.
      let said = items[safe: at - 1]?.isMark(",") == true ? at - 2 : at - 1
      if let id = items[safe: said]?.measure(.noun, .predicate), opener?.has(.including) == true {
        return MeasureFinding(
          measure: id, item: said, isSubset: true, rule: "subset")
      }
      guard opener?.has(.including) == true, let before,
        items[..<at].contains(where: { $0.has(.figure) || $0.has(.count) })
      else { return nil }
      return inherit(
        from: before, parent: -1, isSubset: true, rule: "figure includes")
    }
    // "About 360,000 were Union soldiers": of those counted in the sentence before.
    let end = phrase.range.upperBound
    let opensClause = items[safe: index - 1]?.isMark(";") == true
    let whole = opensClause ? found.last : followsClaim && index <= 1 ? before : nil
    if phrase.isBare, let whole, items[safe: end]?.has(.be) == true,
      items[end..<min(items.count, end + 6)].contains(where: { $0.people != nil || $0.party != nil }
      ), !(items[safe: end + 1].map { !$0.measures.isEmpty } ?? false),
      (items[index].quantity?.quantity.leadingValue ?? 0)
        < (whole.mention.quantity.leadingValue ?? 0)
    {
      return inherit(
        from: whole, parent: opensClause ? found.count - 1 : -1, isSubset: true, rule: "subset")
    }
    // "13 of the civilians were unarmed": of those counted before.
    if items[safe: index + 1]?.has(.of) == true, items[safe: index + 2]?.has(.article) == true,
      let whole = found.last ?? before,
      whole.phrase.people?.population == phrase.people?.population,
      phrase.people != nil, whole.mention.quantity.leadingValue ?? 0 > 2
    {
      return inherit(
        from: whole, parent: found.isEmpty ? -1 : found.count - 1, isSubset: true, rule: "subset")
    }
    // ", including 151 children and 58 women": the next part of the same list.
    guard let last = found.last, last.isSubset, last.rule == "subset" || last.rule == "next part",
      items[safe: at]?.has(.and) == true || items[safe: at]?.isMark(",") == true,
      last.phrase.range.upperBound >= at - 1,
      isPlainPart(phrase) || items[safe: at]?.has(.and) == true
    else { return nil }
    return inherit(
      from: last, parent: last.parent ?? found.count - 1, isSubset: true, rule: "next part")
  }

  /// ", of whom it names 40 as farmers"
  private func isNamedAs(_ index: Int, _ phrase: NounPhrase) -> Bool {
    guard phrase.isBare, items[safe: phrase.range.upperBound]?.has(.asIn) == true else {
      return false
    }
    for near in stride(from: index - 1, through: max(0, index - 5), by: -1) {
      if items[near].has(.ofWhom) { return true }
      if items[near].isMark || !items[near].measures.isEmpty { return false }
    }
    return false
  }

  /// "killed 3 soldiers and 5 civilians", "versus 1.2 million", "and 47,000 during the other war"
  func coordinated(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard let last = found.last, index - last.item <= 24,
      phrase.hasHead || phrase.isBare || phrase.unknownWords <= 2 && last.rule != "lost",
      isPlainPart(phrase) || sharesComplement(index, phrase, last)
    else { return nil }
    let shared = sharedPreposition(index, phrase)
    var at = shared?.before ?? index - 1
    var sawSide = shared != nil
    while at >= 0,
      items[at].has(.another) || items[at].has(.article) || items[at].has(.possessive)
        || items[at].party != nil || items[at].has(.with) || items[at].has(.to)
        || items[at].has(.average) || items[at].isMark("\"") || items[at].isMark("'")
        || phrase.isBare && items[at].people?.form == .many && items[at].measures.isEmpty
        || sawSide && shared != nil && items[at].has(.of)
    {
      if items[at].party != nil || items[at].people != nil { sawSide = true }
      // "the Southern Battlegroup", "Johnston's about 1,000"
      if items[at].people != nil || phrase.isBare && items[at].has(.possessive),
        let name = items[safe: at - 1], name.capitalised, name.quantity == nil
      {
        at -= 1
      }
      at -= 1
    }
    if !sawSide, let named = beforeName(at, phrase, index) ?? beforeSubject(at, phrase, last) {
      (at, sawSide) = (named, true)
    }
    guard let joint = items[safe: at], at > last.item else { return nil }
    // "Buildings 4, 5 and 6": goes on with a number that counts nobody.
    let former = joint.has(.and) && items[safe: at - 1]?.isMark(",") == true ? at - 2 : at - 1
    if items[safe: former]?.quantity != nil, former != last.item { return nil }
    // "down four percent from 887,000 a year earlier"
    let isFormer =
      joint.has(.from) && phrase.isBare
      && items[max(0, at - 5)..<at].contains { $0.has(.change) }
    // "from 214 (the government) to 1,192 (a monitor)"
    let isBound =
      joint.isMark(")") && items[index - 1].has(.to)
      && items[safe: last.item - 1]?.has(anyOf: [.from, .link]) == true
    let isVersus =
      isFormer || isBound || joint.has(.versus) && (!joint.has(.while) || phrase.isBare)
    // "35,000 (Chad); 12,500 (Niger)": a list of numbers alone.
    let isNext =
      joint.isMark(";") && phrase.isBare && !sawSide
      && items[safe: phrase.range.upperBound]?.isMark("(") == true
    // ", as were 17,000 others"
    let isAlike =
      joint.has(anyOf: [.be, .do, .have]) && items[safe: at - 1]?.has(.asIn) == true
    // "killed 30 people: eight women, seven children and 15 men"
    let isPart =
      (joint.isMark(":")
        || (joint.isMark("–") || joint.isMark("-") && joint.spaceBefore)
          && items[safe: at - 1]?.people?.form != .one)
      && (phrase.people != nil || phrase.party?.roles.contains(.people) == true)
      && (last.phrase.people != nil || last.phrase.measure != nil || last.phrase.isPartOfBefore)
    // "6,000 were seized - over 900 in one year alone"
    let isSpan =
      (joint.isMark("–") || joint.isMark("-") && joint.spaceBefore || joint.isMark(":"))
      && phrase.isBare
      && items[safe: phrase.range.upperBound].map {
        $0.date != nil || $0.has(anyOf: [.in, .during, .at, .near, .on, .by])
      }
        ?? false
    if isPart || isSpan {
      return inherit(from: last, parent: found.count - 1, isSubset: true, rule: "subset")
    }
    // "two militants but also eight civilians"
    let isAdded = joint.has(.also) && items[safe: at - 1]?.has(.but) == true
    // "two killed in the port; four more in the suburbs", "900 (official) or 1,400"
    let isPlaced =
      joint.isMark(";") && phrase.isBare && last.phrase.isUnnamed
      && items[safe: phrase.range.upperBound]?.has(anyOf: [.in, .at, .near, .on]) == true
    let isJoined =
      isAdded || isPlaced || joint.has(.or) && phrase.isBare || joint.has(.and) || joint.isMark(",")
      || joint.isMark("(") || isAlike
      || joint.isMark(";") && sawSide && phrase.isBare
    // "The FLN lost 141,000 fighters, the French army 25,600 soldiers"
    let isElided =
      sawSide && ["lost", "cost"].contains(last.rule) && phrase.people?.population == "military"
    guard isVersus || isNext || isJoined && (!sawSide || phrase.isBare || isElided) else {
      return nil
    }
    if !isVersus {
      guard last.rule != "toll" || phrase.isBare || phrase.hasHead && last.phrase.hasHead else {
        return nil
      }
      // An unknown noun inherits only in a plain list of objects.
      if phrase.unknownWords > 0, !phrase.hasHead,
        last.rule != "object" && last.rule != "complement"
      {
        return nil
      }
    }
    let whole = isVersus ? beforeBracket(at, found.count - 1) : shared?.model ?? found.count - 1
    var finding = inherit(
      from: found[safe: whole] ?? last, parent: whole, isSubset: false,
      rule: isVersus ? "versus" : "list")
    // "lost five soldiers and eight villagers": who bears no arms was killed.
    if let deaths = vocabulary.ofCivilians[finding.measure], let people = phrase.people?.population,
      people != "military", people != "all"
    {
      finding.measure = deaths
    }
    return finding
  }

  /// "150,000 died in the fighting and another 230,000 of hunger": of something else, and dead like them.
  func ofCause(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard let last = found.last, index - last.item <= 20, last.measureItem != nil,
      ["intransitive", "passive"].contains(last.rule),
      items[safe: index + 1]?.has(anyOf: [.of, .from, .through]) == true,
      items[min(items.count, index + 2)..<min(items.count, index + 4)].contains(where: {
        $0.cause != nil
      })
    else { return nil }
    var at = index - 1
    while items[safe: at]?.has(anyOf: [.another, .article]) == true { at -= 1 }
    guard let joint = items[safe: at], joint.has(.and) || joint.isMark(",") else { return nil }
    return inherit(from: last, parent: found.count - 1, isSubset: false, rule: "list")
  }

  /// "60 people died, with a range of 50 to 70": the bounds of the point before.
  func boundsOfPoint(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    guard phrase.isBare, let range = items[index].quantity?.quantity, range.form == .range,
      let low = range.low?.value, let high = range.high?.value, let last = found.last,
      index - last.item <= 40, last.mention.quantity.form == .point,
      let point = last.mention.quantity.best, (low...high).contains(point)
    else { return nil }
    var finding = inherit(
      from: last, parent: found.count - 1, isSubset: false, rule: "bounds of point"
    )
    finding.item = last.measureItem
    return finding
  }

  func inherit(
    from other: Attachment, parent: Int, isSubset: Bool, rule: String
  ) -> MeasureFinding {
    MeasureFinding(
      measure: other.measure, includes: other.includes, item: nil,
      countsSubject: other.countsSubject, parent: parent, isSubset: isSubset, rule: rule)
  }

  /// Nothing behind the phrase makes it the subject of another verb.
  func isPlainPart(_ phrase: NounPhrase) -> Bool {
    guard let next = items[safe: phrase.range.upperBound] else { return true }
    if next.isMark || next.date != nil { return true }
    if next.has(.be) || next.has(.have) {
      guard let after = items[safe: phrase.range.upperBound + 1] else { return true }
      // "640 were attributed to the army"
      if after.attribution(.verb) || after.has(anyOf: [.accuse, .inflict]),
        items[safe: phrase.range.upperBound + 2]?.has(anyOf: [.to, .by, .on]) == true
      {
        return true
      }
      return after.people != nil || after.has(.in) || after.has(.article) || after.party != nil
        || after.has(.from) || after.has(.among)
    }
    let continuing: CaseSet<GrammarClass> = [
      .and, .or, .in, .on, .at, .from, .during, .since, .until, .asOf, .by, .who, .relative,
      .respectively, .near, .per, .daily, .weekly, .monthly, .yearly, .including, .after, .before,
      .with, .between, .of, .for,
      .while, .versus, .among, .to,
    ]
    if next.has(anyOf: continuing) || !next.measures.isEmpty { return true }
    // "killed two troops and two civilians working for them"
    return next.senses.isEmpty && !next.capitalised && phrase.hasHead
      && items[safe: phrase.range.upperBound + 1]?.has(anyOf: [.for, .in, .at, .near, .with, .on])
        == true
      && ["object", "complement", "list"].contains(found.last?.rule)
  }
}
