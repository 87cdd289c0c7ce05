import Ledger

/// What may stand in a field of a mapping, and in the cells that it asks for.
struct MappedMeanings<Raw: Sendable>: Sendable {
  /// For messages: "parties".
  var kind: String
  /// For hints.
  var list: [(id: String, name: String)]
  /// Of a word in the mapping.
  var constant: @Sendable (String) -> Raw?
  /// Of a cell.
  var read: @Sendable (String) -> Raw?

  init(
    kind: String, list: [(id: String, name: String)],
    constant: @escaping @Sendable (String) -> Raw?,
    read: (@Sendable (String) -> Raw?)? = nil
  ) {
    (self.kind, self.list, self.constant, self.read) = (kind, list, constant, read ?? constant)
  }
}

/// An entry of the vocabulary.
struct MappedEntry<ID: VocabularyID>: Sendable {
  var id: ID
  var name: String
}

extension MappedMeanings {
  /// Ids stand in the mapping as they are; a cell may hold the name that one of them alone has.
  init<ID: VocabularyID>(_ key: String, _ entries: [(ID, String)]) where Raw == MappedEntry<ID> {
    let byID = Dictionary(
      entries.map { ($0.0.value, MappedEntry(id: $0.0, name: $0.1)) },
      uniquingKeysWith: { one, _ in one })
    let byName = Dictionary(grouping: byID.values, by: \.name)
    self.init(
      kind: ID.self == PartyID.self ? "parties" : "\(key)s",
      list: entries.map { (id: $0.0.value, name: $0.1) }, constant: { byID[$0] },
      read: { text in
        byID[text] ?? byName[text].flatMap { $0.count == 1 ? $0[0] : nil }
      })
  }
}
