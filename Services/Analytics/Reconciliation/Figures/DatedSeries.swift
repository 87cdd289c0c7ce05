import Ledger

/// What one count says on days, in their order: of each day what stood at its end, or what stood around it.
struct DatedSeries<Element: Sendable>: Sendable {
  /// A figure with the day that it is dated with.
  typealias Point = (day: Int, element: Element)

  /// In the order of their days.
  let points: [Point]

  /// The figures at the end of a day, or the nearest ones before and behind it.
  struct Around: Sendable {
    let below: Element
    let above: Element
    /// Both are dated with the day itself.
    let isExact: Bool

    /// A count does not fall: it was no less than before, and no more than behind.
    func interval(_ of: (Element) -> Interval) -> Interval? {
      Interval(of(below).low, of(above).high)
    }
  }

  /// Nil where it has no figure on one side of the day.
  func around(endOf day: Int, _ reporting: ReportingDay) -> Around? {
    let date = reporting.date(ofEnd: day)
    let above = points.partitioningIndex { $0.day >= date }
    let below = points.partitioningIndex { $0.day > date } - 1
    guard above < points.count, below >= 0 else { return nil }
    return Around(
      below: points[below].element, above: points[above].element,
      isExact: points[below].day == points[above].day)
  }
}
