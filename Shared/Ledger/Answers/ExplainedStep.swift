/// One step from an answer down to the sentences that it rests on: what it says, by which computation, and from which claims.
package struct ExplainedStep: Hashable, Sendable {
  /// How far down it stands: 0 for a topic or a finding. The steps below one follow it, each one deeper.
  package var depth: Int
  /// What it is: "topic", "counting system", "figure", "relay".
  package var kind: String
  /// What it says, in one line.
  package var text: String
  /// The computation with its numbers, or "as stated"; empty for what only holds steps together.
  package var formula: String
  /// The claims that it rests on, the one that shows it first.
  package var claims: [ClaimID]

  package init(
    _ depth: Int, _ kind: String, _ text: String, formula: String = "", claims: [ClaimID] = []
  ) {
    self.depth = depth
    self.kind = kind
    self.text = text
    self.formula = formula
    self.claims = claims
  }
}
