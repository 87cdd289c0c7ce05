import Ledger

/// Every derivation that the figures of one answer yield.
struct Derivations {
  let all: [Derivation]

  /// At most so many for one question.
  static let most = 5_000
  /// Rule *rank*: of one group of people in one conflict so many of each kind are offered: exchange ratios, ratios between
  /// measures, shares, times to reach what was projected, what running counts rose by, rates. Of one kind those whose
  /// inputs fit come first, then those of one counter, then those that agree with something stated, then those whose
  /// inputs are stated most often, then in the order of claims.
  private static let perKind = 6
  private static let kinds: [Derivation.Kind] = [
    .exchange, .ratio, .share, .timeToReach, .growth, .rate,
  ]

  init(_ set: FigureSet) {
    let choice = OperandChoice(set)
    all = Self.stated(set.figures, choice) + Self.offered(choice)
  }

  /// What some figures state, computed again from all figures of an answer.
  static func stated(_ figures: [StatedFigure], in set: FigureSet) -> [Derivation] {
    stated(figures, OperandChoice(set))
  }

  private static func stated(_ figures: [StatedFigure], _ choice: OperandChoice) -> [Derivation] {
    let check = StatedCheck(choice: choice)
    let (ratio, share, multiple, sum, rate) = (
      StatedRatio(check: check), StatedShare(check: check), StatedMultiple(check: check),
      StatedSum(check: check), StatedRate(check: check)
    )
    return figures.compactMap { figure -> Derivation? in
      guard figure.figure.polarity == .asserted else { return nil }
      return ratio.derivation(figure) ?? share.derivation(figure) ?? multiple.derivation(figure)
        ?? sum.derivation(figure) ?? rate.derivation(figure)
    }
  }

  private static func offered(_ choice: OperandChoice) -> [Derivation] {
    let offer = Offer(choice: choice)
    let (ratios, paces, exchange, reach) = (
      OfferedRatios(offer: offer), OfferedPaces(offer: offer), OfferedExchange(offer: offer),
      TimeToReach(offer: offer)
    )
    let figures = choice.set.figures.filter { $0.topic.conflict != nil && !$0.figure.citedForScale }
    let statedRatios = Dictionary(
      grouping: figures.filter { $0.figure.quantity.unit == "ratio" },
      by: { Side($0.topic, measure: nil) })
    let levels = figures.filter { $0.isWholeLevel && $0.scope.isOfWholeConflict }
    var offers: [Derivation] = []
    for (side, levels) in Dictionary(grouping: levels, by: { Side($0.topic, measure: nil) }) {
      for (system, levels) in Dictionary(grouping: levels, by: \.system) where system != nil {
        offers += ratios.derivations(levels, stated: statedRatios[side] ?? [])
        for (_, levels) in Dictionary(grouping: levels, by: \.topic) {
          offers += paces.derivations(levels)
        }
      }
    }
    for (_, levels) in Dictionary(grouping: levels, by: { Side($0.topic, party: nil) }) {
      offers += exchange.derivations(levels)
    }
    offers += figures.flatMap { reach.derivations($0) }
    return ranked(offers)
  }

  /// What figures have in common that enter one offer.
  private struct Side: Hashable {
    var conflict: ConflictID?
    var party: PartyID?
    var population: PopulationID?
    var measure: MeasureID?
    var cause: CountedGroup.Cause

    init(_ topic: Topic, measure: MeasureID?) {
      (conflict, party, population, cause) = (
        topic.conflict, topic.party, topic.population, topic.cause
      )
      self.measure = measure
    }

    init(_ topic: Topic, party: PartyID?) {
      (conflict, population, measure, cause) = (
        topic.conflict, topic.population, topic.measure, topic.cause
      )
      self.party = party
    }
  }

  private static func ranked(_ offers: [Derivation]) -> [Derivation] {
    let groups = Dictionary(grouping: offers) {
      FigureSet.Group($0.topic)
    }
    let order = groups.keys.sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
    return order.flatMap { group in
      kinds.flatMap { kind in
        (groups[group] ?? []).filter { $0.kind == kind }.sorted { $0.precedes($1) }
          .prefix(perKind)
      }
    }
  }
}

extension Derivation {
  fileprivate func precedes(_ other: Derivation) -> Bool {
    if rank != other.rank { return rank < other.rank }
    let (one, another) = (
      [statement?.description ?? ""] + inputs.compactMap { $0.claims.first?.description } + formula,
      [other.statement?.description ?? ""]
        + other.inputs.compactMap { $0.claims.first?.description } + other.formula
    )
    return one.lexicographicallyPrecedes(another)
  }
}

extension Derivation {
  fileprivate var rank: (Int, Int, Int, Int) {
    (
      mismatches.isEmpty ? 0 : 1, Set(inputs.map(\.claimant?.key)).count, verdict.rank,
      -(inputs.map(\.claims.count).min() ?? 0)
    )
  }
}

extension FigureSet.Group {
  fileprivate var sortKey: [String] {
    [conflict?.value ?? "~", party?.value ?? "~", population?.value ?? "~"]
  }
}

extension Scope {
  /// It narrows the count to no event.
  fileprivate var isOfWholeConflict: Bool { incident == nil }
}
