import Ledger

/// A field of a claim that is compared with what was annotated.
package enum ScoredField: String, CaseIterable, Sendable {
  case value, modifier, party, population, kind, stance, claimant, period

  /// The fields that a claim needs to be right at its core: how many, whose, in what sense.
  static let core: [Self] = [.value, .modifier, .party, .population, .kind, .stance]

  func isRight(_ gold: GoldClaim, _ found: ExchangeClaim) -> Bool {
    switch self {
    case .value:
      return gold.low == found.low && gold.best == found.best && gold.high == found.high
    case .modifier: return gold.modifier == found.modifier
    case .party: return gold.party.contains { NameFolding.isSame($0, found.party) }
    case .population:
      return gold.population.contains { ($0 ?? "unknown") == found.population }
    case .kind:
      return gold.kind.contains { $0 == found.kind } && gold.ratePer == found.ratePer
    case .stance: return gold.negatedOrHypothetical == found.negatedOrHypothetical
    case .claimant:
      return gold.claimant.contains { NameFolding.isSameClaimant($0, found.claimant) }
    case .period:
      return isSameDate(gold.period?.from, found.period?.from)
        && isSameDate(gold.period?.to, found.period?.to)
    }
  }

  /// Equal to the precision that was annotated: December 2024 and 31 December 2024 agree.
  private func isSameDate(_ gold: String?, _ found: String?) -> Bool {
    guard let gold, let found else { return gold == found }
    return found.hasPrefix(gold) || gold.hasPrefix(found) && found.count >= 7
  }
}
