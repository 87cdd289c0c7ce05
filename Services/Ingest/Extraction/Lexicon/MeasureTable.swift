import Ledger

/// What the lexicon says of some measures. There are few, and every claim asks many times: comparing them one after the
/// other takes less than hashing what is looked for.
struct MeasureTable<Value: Sendable>: Sendable {
  private let entries: [(measure: MeasureID, value: Value)]

  init(_ values: [MeasureID: Value] = [:]) {
    entries = values.sorted { $0.key < $1.key }.map { (measure: $0.key, value: $0.value) }
  }

  subscript(measure: MeasureID) -> Value? {
    for entry in entries where entry.measure == measure { return entry.value }
    return nil
  }

  func contains(_ measure: MeasureID) -> Bool {
    entries.contains { $0.measure == measure }
  }
}

/// Some measures.
typealias MeasureSet = MeasureTable<Void>

extension MeasureTable<Void> {
  init(_ measures: some Sequence<MeasureID>) {
    self.init(Dictionary(measures.map { ($0, ()) }, uniquingKeysWith: { one, _ in one }))
  }
}
