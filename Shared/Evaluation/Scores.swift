package import Ledger

/// How extracted claims compare with annotated ones, counted; figures add up over passages.
package struct Scores: Sendable, Equatable {
  package private(set) var passages = 0
  /// Passages without an annotated claim: every claim found there is a false alarm.
  package private(set) var passagesWithoutClaim = 0
  package private(set) var gold = 0
  package private(set) var found = 0
  package private(set) var detected = 0
  package private(set) var coreRight = 0
  package private(set) var fullRight = 0
  package private(set) var falseAlarms = 0
  package private(set) var rightByField: [ScoredField: Int] = [:]

  package init() {}

  /// Precision, recall and their harmonic mean, each between 0 and 1.
  package struct Rates: Sendable, Equatable {
    package var precision: Double
    package var recall: Double
    package var f1: Double

    init(right: Int, gold: Int, found: Int) {
      precision = found == 0 ? 1 : Double(right) / Double(found)
      recall = gold == 0 ? 1 : Double(right) / Double(gold)
      f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
    }
  }

  /// Found, whatever else was read of it.
  package var detect: Rates { Rates(right: detected, gold: gold, found: found) }
  /// Value, modifier, party, population, kind and stance right too.
  package var core: Rates { Rates(right: coreRight, gold: gold, found: found) }
  /// Claimant and period right as well.
  package var full: Rates { Rates(right: fullRight, gold: gold, found: found) }

  /// Of the detected claims, how many have a field right.
  package func accuracy(of field: ScoredField) -> Double {
    detected == 0 ? 0 : Double(rightByField[field] ?? 0) / Double(detected)
  }

  package mutating func add(_ outcome: PassageOutcome) {
    passages += 1
    gold += outcome.gold
    found += outcome.found
    if outcome.gold == 0 {
      passagesWithoutClaim += 1
      falseAlarms += outcome.found
    }
    detected += outcome.matches.count
    for match in outcome.matches {
      for field in ScoredField.allCases where !match.wrong.contains(field) {
        rightByField[field, default: 0] += 1
      }
      coreRight += match.isCoreRight ? 1 : 0
      fullRight += match.wrong.isEmpty ? 1 : 0
    }
  }
}

/// How the claims found in one passage compare with its annotation.
package struct PassageOutcome: Sendable {
  package struct Match: Sendable {
    package var gold: Int
    package var found: Int
    package var wrong: [ScoredField]
    package var isCoreRight: Bool { !wrong.contains { ScoredField.core.contains($0) } }
  }

  package var gold: Int
  package var found: Int
  package var matches: [Match]

  package init(_ passage: GoldPassage, _ claims: [ExchangeClaim]) {
    gold = passage.claims.count
    found = claims.count
    matches = ClaimPairing.pairs(passage, claims).map { pair in
      Match(
        gold: pair.gold, found: pair.found,
        wrong: ScoredField.allCases.filter {
          !$0.isRight(passage.claims[pair.gold], claims[pair.found])
        })
    }
  }

  /// Annotated claims that nothing answers.
  package var missed: [Int] {
    let hit = Set(matches.map(\.gold))
    return (0..<gold).filter { !hit.contains($0) }
  }

  /// Found claims that answer nothing.
  package var alarms: [Int] {
    let hit = Set(matches.map(\.found))
    return (0..<found).filter { !hit.contains($0) }
  }
}
