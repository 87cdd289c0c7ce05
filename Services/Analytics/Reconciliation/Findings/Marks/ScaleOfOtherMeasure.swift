import Ledger

/// Mark *scale of other measure*: a figure of another war is cited for scale, and counts something else than the figures of
/// the war that the text is about.
struct ScaleOfOtherMeasure: FindingRule {
  func findings(in view: FindingView) -> [Finding] {
    var documents: [Handle: [(row: ClaimRow, figure: StatedFigure)]] = [:]
    for figure in view.figures.figures where figure.countsPeople && figure.topic.kind == .cumulative
    {
      for row in figure.statements { documents[row.document, default: []].append((row, figure)) }
    }
    return documents.values.compactMap(mark)
  }

  private func mark(_ statements: [(row: ClaimRow, figure: StatedFigure)]) -> Finding? {
    let sorted = statements.sorted { $0.row.position < $1.row.position }
    let own = sorted.filter { !$0.figure.figure.citedForScale }
    let measures = Set(own.map(\.figure.topic.measure))
    let wars = Set(own.compactMap(\.figure.topic.conflict))
    // The displaced are set beside no dead.
    let fates = own.reduce(into: Set<MeasureID>()) { $0.formUnion($1.figure.extent.possible) }
    let cited = sorted.filter {
      $0.figure.figure.citedForScale && !measures.contains($0.figure.topic.measure)
        && !fates.isDisjoint(with: $0.figure.extent.possible)
        && $0.figure.topic.conflict.map { !wars.contains($0) } ?? false
    }
    guard let beside = own.first, !cited.isEmpty else { return nil }
    let words = Set(cited.map(\.figure.topic.measure)).sorted().map(\.value)
    return Finding(
      type: .scaleOfOtherMeasure, severity: .low,
      summary:
        "Figures of other wars that are cited for scale count \(words.joined(separator: ", ")), beside \(measures.sorted().map(\.value).joined(separator: ", ")) of \(wars.sorted().map(\.value).joined(separator: ", ")).",
      claims: cited.prefix(8).map { FindingClaim($0.row.id, .marked) }
        + [FindingClaim(beside.row.id, .body)],
      explanations: [
        FindingExplanation(
          .definition, "a total of the dead and one of all casualties give no measure of each other"
        )
      ], further: max(0, cited.count - 8))
  }
}
