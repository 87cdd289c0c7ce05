/// Up to five ids that a misspelt one may mean, the nearest first: those that contain it or whose name does, then those
/// within a third of its length by edits.
package func nearest(to word: String, among candidates: [(id: String, name: String)]) -> [String] {
  // What is far longer than any id means none of them, and would take long to compare.
  let word = String(word.lowercased().prefix(100))
  let most = max(2, word.count / 3)
  var distances: [String: Int] = [:]
  for candidate in candidates {
    let name = candidate.name.lowercased()
    var distance = min(edits(word, candidate.id), edits(word, name))
    if !word.isEmpty, candidate.id.contains(word) || name.contains(word) {
      distance = min(distance, 1)
    }
    if distance <= most {
      distances[candidate.id] = min(distance, distances[candidate.id] ?? distance)
    }
  }
  return distances.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(5).map(\.key)
}

/// Levenshtein distance in characters.
private func edits(_ one: String, _ other: String) -> Int {
  let other = Array(other)
  var previous = Array(0...other.count)
  for (row, a) in one.enumerated() {
    var current = [row + 1]
    for (column, b) in other.enumerated() {
      current.append(
        min(previous[column] + (a == b ? 0 : 1), previous[column + 1] + 1, current[column] + 1))
    }
    previous = current
  }
  return previous[other.count]
}
