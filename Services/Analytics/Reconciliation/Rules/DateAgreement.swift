import Ledger

/// Rule *dates*: two dates contradict when both are known and no day fits both, so that "2024" and "4 February 2024"
/// agree. Dates that were only inferred contradict nothing: they may be wrong.
extension PackedDate {
  func contradicts(_ other: PackedDate) -> Bool {
    guard isStated, other.isStated, basis != .inferred, other.basis != .inferred else {
      return false
    }
    return !fits(other)
  }

  /// Dates nest (year, month, day): they share a day when they are equal as far as both go.
  func fits(_ other: PackedDate) -> Bool {
    guard year == other.year else { return false }
    guard month != 0, other.month != 0 else { return true }
    guard month == other.month else { return false }
    return day == 0 || other.day == 0 || day == other.day
  }

  /// Days between two dates, at the least, given their precision; nil where one is not stated.
  func daysApart(_ other: PackedDate) -> Int? {
    guard let one = date, let other = other.date else { return nil }
    return max(
      0, other.dayNumber - one.lastDay.dayNumber, one.dayNumber - other.lastDay.dayNumber)
  }

  /// The more precise of two dates that agree.
  func narrowed(by other: PackedDate) -> PackedDate {
    guard other.isStated, other.basis != .inferred else { return self }
    guard isStated, basis != .inferred else { return other }
    let precision = (month == 0 ? 0 : day == 0 ? 1 : 2)
    let otherPrecision = (other.month == 0 ? 0 : other.day == 0 ? 1 : 2)
    return otherPrecision > precision ? other : self
  }
}

/// What the statements of one origin say together about its dates.
struct CommonDates {
  private var from, end, statedOn: PackedDate

  init(_ time: PackedTime) {
    (from, end, statedOn) = (time.from, time.end, time.statedOn)
  }

  /// Rule *period*: the same start and the same end (or as-of date), as far as both sides state them.
  /// Rule *restated*: where no end tells them apart, the same number named again by the same claimant more than
  /// 31 days later is a new statement and not a repetition.
  func admit(_ time: PackedTime) -> Bool {
    guard !from.contradicts(time.from), !end.contradicts(time.end) else { return false }
    let endIsCommon = end.isStated && time.end.isStated
    return endIsCommon || !isRestated(time.statedOn)
  }

  private func isRestated(_ other: PackedDate) -> Bool {
    statedOn.contradicts(other)
      && (statedOn.daysApart(other) ?? 0) > Self.restatedAfterDays
  }

  static let restatedAfterDays = 31

  mutating func narrow(by time: PackedTime) {
    from = from.narrowed(by: time.from)
    end = end.narrowed(by: time.end)
    statedOn = statedOn.narrowed(by: time.statedOn)
  }
}
