import Ledger

/// Finds dates among the items of a sentence and resolves them to the calendar.
struct DateReader {
  let language: Language
  let published: CivilDate?
  /// For dates without a year, where `published` is open.
  var year: Int?
  let store: ItemStore

  /// A date as written: parts may be missing.
  struct Written {
    var year: Int?
    var month: Int?
    var day: Int?
    var lastDay: Int?
    /// Items.
    var range: Range<Int>
    var resolved: (first: CivilDate, last: CivilDate)?
    /// "the end of June": a moment up to which something was counted.
    var isEnd = false
    var isWeekday = false
  }

  func read(_ items: [Item]) -> [Item] {
    var out: [Item] = []
    // Most numbers are no dates: nothing is copied before one is found.
    var (index, copied) = (0, 0)
    while index < items.count {
      guard items[index].isDated else {
        index += 1
        continue
      }
      let previous = index > copied ? items[index - 1] : out.last
      if let written = date(items, at: index, after: previous),
        let (mention, end) = mention(of: written, in: items, after: previous)
      {
        let range = items[index].tokens.lowerBound..<items[end - 1].tokens.upperBound
        // "the 2006 war": the date is part of the war's name.
        let named = items[index].conflict == nil ? .none : items[index].meaning
        if copied == 0 { out.reserveCapacity(items.count) }
        out.append(contentsOf: items[copied..<index])
        out.append(Item(tokens: range, content: .date(store.keep(mention)), meaning: named))
        index = end
        copied = end
      } else {
        index += 1
      }
    }
    if copied == 0 { return items }
    out.append(contentsOf: items[copied...])
    return listed(shared(out))
  }

  /// A date, joined with a second one where both make an interval.
  private func mention(
    of first: Written, in items: [Item], after previous: Item?
  ) -> (mention: DateMention, end: Int)? {
    var connector = first.range.upperBound
    if connector < items.count, items[connector].isMark(",") { connector += 1 }
    if connector + 1 < items.count,
      let second = joined(first, items, at: connector, after: previous),
      let last = end(second, after: first)
    {
      var begin = first
      if begin.year == nil, begin.resolved == nil {
        begin.year = last.last.year
        if let begun = resolve(begin, before: nil), begun.first.dayNumber > last.last.dayNumber {
          begin.year = last.last.year - 1
        }
      }
      if let begun = resolve(begin, before: nil), begun.first.dayNumber <= last.last.dayNumber {
        let basis: DateStatement.Basis =
          first.year != nil && second.year != nil ? .stated : .resolved
        return (
          DateMention(first: begun.first, last: last.last, basis: basis, isInterval: true),
          second.range.upperBound
        )
      }
    }
    guard let dates = resolve(first, before: published) else { return nil }
    return (
      DateMention(
        first: dates.first, last: dates.last, basis: first.year != nil ? .stated : .resolved,
        isInterval: first.lastDay != nil || dates.first != dates.last, isEnd: first.isEnd,
        isWeekday: first.isWeekday, isRelative: first.resolved != nil),
      first.range.upperBound
    )
  }

  /// "from December 2020 to January": the first January behind December 2020.
  private func end(_ second: Written, after first: Written) -> (first: CivilDate, last: CivilDate)?
  {
    guard let year = first.year, second.year == nil, second.resolved == nil, second.month != nil
    else { return resolve(second, before: nil) }
    let begin = resolve(first, before: nil)?.first.dayNumber ?? .min
    var later = second
    for next in [year, year + 1] {
      later.year = next
      if let dates = resolve(later, before: nil), dates.last.lastDay.dayNumber >= begin {
        // A later year is possible as long as the report had not appeared.
        guard let published, let usual = resolve(second, before: nil),
          usual.last.dayNumber > dates.last.dayNumber, usual.last.dayNumber <= published.dayNumber
        else { return dates }
        return usual
      }
    }
    return resolve(second, before: nil)
  }

  /// The end of an interval that began with a date.
  private func joined(
    _ first: Written, _ items: [Item], at connector: Int, after previous: Item?
  ) -> Written? {
    let isJoint = joins(
      items[connector], previous, isDated: first.day != nil || first.year != nil)
    // "Verdun, 21 February to 18 December 1916"
    let isOfDays = first.day != nil && first.year == nil && items[connector].has(.to)
    guard isJoint || isOfDays,
      let second = date(items, at: connector + 1, after: items[connector]),
      isJoint || second.day != nil && second.year != nil
    else { return nil }
    return second
  }

  private func joins(_ item: Item, _ previous: Item?, isDated: Bool) -> Bool {
    if item.has(.through) || item.isMark("–") || item.isMark("-") { return true }
    guard let previous else { return false }
    // "the dead of 1983 to 1987", "the week of 28 July to 3 August"
    if item.has(.to), isDated, previous.has(anyOf: [.of, .for, .during]) { return true }
    return item.has(.and) && previous.has(.between)
      || (item.has(.to) || item.has(.until)) && previous.has(anyOf: [.from, .between, .since])
  }

  // MARK: one date

  /// With the word behind its year that only says so: "24 февраля 2022 года".
  func date(_ items: [Item], at start: Int, after previous: Item?) -> Written? {
    guard var written = plainDate(items, at: start, after: previous) else { return nil }
    if items[safe: written.range.upperBound]?.calendar?.role == .yearMark {
      written.range = written.range.lowerBound..<written.range.upperBound + 1
    }
    return written
  }

