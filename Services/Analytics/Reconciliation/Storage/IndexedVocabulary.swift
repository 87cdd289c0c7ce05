import Ledger

/// A vocabulary with what answers look up in it by id. Made once, when the ledger brings it.
final class IndexedVocabulary: Sendable {
  let words: Vocabulary
  let conflicts: [String: Vocabulary.Conflict]
  let sources: [String: Vocabulary.CountingSource]

  init(_ words: Vocabulary) {
    self.words = words
    conflicts = Dictionary(
      words.conflicts.map { ($0.id.value, $0) }, uniquingKeysWith: { first, _ in first })
    sources = Dictionary(
      words.sources.map { ($0.id.value, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
