/// A question to the analytics: which group and measure, about which date, at which state of the ledger.
package struct Question: Hashable, Sendable {
  package var conflict: ConflictID?
  package var party: PartyID?
  package var measure: MeasureID?
  package var population: PopulationID?
  /// The date that figures speak about (`--as-of`): figures about later dates are left out.
  package var asOf: CivilDate?
  package init(
    conflict: ConflictID? = nil, party: PartyID? = nil, measure: MeasureID? = nil,
    population: PopulationID? = nil, asOf: CivilDate? = nil
  ) {
    self.conflict = conflict
    self.party = party
    self.measure = measure
    self.population = population
    self.asOf = asOf
  }
}

/// One group and one measure. Figures are set side by side only within a topic; what differs in conflict, population,
/// measure, cause or kind of figure stands in another topic.
package struct Topic: Hashable, Sendable {
  package var conflict: ConflictID?
  package var party: PartyID?
  package var population: PopulationID?
  package var measure: MeasureID
  package var cause: CountedGroup.Cause
  /// `period total` and `cumulative` figures stand together, incidents and rates by themselves.
  package var kind: Claim.Kind
  package init(
    conflict: ConflictID?, party: PartyID?, population: PopulationID?, measure: MeasureID,
    cause: CountedGroup.Cause, kind: Claim.Kind
  ) {
    self.conflict = conflict
    self.party = party
    self.population = population
    self.measure = measure
    self.cause = cause
    self.kind = kind
  }
}

/// All figures on some topics, by who counts. Never a bare number: each figure names the claims that it rests on.
package struct Comparison: Hashable, Sendable {
  package var topics: [ComparedTopic]
  /// Claims that fell under the question.
  package var claims: Int
  /// Claims besides those that reviewers rejected: they are left out.
  package var rejectedClaims: Int
  /// The day at whose end `ComparedTopic.atDate` speaks; nil where none was asked for.
  package var atDate: CivilDate?
  package init(
    topics: [ComparedTopic], claims: Int, rejectedClaims: Int = 0, atDate: CivilDate? = nil
  ) {
    self.topics = topics
    self.claims = claims
    self.rejectedClaims = rejectedClaims
    self.atDate = atDate
  }
}

package struct ComparedTopic: Hashable, Sendable {
  package var topic: Topic
  /// One row a counting system, in the order of their names; figures without a claimant come last.
  package var systems: [CountingSystem]
  /// The least and the most that the asserted figures allow, taken over all systems and never averaged. Nil ends are open.
  package var lowest: Double?
  package var highest: Double?
  /// What each running count allows at the one date that was asked for, in the order of the systems' names.
  package var atDate: [CountAtDate]
  package init(
    topic: Topic, systems: [CountingSystem], lowest: Double?, highest: Double?,
    atDate: [CountAtDate] = []
  ) {
    self.topic = topic
    self.systems = systems
    self.lowest = lowest
    self.highest = highest
    self.atDate = atDate
  }
}

/// Who counts, with all their figures on one topic.
package struct CountingSystem: Hashable, Sendable {
  /// Nil where no text says who counted.
  package var claimant: Source?
  /// What the count includes, from the ledger's vocabulary; empty where it says nothing.
  package var definition: String
  /// In the order of the days that they are about, undated ones last. Of more than `mostFigures` of either kind, the last.
  package var figures: [Figure]
  /// How many there are besides; a series has all that are dated.
  package var furtherFigures: Int
  package init(
    claimant: Source?, definition: String, figures: [Figure], furtherFigures: Int = 0
  ) {
    self.claimant = claimant
    self.definition = definition
    self.figures = figures
    self.furtherFigures = furtherFigures
  }

  /// A daily count has thousands of figures, of which a comparison needs the latest.
  package static let mostFigures = 50
}

