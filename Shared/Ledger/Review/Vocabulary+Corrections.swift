extension Vocabulary {
  /// Sources that were corrected by their id alone get the name that the vocabulary has for them.
  package func named(_ corrections: [String: String]) -> [String: String] {
    var corrections = corrections
    for role in ["attribution.claimant", "attribution.speaker", "attribution.outlet"]
    where corrections[role + ".name"] == nil {
      guard let id = corrections[role + ".id"]?.lowercased() else { continue }
      corrections[role + ".name"] = sources.first { $0.id.value == id }?.name
    }
    return corrections
  }

  /// Throws `notFound`, with what may have been meant, for an id that neither the vocabulary nor any claim knows.
  /// Before there are ids of a kind nobody can tell, and nothing is refused.
  /// - Parameter isUsed: whether a claim has it already.
  package func requireKnown(
    _ corrections: [FieldCorrection],
    isUsed: (CorrectableField.Kind, String) throws(LedgerError) -> Bool
  ) throws(LedgerError) {
    for correction in corrections where !correction.to.isEmpty {
      guard let kind = CorrectableField.named(correction.field)?.vocabulary else { continue }
      let known = ids(of: kind)
      guard !known.isEmpty, !known.contains(where: { $0.id == correction.to }),
        try !isUsed(kind, correction.to)
      else { continue }
      let near = nearest(to: correction.to, among: known)
      throw LedgerError(
        .notFound, subject: correction.field, "no \(kind) “\(correction.to)” is known",
        hint: near.isEmpty ? "" : "did you mean \(near.joined(separator: ", "))?")
    }
  }

  /// Vocabularies list no populations: these are the ones that every text may state; claims know narrower ones.
  package static let commonPopulations: [PopulationID] = [
    "military", "civilian", "children", "all", "unknown",
  ]

  private func ids(of kind: CorrectableField.Kind) -> [(id: String, name: String)] {
    switch kind {
    case .party:
      parties.isEmpty
        ? []
        : parties.map { ($0.id.value, $0.name) } + [("all", "everyone"), ("both", "both sides")]
    case .measure: measures.map { ($0.id.value, $0.name) }
    case .conflict: conflicts.map { ($0.id.value, $0.name) }
    case .source: sources.map { ($0.id.value, $0.name) }
    case .population: Self.commonPopulations.map { ($0.value, $0.value) }
    }
  }
}
