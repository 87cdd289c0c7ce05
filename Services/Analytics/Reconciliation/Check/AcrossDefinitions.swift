import Ledger

/// Rule *across definitions*: one sentence of the draft sets running counts or totals of one war beside each other that count
/// different fates: of two sides, or of two systems under one word.
struct AcrossDefinitions: CheckRule {
  func remarks(on figure: DraftFigure, in view: DraftView) -> [CheckRemark] {
    guard figure.stated.isLevel, !figure.claim.citedForScale else { return [] }
    for other in view.figures where other.row.id != figure.row.id {
      guard other.claim.evidence.sentence == figure.claim.evidence.sentence,
        other.stated.isLevel, !other.claim.citedForScale, isSetBeside(figure.stated, other.stated)
      else { continue }
      let (one, two) = (figure.stated, other.stated)
      return [
        CheckRemark(
          .acrossDefinitions, .warning,
          "Set beside a figure that counts something else: \(words(one)); \(words(two)).",
          sources: [one.claimant, two.claimant].compactMap { $0 },
          claims: (figure.others.prefix(1) + other.others.prefix(1)).map(\.id))
      ]
    }
    return []
  }

  private func isSetBeside(_ one: StatedFigure, _ two: StatedFigure) -> Bool {
    guard one.topic.conflict != nil, one.topic.conflict == two.topic.conflict,
      one.extent.differs(from: two.extent)
    else { return false }
    if let a = one.topic.party, let b = two.topic.party, a != b { return true }
    guard let a = one.system, let b = two.system else { return false }
    return a != b && one.topic.measure == two.topic.measure
  }

  private func words(_ figure: StatedFigure) -> String {
    let party = figure.topic.party.map { " of \($0)" } ?? ""
    return
      "\(FindingWords.figure(figure))\(party), which counts \(FindingWords.fates(figure.extent))"
  }
}
