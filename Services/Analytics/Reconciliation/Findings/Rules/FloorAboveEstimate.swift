import Ledger

/// Rule *floor above estimate*: so many single cases were named or verified by one day; an estimate of the same people for
/// the same day or a later one allows fewer.
struct FloorAboveEstimate: FindingRule {
  static func applies(to excess: Excess) -> Bool {
    excess.countsTheSame && excess.part.countsCases && !excess.whole.countsCases
  }

  func findings(in view: FindingView) -> [Finding] {
    view.ordered(Self.applies) { war, excess in
      OrderedFinding(
        type: .floorAboveEstimate, severity: .high,
        summary:
          "Single cases are more than another figure allows: \(FindingWords.level(excess.part)), "
          + "against \(FindingWords.level(excess.whole)).",
        roles: (.floor, .estimate))
    }
  }
}
