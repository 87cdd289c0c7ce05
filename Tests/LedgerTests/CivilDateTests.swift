import Ledger
import Testing

@Suite struct CivilDates {
  @Test func everySampledDayGoesThroughItsNumberAndBack() throws {
    let first = try #require(CivilDate("1000-01-01")).dayNumber
    let last = try #require(CivilDate("9999-12-31")).dayNumber
    // A step without common factor with weeks, months or leap cycles meets all of them.
    for number in stride(from: first, through: last, by: 97) {
      let date = try #require(CivilDate(dayNumber: number))
      #expect(date.dayNumber == number)
      #expect(CivilDate(date.description) == date)
    }
    #expect(CivilDate(dayNumber: last)?.description == "9999-12-31")
    #expect(CivilDate(dayNumber: last + 1) == nil)
    #expect(CivilDate(dayNumber: first - 1) == nil)
  }

  @Test func everyDayOfLeapYearsAndTheirNeighboursFollowsTheOneBefore() throws {
    for year in [1000, 1582, 1899, 1900, 1904, 1999, 2000, 2023, 2024, 2100, 9999] {
      var expected = try #require(CivilDate(year: year)).dayNumber
      for month in 1...12 {
        for day in 1...CivilDate.days(inMonth: month, of: year) {
          let date = try #require(CivilDate(year: year, month: month, day: day))
          #expect(date.dayNumber == expected)
          #expect(CivilDate(dayNumber: expected) == date)
          expected += 1
        }
      }
    }
  }

  @Test(arguments: [(1900, 28), (2000, 29), (2023, 28), (2024, 29), (2100, 28)])
  func februaryHasItsDays(_ year: Int, _ days: Int) {
    #expect(CivilDate.days(inMonth: 2, of: year) == days)
    #expect(CivilDate(year: year, month: 2, day: days) != nil)
    #expect(CivilDate(year: year, month: 2, day: days + 1) == nil)
  }

  @Test(arguments: [
    ("1970-01-01", 3), ("1918-11-11", 0), ("1945-05-08", 1), ("2000-01-01", 5),
    ("2022-02-24", 3), ("2023-10-07", 5), ("2026-02-04", 2), ("1916-07-01", 5),
    ("2024-02-29", 3), ("1815-06-18", 6),
  ])
  func weekdayOfKnownDays(_ text: String, _ weekday: Int) throws {
    #expect(try #require(CivilDate(text)).weekday == weekday)
  }

  @Test func theWarInUkraineIsAsOldAsItsDailyCountSays() throws {
    // The General Staff numbers 2022-02-24 as day 1 and 2026-02-04 as day 1442.
    let first = try #require(CivilDate("2022-02-24"))
    #expect(first.adding(days: 1441)?.description == "2026-02-04")
    #expect(first.adding(days: -1441)?.adding(days: 1441) == first)
  }

  @Test(arguments: ["2024", "2024-02", "2024-02-29", "1000", "9999-12-31"])
  func isWrittenAsItIsRead(_ text: String) {
    #expect(CivilDate(text)?.description == text)
  }

  @Test(arguments: [
    "", "999", "0999", "10000", "2024-", "2024-2", "2024-13", "2024-00", "2024-02-30", "2023-02-29",
    "2024-02-1", "2024-02-01-01", "2024/02/01", "+2024", "-2024", " 2024", "2024-02-0x", "２０２４",
    "2024-02-01T00:00:00Z",
  ])
  func isRefused(_ text: String) { #expect(CivilDate(text) == nil) }

  @Test func aDayNeedsItsMonth() {
    #expect(CivilDate(year: 2024, month: nil, day: 3) == nil)
  }

  @Test func precisionSpansWhatItMayMean() throws {
    let year = try #require(CivilDate("2024"))
    #expect(year.precision == .year)
    #expect("\(year.firstDay) \(year.lastDay)" == "2024-01-01 2024-12-31")
    let month = try #require(CivilDate("2024-02"))
    #expect(month.precision == .month)
    #expect("\(month.firstDay) \(month.lastDay)" == "2024-02-01 2024-02-29")
    let day = try #require(CivilDate("2024-02-03"))
    #expect(day.precision == .day)
    #expect(day.firstDay == day && day.lastDay == day)
  }

  @Test(arguments: [Int.max, Int.min, Int.max - 719_468, 4_000_000, -4_000_000])
  func dayNumbersOutsideTheYearsAreNoDates(_ number: Int) throws {
    #expect(CivilDate(dayNumber: number) == nil)
    #expect(try #require(CivilDate("2024-02-03")).adding(days: number) == nil)
  }
}

@Suite struct ClaimTimes {
  func on(_ text: String) -> DateStatement? {
    CivilDate(text).map { DateStatement($0, basis: .stated) }
  }

  func about(_ time: ClaimTime) -> String? {
    time.about.map { "\($0.first)…\($0.last)" }
  }

  @Test func aFigureIsAboutItsPeriodElseItsOtherDates() {
    #expect(about(ClaimTime()) == nil)
    #expect(about(ClaimTime(published: on("2026-02-05"))) == "2026-02-05…2026-02-05")
    #expect(
      about(ClaimTime(statedOn: on("2026-02-04"), published: on("2026-02-05")))
        == "2026-02-04…2026-02-04")
    #expect(
      about(ClaimTime(asOf: on("2026-02-01"), statedOn: on("2026-02-04")))
        == "2026-02-01…2026-02-01")
    #expect(
      about(ClaimTime(from: on("2022-02-24"), asOf: on("2026-02-04"))) == "2022-02-24…2026-02-04")
    #expect(
      about(ClaimTime(from: on("2015-03"), to: on("2015-08-23"), published: on("2015-09")))
        == "2015-03…2015-08-23")
    #expect(about(ClaimTime(to: on("2024"))) == "2024…2024")
  }

  @Test func noFigureEndsBeforeItBegins() {
    #expect(about(ClaimTime(from: on("2025"), published: on("2024-05-01"))) == "2025…2025")
  }
}
