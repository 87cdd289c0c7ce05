import Ledger
import Messages
import Wording

/// The figures of one topic as intervals on one scale, each with the date that it speaks of, and beside them what each
/// running count allows at the date that was asked for.
enum ComparisonChart {
  /// How many figures of one system are drawn, the latest ones.
  private static let figuresPerSystem = 3

  static func lines(_ topic: ComparedTopic, at date: CivilDate?) -> [String] {
    IntervalChart(bars: bars(topic, at: date), pen: .here).lines(width: Terminal.width)
  }

  static func bars(_ topic: ComparedTopic, at date: CivilDate?) -> [IntervalChart.Bar] {
    var derived = topic.atDate
    var bars: [IntervalChart.Bar] = []
    for system in topic.systems {
      let drawn = system.figures.filter(isDrawn)
      bars += drawn.suffix(figuresPerSystem).map { bar(system.claimant, $0) }
      let own = derived.filter { $0.claimant.key == system.claimant?.key }
      derived.removeAll { $0.claimant.key == system.claimant?.key }
      bars += own.compactMap { bar($0, date) }
    }
    return bars + derived.compactMap { bar($0, date) }
  }

  /// People who were counted, on a scale of people.
  private static func isDrawn(_ figure: Figure) -> Bool {
    let quantity = figure.quantity
    return figure.polarity == .asserted && !figure.citedForScale && quantity.unit == "people"
      && (quantity.low != nil || quantity.best != nil || quantity.high != nil)
  }

  private static func bar(_ claimant: Source?, _ figure: Figure) -> IntervalChart.Bar {
    let quantity = figure.quantity
    let isBound = quantity.low != nil || quantity.high != nil
    let notes = [
      ComparisonPage.value(figure), about(figure.time),
      figure.nature.map { "\($0)" },
    ].compactMap { $0 }
    return IntervalChart.Bar(
      label: Words.claimant(claimant), low: quantity.low?.value ?? (isBound ? nil : quantity.best),
      high: quantity.high?.value ?? (isBound ? nil : quantity.best),
      isHedged: quantity.approximate, legend: notes.joined(separator: ", "))
  }

  private static func bar(_ count: CountAtDate, _ date: CivilDate?) -> IntervalChart.Bar? {
    guard count.refusal.isEmpty else { return nil }
    return IntervalChart.Bar(
      label: count.claimant.name, low: count.low?.value, high: count.high?.value, isDerived: true,
      legend: "\(interval(count)), derived for \(date.map { "\($0)" } ?? "?")")
  }

  private static func about(_ time: ClaimTime) -> String? {
    let words = Words.about(time)
    if words != "-" { return words }
    return (time.statedOn ?? time.published).map { "said by \($0.date)" }
  }

  /// `1,208,970–1,243,070`, `≥ 168,142`, `≤ 1,243,070`
  static func interval(_ count: CountAtDate) -> String {
    Quantity(form: .range, low: count.low, high: count.high, modifier: .range).display
  }
}
