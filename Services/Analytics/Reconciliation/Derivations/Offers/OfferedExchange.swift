import Ledger

/// Offers how many of one side for one of the other. It names who counted each side, and who of them is a side itself.
struct OfferedExchange {
  let offer: Offer
  /// At most so many pairs of different counters a measure.
  private static let acrossSystems = 2

  /// - Parameter levels: the totals of one measure and population of all sides of one conflict.
  func derivations(_ levels: [StatedFigure]) -> [Derivation] {
    var byCounter: [PartyID: [StatedFigure]] = [:]
    for (party, figures) in Dictionary(grouping: levels, by: { $0.topic.party }) {
      guard let party, !party.isSumOfSides else { continue }
      // The latest of each counter: an exchange ratio is about one time.
      byCounter[party] =
        Dictionary(grouping: figures.filter { $0.system != nil }, by: \.system)
        .values.compactMap(\.latest).byRecency
    }
    let sides = byCounter.keys.sorted()
    var found: [Derivation] = []
    for (index, one) in sides.enumerated() {
      for other in sides[(index + 1)...] {
        found += between(byCounter[one] ?? [], byCounter[other] ?? [])
      }
    }
    return found
  }

  private func between(_ one: [StatedFigure], _ other: [StatedFigure]) -> [Derivation] {
    var (within, across): ([Derivation], [(Int, Derivation)]) = ([], [])
    for a in one {
      for b in other {
        guard let derivation = ratio(a, b) else { continue }
        if a.system == b.system {
          within.append(derivation)
        } else {
          across.append((derivation.mismatches.count, derivation))
        }
      }
    }
    let best = across.enumerated().sorted {
      ($0.element.0, $0.offset) < ($1.element.0, $1.offset)
    }.prefix(Self.acrossSystems)
    return within + best.map(\.element.1)
  }

  /// The side that lost more stands first.
  private func ratio(_ one: StatedFigure, _ other: StatedFigure) -> Derivation? {
    let (a, b) = Self.losesLess(one, other) ? (other, one) : (one, other)
    guard Self.areOfOneStretch(a, b), let top = Operand(a.topic.party?.value ?? "", a),
      let bottom = Operand(b.topic.party?.value ?? "", b),
      let computed = Computation(.quotient(.operand(top), .operand(bottom)), .ratio)
    else { return nil }
    let who =
      a.system == b.system
      ? "both sides counted by \(offer.counter(a))"
      : "\(top.role) counted by \(offer.counter(a)), \(bottom.role) by \(offer.counter(b))"
    return offer.derivation(
      .exchange, a.topic, computed,
      mismatches: [
        Fit.population(a, b), Fit.period(a, b), Fit.definition(a, b), Fit.method(a, b),
      ].compactMap { $0 }, notes: [who])
  }

  /// A year of one side beside the whole war of the other says nothing, with or without a mark.
  private static func areOfOneStretch(_ one: StatedFigure, _ other: StatedFigure) -> Bool {
    let (a, b) = (one.coverage, other.coverage)
    if a.firstFrom == .stated, b.firstFrom == .stated { return a.beginsLike(b) }
    let named = [one, other].filter { $0.namedPeriod.map { $0.from == $0.to } ?? false }
    return named.isEmpty || named.count == 2
  }

  private static func losesLess(_ one: StatedFigure, _ other: StatedFigure) -> Bool {
    let (a, b) = (one.mostNamed ?? 0, other.mostNamed ?? 0)
    return a == b ? other.id < one.id : a < b
  }
}
