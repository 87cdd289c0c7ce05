import Ledger

/// Counted stretches of time: "the first nine months of 2019", "the past two weeks", "the second half of the year".
struct SpanReader {
  /// Reads the year that a stretch is part of.
  let dates: DateReader
  private var published: CivilDate? { dates.published }

  /// The stretch that begins at an item, as a date that is resolved already.
  func span(_ items: [Item], at start: Int) -> DateReader.Written? {
    guard let word = items[start].calendar else { return nil }
    switch word.role {
    case .span:
      return months(
        word.value / 100...max(word.value / 100, word.value % 100), items, start, start + 1)
    case .ordinal: return counted(word.value, items, start)
    default: return nil
    }
  }

  /// "first" 1, "last" -1, "final", which ends with no report, -2; then a number, a unit, and maybe the year.
  private func counted(_ side: Int, _ items: [Item], _ start: Int) -> DateReader.Written? {
    var index = start + 1
    var count = 1
    if let number = number(items[safe: index]) {
      count = number
      index += 1
    }
    guard let unit = items[safe: index]?.calendar, unit.role == .unit else { return nil }
    let end = index + 1
    if unit.value == 0 { return hours(count, side, start..<end) }
    // "months of" may be one phrase.
    let hasJoint = items[safe: end]?.has(.of) == true
    if hasJoint || items[index].tokens.count > 1 {
      guard unit.value == 30, (1...12).contains(count) else { return nil }
      return months(
        side > 0 ? 1...count : 13 - count...12, items, start, hasJoint ? end + 1 : end)
    }
    // "the first two weeks" of what, nobody knows; "the last two weeks" end with the report.
    guard side == -1, let published, published.day != nil,
      let begin = back(count, unit.value, from: published)
    else { return nil }
    return DateReader.Written(range: start..<end, resolved: (begin, published))
  }

  /// "the past 48 hours": the days that they reach back; less than a day is the day itself.
  private func hours(_ count: Int, _ side: Int, _ range: Range<Int>) -> DateReader.Written? {
    guard side == -1, let published, published.day != nil,
      let begin = published.adding(days: count > 24 ? -(count / 24) : 0)
    else { return nil }
    return DateReader.Written(range: range, resolved: (begin, published))
  }

  /// Months of the year that is named at an item.
  private func months(
    _ months: ClosedRange<Int>, _ items: [Item], _ start: Int, _ at: Int
  ) -> DateReader.Written? {
    guard at < items.count, (1...12).contains(months.lowerBound), months.upperBound <= 12,
      let inner = dates.date(items, at: at, after: nil), inner.month == nil,
      let year = inner.year
        ?? inner.resolved.flatMap({ $0.first == $0.last ? $0.first : nil })
        .flatMap({ $0.precision == .year ? $0.year : nil }),
      let first = CivilDate(year: year, month: months.lowerBound),
      let last = CivilDate(year: year, month: months.upperBound)
    else { return nil }
    return DateReader.Written(range: start..<inner.range.upperBound, resolved: (first, last))
  }

  private func back(_ count: Int, _ unit: Int, from day: CivilDate) -> CivilDate? {
    switch unit {
    case 365: return CivilDate(year: day.year - count, month: day.month, day: min(day.day ?? 1, 28))
    case 30:
      guard let month = day.month else { return nil }
      let months = day.year * 12 + month - 1 - count
      return CivilDate(year: months / 12, month: months % 12 + 1, day: min(day.day ?? 1, 28))
    default: return day.adding(days: -count * unit)
    }
  }

  /// A small number, in digits or as one word.
  private func number(_ item: Item?) -> Int? {
    guard let item else { return nil }
    if case .numeral = item.content, item.folded.utf8.count <= 2 { return Int(item.folded) }
    guard let word = item.number, word.role == .unit, word.value < 100 else { return nil }
    return Int(word.value)
  }
}
