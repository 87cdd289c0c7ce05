import Ledger

/// Rule *rate against level*: a rate over the stretch that its text gives it, against what another statement or a running
/// count says of the same stretch and people.
///
/// A narrower rate ("dead") cannot come to more than the wider count ("killed, wounded and missing"). If it comes to so much of
/// it that fewer than one other person is left for each of those killed, the two seem to count the same thing under different
/// names: in wars between armies 1.9 to 13 people are wounded for each one who dies (R. Coupland, D. Meddings, "Mortality
/// associated with use of weapons in armed conflicts, wartime atrocities, and civilian mass shootings", BMJ 319, 1999). The
/// ratios that others state of the same people are shown beside it; where one of them allows it, nothing is said.
struct RateAgainstLevel: FindingRule {
  /// Others for each person whom the narrower count has.
  static let leastOthers = 1.0

  func findings(in view: FindingView) -> [Finding] {
    view.wars.flatMap { war -> [Finding] in
      let spans = view.spans(of: war)
      guard !spans.isEmpty else { return [] }
      let series = war.series
      let references = war.references
      return spans.flatMap { span in
        war.amounts(over: span, series, in: view.context).compactMap {
          finding(span, $0, references, view)
        }
      }
    }
  }

  private func finding(
    _ span: RateSpan, _ amount: Amount, _ references: [Reference], _ view: FindingView
  ) -> Finding? {
    let (rate, count) = (span.extent, amount.level.extent)
    let isNarrower = rate.isPart(of: count) && rate != count
    if rate == count || isNarrower, span.rounded.low.value > amount.rounded.high.value {
      return made(
        span, amount, .high, view,
        "A rate comes to more than another count has of the same stretch", ">", [])
    }
    if rate == count || (count.isPart(of: rate) && rate != count),
      span.rounded.high.value < amount.rounded.low.value, !amount.level.countsCases
    {
      return made(
        span, amount, .high, view,
        "A rate comes to less than another count has of the same stretch", "<", [])
    }
    guard isNarrower, rate.possible.count == 1, span.stated.low.value > 0 else { return nil }
    let others =
      (amount.stated.high.value - span.stated.low.value) / span.stated.low.value
    guard others < Self.leastOthers else { return nil }
    let known = references.filter { $0.who == span.who && $0.narrow == rate }
    let share = span.stated.low.value / amount.stated.high.value
    if known.contains(where: { $0.share.high.value >= share }) { return nil }
    return made(
      span, amount, known.isEmpty ? .medium : .high, view,
      "A rate of \(FindingWords.fates(rate)) comes to \(FindingWords.number((100 * share).rounded())) percent of a count of \(FindingWords.fates(count)) over the same stretch",
      "≈", known)
  }

  private func made(
    _ span: RateSpan, _ amount: Amount, _ severity: FindingSeverity, _ view: FindingView,
    _ words: String, _ sign: String, _ references: [Reference]
  ) -> Finding {
    let most = amount.stated.high.value
    let least = span.stated.low.value
    var values = [
      FindingValue("rate over its stretch, as stated", span.stated),
      FindingValue("count of the same stretch, as stated", amount.stated),
      FindingValue("rate over its stretch, as rounded", span.rounded),
    ]
    if most > 0 {
      values.append(FindingValue("share", 100 * least / most, unit: "percent"))
    }
    if sign == "≈" {
      values.append(
        FindingValue(
          "others for each", low: max(0, amount.stated.low.value / span.stated.high.value - 1),
          high: most / least - 1, unit: "ratio"))
    }
    let references = references.prefix(3)
    values += references.map {
      FindingValue("share by \($0.name)", $0.share * 100, unit: "percent")
    }
    var explanations = view.explanations.between(
      Explanations.Side(span), Explanations.Side(amount.level))
    explanations.removeAll { $0.kind == .asOfGap }
    return Finding(
      type: .rateAgainstLevel, severity: severity,
      summary:
        "\(words): \(FindingWords.figure(span.figure)) per \(span.figure.figure.ratePer.map { "\($0)" } ?? "unit") in \(span.days), against \(FindingWords.name(amount.level.figure)).",
      claims: [FindingClaim(span.figure.id, .rate)] + amount.claims
        + references.flatMap { $0.claims.map { FindingClaim($0, .reference) } },
      formula: "\(span.formula) \(sign) \(amount.formula)", values: values,
      explanations: explanations)
  }
}

