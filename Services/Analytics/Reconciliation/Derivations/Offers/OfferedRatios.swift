import Ledger

/// Offers how many were wounded for each who was killed, by one counter: from the two figures, or as all who are counted
/// less the killed; and the killed as a share of all.
struct OfferedRatios {
  let offer: Offer
  /// At most so many figures of one counter, the latest first.
  private static let perSystem = 2

  /// - Parameter levels: the totals of one group of people by one counter.
  func derivations(_ levels: [StatedFigure], stated: [StatedFigure]) -> [Derivation] {
    let killed = levels.filter { $0.extent.certain == ["killed"] }.byRecency
    var found: [Derivation] = []
    for killed in killed.prefix(Self.perSystem) {
      if let wounded = mate(of: killed, among: levels.filter { $0.extent.certain == ["wounded"] }) {
        found += [ratio(wounded, killed, stated)].compactMap { $0 }
      } else if let whole = mate(
        of: killed,
        among: levels.filter {
          $0.extent.possible.contains("killed") && $0.extent.possible.count > 1
        })
      {
        found += [rest(whole, killed, stated), share(killed, whole)].compactMap { $0 }
      }
    }
    return found
  }

  /// The figure that goes with it: of the same report where there is one, and about the same time.
  private func mate(of killed: StatedFigure, among figures: [StatedFigure]) -> StatedFigure? {
    let fitting = figures.filter { Fit.mismatches(killed, $0).isEmpty }
    return fitting.filter { $0.sharesDocument(with: killed) }.latest ?? fitting.latest
  }

  private func ratio(_ wounded: StatedFigure, _ killed: StatedFigure, _ stated: [StatedFigure])
    -> Derivation?
  {
    guard let top = Operand("wounded", wounded), let bottom = Operand("killed", killed),
      let computed = Computation(.quotient(.operand(top), .operand(bottom)), .ratio)
    else { return nil }
    return beside(stated, computed, killed, notes: [])
  }

  private func rest(_ whole: StatedFigure, _ killed: StatedFigure, _ stated: [StatedFigure])
    -> Derivation?
  {
    guard let all = Operand("all \(whole.topic.measure)", whole),
      let dead = Operand("killed", killed), dead.high < all.low || dead.low < all.low,
      let computed = Computation(
        .quotient(.difference(.operand(all), .operand(dead)), .operand(dead)), .ratio)
    else { return nil }
    let others = whole.extent.possible.subtracting(["killed"]).sorted().map(\.value)
    return beside(
      stated, computed, killed,
      notes: ["those not killed may be \(others.joined(separator: ", "))"])
  }

  private func share(_ killed: StatedFigure, _ whole: StatedFigure) -> Derivation? {
    guard let dead = Operand("killed", killed),
      let all = Operand("all \(whole.topic.measure)", whole),
      let computed = Computation(.quotient(.operand(dead), .operand(all)), .percent)
    else { return nil }
    return offer.derivation(.share, killed.topic, computed)
  }

  /// Rule *beside a stated ratio*: what one counter states as a ratio says nothing for certain of another's count or of
  /// another stretch of time. Where the two agree the offer is compatible with it; where not, they are named as different.
  private func beside(
    _ stated: [StatedFigure], _ computed: Computation, _ killed: StatedFigure, notes: [String]
  ) -> Derivation? {
    var derivation = offer.derivation(.ratio, killed.topic, computed, notes: notes)
    let others = stated.filter {
      $0.topic.measure == "wounded" && $0.scope.includes == ["killed"]
        && $0.topic.population == killed.topic.population && !$0.isOfOneStatement(killed)
    }
    for ratio in others.byRecency.prefix(Self.perSystem) {
      let judgement = Judgement(ratio, against: computed, mismatches: [])
      let said =
        "the ratio of \(Computation.show(ratio.leastNamed ?? 0, ratio.mostNamed ?? 0, .ratio)) that \(ratio.counter) states"
      if judgement.verdict == .contradicted {
        derivation.notes.append("not in agreement with \(said)")
      } else {
        derivation.verdict = .compatible
        derivation.reason = "in agreement with \(said)"
      }
      if let input = Operand("ratio beside", ratio)?.input { derivation.inputs.append(input) }
    }
    return derivation
  }
}
