import Ledger

/// Rule *stale*: the system whose figure the draft gives has a newer one in the same running count, with another number. It
/// weighs less where the draft says of which day its figure is.
struct NewerFigure: CheckRule {
  func remarks(on figure: DraftFigure, in view: DraftView) -> [CheckRemark] {
    guard figure.stated.isLevel else { return [] }
    let given = [figure.repeated].compactMap { $0 } + figure.agreeing
    for own in given {
      guard let rounded = own.rounded,
        let count = figure.counts.first(where: { $0.points.contains { $0.figure === own } }),
        let point = count.points.first(where: { $0.figure === own }),
        let newest = count.points.last(where: {
          $0.state.earliest > point.state.latest && !$0.rounded.overlaps(rounded)
        })
      else { continue }
      return [
        CheckRemark(
          .stale, figure.isDatedByText ? .note : .warning,
          "\(FindingWords.name(own)) has a newer figure: \(CheckWords.figure(newest.figure)).",
          sources: [own.claimant].compactMap { $0 }, claims: [newest.figure.id, own.id],
          values: [
            FindingValue("given", rounded), FindingValue("newest", newest.rounded),
          ])
      ]
    }
    return []
  }
}
