import Ledger
import Reconciliation
import Testing

/// What must hold of derivations whatever is in the ledger.
@Suite("Derivations, whatever the ledger holds")
struct DerivationPropertyTests {
  /// A ledger of chance, the same for the same seed.
  private func claims(_ seed: UInt64) -> [Claim] {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ count: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(count))
    }
    func quantity() -> Quantity {
      let value = Double((next(98) + 1) * [10, 1000, 100_000][next(3)])
      switch next(6) {
      case 0: return InventedWar.range(value, value * 1.2)
      case 1: return .upTo(value)
      case 2: return .moreThan(value)
      case 3: return .about(value, "about", digits: 2)
      case 4 where next(8) == 0: return .exact(0, digits: 1)
      default: return InventedWar.number(value)
      }
    }
    return (0..<30).map { index in
      let measure: MeasureID = ["killed", "wounded", "missing", "casualties", "losses"][next(5)]
      let form = next(8)
      return InventedWar.figure(
        form == 0
          ? InventedWar.ratio(Double(next(5)) + 0.5)
          : form == 1
            ? InventedWar.percent(Double(next(99) + 1))
            : form == 2 ? InventedWar.derived(.multiple, "times", Double(next(9) + 1)) : quantity(),
        measure, of: ["north", "south", "both"][form < 3 ? next(2) : next(3)],
        by: [InventedWar.institute, InventedWar.minister, InventedWar.staff, nil][next(4)],
        in: ["A", "B", "C"][next(3)], at: index * 10
      ) { claim in
        if form == 0, next(2) == 0, measure != "killed" { claim.measure.includes = ["killed"] }
        switch next(4) {
        case 0: claim.time = ClaimTime(from: on("2002"), to: on("2002"))
        case 1: claim.time.asOf = on("2003-0\(next(9) + 1)-01")
        default: claim.time.published = on("2003-05-0\(next(9) + 1)")
        }
        if next(9) == 0 { claim.polarity = .projected }
        if next(9) == 0, form > 2 {
          (claim.kind, claim.ratePer) = (.rate, [.day, .month][next(2)])
        }
      }
    }
  }

  @Test(arguments: UInt64(1)...40)
  func doNotDependOnTheOrderOfArrival(_ seed: UInt64) throws {
    let claims = claims(seed)
    let one = try InventedWar.derivations(claims, DerivationQuery(pageSize: 200))
    let other = try InventedWar.derivations(
      claims.reversed(), DerivationQuery(pageSize: 200))
    #expect(one == other)
  }

  @Test(arguments: UInt64(1)...40)
  func mirrorWhereTheSidesAreSwapped(_ seed: UInt64) throws {
    let claims = claims(seed)
    let swapped = claims.map { claim in
      var claim = claim
      let mirror: [PartyID: PartyID] = ["north": "south", "south": "north"]
      claim.group.party = claim.group.party.map { mirror[$0] ?? $0 }
      return claim
    }
    func shape(_ claims: [Claim], _ turn: [String: String]) throws -> [String] {
      try InventedWar.derivations(claims, DerivationQuery(pageSize: 200)).derivations
        .filter { $0.statement != nil && $0.kind != .timeToReach }.map { derivation in
          let party = derivation.topic.party?.value ?? ""
          return "\(derivation.kind) \(derivation.verdict) \(turn[party] ?? party) "
            + "\(derivation.topic.measure) \(derivation.result()) \(derivation.stated.debugDescription)"
        }.sorted()
    }
    let turned = ["north": "south", "south": "north"]
    let (one, other) = (try shape(claims, [:]), try shape(swapped, turned))
    #expect(one.filter { !other.contains($0) } == [])
    #expect(one.count == other.count)
  }

  @Test(arguments: UInt64(1)...40)
  func areSoundInForm(_ seed: UInt64) throws {
    let claims = claims(seed)
    let ids = Set(claims.map { ClaimID(of: $0) })
    let page = try InventedWar.derivations(claims, DerivationQuery(pageSize: 200))
    for derivation in page.derivations {
      #expect(derivation.inputs.allSatisfy { $0.claims.allSatisfy(ids.contains) })
      #expect(derivation.verdict != .notCheckable || !derivation.reason.isEmpty)
      #expect(derivation.statement != nil || [.offered, .compatible].contains(derivation.verdict))
      for result in derivation.results {
        for end in [result.span.low, result.span.high].compactMap({ $0 }) {
          #expect(end.value.isFinite && end.value >= 0)
        }
        if let low = result.span.low, let high = result.span.high {
          #expect(low.value <= high.value)
        }
      }
      if [.reproduced, .contradicted].contains(derivation.verdict) {
        #expect(derivation.mismatches.isEmpty)
      }
    }
  }
}
