import Ledger

/// Mark *undated report*: nobody knows when a report appeared, and its figures have dates that depend on it, or none.
struct UndatedReport: FindingRule {
  func findings(in view: FindingView) -> [Finding] {
    var documents: [Handle: [ClaimRow]] = [:]
    for figure in view.figures.figures {
      for row in figure.statements { documents[row.document, default: []].append(row) }
    }
    return documents.values.compactMap { rows in
      mark(rows.sorted { $0.position < $1.position }, view)
    }
  }

  private func mark(_ rows: [ClaimRow], _ view: FindingView) -> Finding? {
    let times = rows.map { view.context.table.time(of: $0) }
    guard times.allSatisfy({ $0.published == nil }) else { return nil }
    let open = zip(rows, times).filter { _, time in
      let trusted = time.trusted
      return trusted.to == nil && trusted.asOf == nil && trusted.statedOn == nil
    }
    let phrases = Set(
      times.flatMap { [$0.from, $0.to, $0.asOf, $0.statedOn] }.compactMap { $0 }
        .filter { $0.basis == .resolved && !$0.words.isEmpty }.map(\.words))
    // A history book needs no date of publication; a report that says "in December" does.
    guard !open.isEmpty, !phrases.isEmpty else { return nil }
    let named = phrases.sorted().prefix(5).map { "“\($0)”" }.joined(separator: ", ")
    return Finding(
      type: .undatedReport, severity: .medium,
      summary:
        "A report without a date of publication: \(open.count) of its \(rows.count) figures say nothing of their own about up to when they count"
        + ", and \(named) cannot be resolved.",
      claims: open.prefix(8).map { FindingClaim($0.0.id, .marked) },
      explanations: [
        FindingExplanation(.dating, "with a date of publication relative phrases can be resolved")
      ],
      missing: ["the date of publication"], further: max(0, open.count - 8))
  }
}
