import Ledger

/// Finds what each quantity of a sentence counts. The rules are tried from the nearest evidence to the farthest.
struct MeasureFinder {
  let items: [Item]
  let vocabulary: MeasureVocabulary
  /// Of the sentences before, for "of those" and "this figure".
  private let keptBefore: Kept<Attachment>?
  var before: Attachment? { keptBefore?.value }
  /// What those counted first.
  var measureBefore: MeasureID?
  /// Whether that was in the line or sentence just before, so that a list may go on.
  var followsClaim = false
  /// The line above that says what the lines below it count.
  var heading: Heading?
  /// What the sentence before speaks of without a number.
  var topic: Heading?
  private(set) var found: [Attachment] = []
  /// Numbers that count no people harmed, by item, with the reason. Only explanations want to know.
  private(set) var passedOver: [Int: NoClaim] = [:]
  var explains = false

  init(items: [Item], vocabulary: MeasureVocabulary, before: Kept<Attachment>?) {
    self.items = items
    self.vocabulary = vocabulary
    keptBefore = before
  }

  mutating func attach() -> [Attachment] {
    for (index, item) in items.enumerated() {
      guard let found = item.quantity else { continue }
      if let exclusion = found.exclusion {
        if explains { passedOver[index] = .excluded(exclusion) }
        continue
      }
      let kept = found.kept
      var phrase = NounPhrase(after: index, in: items)
      if let reason = reason(against: index, kept.value, phrase) {
        if explains { passedOver[index] = reason }
        continue
      }
      guard let finding = ofWhole(index, &phrase) ?? finding(for: index, phrase) else {
        if explains { passedOver[index] = .noMeasure }
        continue
      }
      // Nobody listed behind "no casualties" is one.
      if finding.rule == "list", let parent = finding.parent, parent >= 0,
        self.found[safe: parent]?.mention.quantity.form == .zero
      {
        if explains { passedOver[index] = .noMeasure }
        continue
      }
      if finding.rule == "cost", let verb = finding.item, verb < index {
        phrase.party = phrase.party ?? items[verb..<index].last { $0.party != nil }?.party
      }
      if finding.rule == "topic" {
        phrase.people = topic?.people
        phrase.party = topic?.party
      }
      if finding.rule == "heading" {
        phrase.people = phrase.people ?? heading?.people
        phrase.party = phrase.party ?? heading?.party
      }
      if items[safe: index - 1]?.has(.accounts) == true, phrase.people == nil {
        (phrase.people, phrase.party) = accountedFor(before: index)
      }
      // "387 as civilians"
      if finding.isSubset, phrase.people == nil,
        items[safe: phrase.range.upperBound]?.has(.asIn) == true
      {
        let named = NounPhrase(after: phrase.range.upperBound, in: items)
        phrase.people = named.people
        phrase.range =
          phrase.range
          .lowerBound..<max(
            phrase.range.upperBound, named.range.upperBound)
      }
      var sharesPeople = false
      if phrase.isBare || phrase.isPartOfBefore, let parent = finding.parent, parent >= 0,
        phrase.people == nil, !phrase.isPartOfBefore
      {
        phrase.people = self.found[safe: parent]?.phrase.people
        sharesPeople = true
      }
      self.found.append(
        Attachment(
          item: index, kept: kept, measure: finding.measure, includes: finding.includes,
          measureItem: finding.item, phrase: phrase, sharesPeople: sharesPeople,
          countsSubject: finding.countsSubject,
          parent: finding.parent, isSubset: finding.isSubset, rule: finding.rule))
    }
    shareHeads()
    return found
  }

  /// "killed three and wounded four policemen", "32 dead and 23 wounded civilians": the people of the last are the
  /// first one's too.
  private mutating func shareHeads() {
    guard found.count > 1 else { return }
    // By index: an attachment is large, and would be copied else.
    for index in found.indices.dropLast() {
      let start = found[index].phrase.range.upperBound
      let end = found[index + 1].item
      guard start < end, items[start].has(.and), found[index].phrase.isUnnamed,
        found[index].phrase.party == nil, found[index + 1].phrase.hasHead
      else { continue }
      let sharesVerbs =
        end - start == 2 && found[index].rule == "object" && found[index + 1].rule == "object"
        && !items[start + 1].measures.isEmpty
      guard sharesVerbs || end - start == 1 && found[index + 1].phrase.premodifier != nil
      else { continue }
      found[index].phrase.people = found[index + 1].phrase.people
      found[index].phrase.party = found[index + 1].phrase.party
    }
  }

