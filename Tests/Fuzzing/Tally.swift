/// What came of a run: enough to see whether it went past the first check at all.
package struct Tally: Sendable {
  package var inputs = 0
  package var accepted = 0
  package var refused = 0
  /// Texts that yielded at least one claim, and the claims of all texts together.
  package var yielding = 0
  package var claims = 0
  /// How many inputs were accepted under each label.
  package private(set) var acceptedByLabel: [String: Int] = [:]
  /// How many were refused at each place.
  package private(set) var refusals: [String: Int] = [:]
  /// The first of each kind, and how many there were of all kinds.
  package private(set) var failures: [Failure] = []
  package private(set) var failed = 0
  /// The slowest ones, the slowest first.
  package private(set) var slowest: [Cost] = []
  /// Those that made the process take more memory than ever before, the greediest first.
  package private(set) var greediest: [Cost] = []
  private static let kept = 5

  package init() {}

  mutating func add(_ outcome: Outcome, _ label: String) {
    switch outcome {
    case .accepted:
      accepted += 1
      acceptedByLabel[label, default: 0] += 1
    case .refused(let place):
      refused += 1
      refusals[place, default: 0] += 1
    case .read(let claims):
      accepted += 1
      acceptedByLabel[label, default: 0] += 1
      yielding += claims > 0 ? 1 : 0
      self.claims += claims
    }
  }

  mutating func add(_ failure: Failure) {
    failed += 1
    keep(failure)
  }

  private mutating func keep(_ failure: Failure) {
    let isKnown = failures.contains {
      $0.label == failure.label && $0.violation.property == failure.violation.property
    }
    if !isKnown { failures.append(failure) }
  }

  mutating func add(_ cost: Cost) {
    inputs += 1
    keep(cost, in: \.slowest) { $0.seconds > $1.seconds }
    if cost.raisedPeak > 0 { keep(cost, in: \.greediest) { $0.raisedPeak > $1.raisedPeak } }
  }

  private mutating func keep(
    _ cost: Cost, in list: WritableKeyPath<Tally, [Cost]>, _ isBefore: (Cost, Cost) -> Bool
  ) {
    if let last = self[keyPath: list].last, self[keyPath: list].count == Self.kept,
      !isBefore(cost, last)
    {
      return
    }
    self[keyPath: list] = Array(
      (self[keyPath: list] + [cost]).sorted(by: isBefore).prefix(Self.kept))
  }

  /// Another part of the same run.
  package mutating func add(_ other: Tally) {
    inputs += other.inputs
    accepted += other.accepted
    refused += other.refused
    yielding += other.yielding
    claims += other.claims
    acceptedByLabel.merge(other.acceptedByLabel, uniquingKeysWith: +)
    refusals.merge(other.refusals, uniquingKeysWith: +)
    failed += other.failed
    for failure in other.failures { keep(failure) }
    for cost in other.slowest { keep(cost, in: \.slowest) { $0.seconds > $1.seconds } }
    for cost in other.greediest { keep(cost, in: \.greediest) { $0.raisedPeak > $1.raisedPeak } }
  }
}

/// What one input took.
package struct Cost: Sendable {
  package var number: Int
  package var size: Int
  package var seconds: Double
  /// KiB by which it raised the most memory that the process ever held.
  package var raisedPeak: Int
}
