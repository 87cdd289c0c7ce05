/// What one running count of one system allows at the end of one day, by its own dated figures before and after. It is
/// derived, never a claim, and stands beside the figures as they were stated.
package struct CountAtDate: Hashable, Sendable {
  /// Who counts.
  package var claimant: Source
  /// The least and the most; nil where that end is open. Both nil where `refusal` says why there is no interval.
  package var low: Quantity.Bound?
  package var high: Quantity.Bound?
  /// How the interval came about: `[low of 2025-12-31 (…), high of 2026-02-04 (…)]`. Empty without an interval.
  package var formula: String
  /// The claims that it rests on, or that stand against it.
  package var claims: [ClaimID]
  /// The last figure before and the first one after, as stated; the same one twice where the day has a figure of its own.
  package var before: Figure?
  package var after: Figure?
  /// Why there is no interval; empty where there is one.
  package var refusal: String

  package init(
    claimant: Source, low: Quantity.Bound? = nil, high: Quantity.Bound? = nil, formula: String = "",
    claims: [ClaimID] = [], before: Figure? = nil, after: Figure? = nil, refusal: String = ""
  ) {
    self.claimant = claimant
    self.low = low
    self.high = high
    self.formula = formula
    self.claims = claims
    self.before = before
    self.after = after
    self.refusal = refusal
  }
}