  private func reason(
    against index: Int, _ mention: QuantityMention, _ phrase: NounPhrase
  ) -> NoClaim? {
    // "no" needs people or harm behind it to say that there were none.
    if mention.quantity.form == .zero, !phrase.hasHead, phrase.measure == nil { return .noMeasure }
    if phrase.isThing || speaks(phrase) {
      return phrase.isThing ? .excluded(.measured) : .noMeasure
    }
    if isYear(mention, phrase) { return .date }
    if isOfRatio(index, phrase) { return .excluded(.odds) }
    if isShared(index) || isWhole(index, phrase) { return .wholeOfShare }
    return isOrdinalReference(index, phrase) ? .reference : nil
  }

  /// "the 2008 killing of two": the year of an act.
  private func isYear(_ mention: QuantityMention, _ phrase: NounPhrase) -> Bool {
    guard mention.isDefinite, mention.quantity.form == .point, mention.quantity.modifier == .exact,
      let value = mention.quantity.best, (1800...2100).contains(value), !phrase.hasHead,
      let word = phrase.measureItem
    else { return false }
    return items[word].measure(.act, .toll) != nil
  }

  private func finding(for index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    if let bounds = boundsOfPoint(index, phrase) ?? ofCause(index, phrase) { return bounds }
    if let brought = broughtTo(index, phrase) { return brought }
    if let part = partInBrackets(index, phrase) { return part }
    if let noun = nounItself(index, phrase) { return outdone(noun, index, phrase) ?? noun }
    if let lost = lost(farBefore: index, phrase) { return lost }
    if let object = object(index, phrase, adjacentOnly: true) { return object }
    if let before = befell(before: index) { return before }
    if let passive = behind(index, phrase) {
      // "beheaded two children and two adults who had fled": what befell the first befell them all.
      if passive.isRelative, let listed = coordinated(index, phrase) { return listed }
      var passive = passive
      // "Of these, 254 were killed in the north"
      if keptBefore != nil, found.isEmpty, phrase.isUnnamed, opensPart(index) {
        (passive.parent, passive.isSubset) = (-1, true)
      } else if items[safe: index - 1]?.has(.ofWhom) == true, phrase.isUnnamed,
        let whole = found.last,
        whole.phrase.party == nil, whole.measureItem.map({ $0 < whole.item }) == true
      {
        // "put losses at 200, of whom 60 died": of those losses, whoever puts it.
        (passive.parent, passive.isSubset) = (found.count - 1, true)
      } else if phrase.isPartOfBefore, let whole = found.last, whole.measureItem == passive.item {
        (passive.parent, passive.isSubset) = (found.count - 1, true)
      }
      return passive
    }
    if let part = severe(index, phrase) ?? accounted(index, phrase) ?? partOfThose(index, phrase) {
      return part
    }
    if let object = object(index, phrase, adjacentOnly: false) { return object }
    if let of = complement(index, phrase) { return of }
    if let before = befell(farBefore: index, phrase) ?? verb(farBefore: index, phrase)
      ?? setOff(index, phrase)
    {
      return before
    }
    if let subset = subset(index, phrase) { return subset }
    if let bracketed = bracketed(index) { return bracketed }
    if let figure = rate(index, phrase) ?? labelled(index, phrase) ?? increment(index, phrase) {
      return figure
    }
    if let lost = lostBesideThings(index, phrase) { return lost }
    if let second = secondObject(index, phrase) ?? changed(index, phrase) ?? parallel(index, phrase)
    {
      return second
    }
    if let set = setAgainst(index, phrase) { return set }
    // "Russia had nine million casualties, France six million"
    if items[safe: index - 1]?.party != nil || items[safe: index - 1]?.people?.form == .many,
      let elided = coordinated(index, phrase) ?? had(index, phrase)
    {
      return elided
    }
    if let toll = toll(index, phrase) { return toll }
    if let sum = brokenDown(index, phrase) { return sum }
    if let next = coordinated(index, phrase) ?? sameCount(index, phrase) ?? listed(index, phrase) {
      return next
    }
    return had(index, phrase) ?? headed(index, phrase) ?? elided(index, phrase)
  }

