import Ledger

/// What changed in what counting systems publish of their counts, from one vocabulary of the ledger to the next.
struct DefinitionChanges {
  /// In the order in which the ledger got them.
  let vocabularies: [IndexedVocabulary]

  /// - Parameter sources: of whom it is asked, by what makes two mentions the same.
  func notices(of sources: Set<String>) -> [CoverageNotice] {
    zip(vocabularies, vocabularies.dropFirst()).flatMap { before, after -> [CoverageNotice] in
      guard let date = after.recordedAt.date else { return [] }
      return sources.sorted().compactMap { key in
        guard let old = before.sources[key], let new = after.sources[key] else { return nil }
        let (one, other) = (Self.words(old), Self.words(new))
        guard one != other else { return nil }
        return CoverageNotice(
          .definitionChanged, source: Source(id: new.id, name: new.name), date: date,
          summary:
            "What the registry says of the counts of \(new.name) is another thing since \(date).",
          before: one, after: other)
      }
    }
  }

  /// What decides what a figure counts.
  private static func words(_ source: Vocabulary.CountingSource) -> String {
    let counts = source.counts.map { count in
      let parts = [
        count.includes.isEmpty
          ? nil : "with " + count.includes.map(\.value).joined(separator: ", "),
        count.excludes.isEmpty
          ? nil : "without " + count.excludes.map(\.value).joined(separator: ", "),
        count.method.map { "\($0)" }, count.nature.map { "\($0)" },
      ].compactMap { $0 }
      return "\(count.measure): " + (parts.isEmpty ? "not said" : parts.joined(separator: "; "))
    }
    let time = source.reportsAt.map { ["reports in the \($0)"] } ?? []
    return ([source.definition].filter { !$0.isEmpty } + counts + time).joined(separator: " / ")
  }
}
