import Ledger

/// Shares, multiples and ratios of people killed, wounded, missing: statements of their own form. Those of anything
/// else stay no claims.
struct DerivedMeasures {
  let items: [Item]
  let vocabulary: MeasureVocabulary

  func attach() -> [Attachment] {
    items.indices.compactMap { index in
      guard let found = items[index].quantity, found.isExcluded else { return nil }
      let mention = found.value
      return share(index, mention) ?? multiple(index, mention) ?? ratio(index, mention)
    }
  }

  /// "41 to 48 percent of those killed", "60% of the casualties"
  private func share(_ index: Int, _ mention: QuantityMention) -> Attachment? {
    if items[safe: index + 1]?.has(.percentOf) == true {
      return attachment(index, mention, from: index + 2, form: .share, unit: "percent")
    }
    guard items[safe: index + 1]?.has(.percent) == true, items[safe: index + 2]?.has(.of) == true
    else { return nil }
    return attachment(index, mention, from: index + 3, form: .share, unit: "percent")
  }

  /// "five times as many deaths", "three times more soldiers killed"
  private func multiple(_ index: Int, _ mention: QuantityMention) -> Attachment? {
    guard items[safe: index + 1]?.thing != nil, let next = items[safe: index + 2],
      next.has(.manyTimes)
    else { return nil }
    return attachment(index, mention, from: index + 3, form: .multiple, unit: "times")
  }

  /// "a ratio of dead of 2:1": how many of one side for one of the other.
  private func ratio(_ index: Int, _ mention: QuantityMention) -> Attachment? {
    guard let joint = items[safe: index + 1], joint.isMark(":") || joint.has(.to),
      let other = items[safe: index + 2]?.quantity?.quantity.best, other > 0,
      let value = mention.quantity.best,
      items[max(0, index - 10)..<index].contains(where: { $0.has(.ratio) })
    else { return nil }
    let measured = items.indices.filter {
      abs($0 - index) <= 14 && items[$0].measure(.noun, .participle, .toll, .predicate) != nil
    }
    // "of wounded to killed" compares two measures, and no two sides.
    guard Set(measured.flatMap { items[$0].measures.map(\.id) }).count == 1,
      let word = measured.min(by: { abs($0 - index) < abs($1 - index) })
    else { return nil }
    var mention = mention
    mention.quantity = Quantity(
      form: .ratio, low: .init(value / other), best: value / other, high: .init(value / other),
      modifier: mention.quantity.modifier, modifierText: mention.quantity.modifierText,
      approximate: mention.quantity.approximate, unit: "ratio",
      significantDigits: mention.quantity.significantDigits)
    return attachment(index, mention, word, phrase: NounPhrase(after: index + 2, in: items))
  }

  private func attachment(
    _ index: Int, _ mention: QuantityMention, from start: Int, form: Quantity.Form, unit: String
  ) -> Attachment? {
    var mention = mention
    mention.quantity.form = form
    mention.quantity.unit = unit
    for at in start..<max(start, min(items.count, start + 7)) {
      let item = items[at]
      if item.isMark || item.quantity != nil || item.has(.in) || item.has(.by) { return nil }
      if item.measure(.noun, .participle, .toll, .predicate, .intransitive) != nil {
        return attachment(index, mention, at, phrase: NounPhrase(after: start - 1, in: items))
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
      item: index, mention: mention, measure: mix.measure, includes: mix.includes,
      measureItem: word, phrase: phrase, rule: "derived")
  }
}
