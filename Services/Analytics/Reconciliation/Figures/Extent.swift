import Ledger

/// Which fates a figure counts: killed, wounded, missing, captured. What a word leaves open stays open: "losses" count the
/// killed or more, and nobody says whether also the captured.
struct Extent: Hashable, Sendable {
  /// Counted for certain.
  let certain: Set<MeasureID>
  /// Counted, or not excluded: contains `certain`.
  let possible: Set<MeasureID>

  /// Rule *extent*: what the text says that its figure includes, else what the vocabulary says of the measure. A measure that
  /// includes nothing else counts itself.
  init(_ measure: MeasureID, includes: [MeasureID], vocabulary: Vocabulary?) {
    if !includes.isEmpty {
      (certain, possible) = (Set(includes), Set(includes))
      return
    }
    let known = vocabulary?.measures.first { $0.id == measure }?.includes ?? []
    if known.isEmpty {
      (certain, possible) = ([measure], [measure])
    } else {
      (certain, possible) = ([], Set(known))
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
