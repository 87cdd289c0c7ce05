package import Ledger

/// What a source publishes of its counts, in words for people.
extension Words {
  /// `losses (killed, wounded) of russia military, not missing, announced, estimate`
  package static func count(_ count: Vocabulary.Count) -> String {
    var words = count.measure.value
    if !count.includes.isEmpty { words += " (\(list(count.includes)))" }
    let group = [count.party?.value, count.population?.value].compactMap { $0 }
    if !group.isEmpty { words += " of " + group.joined(separator: " ") }
    if let conflict = count.conflict { words += " in \(conflict)" }
    if !count.excludes.isEmpty { words += ", not \(list(count.excludes))" }
    if let method = count.method { words += ", " + self.method(method) }
    if let nature = count.nature, count.method == nil || nature != Vocabulary.Nature(count.method) {
      words += ", \(nature)"
    }
    return words
  }

  package static func method(_ method: CountedGroup.Method) -> String {
    switch method {
    case .named: "named"
    case .individuallyVerified: "verified one by one"
    case .announced: "announced"
    case .estimated: "estimated"
    case .modelled: "modelled"
    case .unstated: "not stated"
    }
  }

  private static func list(_ measures: [MeasureID]) -> String {
    measures.map(\.value).joined(separator: ", ")
  }
}
