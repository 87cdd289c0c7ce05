import Ledger

/// Rule *morning report*: which day's end a dated figure speaks of. A count that is published in the morning and dated with
/// that day holds what had happened by the end of the day before; any other figure is taken to hold its own day too. This
/// is the one place where that is decided: brackets, period totals and rates all ask it.
enum ReportingDay: Hashable, Sendable {
  case morning
  case endOfDay

  /// The days at whose end a figure with this date may stand.
  func state(of date: DayRange) -> DayRange {
    switch self {
    case .endOfDay: date
    case .morning: DayRange(date.earliest - 1, date.latest - 1)
    }
  }

  /// The date of the figure that stands at the end of a day.
  func date(ofEnd day: Int) -> Int { 2 * day - state(of: DayRange(day, day)).earliest }
}

extension AnswerContext {
  /// When in the day a source reports, as the registry of sources says it; else the day's end.
  func reportingDay(of claimant: Source?) -> ReportingDay {
    claimant.flatMap { system($0) }?.reportsAt == .morning ? .morning : .endOfDay
  }

  /// The same for whoever must not mistake a day: where the registry does not say it, both.
  func reportingDays(of claimant: Source?) -> [ReportingDay] {
    switch claimant.flatMap({ system($0) })?.reportsAt {
    case .morning: [.morning]
    case .evening: [.endOfDay]
    default: [.morning, .endOfDay]
    }
  }
}
