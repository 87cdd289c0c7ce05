/// A calendar date with its precision and no time zone: `2024`, `2024-02` or `2024-02-24`. Years from 1000 to 9999.
/// Four bytes: a claim has up to ten dates, and its readers hand them on all the time.
@usableFromInline
package struct CivilDate: Hashable, Sendable, CustomStringConvertible {
  @usableFromInline let storedYear: Int16
  /// 0 where it is not known, as the day.
  @usableFromInline let storedMonth: UInt8
  @usableFromInline let storedDay: UInt8

  @inlinable package var year: Int { Int(storedYear) }
  /// 1 to 12; nil where only the year is known.
  @inlinable package var month: Int? { storedMonth > 0 ? Int(storedMonth) : nil }
  /// 1 to 31; nil where only the month is known.
  @inlinable package var day: Int? { storedDay > 0 ? Int(storedDay) : nil }

  /// Nil where there is no such date.
  package init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard (1000...9999).contains(year) else { return nil }
    if let month {
      guard (1...12).contains(month) else { return nil }
      if let day {
        guard day >= 1, day <= Self.days(inMonth: month, of: year) else { return nil }
      }
    } else if day != nil {
      return nil
    }
    self.init(checkedYear: year, month: month ?? 0, day: day ?? 0)
  }

  /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nil for anything else.
  package init?(_ text: String) {
    var text = text
    let found = text.withUTF8 { CivilDate(UnsafeRawBufferPointer($0)) }
    guard let found else { return nil }
    self = found
  }

  /// The same of text where it lies.
  package init?(_ text: UnsafeRawBufferPointer) {
    func number(_ range: Range<Int>) -> Int? {
      var number = 0
      for place in range {
        let digit = text[place] &- 48
        guard digit < 10 else { return nil }
        number = number * 10 + Int(digit)
      }
      return number
    }
    let isWhole = text.count == 10 || text.count == 7 || text.count == 4
    guard isWhole, let year = number(0..<4) else { return nil }
    var (month, day): (Int?, Int?)
    if text.count > 4 {
      guard text[4] == UInt8(ascii: "-"), let found = number(5..<7) else { return nil }
      month = found
    }
    if text.count > 7 {
      guard text[7] == UInt8(ascii: "-"), let found = number(8..<10) else { return nil }
      day = found
    }
    self.init(year: year, month: month, day: day)
  }

  package enum Precision: Sendable { case year, month, day }

  package var precision: Precision { day != nil ? .day : month != nil ? .month : .year }

  /// ISO 8601, as long as the precision.
  @usableFromInline package var description: String {
    var text = String(year)
    if let month { text += Self.parts[month] }
    if let day { text += Self.parts[day] }
    return text
  }

  /// Of a month or a day.
  private static let parts = (0...31).map { $0 < 10 ? "-0\($0)" : "-\($0)" }

  /// The first day that the date may mean.
  package var firstDay: CivilDate { CivilDate(checkedYear: year, month: month ?? 1, day: day ?? 1) }

  /// The last day that the date may mean.
  package var lastDay: CivilDate {
    let month = month ?? 12
    return CivilDate(
      checkedYear: year, month: month, day: day ?? Self.days(inMonth: month, of: year))
  }

  /// - Parameters:
  ///   - month: 0 where it is not known, as the day.
  private init(checkedYear year: Int, month: Int, day: Int) {
    (storedYear, storedMonth, storedDay) = (Int16(year), UInt8(month), UInt8(day))
  }

  package static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2:
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    default: 31
    }
  }
}

extension CivilDate {
  /// Days since 1970-01-01 of the first day that the date may mean.
  /// Source: H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
  package var dayNumber: Int {
    let first = firstDay
    let month = first.month ?? 1
    let year = month <= 2 ? first.year - 1 : first.year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + (first.day ?? 1) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The day that many days after 1970-01-01; nil outside the years 1000 to 9999.
  package init?(dayNumber: Int) {
    // More than all days of those years, so that no number overflows below.
    guard (-400_000...3_000_000).contains(dayNumber) else { return nil }
    let shifted = dayNumber + 719_468
    guard shifted >= 0 else { return nil }
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The day some days later (or, negative, earlier); nil outside the years 1000 to 9999.
  package func adding(days: Int) -> CivilDate? {
    let (sum, overflow) = dayNumber.addingReportingOverflow(days)
    return overflow ? nil : CivilDate(dayNumber: sum)
  }

  /// 0 is Monday, 6 is Sunday, of the first day that the date may mean.
  package var weekday: Int { ((dayNumber + 3) % 7 + 7) % 7 }
}
