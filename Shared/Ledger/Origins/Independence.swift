/// On one topic, who among those who count is independent of whom.
package struct TopicIndependence: Hashable, Sendable {
  package var topic: Topic
  /// Origins on the topic, without those that are relays of another one.
  package var origins: Int
  /// Texts in which they stand: what a count of mentions would say.
  package var claims: Int
  package var documents: Int
  /// Each is one voice: who counts in it, and what ties them. As many as there are independent sources.
  package var groups: [SourceGroup]
  /// Origins of nobody that a text names: whether those are independent, nobody can say, and they are not counted.
  package var unattributed: Int

  package init(
    topic: Topic, origins: Int = 0, claims: Int = 0, documents: Int = 0, groups: [SourceGroup] = [],
    unattributed: Int = 0
  ) {
    self.topic = topic
    self.origins = origins
    self.claims = claims
    self.documents = documents
    self.groups = groups
    self.unattributed = unattributed
  }
}

/// Sources that are not independent of each other.
package struct SourceGroup: Hashable, Sendable {
  /// By their names.
  package var sources: [Source]
  package var origins: Int
  /// What ties them to each other; empty for a source alone.
  package var ties: [Dependence]

  package init(sources: [Source], origins: Int = 0, ties: [Dependence] = []) {
    self.sources = sources
    self.origins = origins
    self.ties = ties
  }
}

/// Figures that one source gave out together, as one study or speech does, however many texts report them.
package struct SourceRelease: Hashable, Sendable {
  package var claimant: Source
  /// The claims that its figures are shown by, at least two.
  package var origins: [ClaimID]
  /// In how many claims and documents they stand, and the outlets of those.
  package var claims: Int
  package var documents: Int
  package var outlets: [String]

  package init(
    claimant: Source, origins: [ClaimID], claims: Int = 0, documents: Int = 0,
    outlets: [String] = []
  ) {
    self.claimant = claimant
    self.origins = origins
    self.claims = claims
    self.documents = documents
    self.outlets = outlets
  }
}

/// Why one source is not independent of another.
package struct Dependence: Hashable, Sendable {
  package var source: Source
  package var on: Source
  /// `builds on`, `speaks for the same party`, `quoted through`, `computed from`.
  package var kind: String
  /// What shows it: a claim of a text that says so. Empty where the registry of sources says it.
  package var claims: [ClaimID]

  package init(source: Source, on: Source, kind: String, claims: [ClaimID] = []) {
    self.source = source
    self.on = on
    self.kind = kind
    self.claims = claims
  }
}

/// Two documents of which one was made from the other, or both from a third.
package struct DocumentCopy: Hashable, Sendable {
  package var document: DocumentID
  package var other: DocumentID
  package var outlets: [String]
  package var otherOutlets: [String]
  package var kind: Kind
  /// How much of their words they share, 0 to 1: the estimated Jaccard similarity of their word sequences. Nil where one
  /// of them has no sketch.
  package var likeness: Double?
  /// Claims that both make, and how many of those stand in the same order.
  package var sharedClaims: Int
  package var inOrder: Int
  /// What stands at the same place of both and differs.
  package var changes: [Difference]

  /// Numbers are those of `CopyKind` in origins.proto; a test compares them.
  package enum Kind: Int32, CaseIterable, Sendable {
    /// The words are the same for the most part.
    case nearCopy = 1
    /// Other words, but the same claims in the same order.
    case retelling
  }

  package struct Difference: Hashable, Sendable {
    package var claim: ClaimID
    package var other: ClaimID
    package var changes: [RelayChange]
    package init(claim: ClaimID, other: ClaimID, changes: [RelayChange]) {
      self.claim = claim
      self.other = other
      self.changes = changes
    }
  }

  package init(
    document: DocumentID, other: DocumentID, outlets: [String] = [], otherOutlets: [String] = [],
    kind: Kind, likeness: Double? = nil, sharedClaims: Int = 0, inOrder: Int = 0,
    changes: [Difference] = []
  ) {
    self.document = document
    self.other = other
    self.outlets = outlets
    self.otherOutlets = otherOutlets
    self.kind = kind
    self.likeness = likeness
    self.sharedClaims = sharedClaims
    self.inOrder = inOrder
    self.changes = changes
  }
}
