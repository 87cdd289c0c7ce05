import Ledger

/// A finding on a level that is more than another one which counts all that it counts.
struct OrderedFinding {
  let type: FindingType
  let severity: FindingSeverity
  let summary: String
  let roles: (part: FindingRole, whole: FindingRole)

  func finding(_ excess: Excess, in war: War, _ view: FindingView) -> Finding {
    let (part, whole) = (excess.part, excess.whole)
    let claims =
      part.claims.map { FindingClaim($0, roles.part) }
      + whole.claims.map { FindingClaim($0, roles.whole) }
    let least = FindingWords.number(part.stated.low.value)
    let most = FindingWords.number(whole.stated.high.value)
    let sum = part.parts.map { FindingWords.number($0.stated.low.value) }
    return Finding(
      type: type, severity: excess.isLooselyDated ? severity.lower : severity,
      summary: summary, claims: claims,
      formula: "\(sum.isEmpty ? least : sum.joined(separator: " + ") + " = \(least)") > \(most)",
      values: [
        FindingValue("\(roles.part), as stated", part.stated),
        FindingValue("\(roles.whole), as stated", whole.stated),
        FindingValue("\(roles.part), as rounded", part.rounded),
        FindingValue("\(roles.whole), as rounded", whole.rounded),
        FindingValue(
          "above, as stated", max(0, part.stated.low.value - whole.stated.high.value)),
        FindingValue(
          "above, in percent of the \(roles.whole)",
          100 * (part.stated.low.value / whole.stated.high.value - 1), unit: "percent"),
      ],
      explanations: view.explanations.between(part, whole),
      widening: Network.widening(of: excess), further: excess.further)
  }
}
