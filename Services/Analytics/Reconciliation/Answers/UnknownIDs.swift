import Ledger

extension ClaimModel {
  /// Rule *known ids*: an id that neither the vocabulary nor any claim up to the revision knows is a mistake of whoever
  /// asks, and not an empty answer. Before there is a vocabulary nobody can tell, and nothing is refused.
  func checkIDs(of question: Question, at revision: UInt32) throws {
    guard let vocabulary = vocabularies.value(at: revision) else { return }
    let topics = topicsKnown(at: revision)
    try check(
      question.conflict, "conflict",
      vocabulary.conflicts.map { ($0.id.value, $0.name) }, topics.compactMap(\.conflict))
    try check(
      question.party, "party", vocabulary.parties.map { ($0.id.value, $0.name) },
      topics.compactMap(\.party) + ["all", "both"])
    try check(
      question.measure, "measure", vocabulary.measures.map { ($0.id.value, $0.name) },
      topics.map(\.measure))
    // Vocabularies list no populations: beside those that every text may state, the claims know them.
    try check(
      question.population, "population", [],
      topics.compactMap(\.population) + ["military", "civilian", "children", "all", "unknown"])
  }

  private func topicsKnown(at revision: UInt32) -> [Topic] {
    claims.topics.values.indices.filter { index in
      claims.rowsByTopic[index].first.map { claims.rows[Int($0)].began <= revision } ?? false
    }.map { claims.topics.values[$0] }
  }

  private func check<ID: VocabularyID>(
    _ id: ID?, _ kind: String, _ named: [(id: String, name: String)], _ stated: [ID]
  ) throws {
    guard let id, !stated.contains(id), !named.contains(where: { $0.id == id.value }) else {
      return
    }
    let near = nearest(to: id.value, among: named + Set(stated).map { ($0.value, $0.value) })
    throw LedgerError(
      .notFound, subject: id.value,
      "No \(kind) “\(id)” is known.",
      hint: near.isEmpty ? "" : "did you mean \(near.joined(separator: ", "))?")
  }
}

/// Up to five ids that a misspelt one may mean, the nearest first: those that contain it or whose name does, then those
/// within a third of its length by edits.
func nearest(to word: String, among candidates: [(id: String, name: String)]) -> [String] {
  let word = word.lowercased()
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
