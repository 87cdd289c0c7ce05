import Ledger

/// Finds dates among the items of a sentence and resolves them to the calendar.
struct DateReader {
  let language: Language
  let published: CivilDate?
  /// For dates without a year, where `published` is open.
  var year: Int?
  let tokens: [Token]

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
    var index = 0
    var after: Item?
    while index < items.count {
      if let written = date(items, at: index, after: after),
        let (mention, end) = mention(of: written, in: items, after: after)
      {
        let range = items[index].tokens.lowerBound..<items[end - 1].tokens.upperBound
        out.append(Item(tokens: range, content: .date(mention)))
        index = end
      } else {
        out.append(items[index])
        index += 1
      }
      after = out.last
    }
    return out
  }

  /// A date, joined with a second one where both make an interval.
  private func mention(
    of first: Written, in items: [Item], after previous: Item?
  ) -> (mention: DateMention, end: Int)? {
    var connector = first.range.upperBound
    if connector < items.count, items[connector].isMark(",") { connector += 1 }
    if connector + 1 < items.count, joins(items[connector], previous),
      let second = date(items, at: connector + 1, after: items[connector]),
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
        isWeekday: first.isWeekday),
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

  private func joins(_ item: Item, _ previous: Item?) -> Bool {
    if item.has(.through) || item.isMark("–") || item.isMark("-") { return true }
    guard let previous else { return false }
    return item.has(.and) && previous.has(.between)
      || (item.has(.to) || item.has(.until)) && (previous.has(.from) || previous.has(.between))
  }

  // MARK: one date

  private func date(_ items: [Item], at start: Int, after previous: Item?) -> Written? {
    let spans = SpanReader(published: published) { date($0, at: $1, after: nil) }
    if let span = spans.span(items, at: start) { return span }
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
    return iso(items, at: index) ?? dayFirst(items, at: index)
      ?? year(items, at: index, after: previous)
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
    case .day: return relative(published?.adding(days: word.value), start)
    case .relativeMonth:
      guard let published, let month = published.month else { return nil }
      let count = published.year * 12 + month - 1 + word.value
      return relative(CivilDate(year: count / 12, month: count % 12 + 1), start)
    case .year:
      return published.flatMap { relative(CivilDate(year: $0.year + word.value), start) }
    case .reportYear:
      // An annual report appears in the first half of the year behind the one that it covers.
      guard let published, let month = published.month else { return nil }
      return relative(
        CivilDate(year: month <= 6 ? published.year - 1 : published.year), start,
        isEnd: word.value == 1)
    case .week, .part, .unit, .ordinal, .span: return nil
    }
  }

  private func relative(
    _ date: CivilDate?, _ start: Int, isWeekday: Bool = false, isEnd: Bool = false
  ) -> Written? {
    guard let date else { return nil }
    let day = isEnd ? date.lastDay : date
    return Written(
      range: start..<start + 1, resolved: (day, day), isEnd: isEnd, isWeekday: isWeekday)
  }

  /// "February 4, 2025", "Feb. 4", "August 5-7", "February 2022", "January".
  private func month(_ month: Int, _ items: [Item], at start: Int) -> Written? {
    guard items[start].capitalised || !items[start].folded.isEmpty else { return nil }
    var written = Written(month: month, range: start..<start + 1)
    var next = start + 1
    if next < items.count, items[next].isMark("."), !items[next].spaceBefore { next += 1 }
    if let day = day(items, at: next) {
      written.day = day
      next += 1
      if next < items.count, items[next].has(.ordinalSuffix) { next += 1 }
      written.range = start..<next
      if next + 1 < items.count,
        items[next].isMark("-") || items[next].isMark("–") || items[next].has(.to)
          || items[next].has(.through) || items[next].has(.and),
        let last = self.day(items, at: next + 1), last > day, !isCounted(items, next + 1)
      {
        written.lastDay = last
        next += 2
        written.range = start..<next
      }
    }
    var behind = next
    if behind < items.count, items[behind].isMark(",") || items[behind].has(.of) { behind += 1 }
    if let year = plainYear(items, at: behind) {
      written.year = year
      written.range = start..<behind + 1
    }
    return written
  }

  /// "4 February 2025", "4th of February"
  private func dayFirst(_ items: [Item], at start: Int) -> Written? {
    guard let day = day(items, at: start) else { return nil }
    var next = start + 1
    if next < items.count, items[next].has(.ordinalSuffix) { next += 1 }
    // "28-29 November", "3 and 4 May"
    if next + 2 < items.count,
      items[next].isMark("-") || items[next].isMark("–") || items[next].has(.and)
        || items[next].has(.to),
      let last = self.day(items, at: next + 1), last > day,
      let behind = dayFirst(items, at: next + 1), behind.lastDay == nil
    {
      var written = behind
      (written.day, written.lastDay) = (day, last)
      written.range = start..<behind.range.upperBound
      return written
    }
    if next < items.count, items[next].has(.of) { next += 1 }
    guard next < items.count, let word = items[next].calendar, word.role == .month,
      let month = month(word.value, items, at: next)
    else { return nil }
    let end = month.day == nil ? month.range.upperBound : next + 1
    return Written(
      year: month.day == nil ? month.year : nil, month: word.value, day: day, range: start..<end)
  }

  private func day(_ items: [Item], at index: Int) -> Int? {
    guard index < items.count, case .numeral = items[index].content,
      items[index].folded.utf8.count <= 2, let day = Int(items[index].folded),
      (1...31).contains(day), items[index].number == nil
    else { return nil }
    return day
  }

  /// The numeral counts people rather than days: "on May 3 and 12 soldiers".
  private func isCounted(_ items: [Item], _ index: Int) -> Bool {
    guard index + 1 < items.count else { return false }
    return items[index + 1].people != nil || !items[index + 1].measures.isEmpty
      || items[index + 1].party != nil
  }

  private func iso(_ items: [Item], at start: Int) -> Written? {
    guard start + 4 < items.count, items[start].folded.utf8.count == 4,
      items[start + 1].isMark("-"), items[start + 3].isMark("-"),
      let year = Int(items[start].folded), let month = Int(items[start + 2].folded),
      let day = Int(items[start + 4].folded), CivilDate(year: year, month: month, day: day) != nil
    else { return nil }
    return Written(year: year, month: month, day: day, range: start..<start + 5)
  }

  private func plainYear(_ items: [Item], at index: Int) -> Int? {
    guard index < items.count, case .numeral = items[index].content,
      items[index].folded.utf8.count == 4, let year = Int(items[index].folded),
      (1500...2100).contains(year), !isCounted(items, index)
    else { return nil }
    return year
  }

  /// A bare year. Without a preposition, a number of four digits before people is a count.
  private func year(_ items: [Item], at index: Int, after previous: Item?) -> Written? {
    let temporal: CaseSet<GrammarClass> = [
      .in, .since, .until, .asOf, .during, .from, .between, .by, .before, .after, .through, .of,
      .throughout, .to, .article, .possessive,
    ]
    let follows =
      previous.map {
        $0.has(anyOf: temporal) || $0.date != nil || $0.calendar?.role == .part
          || $0.isMark("(") || $0.isMark("-") || $0.isMark("–")
      } ?? false
    guard let written = items[safe: index]?.folded, written.utf8.count == 4,
      let year = Int(written), (1500...2100).contains(year)
    else { return nil }
    if isCounted(items, index) {
      guard previous?.has(.in) == true || previous?.has(.since) == true else { return nil }
    } else if !follows, !(1900...2100).contains(year) || items[safe: index + 1]?.thing != nil {
      return nil
    }
    var result = Written(year: year, range: index..<index + 1)
    // "2006-08"
    if let dash = items[safe: index + 1], dash.isMark("-") || dash.isMark("–"), !dash.spaceBefore,
      let end = items[safe: index + 2], case .numeral = end.content,
      end.folded.utf8.count == 2 || end.folded.utf8.count == 4, let last = Int(end.folded)
    {
      let full = end.folded.utf8.count == 2 ? year / 100 * 100 + last : last
      if full > year, let from = CivilDate(year: year), let to = CivilDate(year: full) {
        result.range = index..<index + 3
        result.resolved = (from, to)
      }
    }
    return result
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

extension Array {
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
