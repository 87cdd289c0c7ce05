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
