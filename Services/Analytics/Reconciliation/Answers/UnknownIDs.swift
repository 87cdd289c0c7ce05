import Ledger

extension ClaimModel {
  /// Rule *known ids*: an id that neither the vocabulary nor any claim up to the revision knows is a mistake of whoever
  /// asks, and not an empty answer. Before there is a vocabulary nobody can tell, and nothing is refused.
  func checkIDs(of question: Question, at revision: UInt32) throws {
    guard let vocabulary = vocabularies.value(at: revision)?.words else { return }
    try check(
      question.conflict, "conflict", vocabulary.conflicts.lazy.map { ($0.id.value, $0.name) },
      at: revision, \.conflict)
    try check(
      question.party, "party", vocabulary.parties.lazy.map { ($0.id.value, $0.name) },
      besides: ["all", "both"], at: revision, \.party)
    try check(
      question.measure, "measure", vocabulary.measures.lazy.map { ($0.id.value, $0.name) },
      at: revision, \.measure)
    // Vocabularies list no populations: beside those that every text may state, the claims know them.
    try check(
      question.population, "population", [],
      besides: ["military", "civilian", "children", "all", "unknown"], at: revision, \.population)
  }

  private func topicsKnown(at revision: UInt32) -> [Topic] {
    claims.topics.values.indices.filter { index in
      claims.rowsByTopic[index].first.map { claims.rows[Int($0)].began <= revision } ?? false
    }.map { claims.topics.values[$0] }
  }

  private func check<ID: VocabularyID>(
    _ id: ID?, _ kind: String, _ named: some Sequence<(id: String, name: String)>,
    besides: [ID] = [], at revision: UInt32, _ part: (Topic) -> ID?
  ) throws {
    guard let id, !besides.contains(id), !named.contains(where: { $0.id == id.value }) else {
      return
    }
    // Only now, for there are many topics.
    let stated = Set(topicsKnown(at: revision).compactMap(part)).union(besides)
    guard !stated.contains(id) else { return }
    let near = nearest(to: id.value, among: Array(named) + stated.map { ($0.value, $0.value) })
    throw LedgerError(
      .notFound, subject: id.value,
      "No \(kind) “\(id)” is known.",
      hint: near.isEmpty ? "" : "did you mean \(near.joined(separator: ", "))?")
  }
}
