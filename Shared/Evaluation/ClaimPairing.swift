import Ledger

/// Which found claim answers which annotated one: of the same measure, with overlapping numbers, one to one, the
/// best overlap first.
enum ClaimPairing {
  struct Pair {
    var gold: Int
    var found: Int
  }

  static func pairs(_ passage: GoldPassage, _ found: [ExchangeClaim]) -> [Pair] {
    let text = Array(passage.text.unicodeScalars)
    let annotated = places(of: passage.claims, in: text)
    var candidates: [(rank: (Double, Int, Int, Int), pair: Pair)] = []
    for (i, gold) in passage.claims.enumerated() {
      guard let wanted = annotated[i] else { continue }
      for (j, claim) in found.enumerated() where claim.measure == gold.measure {
        let size = claim.numberSpan.unicodeScalars.count
        let range = claim.numberStart..<claim.numberStart + size
        let shared =
          min(wanted.upperBound, range.upperBound) - max(wanted.lowerBound, range.lowerBound)
        guard shared > 0 else { continue }
        let whole =
          max(wanted.upperBound, range.upperBound) - min(wanted.lowerBound, range.lowerBound)
        let right = ScoredField.allCases.count { $0.isRight(gold, claim) }
        candidates.append(
          ((-Double(shared) / Double(whole), -right, i, j), Pair(gold: i, found: j)))
      }
    }
    var pairs: [Pair] = []
    var (usedGold, usedFound) = (Set<Int>(), Set<Int>())
    for (_, pair) in candidates.sorted(by: { $0.rank < $1.rank })
    where !usedGold.contains(pair.gold) && !usedFound.contains(pair.found) {
      pairs.append(pair)
      usedGold.insert(pair.gold)
      usedFound.insert(pair.found)
    }
    return pairs
  }

  /// Where each number stands: as annotated, else at the next place inside its quote that no other claim of the
  /// measure has, else at its first place in the text.
  private static func places(of claims: [GoldClaim], in text: [Unicode.Scalar]) -> [Range<Int>?] {
    var taken: Set<Place> = []
    return claims.map { claim in
      let number = Array(claim.numberSpan.unicodeScalars)
      let start =
        claim.numberStart
        ?? occurrences(of: Array(claim.quote.unicodeScalars), in: text[...]).lazy
        .flatMap { occurrences(of: number, in: text[$0]) }
        .first { !taken.contains(Place(start: $0.lowerBound, measure: claim.measure)) }?.lowerBound
        ?? occurrences(of: number, in: text[...]).first?.lowerBound
      guard let start else { return nil }
      taken.insert(Place(start: start, measure: claim.measure))
      return start..<start + number.count
    }
  }

  private struct Place: Hashable {
    var start: Int
    var measure: String
  }

  private static func occurrences(
    of needle: [Unicode.Scalar], in text: ArraySlice<Unicode.Scalar>
  ) -> [Range<Int>] {
    guard !needle.isEmpty, needle.count <= text.count else { return [] }
    return (text.startIndex...text.endIndex - needle.count)
      .map { $0..<$0 + needle.count }
      .filter { text[$0].elementsEqual(needle) }
  }
}
