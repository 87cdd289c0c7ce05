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

  /// Days from this date to a later one, at the least and at the most; negative where it may be earlier.
  func days(to later: DayRange) -> (least: Int, most: Int) {
    (later.earliest - latest, later.latest - earliest)
  }
}
