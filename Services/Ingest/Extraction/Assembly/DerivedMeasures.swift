import Ledger

/// Shares, multiples and ratios of people killed, wounded, missing: statements of their own form. Those of anything
/// else stay no claims.
struct DerivedMeasures {
  let items: [Item]
  let vocabulary: MeasureVocabulary

  func attach() -> [Attachment] {
    items.indices.compactMap { index in
      guard let found = items[index].quantity, found.isExcluded else { return nil }
      return share(index, found) ?? multiple(index, found) ?? ratio(index, found)
    }
  }

  /// "41 to 48 percent of those killed", "60% of the casualties"
  private func share(_ index: Int, _ found: KeptQuantity) -> Attachment? {
    if items[safe: index + 1]?.has(.percentOf) == true {
      return attachment(index, found, from: index + 2, form: .share, unit: "percent")
    }
    guard items[safe: index + 1]?.has(.percent) == true, items[safe: index + 2]?.has(.of) == true
    else { return nil }
    return attachment(index, found, from: index + 3, form: .share, unit: "percent")
  }

  /// "five times as many deaths", "three times more soldiers killed", "five times the total losses"
  private func multiple(_ index: Int, _ found: KeptQuantity) -> Attachment? {
    guard let word = items[safe: index + 1]?.thing, let next = items[safe: index + 2] else {
      return nil
    }
    if next.has(.manyTimes) {
      return attachment(index, found, from: index + 3, form: .multiple, unit: "times")
    }
    // Of what somebody has suffered, and not of somebody: "hit five times the wounded soldier".
    guard word == .share, next.has(.article),
      items[min(index + 3, items.count)..<min(index + 6, items.count)]
        .first(where: { !$0.measures.isEmpty })?.measure(.noun, .toll) != nil
    else { return nil }
    return attachment(index, found, from: index + 3, form: .multiple, unit: "times")
  }

  /// "a ratio of dead of 2:1", "a ratio of 2.5 to 1 or 2 to 1": how many of one side for one of the other. "A 2:1 wounded
  /// to killed ratio": how many of the first measure for one of the second, which `includes` then names.
  private func ratio(_ index: Int, _ kept: KeptQuantity) -> Attachment? {
    guard let joint = items[safe: index + 1], joint.isMark(":") || joint.has(.to),
      let other = items[safe: index + 2]?.quantity?.quantity,
      let value = kept.quantity.best,
      items[max(0, index - 10)..<min(index + 9, items.count)].contains(where: { $0.has(.ratio) })
    else { return nil }
    let values: [Double]
    if let one = other.best {
      values = one > 0 ? [value / one] : []
    } else if let one = other.low?.value, let next = other.high?.value, one > 0,
      items[safe: index + 3]?.has(.to) == true || items[safe: index + 3]?.isMark(":") == true,
      let last = items[safe: index + 4]?.quantity?.quantity.best, last > 0
    {
      // "2.5 to 1 or 2 to 1" was read as "2.5 to (1 or 2) to 1".
      values = [value / one, next / last]
    } else {
      values = []
    }
    guard let low = values.min(), let high = values.max() else { return nil }
    var mention = kept.kept.value
    mention.quantity = Quantity(
      form: .ratio, low: .init(low), best: low == high ? low : nil, high: .init(high),
      modifier: low == high ? mention.quantity.modifier : .range,
      modifierText: mention.quantity.modifierText,
      approximate: mention.quantity.approximate, unit: "ratio",
      significantDigits: mention.quantity.significantDigits)
    let phrase = NounPhrase(after: index + 2, in: items)
    if let (first, second) = compared(near: index) {
      guard let found = attachment(index, mention, first, phrase: phrase),
        let per = items[second].measure(.noun, .participle, .toll, .predicate, .intransitive),
        per != found.measure
      else { return nil }
      var attachment = found
      attachment.includes = [per]
      attachment.countsSubject = true
      return attachment
    }
    let measured = items.indices.filter {
      abs($0 - index) <= 14 && items[$0].measure(.noun, .participle, .toll, .predicate) != nil
    }
    // Of several measures that are not compared nobody knows which the numbers count; a toll in two words is one.
    let ids = Set(measured.flatMap { items[$0].measures.map(\.id) })
    guard ids.count == 1 || ids.allSatisfy(vocabulary.isMixed),
      let word = measured.min(by: { abs($0 - index) < abs($1 - index) })
    else { return nil }
    return attachment(index, mention, word, phrase: phrase)
  }

  /// "wounded to killed": the items of the two measures that a ratio compares.
  private func compared(near index: Int) -> (Int, Int)? {
    for first in max(0, index - 9)..<min(index + 7, items.count) {
      guard items[first].measure(.noun, .participle, .toll, .predicate, .intransitive) != nil else {
        continue
      }
      // With what tokens hyphens make: "wounded-to-killed".
      let second = items[min(first + 1, items.count)...].prefix(4).drop { $0.isMark("-") }
      guard let joint = second.first, joint.has(.to) else { continue }
      let rest = second.dropFirst().drop { $0.isMark("-") }
      if let last = rest.first,
        last.measure(.noun, .participle, .toll, .predicate, .intransitive) != nil
      {
        return (first, rest.startIndex)
      }
    }
    return nil
  }

  private func attachment(
    _ index: Int, _ found: KeptQuantity, from start: Int, form: Quantity.Form, unit: String
  ) -> Attachment? {
    var mention = found.kept.value
    mention.quantity.form = form
    mention.quantity.unit = unit
    for at in start..<max(start, min(items.count, start + 7)) {
      let item = items[at]
      if item.isMark || item.quantity != nil || item.has(.in) || item.has(.by) { return nil }
      if item.measure(.noun, .participle, .toll, .predicate, .intransitive) != nil {
        var found = attachment(index, mention, at, phrase: NounPhrase(after: start - 1, in: items))
        // "suffered half of its casualties in the north": its own, wherever they fell.
        found?.countsSubject = items[start].has(.possessive)
        return found
      }
    }
    return nil
  }

  private func attachment(
    _ index: Int, _ plain: QuantityMention, _ word: Int, phrase: NounPhrase
  ) -> Attachment? {
    guard
      let id = items[word].measure(.noun, .participle, .toll, .predicate, .intransitive)
    else { return nil }
    let mix = MeasureFinder(items: items, vocabulary: vocabulary, before: nil)
      .mixed(from: word, id)
    var mention = plain
    mention.exclusion = nil
    return Attachment(
      item: index, kept: Kept(mention), measure: mix.measure, includes: mix.includes,
      measureItem: word, phrase: phrase, rule: "derived")
  }
}
