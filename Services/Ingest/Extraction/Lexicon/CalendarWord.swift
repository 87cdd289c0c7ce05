/// A word of the calendar, as a language's tables name it.
struct CalendarWord: Hashable, Sendable {
  enum Role: String, CaseIterable, Sendable {
    case month, weekday
    /// A count of days from the publication: today 0, yesterday -1.
    case day
    /// A count of weeks, months or years from the publication: "last month" -1.
    case week
    case relativeMonth = "relative-month"
    case year
    /// The year that an annual report covers.
    case reportYear = "report-year"
    /// Part of a month or year, which leaves the date as coarse as it was: early, mid, late.
    case part
    /// Saturday and Sunday.
    case weekend
    /// A unit of time: day, week, month, year.
    case unit
    /// Which of several units: from the beginning of a year 1 ("first"), up to its end or the report -1 ("past").
    case ordinal
    /// A day of a month in words: "the second of May" 2.
    case nth
    /// Months of a year, the first times 100 plus the last: "the first half of" 106.
    case span
    /// The last month of a season of the north: spring 5, winter 2.
    case season
    /// Says of the number before it that it is a year: "в 2022 году".
    case yearMark = "year-mark"
  }
  var role: Role
  var value: Int
}
