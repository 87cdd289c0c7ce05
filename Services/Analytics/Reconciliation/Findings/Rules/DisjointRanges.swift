import Ledger

/// Rule *disjoint ranges*: two systems count the same people and fates up to days that are close, and no number fits both.
struct DisjointRanges: FindingRule {
  /// Figures that are no further apart are taken to speak about one date.
  static let closeDays = 45

  static func applies(to excess: Excess) -> Bool {
    excess.countsTheSame && !excess.isOneCount && !excess.part.countsCases
      && excess.days <= closeDays
  }

  func findings(in view: FindingView) -> [Finding] {
    view.ordered(Self.applies) { war, excess in
      OrderedFinding(
        type: .disjointRanges, severity: .high,
        summary:
          "Two counts of \(FindingWords.people(excess.part.who, in: war.conflict)) have no number in common: "
          + "\(FindingWords.level(excess.part)), and \(FindingWords.level(excess.whole)).",
        roles: (.one, .other))
    }
  }
}
