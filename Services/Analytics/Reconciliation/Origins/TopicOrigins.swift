import Ledger

/// The origins on one topic, and which of those who count are one voice.
struct TopicOrigins {
  let topic: Topic
  let origins: [One]
  let independence: TopicIndependence
  private let figures: [StatedFigure]
  private let grouping: Grouping
  /// The figures that may bear others out, in the order of their least.
  private let telling: [(least: Double, place: Int)]

  struct One {
    /// Its place among the origins of the topic.
    let place: Int
    let claimant: Source?
    let answered: AnsweredFigure
    let relayOf: ClaimID?

    /// What counts nobody, and what goes back to another claim, says nothing of its own on the topic.
    var counts: Bool {
      relayOf == nil && answered.figure.polarity == .asserted && !answered.figure.citedForScale
    }
    /// Who counts, where the texts name somebody.
    var voice: Source? { claimant.flatMap { $0.isNameless ? nil : $0 } }
  }

  /// - Parameter relayOf: the statement of another topic or claimant that a figure goes back to; nil for an origin.
  init(
    _ answer: TopicAnswer, _ context: AnswerContext, relayOf: (AnsweredFigure) -> ClaimID?
  ) {
    topic = answer.topic
    var origins: [One] = []
    for system in answer.systems {
      for figure in system.figures {
        origins.append(
          One(
            place: origins.count, claimant: system.claimant, answered: figure,
            relayOf: relayOf(figure)))
      }
    }
    self.origins = origins
    figures = answer.stated(in: context)
    let allowed = figures
    telling = origins.filter(\.counts).compactMap { origin in
      Agreement.telling(allowed[origin.place]).map { ($0.low.value, origin.place) }
    }.sorted { ($0.least, $0.place) < ($1.least, $1.place) }
    let ties = SourceTies(context: context).ties(among: Self.voices(origins))
    grouping = Grouping(ties)
    independence = Self.independence(answer.topic, origins, ties, grouping)
  }

  /// Who counts on the topic, with all that the texts have of each.
  private static func voices(_ origins: [One]) -> [SourceTies.Voice] {
    var statements: [String: [ClaimRow]] = [:]
    var sources: [Source] = []
    for origin in origins where origin.counts {
      guard let claimant = origin.voice else { continue }
      if statements[claimant.key] == nil { sources.append(claimant) }
      statements[claimant.key, default: []] += origin.answered.statements
    }
    return sources.map { SourceTies.Voice(source: $0, statements: statements[$0.key] ?? []) }
  }

  private static func independence(
    _ topic: Topic, _ origins: [One], _ ties: [Dependence], _ grouping: Grouping
  ) -> TopicIndependence {
    let own = origins.filter(\.counts)
    var groups: [String: SourceGroup] = [:]
    for origin in own {
      guard let claimant = origin.voice else { continue }
      let name = grouping.name(of: claimant.key)
      groups[name, default: SourceGroup(sources: [])].origins += 1
      if !(groups[name]?.sources.contains(claimant) ?? false) {
        groups[name]?.sources.append(claimant)
      }
    }
    for tie in ties { groups[grouping.name(of: tie.source.key)]?.ties.append(tie) }
    let statements = own.flatMap(\.answered.statements)
    return TopicIndependence(
      topic: topic, origins: own.count, claims: statements.count,
      documents: Set(statements.map(\.document)).count,
      groups: groups.values.sorted { one, other in
        (one.sources.first?.sortKey ?? ("", "")) < (other.sources.first?.sortKey ?? ("", ""))
      }, unattributed: own.count { $0.voice == nil })
  }

  /// What the origins of the topic say for one of them.
  func proposal(for origin: One) -> CredibilityProposal {
    let figure = figures[origin.place]
    guard let range = Agreement.telling(figure) else {
      return CredibilityProposal(figure, among: [], group: grouping.name)
    }
    // None that begins above its most overlaps, and none that begins below half of its least reaches up to it.
    let first = telling.partitioningIndex { $0.least >= range.low.value / Agreement.tellingRatio }
    let others = telling[first...].prefix { $0.least <= range.high.value }
      .filter { $0.place != origin.place }
    return CredibilityProposal(
      figure, among: others.map { figures[$0.place] }, group: grouping.name)
  }
}
