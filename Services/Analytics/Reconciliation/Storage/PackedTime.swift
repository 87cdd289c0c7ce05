import Ledger

/// A `ClaimTime` in 24 bytes: five dates of four, and the words that led to them.
struct PackedTime: Sendable {
  let from, to, asOf, statedOn, published: PackedDate
  let words: Handle

  /// In the order of the dates.
  typealias Words = [String]

  init(_ time: ClaimTime, words: inout Interner<Words>) {
    let dates = [time.from, time.to, time.asOf, time.statedOn, time.published]
    from = PackedDate(time.from)
    to = PackedDate(time.to)
    asOf = PackedDate(time.asOf)
    statedOn = PackedDate(time.statedOn)
    published = PackedDate(time.published)
    self.words = words.handle(for: dates.map { $0?.words ?? "" })
  }

  func unpacked(_ words: Interner<Words>) -> ClaimTime {
    let words = words[self.words]
    return ClaimTime(
      from: from.statement(words[0]), to: to.statement(words[1]), asOf: asOf.statement(words[2]),
      statedOn: statedOn.statement(words[3]), published: published.statement(words[4]))
  }

  /// The day up to which the figure counts: the end of its period, else its as-of date.
  var end: PackedDate { to.isStated ? to : asOf }

  /// For an incident, the day of the event.
  var event: PackedDate { end.isStated ? end : from }

  /// The last day that the figure is about, as `ClaimTime.about` says it; nil for one without any date.
  var lastAbout: Int? {
    guard let first = from.date ?? to.date else {
      return (asOf.date ?? statedOn.date ?? published.date)?.dayNumber
    }
    let last = to.date ?? asOf.date ?? statedOn.date ?? published.date ?? first
    return (last.lastDay.dayNumber < first.lastDay.dayNumber ? first : last).dayNumber
  }

  /// How many dates the text gives the figure itself. Publication is the report's, not the figure's.
  var ownDates: Int {
    (from.isStated ? 1 : 0) + (to.isStated ? 1 : 0) + (asOf.isStated ? 1 : 0)
      + (statedOn.isStated ? 1 : 0)
  }
}

/// A `DateStatement` without its words: year, month, day and basis in four bytes; all zeros where none is stated.
struct PackedDate: Hashable, Sendable {
  private let bits: UInt32

  init(_ statement: DateStatement?) {
    guard let statement else {
      bits = 0
      return
    }
    let date = statement.date
    bits =
      UInt32(date.year) << 12 | UInt32(date.month ?? 0) << 8 | UInt32(date.day ?? 0) << 3
      | UInt32(statement.basis.rawValue)
  }

  var isStated: Bool { bits != 0 }
  var year: Int { Int(bits >> 12) }
  /// 0 where not stated.
  var month: Int { Int(bits >> 8 & 15) }
  /// 0 where not stated.
  var day: Int { Int(bits >> 3 & 31) }
  var basis: DateStatement.Basis? { DateStatement.Basis(rawValue: Int32(bits & 7)) }

  var date: CivilDate? {
    guard isStated else { return nil }
    return CivilDate(year: year, month: month == 0 ? nil : month, day: day == 0 ? nil : day)
  }

  /// A day, month or year, whoever knows it.
  struct Stretch: Hashable, Sendable {
    fileprivate let bits: UInt32
  }

  /// The date itself and the month and year around it, as far as it states them. Two dates fit when one of them stands
  /// among the stretches of the other.
  var stretches: [Stretch] {
    guard isStated else { return [] }
    // Each leaves out the finer fields below it.
    let (withDay, withMonth, withYear) = (bits & ~7, bits & ~255, bits & ~4095)
    if day != 0 { return [withDay, withMonth, withYear].map(Stretch.init) }
    return (month != 0 ? [withMonth, withYear] : [withYear]).map(Stretch.init)
  }

  func statement(_ words: String) -> DateStatement? {
    guard let date, let basis else { return nil }
    return DateStatement(date, basis: basis, words: words)
  }
}