/// One figure of one counting system, however many texts repeat it.
package struct Figure: Hashable, Sendable {
  package var quantity: Quantity
  package var kind: Claim.Kind
  package var ratePer: Claim.RateUnit?
  package var polarity: Claim.Polarity
  package var citedForScale: Bool
  package var method: CountedGroup.Method
  /// From the claim that the figure is shown by.
  package var time: ClaimTime
  /// The claims that it rests on. The first is the one it is shown by: the nearest to the claimant.
  package var claims: [ClaimID]
  /// In how many documents it stands.
  package var documents: Int
  package var outlets: [String]
  /// What some of the repetitions changed: "bound dropped", "modifier changed". Empty where none did.
  package var changes: [String]
  /// How the figure came about: "as stated" for what a text says.
  package var formula: String
  /// How many of its claims reviewers accepted.
  package var acceptedClaims: Int
  /// How many of its claims are counted as reviewers corrected them.
  package var correctedClaims: Int
  /// In how many of its documents the words were withdrawn, at whatever revision. The figure stays.
  package var withdrawn: Int
  /// Whether it is a floor, an estimate or an announced count, by how the text says that it was made, else by the registry
  /// of sources. Nil where neither says it.
  package var nature: Vocabulary.Nature?

  package init(
    quantity: Quantity, kind: Claim.Kind, ratePer: Claim.RateUnit?, polarity: Claim.Polarity,
    citedForScale: Bool, method: CountedGroup.Method, time: ClaimTime, claims: [ClaimID],
    documents: Int, outlets: [String], changes: [String], formula: String = "as stated",
    acceptedClaims: Int = 0, correctedClaims: Int = 0,
    withdrawn: Int = 0, nature: Vocabulary.Nature? = nil
  ) {
    self.quantity = quantity
    self.kind = kind
    self.ratePer = ratePer
    self.polarity = polarity
    self.citedForScale = citedForScale
    self.method = method
    self.time = time
    self.claims = claims
    self.documents = documents
    self.outlets = outlets
    self.changes = changes
    self.formula = formula
    self.acceptedClaims = acceptedClaims
    self.correctedClaims = correctedClaims
    self.withdrawn = withdrawn
    self.nature = nature
  }
}

/// The dated figures of each counting system on each topic, in the order of the dates that they speak about.
package struct SeriesSet: Hashable, Sendable {
  package var series: [Series]
  /// How many figures there are in all of them, on whatever page.
  package var points: Int
  package var claims: Int
  /// Claims besides those that reviewers rejected: they are left out.
  package var rejectedClaims: Int
  package init(series: [Series], points: Int, claims: Int, rejectedClaims: Int = 0) {
    self.series = series
    self.points = points
    self.claims = claims
    self.rejectedClaims = rejectedClaims
  }
}

extension SeriesSet {
  /// Bytes that a page of figures may have, by an estimate that is rather too high: a message holds twice as many.
  package static let mostBytes = 2 << 20

  /// A page of the figures. It ends before it would be too large, and has one figure at least, where there is one more.
  /// - Parameter start: how many figures to leave out, from the first.
  package func page(from start: Int, _ size: PageSize) -> SeriesSet {
    var page = self
    page.series = []
    var (left, room, bytes) = (start, size.items, 0)
    for one in series {
      guard room > 0 else { break }
      guard left < one.points.count else {
        left -= one.points.count
        continue
      }
      var part = one
      part.points = []
      for figure in one.points[left...].prefix(room) {
        bytes += figure.roughSize
        guard bytes <= Self.mostBytes || (page.series.isEmpty && part.points.isEmpty) else { break }
        part.points.append(figure)
      }
      let isCut = left + part.points.count < one.points.count
      room -= part.points.count
      left = 0
      if !part.points.isEmpty { page.series.append(part) }
      if isCut { break }
    }
    return page
  }
}

extension Figure {
  /// Bytes that it takes in a message, about.
  fileprivate var roughSize: Int {
    let words =
      quantity.modifierText.utf8.count
      + [time.from, time.to, time.asOf, time.statedOn, time.published]
      .reduce(0) { $0 + ($1?.words.utf8.count ?? 0) }
    return 400 + words + claims.count * 68 + outlets.reduce(0) { $0 + $1.utf8.count + 8 }
      + changes.reduce(0) { $0 + $1.utf8.count + 8 } + formula.utf8.count
  }
}

package struct Series: Hashable, Sendable {
  package var topic: Topic
  package var claimant: Source?
  package var points: [Figure]
  package init(topic: Topic, claimant: Source?, points: [Figure]) {
    self.topic = topic
    self.claimant = claimant
    self.points = points
  }
}
