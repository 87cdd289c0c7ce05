/// Somebody who counts, and how much of it the ledger holds.
package struct SourceSummary: Hashable, Sendable {
  /// Nil for a claimant that the vocabulary does not list.
  package var id: SourceID?
  /// As the vocabulary has it, else as texts write it, in small letters.
  package var name: String
  /// What the vocabulary says of it.
  package var source: Vocabulary.CountingSource?
  /// Claims that hold.
  package var claims: Int64
  /// The last day that a claim is about: of the earliest and of the latest. Nil where no claim has a date.
  package var first: CivilDate?
  package var last: CivilDate?

  package init(
    id: SourceID? = nil, name: String, source: Vocabulary.CountingSource? = nil, claims: Int64 = 0,
    first: CivilDate? = nil, last: CivilDate? = nil
  ) {
    self.id = id
    self.name = name
    self.source = source
    self.claims = claims
    self.first = first
    self.last = last
  }
}
