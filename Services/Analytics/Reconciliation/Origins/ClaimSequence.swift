import Ledger

/// The claims of one document in the order in which they stand, as far as a retelling would keep them: who counts what, and
/// the number. A claim that says again what the one before it says stands once.
struct ClaimSequence {
  let rows: [ClaimRow]
  private let keys: [Key]

  /// More claims of a document than these are not looked at.
  static let limit = 200

  private struct Key: Hashable {
    let number: Double
    let unit: String
    let measure: MeasureID
    let party: PartyID?
  }

  init(_ rows: [ClaimRow], in table: ClaimTable) {
    var kept: [ClaimRow] = []
    var keys: [Key] = []
    var seen: Set<Key> = []
    for row in rows.sorted(by: { ($0.position, $0.id) < ($1.position, $1.id) }).prefix(Self.limit) {
      let quantity = row.quantity
      let number =
        !quantity.high.isNaN ? quantity.high : !quantity.best.isNaN ? quantity.best : quantity.low
      guard !number.isNaN else { continue }
      let topic = table.topics[row.topic]
      let key = Key(
        number: number, unit: table.words(of: row).unit, measure: topic.measure, party: topic.party)
      guard seen.insert(key).inserted else { continue }
      kept.append(row)
      keys.append(key)
    }
    (self.rows, self.keys) = (kept, keys)
  }

  var count: Int { rows.count }

  /// How many claims two documents share, whatever their order.
  func shared(with other: ClaimSequence) -> Int { Set(keys).intersection(other.keys).count }

  /// The longest run of claims that both make in the same order, as places in both.
  /// Source: D. Hirschberg, "A linear space algorithm for computing maximal common subsequences", 1975, of which this is the
  /// plain form with a table: both sides are short.
  func common(with other: ClaimSequence) -> [(Int, Int)] {
    let (n, m) = (count, other.count)
    guard n > 0, m > 0 else { return [] }
    var best = [Int](repeating: 0, count: (n + 1) * (m + 1))
    for i in stride(from: n - 1, through: 0, by: -1) {
      for j in stride(from: m - 1, through: 0, by: -1) {
        best[i * (m + 1) + j] =
          keys[i] == other.keys[j]
          ? best[(i + 1) * (m + 1) + j + 1] + 1
          : max(best[(i + 1) * (m + 1) + j], best[i * (m + 1) + j + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var (i, j) = (0, 0)
    while i < n, j < m {
      if keys[i] == other.keys[j] {
        pairs.append((i, j))
        (i, j) = (i + 1, j + 1)
      } else if best[(i + 1) * (m + 1) + j] >= best[i * (m + 1) + j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return pairs
  }

  /// Claims that stand at the same place of two documents and are not the same: between two claims that both make, before
  /// the first or behind the last of these, as many in the one as in the other.
  func atTheSamePlace(as other: ClaimSequence, between common: [(Int, Int)]) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    var (i, j) = (0, 0)
    for (nextI, nextJ) in common + [(count, other.count)] {
      if nextI - i == nextJ - j { pairs += zip(i..<nextI, j..<nextJ) }
      (i, j) = (nextI + 1, nextJ + 1)
    }
    return pairs
  }
}
