import Ledger

/// What the dates of one sentence tell of each other.
extension DateReader {
  /// "in March 20 people, in June 30 and in September 40": months in their order share the year of the last.
  func shared(_ items: [Item]) -> [Item] {
    var out = items
    var later: CivilDate?
    for index in items.indices.reversed() {
      guard var mention = items[index].date, !mention.isRelative,
        mention.basis == .resolved, !mention.isInterval, let month = mention.first.month,
        let last = later
      else {
        if let date = items[index].date { later = date.isWeekday ? nil : date.first }
        continue
      }
      if mention.first.year == last.year + 1, month <= last.month ?? 0,
        let moved = CivilDate(year: last.year, month: month, day: mention.first.day)
      {
        (mention.first, mention.last) = (moved, moved)
        out[index].content = .date(store.keep(mention))
      }
      later = mention.first
    }
    return out
  }

  /// "raids on May 4, May 9 and June 1": from the first to the last.
  func listed(_ items: [Item]) -> [Item] {
    guard items.count(where: { $0.date != nil }) > 1 else { return items }
    var out: [Item] = []
    out.reserveCapacity(items.count)
    for item in items {
      guard let date = item.date, date.isListed, let mark = out.last,
        mark.isMark(",") || mark.has(.and), let before = out.dropLast().last,
        let first = before.date, first.isListed || first.isInterval,
        first.last.precision == date.first.precision,
        date.first.precision == .day || mark.has(.and),
        (1...90).contains(date.first.dayNumber - first.last.dayNumber)
      else {
        out.append(item)
        continue
      }
      out.removeLast(2)
      let mention = DateMention(
        first: first.first, last: date.last, basis: date.basis, isInterval: true)
      out.append(
        Item(
          tokens: before.tokens.lowerBound..<item.tokens.upperBound,
          content: .date(store.keep(mention)),
          meaning: item.meaning))
    }
    return out
  }
}

extension DateMention {
  fileprivate var isListed: Bool {
    (first.precision == .day || first.precision == .month) && !isInterval && !isWeekday
  }
}
