import Ledger
import Testing

@Suite struct Moments {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"),
      (1, "1970-01-01T00:00:00.000001Z"),
      (-1, "1969-12-31T23:59:59.999999Z"),
      (-86_400_000_000, "1969-12-31T00:00:00Z"),
      (1_770_197_400_000_000, "2026-02-04T09:30:00Z"),
      (1_770_197_400_500_000, "2026-02-04T09:30:00.500000Z"),
      (-30_610_224_000_000_000, "1000-01-01T00:00:00Z"),
      (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
    ] as [(Int64, String)])
  func areWrittenAndRead(_ microseconds: Int64, _ text: String) {
    let moment = Moment(microseconds: microseconds)
    #expect(moment.description == text)
    #expect(Moment(text) == moment)
  }

  @Test func takeAShorterFractionAndABareDay() {
    #expect(Moment("1970-01-01T00:00:00.5Z")?.microseconds == 500_000)
    #expect(Moment("1970-01-02")?.microseconds == 86_400_000_000)
  }

  @Test(arguments: [
    "", "1970", "1970-01", "1970-01-01T", "1970-01-01T00:00:00", "1970-01-01T00:00Z",
    "1970-01-01T24:00:00Z", "1970-01-01T00:60:00Z", "1970-01-01T00:00:60Z",
    "1970-01-01T00:00:00.Z", "1970-01-01T00:00:00.1234567Z", "1970-01-01T00:00:00.1.2Z",
    "1970-01-01T00:00:00+01:00", "1970-01-01 00:00:00Z", "1970-01-01T0:00:00Z",
    "1970-01-01T-1:00:00Z", "1970-01-01T00:00:00.+1Z", "0999-01-01",
  ])
  func areRefused(_ text: String) { #expect(Moment(text) == nil) }

  @Test func fallOnTheirDay() {
    #expect(Moment(microseconds: -1).date?.description == "1969-12-31")
    #expect(Moment("2026-02-04T23:59:59Z")?.date?.description == "2026-02-04")
  }

  @Test(arguments: [Int64.min, .max])
  func beyondTheCalendarHaveNoDayButDoNotTrap(_ microseconds: Int64) {
    let moment = Moment(microseconds: microseconds)
    #expect(moment.date == nil)
    #expect(moment.description.hasPrefix("0000-00-00T"))
  }

  @Test func areInOrder() {
    #expect(Moment(microseconds: -1) < Moment(microseconds: 0))
    #expect(Revision(9) < Revision(10))
    #expect(Revision.empty.next == Revision(1))
  }
}
