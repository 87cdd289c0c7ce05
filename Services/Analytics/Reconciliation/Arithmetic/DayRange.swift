import Ledger

/// The days that one date may mean, as day numbers since 1970-01-01: one for "4 February 2025", 31 for "December 2025".
struct DayRange: Hashable, Sendable {
  let earliest: Int
  let latest: Int

  init(_ date: CivilDate) {
    earliest = date.dayNumber
    latest = date.lastDay.dayNumber
  }

  init(_ earliest: Int, _ latest: Int) {
    self.earliest = min(earliest, latest)
    self.latest = max(earliest, latest)
  }

  var isOneDay: Bool { earliest == latest }

  /// Certainly before the other date, whichever days they mean.
  func precedes(_ other: DayRange) -> Bool { latest < other.earliest }

  func overlaps(_ other: DayRange) -> Bool { earliest <= other.latest && other.earliest <= latest }

  /// Days between two dates, at the least; 0 where they overlap.
  func apart(_ other: DayRange) -> Int {
    max(0, other.earliest - latest, earliest - other.latest)
  }

  /// The date that means these days, as long as its precision.
  var written: String {
    guard let first = CivilDate(dayNumber: earliest) else { return "?" }
    let dates = [
      first, CivilDate(year: first.year, month: first.month), CivilDate(year: first.year),
    ]
    let match = dates.compactMap { $0 }.first { DayRange($0) == self }
    return match.map { "\($0)" } ?? "\(first) or later"
  }

  /// Days from this date to a later one, at the least and at the most; negative where it may be earlier.
  func days(to later: DayRange) -> (least: Int, most: Int) {
    (later.earliest - latest, later.latest - earliest)
  }
}
