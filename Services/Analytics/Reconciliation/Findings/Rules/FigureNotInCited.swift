import Ledger

/// Rule *figure not in cited*: a report of another outlet gives a figure of a claimant whose own reports are in the ledger, from
/// the same weeks and on the same people and measure, and none of them has the number.
struct FigureNotInCited: FindingRule {
  /// The claimant's reports that may be the cited one appeared no longer before the relay, in days.
  static let nearDays = 62

  func findings(in view: FindingView) -> [Finding] {
    let own = ownDocuments(view)
    guard !own.isEmpty else { return [] }
    return view.figures.figures.compactMap { figure in
      guard let system = figure.system, let documents = own[system], figure.countsPeople,
        figure.topic.kind != .incident, !figure.figure.citedForScale,
        figure.figure.quantity.form != .vague,
        !figure.statements.contains(where: { documents.contains($0.document) })
      else { return nil }
      return finding(figure, documents, view)
    }
  }

  /// The documents that were seen at an outlet which is itself a claimant.
  private func ownDocuments(_ view: FindingView) -> [String: Set<Handle>] {
    let context = view.context
    let systems = Set(view.figures.figures.compactMap(\.system))
    var own: [String: Set<Handle>] = [:]
    let names = Dictionary(
      (context.vocabulary?.sources ?? []).map { ($0.name.lowercased(), $0.id.value) },
      uniquingKeysWith: { first, _ in first })
    for document in Set(view.figures.figures.flatMap { $0.statements.map(\.document) }) {
      for handle in context.documents.outlets(of: document, at: context.revision) {
        guard let outlet = context.table.sources.value(handle) else { continue }
        for key in [outlet.key, names[outlet.name.lowercased()] ?? outlet.key]
        where systems.contains(key) {
          own[key, default: []].insert(document)
        }
      }
    }
    return own
  }

  private func finding(_ figure: StatedFigure, _ documents: Set<Handle>, _ view: FindingView)
    -> Finding?
  {
    let row = figure.statements[0]
    guard let appeared = view.context.table.time(of: row).published?.date else { return nil }
    let day = appeared.dayNumber
    // What the claimant's own reports say of the same people, measure and kind.
    let same = documents.sorted().flatMap { view.figures.figures(in: $0) }.filter {
      $0.topic == figure.topic && $0.countsPeople
    }
    let rows = same.flatMap(\.statements).filter { row in
      guard documents.contains(row.document),
        let own = view.context.table.time(of: row).published?.date
      else { return false }
      return own.dayNumber <= day && day - own.dayNumber <= Self.nearDays
    }.sorted { $0.id < $1.id }
    guard let found = rows.first, !rows.contains(where: { agrees($0, row, view) }) else {
      return nil
    }
    let count = Set(rows.map(\.document)).count
    let shown = rows.prefix(3).map { view.context.table.quantity(of: $0).display }
    return Finding(
      type: .figureNotInCited, severity: .medium,
      summary:
        "\(FindingWords.figure(figure)) is cited; none of its own reports from these weeks in the ledger (\(count)) has this number: they have \(shown.joined(separator: ", ")).",
      claims: [FindingClaim(row.id, .cited)] + rows.prefix(3).map { FindingClaim($0.id, .found) },
      formula:
        "\(figure.figure.quantity.display) ≠ \(view.context.table.quantity(of: found).display)",
      explanations: [
        FindingExplanation(
          .scope, "the figure may come from another report, which the ledger does not have"),
        FindingExplanation(.asOfGap, "the figure may have been updated since"),
      ],
      missing: ["the report that was cited, if it is another one"], further: max(0, rows.count - 3))
  }

  /// The same number, or one that is within what the other was rounded to.
  private func agrees(_ one: ClaimRow, _ other: ClaimRow, _ view: FindingView) -> Bool {
    if one.quantity.agrees(with: other.quantity) { return true }
    let (table, vocabulary) = (view.context.table, view.context.vocabulary)
    guard let first = Interval(rounded: table.quantity(of: one), vocabulary: vocabulary),
      let second = Interval(rounded: table.quantity(of: other), vocabulary: vocabulary)
    else { return false }
    return first.overlaps(second)
  }
}
