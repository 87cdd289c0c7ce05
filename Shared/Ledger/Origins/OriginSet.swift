/// Which claims are one claim: a page of origins under a question, and what keeps origins from being independent.
package struct OriginSet: Hashable, Sendable {
  /// In the order of topics, systems and dates.
  package var origins: [OriginRecord]
  /// On each topic of these origins, how many of those who count are independent of each other.
  package var topics: [TopicIndependence]
  /// Documents of these origins that are copies or retellings of another document.
  package var copies: [DocumentCopy]
  /// Which figures of one source came out together, as one study or speech: those that have an origin on this page.
  package var releases: [SourceRelease]
  /// How many origins there are under the question.
  package var total: Int
  /// Claims that fell under the question.
  package var claims: Int
  /// Claims besides those that reviewers rejected: they are left out.
  package var rejectedClaims: Int

  package init(
    origins: [OriginRecord] = [], topics: [TopicIndependence] = [], copies: [DocumentCopy] = [],
    releases: [SourceRelease] = [],
    total: Int = 0, claims: Int = 0, rejectedClaims: Int = 0
  ) {
    self.origins = origins
    self.topics = topics
    self.copies = copies
    self.releases = releases
    self.total = total
    self.claims = claims
    self.rejectedClaims = rejectedClaims
  }
}

/// One claim, through whatever outlets, wordings and spellings it came.
package struct OriginRecord: Hashable, Sendable {
  package var topic: Topic
  /// Who counts; nil where no text says it.
  package var claimant: Source?
  /// As it is shown: by the statement nearest to whoever counts.
  package var figure: Figure
  /// Every text in which it stands, the one that it is shown by first, at most `relayLimit` of them.
  package var relays: [RelayRecord]
  /// How many there are besides.
  package var furtherRelays: Int
  /// The claim that a statement on another topic, or of another claimant, goes back to as this one does: then this is no
  /// origin of its own. Nil for an origin.
  package var relayOf: ClaimID?
  /// How many independent origins state a figure that agrees with this one, itself included; 0 where nobody is named for
  /// it.
  package var independentOrigins: Int
  /// What the Admiralty code's second axis would be by the origins alone, 1 to 6: a proposal, never a decision.
  package var proposedCredibility: Int
  /// Why.
  package var proposalReason: String

  /// How many relays of an origin an answer lists.
  package static let relayLimit = 50

  package init(
    topic: Topic, claimant: Source?, figure: Figure, relays: [RelayRecord] = [],
    furtherRelays: Int = 0, relayOf: ClaimID? = nil, independentOrigins: Int = 0,
    proposedCredibility: Int = 6, proposalReason: String = ""
  ) {
    self.topic = topic
    self.claimant = claimant
    self.figure = figure
    self.relays = relays
    self.furtherRelays = furtherRelays
    self.relayOf = relayOf
    self.independentOrigins = independentOrigins
    self.proposedCredibility = proposedCredibility
    self.proposalReason = proposalReason
  }
}

/// One statement of an origin, with the hands that it came through and what they made of it.
package struct RelayRecord: Hashable, Sendable {
  package var claim: ClaimID
  package var document: DocumentID
  /// Who counts, as this text names them; nil where it names nobody.
  package var claimant: Source?
  package var speaker: Source?
  /// Nearest to the claimant first.
  package var relays: [Source]
  /// Where the document was seen, by the names.
  package var outlets: [String]
  package var mode: Attribution.Mode
  package var quantity: Quantity
  /// When the report appeared, where that is known.
  package var published: DateStatement?
  /// What became of the statement that the origin is shown by. Empty for that one itself.
  package var changes: [RelayChange]
  /// Why it is taken for the same claim, where topic or claimant differ; empty where they are the same.
  package var alignment: String

  package init(
    claim: ClaimID, document: DocumentID, claimant: Source? = nil, speaker: Source? = nil,
    relays: [Source] = [], outlets: [String] = [], mode: Attribution.Mode, quantity: Quantity,
    published: DateStatement? = nil, changes: [RelayChange] = [], alignment: String = ""
  ) {
    self.claim = claim
    self.document = document
    self.claimant = claimant
    self.speaker = speaker
    self.relays = relays
    self.outlets = outlets
    self.mode = mode
    self.quantity = quantity
    self.published = published
    self.changes = changes
    self.alignment = alignment
  }
}

/// One thing that a repetition changed.
package struct RelayChange: Hashable, Sendable {
  /// In words, such as `bound dropped` or `measure changed`; Docs/claim-model.md lists them.
  package var kind: String
  /// As the statement has it that the origin is shown by, and as the repetition has it.
  package var before: String
  package var after: String

  package init(kind: String, before: String = "", after: String = "") {
    self.kind = kind
    self.before = before
    self.after = after
  }
}
