import Ledger

/// The ways in which one date is written.
extension DateReader {
  /// "February 4, 2025", "Feb. 4", "August 5-7", "February 2022", "January".
  /// - Parameter hasDay: it stands before: "4 February".
  func month(_ month: Int, _ items: [Item], at start: Int, hasDay: Bool = false) -> Written? {
    guard items[start].capitalised || items[start].length > 0 else { return nil }
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
    let isWhole = hasDay || written.day != nil
    if let year = plainYear(items, at: behind, isDated: true, isWhole: isWhole)
      ?? shortYear(items, at: behind)
    {
      written.year = year
      written.range = start..<behind + 1
    }
    return written
  }

  /// "4 February 2025", "4th of February"
  func dayFirst(_ items: [Item], at start: Int) -> Written? {
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
      let month = month(word.value, items, at: next, hasDay: true)
    else { return nil }
    let end = month.day == nil ? month.range.upperBound : next + 1
    return Written(
      year: month.day == nil ? month.year : nil, month: word.value, day: day, range: start..<end)
  }

  func day(_ items: [Item], at index: Int) -> Int? {
    guard index < items.count, case .numeral = items[index].content,
      items[index].length <= 2, let day = Int(items[index].folded),
      (1...31).contains(day), items[index].number == nil
    else { return nil }
    return day
  }

  /// The numeral counts people rather than days: "on May 3 and 12 soldiers".
  func isCounted(_ items: [Item], _ index: Int) -> Bool {
    guard index + 1 < items.count else { return false }
    return items[index + 1].people != nil || !items[index + 1].measures.isEmpty
      || items[index + 1].party != nil
  }

  func iso(_ items: [Item], at start: Int) -> Written? {
    guard start + 4 < items.count, items[start].length == 4,
      items[start + 1].isMark("-"), items[start + 3].isMark("-"),
      let year = Int(items[start].folded), let month = Int(items[start + 2].folded),
      let day = Int(items[start + 4].folded), CivilDate(year: year, month: month, day: day) != nil
    else { return nil }
    return Written(year: year, month: month, day: day, range: start..<start + 5)
  }

  /// "2026-01". What may be a stretch of years is one: "2006-08".
  func isoMonth(_ items: [Item], at start: Int) -> Written? {
    guard items[start].length == 4, let year = Int(items[start].folded),
      (1500...2100).contains(year),
      let dash = items[safe: start + 1], dash.isMark("-"), !dash.spaceBefore,
      let second = items[safe: start + 2], case .numeral = second.content, !second.spaceBefore,
      second.length == 2, let month = Int(second.folded), (1...12).contains(month),
      year / 100 * 100 + month <= year, items[safe: start + 3]?.isMark("-") != true
    else { return nil }
    return Written(year: year, month: month, range: start..<start + 3)
  }

  /// "10.02.2023": the day stands first.
  func dotted(_ items: [Item], at start: Int) -> Written? {
    guard (8...10).contains(items[start].length) else { return nil }
    var (day, month, year, dots) = (0, 0, 0, 0)
    for byte in items[start].folded.utf8 {
      if byte.isASCIIDigit {
        year = year * 10 + Int(byte - 0x30)
      } else {
        guard byte == 0x2E, dots < 2 else { return nil }
        (day, month, year, dots) = (month, year, 0, dots + 1)
      }
    }
    // "24.02.22"
    if items[start].length == 8, year < 100 { year += year >= 40 ? 1900 : 2000 }
    guard dots == 2, (1500...2100).contains(year),
      CivilDate(year: year, month: month, day: day) != nil
    else { return nil }
    return Written(year: year, month: month, day: day, range: start..<start + 1)
  }

  /// "the second of May 1992"
  func nth(_ day: Int, _ items: [Item], at start: Int) -> Written? {
    guard items[safe: start + 1]?.has(.of) == true,
      let word = items[safe: start + 2]?.calendar, word.role == .month,
      let month = month(word.value, items, at: start + 2, hasDay: true)
    else { return nil }
    let end = month.day == nil ? month.range.upperBound : start + 3
    return Written(
      year: month.day == nil ? month.year : nil, month: word.value, day: day, range: start..<end)
  }

  /// - Parameters:
  ///   - isDated: behind a month, "1988 killed" is no count.
  ///   - isWhole: behind a day and its month, "4 May 2023 rebels" has a year, unless few live in it.
  func plainYear(
    _ items: [Item], at index: Int, isDated: Bool = false, isWhole: Bool = false
  ) -> Int? {
    guard index < items.count, case .numeral = items[index].content,
      items[index].length == 4, let year = Int(items[index].folded),
      (1500...2100).contains(year),
      !isCounted(items, index) || isWhole && (1850...2050).contains(year)
        || isDated && items[index + 1].measure(.active) != nil && items[index + 1].people == nil
    else { return nil }
    return year
  }

  /// "5 OCT 89 (EFE)": two digits, where nothing stands behind that they could count.
  func shortYear(_ items: [Item], at index: Int) -> Int? {
    guard index < items.count, case .numeral = items[index].content, items[index].number == nil,
      items[index].length == 2, let year = Int(items[index].folded),
      items[safe: index + 1]?.isMark("(") == true
    else { return nil }
    return year >= 40 ? 1900 + year : 2000 + year
  }

  /// What stands before years in which armies were already counted.
  private static let before: CaseSet<GrammarClass> = [
    .in, .since, .until, .before, .after, .during, .asOf,
  ]

  /// What else may stand before a year.
  private static let temporal: CaseSet<GrammarClass> = [
    .in, .since, .until, .asOf, .during, .from, .between, .by, .before, .after, .through, .of,
    .throughout, .to, .article, .possessive,
  ]

  /// A year may follow it.
  private static func leads(_ item: Item) -> Bool {
    item.has(anyOf: temporal) || item.isDate || item.calendar?.role == .part
      || item.isMark("(") || item.isMark("-") || item.isMark("–")
  }

  /// A bare year. Without a preposition, a number of four digits before people is a count.
  func year(_ items: [Item], at index: Int, after previous: Item?) -> Written? {
    guard items[index].length == 4, let year = Int(items[index].folded),
      (1000...2100).contains(year),
      year >= 1500
        || previous?.has(anyOf: Self.before) == true && !isCounted(items, index)
          && items[safe: index + 1]?.thing == nil
    else { return nil }
    if items[safe: index + 1]?.calendar?.role == .yearMark {
      return Written(year: year, range: index..<index + 1)
    }
    if isCounted(items, index) {
      // "the 2008 killing of two men"
      let isOfAct = previous?.has(.article) == true && items[index + 1].measure(.act) != nil
      guard isOfAct || previous?.has(.in) == true || previous?.has(.since) == true else {
        return nil
      }
    } else if !(previous.map(Self.leads) ?? false),
      !(1900...2100).contains(year) || items[safe: index + 1]?.thing != nil
    {
      return nil
    }
    var result = Written(year: year, range: index..<index + 1)
    // "2006-08"
    if let dash = items[safe: index + 1], dash.isMark("-") || dash.isMark("–"), !dash.spaceBefore,
      let end = items[safe: index + 2], case .numeral = end.content,
      end.length == 2 || end.length == 4, let last = Int(end.folded)
    {
      let full = end.length == 2 ? year / 100 * 100 + last : last
      if full > year, let from = CivilDate(year: year), let to = CivilDate(year: full) {
        result.range = index..<index + 3
        result.resolved = (from, to)
      }
    }
    return result
  }
}
