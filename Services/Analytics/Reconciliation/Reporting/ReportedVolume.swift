import Ledger

/// How many claims a month came from somebody, and where that changed.
///
/// Rule *volume*: of three months before and three behind, one side has at least twice as many, and at least twelve more, on
/// three days or more: one long report makes no habit. The month of the newest report of all is not over, and is left out.
struct ReportedVolume {
  /// Claims by month, from the first one on, without gaps. A month is its year times twelve and its number.
  private let counts: [Int]
  /// The days on which they came, by month.
  private let days: [Set<Int>]
  private let first: Int

  struct Change: Hashable {
    /// The first day of the month from which it is so.
    let date: CivilDate
    let before, after: Int
  }

  private static let window = 3
  private static let least = 12
  private static let leastDays = 3

  /// - Parameters:
  ///   - days: of each claim, in any order.
  ///   - newest: the day of the newest report of all.
  init(days: [Int], until newest: Int) {
    let months = days.map { CivilDate(dayNumber: $0).map(Self.month) ?? .max }
    let end = CivilDate(dayNumber: newest).map(Self.month) ?? 0
    guard let first = months.min(), first < end else {
      (counts, self.days, self.first) = ([], [], 0)
      return
    }
    var counts = [Int](repeating: 0, count: end - first)
    var byMonth = [Set<Int>](repeating: [], count: end - first)
    for (day, month) in zip(days, months) where month < end {
      counts[month - first] += 1
      byMonth[month - first].insert(day)
    }
    (self.counts, self.days, self.first) = (counts, byMonth, first)
  }

  var changes: [Change] {
    guard counts.count >= 2 * Self.window else { return [] }
    var found: [Change] = []
    var best: (place: Int, before: Int, after: Int, ratio: Double)?
    func end() {
      if let best, let date = Self.date(first + best.place) {
        found.append(Change(date: date, before: best.before, after: best.after))
      }
      best = nil
    }
    for place in Self.window...(counts.count - Self.window) {
      let before = counts[(place - Self.window)..<place].reduce(0, +)
      let after = counts[place..<(place + Self.window)].reduce(0, +)
      let (less, more) = (min(before, after), max(before, after))
      let here = before > after ? (place - Self.window)..<place : place..<(place + Self.window)
      guard more >= 2 * less, more - less >= Self.least,
        days[here].reduce(0, { $0 + $1.count }) >= Self.leastDays
      else {
        end()
        continue
      }
      let ratio = Double(more) / Double(max(1, less))
      if ratio > best?.ratio ?? 0 { best = (place, before, after, ratio) }
    }
    end()
    return found
  }

  private static func month(_ date: CivilDate) -> Int {
    date.year * 12 + (date.month ?? 1) - 1
  }

  private static func date(_ month: Int) -> CivilDate? {
    CivilDate(year: month / 12, month: month % 12 + 1)
  }
}
