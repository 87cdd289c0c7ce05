import Ledger

/// Which fates a figure counts: killed, wounded, missing, captured. What a word leaves open stays open: "losses" count the
/// killed or more, and nobody says whether also the captured.
struct Extent: Hashable, Sendable {
  /// Counted for certain.
  let certain: Set<MeasureID>
  /// Counted, or not excluded: contains `certain`.
  let possible: Set<MeasureID>

  /// Rule *extent*: what the text says that its figure includes, else what the counting system publishes of its count, else
  /// what the vocabulary says of the measure. A measure that includes nothing else counts itself.
  /// - Parameter count: what the system that counts publishes of this count.
  init(
    _ measure: MeasureID, includes: [MeasureID], count: Vocabulary.Count? = nil,
    vocabulary: Vocabulary?
  ) {
    let published = count.map { $0.includes } ?? []
    if let said = [includes, published].first(where: { !$0.isEmpty }) {
      (certain, possible) = (Set(said), Set(said))
      return
    }
    let known = vocabulary?.measures.first { $0.id == measure }?.includes ?? []
    if known.isEmpty {
      (certain, possible) = ([measure], [measure])
    } else {
      (certain, possible) = ([], Set(known).subtracting(count?.excludes ?? []))
    }
  }

  init(certain: Set<MeasureID>, possible: Set<MeasureID>) {
    self.certain = certain
    self.possible = possible.union(certain)
  }

  var isCertain: Bool { certain == possible }

  /// Every fate that this may count is one that the other counts for certain: this figure can be no higher.
  func isPart(of other: Extent) -> Bool { possible.isSubset(of: other.certain) }

  /// Whether it may count a fate that the other may not, and how the two differ for certain.
  func differs(from other: Extent) -> Bool {
    !certain.isSubset(of: other.possible) || !other.certain.isSubset(of: possible)
  }
}
