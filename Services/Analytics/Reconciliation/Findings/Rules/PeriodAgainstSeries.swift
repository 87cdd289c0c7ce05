import Ledger

/// Rule *period against series*: what one statement says of a stretch of time, and what a running count added over it, of the
/// same people. The narrower count cannot be more than the wider one; the same fates must allow one number.
struct PeriodAgainstSeries: FindingRule {
  func findings(in view: FindingView) -> [Finding] {
    view.wars.flatMap { war in
      let series = war.series
      let totals = war.levels.filter {
        $0.stretch.isWhole && $0.system != nil && !$0.isShortened
          && !$0.isRunningCount(from: war.began)
      }
      return totals.flatMap { total in
        series.compactMap { finding(total, $0, in: war, view) }
      }
    }
  }

  private func finding(_ total: Level, _ series: CountSeries, in war: War, _ view: FindingView)
    -> Finding?
  {
    guard let first = total.first, let last = total.stretch.last,
      total.who == series.key.who, total.place == series.key.place || series.key.place == nil,
      total.responsible == series.key.responsible,
      let growth = series.growth(
        first.earliest, last.latest, reports: view.context.reportingDays(of: series.claimant))
    else { return nil }
    let isPart =
      total.extent.isPart(of: series.key.extent) || total.extent == series.key.extent
    let isWhole =
      series.key.extent.isPart(of: total.extent) || total.extent == series.key.extent
    let isTooMuch =
      isPart && total.floor > growth.rounded.high.value
      && total.floor <= growth.rounded.high.value * Excess.mostApart
    let isTooLittle =
      isWhole && !total.countsCases && total.rounded.high.value < growth.rounded.low.value
      && total.place == series.key.place
      && total.rounded.high.value * Excess.mostApart >= growth.rounded.low.value
    guard isTooMuch || isTooLittle else { return nil }
    let (one, other) =
      isTooMuch
      ? (total.stated.low.value, growth.stated.high.value)
      : (total.stated.high.value, growth.stated.low.value)
    return Finding(
      type: .periodAgainstSeries,
      severity: total.system == series.key.system ? .high : .medium,
      summary:
        "The total of a stretch of time and a running count over it do not go together: \(FindingWords.level(total)); \(FindingWords.name(growth.end.figure)) added \(FindingWords.number(growth.stated.high.value)) \(growth.end.figure.topic.measure) between \(FindingWords.days(DayRange(first.earliest, last.latest))).",
      claims: [
        FindingClaim(total.id, .total), FindingClaim(growth.start.id, .seriesStart),
        FindingClaim(growth.end.id, .seriesEnd),
      ],
      formula:
        "\(growth.formula) \(isTooMuch ? "<" : ">") \(total.figure.figure.quantity.display)",
      values: [
        FindingValue("total, as stated", total.stated),
        FindingValue("added by the series", growth.stated),
        FindingValue("difference", abs(one - other)),
        FindingValue(
          "difference, in percent of the total", 100 * (other / one - 1), unit: "percent"),
      ],
      explanations: view.explanations.between(total, growth.end),
      widening: widening(total, growth, isTooMuch))
  }

  /// The series' growth is at least the total, or the total at least the growth: start + total ≤ end, and the reverse.
  private func widening(_ total: Level, _ growth: CountSeries.Growth, _ isTooMuch: Bool) -> Widening
  {
    var network = Network()
    let (start, added, end) = (network.variable(), network.variable(), network.variable())
    network.bound(start, by: .init(growth.start))
    network.bound(added, by: .init(total))
    network.bound(end, by: .init(growth.end))
    if isTooMuch {
      network.relate([start, added], atMost: end)
    } else {
      network.relate([start, added], equal: end)
    }
    return network.widening
  }
}

extension War {
  /// The running counts of each system.
  var series: [CountSeries] { classes.compactMap { CountSeries($0.key, $0.levels) } }
}

extension Level {
  /// The total of a stretch that begins with the war is its running count.
  func isRunningCount(from began: DayRange?) -> Bool {
    guard let began, let first else { return false }
    return first.overlaps(began)
  }
}