  /// "Of these, …", "Among them …" before the first number.
  private func opensPart(_ index: Int) -> Bool {
    let first = items.firstIndex { !$0.isMark } ?? 0
    return index - first <= 3 && items[first].has(.ofWhom)
  }

  /// "434,000 casualties", "wounded soldiers"
  private func nounItself(_ index: Int, _ phrase: NounPhrase) -> MeasureFinding? {
    if let measure = phrase.measure, let item = phrase.measureItem {
      if phrase.isLives, !isLost(index, item) { return nil }
      // "500 casualty figures" counts figures.
      if items[safe: item + 1]?.has(.figure) == true { return nil }
      let mix = mixed(from: item, measure)
      return MeasureFinding(
        measure: mix.measure, includes: mix.includes, item: item,
        // Who takes prisoners or refugees in is not who is counted.
        countsSubject: !phrase.hasHead && !vocabulary.reversible.contains(mix.measure)
          && isSuffered(before: index), rule: "noun")
    }
    guard let (measure, item) = phrase.premodifier else { return nil }
    return MeasureFinding(measure: measure, item: item, rule: "premodifier")
  }

  /// "killed 12 hostages", "12 refugees died": what befell them outdoes what they were.
  private func outdone(
    _ noun: MeasureFinding, _ index: Int, _ phrase: NounPhrase
  ) -> MeasureFinding? {
    guard noun.rule == "noun" || noun.rule == "premodifier" else { return nil }
    // "The six victims were killed", "three of the injured later died"
    if vocabulary.isMixed(noun.measure) && noun.rule == "noun"
      || items[safe: index + 1]?.has(.of) == true, let fate = behind(index, phrase),
      fate.measure != noun.measure, !vocabulary.reversible.contains(fate.measure),
      ["passive", "intransitive"].contains(fate.rule)
    {
      return fate
    }
    guard noun.rule == "noun", vocabulary.reversible.contains(noun.measure) else { return nil }
    // "killed 80 people, including five prisoners"
    if let last = found.last, !vocabulary.reversible.contains(last.measure),
      !vocabulary.isMixed(last.measure),
      noun.item.flatMap({ items[safe: $0]?.measure(.participle) }) == nil,
      let part = subset(index, phrase)
    {
      return part
    }
    guard
      let other = object(index, phrase, adjacentOnly: true) ?? behind(index, phrase)
        ?? (items[safe: index - 1]?.has(.of) == true && phrase.hasHead
          || items[safe: index - 1]?.measure(.act) != nil
          ? complement(index, phrase) : nil),
      !vocabulary.reversible.contains(other.measure), other.rule != "lost",
      other.rule != "participle"
    else { return nil }
    return other
  }

  /// "lives" count where they were lost, taken or claimed.
  private func isLost(_ index: Int, _ lives: Int) -> Bool {
    for near in max(0, index - 9)..<min(items.count, lives + 4) where near != lives {
      if items[near].measure(.loss) != nil || items[near].has(.dead) { return true }
      // "at the cost of 30,000 lives"
      if let id = items[near].measure(.noun, .act), vocabulary.isMixed(id) { return true }
    }
    return false
  }

  /// "has suffered", "sustained" before the number: the subject's own people.
  func isSuffered(before index: Int) -> Bool {
    if items[safe: index - 1]?.has(.have) == true { return true }
    for near in stride(from: index - 1, through: max(0, index - 6), by: -1) {
      if items[near].has(.inflict) { return false }
      if items[near].has(.suffer) || items[near].measure(.loss) != nil { return true }
      if items[near].isMark(";") { return false }
    }
    return false
  }
}
