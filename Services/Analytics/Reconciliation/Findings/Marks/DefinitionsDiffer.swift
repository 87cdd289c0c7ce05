import Ledger

/// Mark *definitions differ*: systems whose mixed figures on the same people stand beside each other count different fates.
struct DefinitionsDiffer: FindingRule {
  func findings(in view: FindingView) -> [Finding] {
    view.wars.flatMap { war -> [Finding] in
      let mixed = war.levels.filter { $0.extent.possible.count > 1 && $0.system != nil }
      let groups = Dictionary(grouping: mixed, by: \.who).sorted {
        ($0.key.party.value, $0.key.population?.value ?? "")
          < ($1.key.party.value, $1.key.population?.value ?? "")
      }
      return groups.compactMap { who, levels in mark(who, levels, war) }
    }
  }

  private func mark(_ who: Level.Who, _ levels: [Level], _ war: War) -> Finding? {
    // One figure a system and extent.
    var shown: [Level] = []
    for level in levels.sorted(by: { ($0.system ?? "", $0.id) < ($1.system ?? "", $1.id) })
    where !shown.contains(where: { $0.system == level.system && $0.extent == level.extent }) {
      shown.append(level)
    }
    guard Set(shown.map(\.extent)).count > 1, Set(shown.map(\.system)).count > 1 else { return nil }
    let listed = shown.prefix(12)
    let words = listed.map { level in
      "\(FindingWords.name(level.figure)) (\(level.figure.topic.measure)): \(FindingWords.fates(level.extent))"
    }
    return Finding(
      type: .definitionsDiffer, severity: .low,
      summary:
        "Counts of \(FindingWords.people(who, in: war.conflict)) include different fates: \(words.joined(separator: "; ")).",
      claims: listed.map { FindingClaim($0.id, .marked) },
      explanations: [
        FindingExplanation(.definition, "compare them only with what each includes in mind")
      ], further: shown.count - listed.count)
  }
}
