import Ledger

/// A vocabulary with what answers look up in it by id. Made once, when the ledger brings it.
final class IndexedVocabulary: Sendable {
  let words: Vocabulary
  /// When the ledger got it.
  let recordedAt: Moment
  let conflicts: [String: Vocabulary.Conflict]
  let sources: [String: Vocabulary.CountingSource]
  /// Of each conflict, the names of its sides in lower case, as places are compared.
  let lands: [ConflictID: Set<String>]

  init(_ words: Vocabulary, recordedAt: Moment) {
    self.words = words
    self.recordedAt = recordedAt
    conflicts = Dictionary(
      words.conflicts.map { ($0.id.value, $0) }, uniquingKeysWith: { first, _ in first })
    sources = Dictionary(
      words.sources.map { ($0.id.value, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Dictionary(
      words.parties.map { ($0.id, $0.name.lowercased()) }, uniquingKeysWith: { first, _ in first })
    lands = Dictionary(
      words.conflicts.map { ($0.id, Set($0.parties.compactMap { names[$0] })) },
      uniquingKeysWith: { first, _ in first })
  }
}
