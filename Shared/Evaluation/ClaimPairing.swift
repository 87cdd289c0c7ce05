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
    let annotated = passage.claims.map { range(of: $0, in: text) }
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

  /// Where the number stands: as annotated, else inside its quote.
  private static func range(of claim: GoldClaim, in text: [Unicode.Scalar]) -> Range<Int>? {
    let number = Array(claim.numberSpan.unicodeScalars)
    if let start = claim.numberStart { return start..<start + number.count }
    let quote = Array(claim.quote.unicodeScalars)
    guard let at = first(quote, in: text[...]),
      let inside = first(number, in: text[at..<at + quote.count])
    else { return first(number, in: text[...]).map { $0..<$0 + number.count } }
    return inside..<inside + number.count
  }

  private static func first(_ needle: [Unicode.Scalar], in text: ArraySlice<Unicode.Scalar>)
    -> Int?
  {
    guard !needle.isEmpty, needle.count <= text.count else { return nil }
    return (text.startIndex...text.endIndex - needle.count).first {
      text[$0..<$0 + needle.count].elementsEqual(needle)
    }
  }
}
