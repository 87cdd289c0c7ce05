import Ledger

extension ClaimTable {
  /// Rule *topic*: figures stand side by side only where conflict, party, population, measure, cause and class of kind
  /// are the same. Whoever dies of hunger, serves in another army or is only wounded is in another topic.
  func topic(of claim: Claim) -> Topic {
    Topic(
      conflict: claim.group.conflict, party: claim.group.party, population: claim.group.population,
      measure: claim.measure.id, cause: claim.group.cause, kind: claim.kind.comparableClass)
  }
}

extension Claim.Kind {
  /// A running count and the total of a period are both sums over a stretch of time and stand together. An incident is
  /// one event, a rate is per time: neither can be set beside a sum.
  var comparableClass: Claim.Kind { self == .periodTotal ? .cumulative : self }
}

extension Topic {
  /// The order of topics in every answer: conflict, party, population, measure, kind, cause; what is not stated last.
  static func inOrder(_ one: Topic, _ other: Topic) -> Bool {
    one.sortKey.lexicographicallyPrecedes(other.sortKey)
  }

  /// `~` stands behind every character that an id may have.
  private var sortKey: [String] {
    [
      conflict?.value ?? "~", party?.value ?? "~", population?.value ?? "~", measure.value,
      "\(kind.rawValue)", "\(cause.rawValue)",
    ]
  }
}
