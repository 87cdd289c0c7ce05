import Ledger
import Testing

@testable import Reconciliation

/// On which days somebody reports, how much and how.
@Suite struct RhythmTests {
  private func every(_ step: Int, from first: Int, _ count: Int) -> [Int] {
    (0..<count).map { first + $0 * step }
  }

  @Test func whoReportsAsUsualIsNotNoticed() {
    let daily = every(1, from: 100, 40)
    #expect(ReportingRhythm(days: daily).changes(until: 145).isEmpty)
    // Weekends and holidays, up and down.
    let uneven = every(7, from: 100, 20).flatMap { [$0, $0 + 1, $0 + 4] }
    #expect(ReportingRhythm(days: uneven).changes(until: (uneven.last ?? 0) + 6).isEmpty)
    // Of few reports nothing is concluded.
    #expect(ReportingRhythm(days: [1, 2, 3, 90]).changes(until: 900).isEmpty)
    #expect(ReportingRhythm(days: []).changes(until: 900).isEmpty)
  }

  @Test func silenceLastsUpToTheNewestReport() {
    let weekly = every(7, from: 100, 12)
    let last = 100 + 77
    #expect(ReportingRhythm(days: weekly).changes(until: last + 21).isEmpty)
    #expect(
      ReportingRhythm(days: weekly).changes(until: last + 22) == [.quiet(behind: 11, usual: 7)])
  }

  @Test func aGapEnds() {
    let days = every(1, from: 100, 20) + every(1, from: 160, 20)
    #expect(
      ReportingRhythm(days: days).changes(until: 180) == [.gap(behind: 19, usual: 1, days: 41)])
  }

  @Test func fromDailyToWeekly() {
    let days = every(1, from: 100, 20) + every(7, from: 126, 12)
    #expect(
      ReportingRhythm(days: days).changes(until: 205) == [.pace(at: 19, before: 1, after: 7)])
    let back = every(7, from: 0, 12) + every(1, from: 78, 20)
    #expect(ReportingRhythm(days: back).changes(until: 98) == [.pace(at: 11, before: 7, after: 1)])
  }

  @Test func volumeIsComparedOverThreeMonths() throws {
    let start = try #require(CivilDate("2030-01-01")).dayNumber
    let newest = try #require(CivilDate("2031-01-15")).dayNumber
    // Ten a month for half a year, then two a month.
    let days = (0..<12).flatMap { month -> [Int] in
      let first = CivilDate(year: 2030, month: month + 1, day: 1)?.dayNumber ?? start
      return (0..<(month < 6 ? 10 : 2)).map { first + $0 }
    }
    let changes = ReportedVolume(days: days.shuffled(), until: newest).changes
    #expect(changes.count == 1)
    #expect(changes.first?.date == CivilDate("2030-07"))
    #expect(changes.first?.before == 30)
    #expect(changes.first?.after == 6)
    // The month that is not over is not less.
    let even = (0..<12).flatMap { month in
      (0..<10).map { (CivilDate(year: 2030, month: month + 1, day: 1)?.dayNumber ?? 0) + $0 }
    }
    #expect(ReportedVolume(days: even, until: newest).changes.isEmpty)
    #expect(ReportedVolume(days: [], until: newest).changes.isEmpty)
  }
}