/// What a statement or a running count has of a stretch of time.
struct Amount {
  let level: Level
  let claims: [FindingClaim]
  let stated: Interval
  let rounded: Interval
  let formula: String
}

/// Which part of a wider count one system itself says that a narrower one is.
struct Reference {
  let who: Level.Who
  let narrow: Extent
  let name: String
  let claims: [ClaimID]
  let share: Interval
}

extension War {
  /// What other systems have of the stretch of a rate: totals of the same days, and the growth of running counts.
  func amounts(over span: RateSpan, _ series: [CountSeries], in context: AnswerContext) -> [Amount]
  {
    let totals = levels.filter { level in
      level.stretch.isWhole && level.who == span.who && level.system != nil
        && level.place == span.figure.scope.place && !level.isShortened
        && level.first?.earliest == span.first
        && level.stretch.last?.latest == span.last
    }.map {
      Amount(
        level: $0, claims: [FindingClaim($0.id, .total)], stated: $0.stated, rounded: $0.rounded,
        formula: $0.figure.figure.quantity.display)
    }
    return totals
      + series.compactMap { series in
        guard series.key.who == span.who, series.key.place == nil,
          let growth = series.growth(
            span.first, span.last, reports: context.reportingDays(of: series.claimant)),
          growth.isExact || growth.stated.low.value > 0
        else { return nil }
        return Amount(
          level: growth.end,
          claims: [
            FindingClaim(growth.start.id, .seriesStart), FindingClaim(growth.end.id, .seriesEnd),
          ], stated: growth.stated, rounded: growth.rounded, formula: growth.formula)
      }
  }

  /// The shares that follow from what one system says of a part and its whole for the same stretch in one document.
  var references: [Reference] {
    var found: [Reference] = []
    let bySystem = Dictionary(grouping: levels.filter { $0.system != nil }) { $0.system }
    for (_, same) in bySystem.sorted(by: { ($0.key ?? "") < ($1.key ?? "") })
    where same.count <= 200 {
      for part in same where part.extent.possible.count == 1 && part.extent.isCertain {
        for whole in same
        where whole.who == part.who && part.extent.isPart(of: whole.extent)
          && whole.extent != part.extent && whole.first == part.first
          && whole.stretch.last == part.stretch.last && !whole.isOpenAbove && !part.isOpenAbove
        {
          guard let share = part.stated / whole.stated, share.high.value <= 1 else { continue }
          found.append(
            Reference(
              who: part.who, narrow: part.extent, name: FindingWords.name(part.figure),
              claims: [part.id, whole.id], share: share))
        }
      }
      found += sums(of: same)
    }
    return found
  }

  /// "300 killed and 600 wounded": the killed are a third of both.
  private func sums(of same: [Level]) -> [Reference] {
    classes.flatMap(\.levels).filter { !$0.parts.isEmpty && $0.system == same.first?.system }
      .flatMap { sum in
        sum.parts.compactMap { part -> Reference? in
          // Both ends paired: the least goes with the least.
          let (low, high) = (
            part.stated.low.value / sum.stated.low.value,
            part.stated.high.value / sum.stated.high.value
          )
          guard low.isFinite, high.isFinite, let share = Interval(min(low, high), max(low, high))
          else { return nil }
          return Reference(
            who: part.who, narrow: part.extent, name: FindingWords.name(part.figure),
            claims: sum.parts.map(\.id), share: share)
        }
      }
  }
}

extension Level {
  fileprivate var isOpenAbove: Bool { stated.isOpenAbove }
}
