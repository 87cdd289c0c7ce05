/// What follows from claims by arithmetic: either a statement of a text computed again from the claims that it rests on,
/// or a computation that no text made and that is offered. Never a claim itself, and never stored.
package struct Derivation: Hashable, Sendable {
  package var kind: Kind
  package var verdict: Verdict
  /// Why the verdict is what it is, in one sentence; for `notCheckable` exactly what is missing.
  package var reason: String
  /// What it is about: of a ratio the group and measure of its first number.
  package var topic: Topic
  /// The claim that states it; nil for what is offered.
  package var statement: ClaimID?
  /// The computation as text with its numbers, a line each.
  package var formula: [String]
  /// The claims that it rests on, each with its part in the formula.
  package var inputs: [Input]
  /// What one of the stated numbers is.
  package var unit: Unit
  /// The numbers that the text states; nil for what is offered.
  package var stated: Span?
  /// The results, the one that decided the verdict first.
  package var results: [Result]
  /// How far stated and computed numbers may lie apart, in words; empty for what is offered.
  package var tolerance: String
  /// Where the inputs do not fit each other or the statement: conflict, population, period, definition.
  package var mismatches: [String]
  /// What else a reader must know: bounds taken at their number, fates left out.
  package var notes: [String]

  package init(
    kind: Kind, verdict: Verdict, reason: String = "", topic: Topic, statement: ClaimID? = nil,
    formula: [String] = [], inputs: [Input] = [], unit: Unit, stated: Span? = nil,
    results: [Result] = [], tolerance: String = "", mismatches: [String] = [], notes: [String] = []
  ) {
    self.kind = kind
    self.verdict = verdict
    self.reason = reason
    self.topic = topic
    self.statement = statement
    self.formula = formula
    self.inputs = inputs
    self.unit = unit
    self.stated = stated
    self.results = results
    self.tolerance = tolerance
    self.mismatches = mismatches
    self.notes = notes
  }

  /// Numbers are those of `DerivationKind` in derivation.proto; a test compares them.
  package enum Kind: Int32, CaseIterable, Sendable {
    /// One measure for each of another: wounded per killed.
    case ratio = 1
    /// One side's losses for each of another's.
    case exchange
    /// A part of a whole.
    case share
    /// So many times something else.
    case multiple
    /// Parts put together.
    case sum
    /// So many a day or month.
    case rate
    /// What a running count rose by.
    case growth
    /// When a figure that was projected is reached.
    case timeToReach
  }

  /// Numbers are those of `DerivationVerdict` in derivation.proto; a test compares them.
  package enum Verdict: Int32, CaseIterable, Sendable {
    /// The text's numbers come out.
    case reproduced = 1
    /// They do not come out, and nothing speaks against them.
    case compatible
    /// Nothing that the inputs allow is what the text states.
    case contradicted
    case notCheckable
    /// No text states it.
    case offered
  }

  /// Numbers are those of `DerivationUnit` in derivation.proto; a test compares them.
  package enum Unit: Int32, CaseIterable, Sendable {
    case ratio = 1
    case percent, times, people, peoplePerDay, peoplePerMonth, days
  }

  /// Which ends of ranges were put together. Numbers are those of `PairingRule` in derivation.proto; a test compares them.
  package enum Pairing: Int32, CaseIterable, Sendable {
    /// One number each: there are no ends to pair.
    case single = 1
    /// The low ends with each other and the high ends with each other, for ranges of one statement.
    case paired
    /// Every end with every other one: the widest result.
    case unpaired
    /// As the statements bound it: "at least" is open above, "up to" reaches down to nobody.
    case bounds
  }

  /// From one number to another; an absent end is open.
  package struct Span: Hashable, Sendable {
    package var low: Quantity.Bound?
    package var high: Quantity.Bound?
    package init(low: Quantity.Bound?, high: Quantity.Bound?) {
      self.low = low
      self.high = high
    }
  }

  package struct Result: Hashable, Sendable {
    package var pairing: Pairing
    package var span: Span
    package var unit: Unit
    /// What it is a result for, where a derivation has several: "implied base of killed". Empty otherwise.
    package var subject: String
    /// For `timeToReach`: the first and the last day that the span of days leads to; nil where it is open.
    package var earliest: CivilDate?
    package var latest: CivilDate?
    package init(
      pairing: Pairing, span: Span, unit: Unit, subject: String = "",
      earliest: CivilDate? = nil, latest: CivilDate? = nil
    ) {
      self.pairing = pairing
      self.span = span
      self.unit = unit
      self.subject = subject
      self.earliest = earliest
      self.latest = latest
    }
  }

  package struct Input: Hashable, Sendable {
    /// Its part in the formula: "killed", "whole", "pace of russia".
    package var role: String
    /// As it was stated, such as `300,000–350,000`.
    package var figure: String
    /// Nil where no text says who counted.
    package var claimant: Source?
    /// The claims that the figure rests on. The first is the one that it is shown by.
    package var claims: [ClaimID]
    package init(role: String, figure: String, claimant: Source?, claims: [ClaimID]) {
      self.role = role
      self.figure = figure
      self.claimant = claimant
      self.claims = claims
    }
  }
}
