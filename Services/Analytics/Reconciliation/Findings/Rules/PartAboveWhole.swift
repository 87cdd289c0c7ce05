import Ledger

/// Rule *part above whole*: who was killed is among the casualties, women are among all people, the dead of a year are among
/// those of the war, and what a text calls a part of another figure is a part of it. The sum of several fates counts too.
struct PartAboveWhole: FindingRule {
  /// One text that has two numbers of one claimant for the same people and measure tells them apart in ways that are not read.
  static func applies(to excess: Excess) -> Bool {
    guard !excess.countsTheSame else { return false }
    let (part, whole) = (excess.part.figure, excess.whole.figure)
    return part.system != whole.system || part.topic != whole.topic || !excess.shareDocument
  }

  func findings(in view: FindingView) -> [Finding] {
    let ordered = view.ordered(Self.applies) { war, excess in
      OrderedFinding(
        type: .partAboveWhole,
        severity: excess.part.system == excess.whole.system ? .high : .medium,
        summary:
          "A part is more than its whole: \(FindingWords.level(excess.part)), "
          + "against \(FindingWords.level(excess.whole)).",
        roles: (.part, .whole))
    }
    return ordered + view.figures.figures.flatMap { stated($0, in: view) }
  }

  /// A part counts fewer fates or fewer people than its whole. "Of these" that was read to mean a figure of the same people
  /// and fates, or of others, was read to mean the wrong one.
  private func isNarrower(_ part: StatedFigure, than whole: StatedFigure, in view: FindingView)
    -> Bool
  {
    guard part.topic.conflict == whole.topic.conflict, let party = part.topic.party,
      let other = whole.topic.party
    else { return false }
    let within = Within(
      vocabulary: view.context.vocabulary,
      conflict: part.topic.conflict.flatMap { view.context.conflicts[$0.value] })
    let (one, all) = (
      Level.Who(party: party, population: part.topic.population),
      Level.Who(party: other, population: whole.topic.population)
    )
    guard within.people(one, of: all) else { return false }
    let (fates, allFates) = (view.context.fates(of: part), view.context.fates(of: whole))
    if fates == allFates { return one != all }
    return fates.isPart(of: allFates)
  }

  /// What a text itself calls a part of another figure.
  private func stated(_ part: StatedFigure, in view: FindingView) -> [Finding] {
    guard part.countsPeople else { return [] }
    let (table, vocabulary) = (view.context.table, view.context.vocabulary)
    for row in part.statements where row.subsetOf != .none {
      let whole = table.row(row.subsetOf, asItReadsAt: view.context.revision)
      guard whole.holds(at: view.context.revision), whole.polarity == row.polarity,
        let figure = view.figures.figure(of: whole.id), figure.countsPeople,
        isNarrower(part, than: figure, in: view)
      else { continue }
      let quantities = (table.quantity(of: row), table.quantity(of: whole))
      guard let least = Interval(rounded: quantities.0, vocabulary: vocabulary)?.low,
        let most = Interval(rounded: quantities.1, vocabulary: vocabulary)?.high,
        least.value > most.value, least.value <= most.value * Excess.mostApart,
        let stated = Interval(stated: quantities.0, vocabulary: vocabulary),
        let whole = (Interval(stated: quantities.1, vocabulary: vocabulary).map { ($0, whole.id) })
      else { continue }
      return [
        Finding(
          type: .partAboveWhole, severity: .error,
          summary:
            "A text calls \(quantities.0.display) a part of \(quantities.1.display).",
          claims: [FindingClaim(row.id, .part), FindingClaim(whole.1, .whole)],
          formula:
            "\(FindingWords.number(stated.low.value)) > \(FindingWords.number(whole.0.high.value))",
          values: [
            FindingValue("part, as stated", stated), FindingValue("whole, as stated", whole.0),
          ],
          explanations: [
            FindingExplanation(
              .scope, "the text may mean another figure than the one that it was read to mean")
          ],
          widening: Network.widening(
            part: (row.id, stated, Interval(rounded: quantities.0, vocabulary: vocabulary)),
            whole: (whole.1, whole.0, Interval(rounded: quantities.1, vocabulary: vocabulary))))
      ]
    }
    return []
  }
}
