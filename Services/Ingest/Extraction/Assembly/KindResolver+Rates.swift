import Ledger

/// Which counts are so many a day, a week, a month or a year.
extension KindResolver {
  private static let units: [(GrammarClass, Claim.RateUnit)] = [
    (.daily, .day), (.weekly, .week), (.monthly, .month), (.yearly, .year),
  ]
  private static let paces: CaseSet<GrammarClass> = [.daily, .weekly, .monthly, .yearly, .per]

  func rate(_ attachment: Attachment, _ items: [Item]) -> Claim.RateUnit? {
    let first = max(0, attachment.item - 22)
    let last = min(items.count, attachment.phrase.range.upperBound + 7)
    let goesOn = goesOn(attachment, items)
    for index in first..<last {
      let item = items[index]
      let isBehind = index > attachment.item
      if goesOn, isBehind, let unit = oneUnit(behind: index, items) { return unit }
      // "daily losses of about 900"
      let isOfMeasure = attachment.measureItem.map { index == $0 - 1 } ?? false
      guard item.has(anyOf: Self.paces) else { continue }
      // "Every month some 300 die"
      if item.has(.each), !isBehind, leads(index, to: attachment.item, items),
        let unit = Self.units.first(where: { item.has($0.0) })
      {
        return unit.1
      }
      // "887,000 a year earlier"
      if items[safe: index + 1]?.has(anyOf: [.ago, .after, .before]) == true { continue }
      // "over a week of violence", "within a month", "in less than a year"
      if isBehind, isLength(index, items) { continue }
      for (word, unit) in Self.units where item.has(word) {
        // Before the number only a count says its own pace: "average daily number".
        if isOfMeasure
          || isBehind
            && index <= max(attachment.phrase.range.upperBound, attachment.measureItem ?? 0) + 3
          || items[first..<attachment.item].contains(where: { $0.has(.average) || $0.has(.count) })
            && attachment.rule == "toll"
        {
          return unit
        }
      }
      guard isBehind, item.has(.per), let unit = unit(items[safe: index + 1]) else { continue }
      return unit
    }
    return nil
  }

  private func unit(_ item: Item?) -> Claim.RateUnit? {
    guard let word = item?.calendar, word.role == .unit else { return nil }
    switch word.value {
    case 1: return .day
    case 7: return .week
    case 30: return .month
    case 365: return .year
    default: return nil
    }
  }

  /// "they lose 900", "are losing 900", and not "after losing 900", "to lose 900".
  private func goesOn(_ attachment: Attachment, _ items: [Item]) -> Bool {
    guard let word = attachment.measureItem, word < attachment.item, items[word].has(.present),
      let before = items[..<word].last(where: { !$0.has(anyOf: [.now, .also]) })
    else { return false }
    return !before.isMark && before.stance == nil
      && !before.has(anyOf: [.to, .after, .before, .by, .while, .do, .and])
  }

  /// "in one month", "in a week": behind a verb of what goes on a pace, and no length.
  private func oneUnit(behind index: Int, _ items: [Item]) -> Claim.RateUnit? {
    guard items[index].has(.in), let next = items[safe: index + 1] else { return nil }
    if next.quantity?.quantity.leadingValue == 1 || next.has(.a),
      items[safe: index + 3]?.has(.of) != true,
      let unit = unit(items[safe: index + 2])
    {
      return unit
    }
    guard items[safe: index + 2]?.has(.of) != true else { return nil }
    return Self.units.first { next.has($0.0) }?.1
  }

  /// "Each week" opens the clause of the number, which counts no other.
  private func leads(_ pace: Int, to number: Int, _ items: [Item]) -> Bool {
    guard pace == 0 || items[pace - 1].isMark || items[pace - 1].has(anyOf: [.that, .and, .but])
    else { return false }
    return !items[pace + 1..<number].contains { $0.quantity != nil || $0.isMark(";") }
  }

  /// "in a week", "in less than a year": how long it took, and no pace.
  private func isLength(_ unit: Int, _ items: [Item]) -> Bool {
    let spans: CaseSet<GrammarClass> = [.during, .in, .for, .after, .through]
    if items[unit - 1].has(anyOf: spans) { return true }
    return items[unit - 1].modifier != nil && items[safe: unit - 2]?.has(anyOf: spans) == true
  }
}