  private func plainDate(_ items: [Item], at start: Int, after previous: Item?) -> Written? {
    guard items[start].isDated else { return nil }
    if let role = items[start].calendar?.role, role == .span || role == .ordinal {
      if let span = SpanReader(dates: self).span(items, at: start) { return span }
    }
    var index = start
    // "mid-November", "early in 2022": the part leaves the date as coarse as it is.
    if let word = items[index].calendar, word.role == .part {
      index += 1
      while index < items.count, index - start < 3,
        items[index].isMark("-") || items[index].has(.in) || items[index].has(.of)
      {
        index += 1
      }
      guard index < items.count, let inner = date(items, at: index, after: items[start]) else {
        return nil
      }
      // "the end of June" is its last day.
      if word.value == 1, let (_, last) = resolve(inner, before: published) {
        return Written(
          range: start..<inner.range.upperBound, resolved: (last.lastDay, last.lastDay), isEnd: true
        )
      }
      if inner.resolved != nil, inner.month == nil { return nil }
      return Written(
        year: inner.year, month: inner.month, range: start..<inner.range.upperBound,
        resolved: inner.resolved)
    }
    if let word = items[index].calendar { return worded(word, items, at: index) }
    guard case .numeral = items[index].content else { return nil }
    return iso(items, at: index) ?? isoMonth(items, at: index) ?? dotted(items, at: index)
      ?? dayFirst(items, at: index) ?? year(items, at: index, after: previous)
  }

  private func worded(_ word: CalendarWord, _ items: [Item], at start: Int) -> Written? {
    switch word.role {
    case .month: return month(word.value, items, at: start)
    case .weekday:
      // "Tuesday, January 27": the date says it better.
      var next = start + 1
      if next < items.count, items[next].isMark(",") { next += 1 }
      if next < items.count, items[next].calendar?.role == .month,
        let inner = date(items, at: next, after: nil), inner.day != nil
      {
        return Written(
          year: inner.year, month: inner.month, day: inner.day,
          range: start..<inner.range.upperBound)
      }
      // "Thursday and Friday"
      if items[safe: start + 1]?.has(.and) == true, let published,
        let other = items[safe: start + 2]?.calendar, other.role == .weekday,
        other.value == (word.value + 1) % 7,
        let last = published.adding(days: -(((published.weekday - other.value) % 7 + 7) % 7)),
        let first = last.adding(days: -1)
      {
        return Written(range: start..<start + 3, resolved: (first, last))
      }
      guard let published else { return nil }
      let back = ((published.weekday - word.value) % 7 + 7) % 7
      return relative(published.adding(days: -back), start, isWeekday: true)
    case .day:
      // "overnight from Wednesday to Thursday": the days say it better.
      if [1, 2].contains(where: { isDay(items, at: start + $0, behind: start) }) { return nil }
      return relative(published?.adding(days: word.value), start)
    case .relativeMonth:
      guard let published, let month = published.month else { return nil }
      let count = published.year * 12 + month - 1 + word.value
      return relative(CivilDate(year: count / 12, month: count % 12 + 1), start)
    case .weekend:
      guard let published, published.day != nil else { return nil }
      // The one before the report, or the one in which it appears.
      let back = published.weekday == 6 ? 1 : published.weekday == 5 ? 0 : published.weekday + 2
      guard let first = published.adding(days: -back), let last = first.adding(days: 1) else {
        return nil
      }
      return Written(range: start..<start + 1, resolved: (first, last))
    case .year:
      return published.flatMap { relative(CivilDate(year: $0.year + word.value), start) }
    case .reportYear:
      // An annual report appears in the first half of the year behind the one that it covers.
      guard let published, let month = published.month else { return nil }
      return relative(
        CivilDate(year: month <= 6 ? published.year - 1 : published.year), start,
        isEnd: word.value == 1)
    case .nth: return nth(word.value, items, at: start)
    case .ordinal: return word.value == 1 ? nth(1, items, at: start) : nil
    case .week, .part, .unit, .span, .season, .yearMark: return nil
    }
  }

  /// A day of its own stands there, next to a word like "overnight" or behind one small word.
  private func isDay(_ items: [Item], at index: Int, behind start: Int) -> Bool {
    guard let role = items[safe: index]?.calendar?.role, role == .weekday || role == .month,
      index == start + 1 || items[start + 1].has(anyOf: [.from, .on, .in, .between])
    else { return false }
    return date(items, at: index, after: nil).map { $0.day != nil || $0.resolved != nil } ?? false
  }

  private func relative(
    _ date: CivilDate?, _ start: Int, isWeekday: Bool = false, isEnd: Bool = false
  ) -> Written? {
    guard let date else { return nil }
    let day = isEnd ? date.lastDay : date
    return Written(
      range: start..<start + 1, resolved: (day, day), isEnd: isEnd, isWeekday: isWeekday)
  }

  // MARK: to the calendar

  /// A date without a year is the latest one before publication.
  private func resolve(
    _ written: Written, before: CivilDate?
  ) -> (first: CivilDate, last: CivilDate)? {
    if let resolved = written.resolved { return resolved }
    guard
      let year = written.year
        ?? (before ?? published).flatMap({ latestYear(written, before: $0) })
        ?? contextYear(written),
      let first = CivilDate(year: year, month: written.month, day: written.day)
    else { return nil }
    guard let lastDay = written.lastDay,
      let last = CivilDate(year: year, month: written.month, day: lastDay)
    else { return (first, first) }
    return (first, last)
  }

  private func contextYear(_ written: Written) -> Int? { written.month == nil ? nil : year }

  private func latestYear(_ written: Written, before: CivilDate) -> Int? {
    guard let month = written.month else { return nil }
    let isLater =
      month > (before.month ?? 12)
      || month == before.month && (written.day ?? 1) > (before.day ?? 31)
    return isLater ? before.year - 1 : before.year
  }
}

extension Item {
  /// A date may begin with it.
  fileprivate var isDated: Bool { isNumeral || isOfCalendar }
}

extension Array {
  @inline(__always)
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
