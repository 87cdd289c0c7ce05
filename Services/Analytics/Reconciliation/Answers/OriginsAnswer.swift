package import Ledger

extension ClaimModel {
  /// Which claims under a question are one claim, as the ledger stood at a revision.
  /// - Parameters:
  ///   - start: how many origins to leave out, from the first.
  ///   - limit: how many to give.
  package func origins(
    _ question: Question, from start: Int = 0, limit: Int = 100, at revision: Revision,
    _ kept: inout KeptAnswers
  ) throws -> OriginSet {
    let selection = try select(question, at: revision, &kept)
    let answer = OriginsAnswer(self, selection, asOf: question.asOf)
    return answer.page(from: start, limit: limit, &kept)
  }
}

/// All origins under a question. What is costly of one is worked out for those of a page only.
final class OriginsAnswer {
  private let model: ClaimModel
  private let context: AnswerContext
  private let siblings: Siblings
  private let changes: RelayChanges
  private let selection: Selection
  private let asOf: CivilDate?

  init(_ model: ClaimModel, _ selection: Selection, asOf: CivilDate?) {
    self.model = model
    self.selection = selection
    self.asOf = asOf
    context = selection.context
    siblings = Siblings(context: context)
    changes = RelayChanges(context: context)
  }

  func page(from start: Int, limit: Int, _ kept: inout KeptAnswers) -> OriginSet {
    var set = OriginSet(claims: selection.claimCount, rejectedClaims: selection.rejectedCount)
    var documents: Set<Handle> = []
    var together: [[Handle]] = []
    for answer in selection.topics {
      let count = answer.systems.reduce(0) { $0 + $1.figures.count }
      let first = min(count, max(0, start - set.total))
      let onPage = first..<max(first, min(count, start + limit - set.total))
      set.total += count
      guard !onPage.isEmpty else { continue }
      let topic = origins(on: answer, &kept)
      set.topics.append(topic.independence)
      for origin in topic.origins[onPage] {
        let own = Array(Set(origin.answered.statements.map(\.document))).sorted()
        documents.formUnion(own)
        together.append(own)
        set.origins.append(record(origin, in: topic))
      }
    }
    let shown = Set(set.origins.compactMap(\.figure.claims.first))
    let released = figures(of: Set(set.origins.compactMap { $0.claimant?.key }))
    set.releases = Releases.among(released, in: context).filter {
      !shown.isDisjoint(with: $0.origins)
    }
    set.copies = DocumentCopies(model: model, context: context)
      .copies(of: documents.sorted(), statingTogether: together)
    return set
  }

  private func origins(on answer: TopicAnswer, _ kept: inout KeptAnswers) -> TopicOrigins {
    let key = KeptAnswers.OriginsOfTopic(topic: answer.topic, asOf: asOf)
    if let known = kept.origins.answer(to: key, context) { return known }
    let origins = TopicOrigins(answer, context, relayOf: { siblings.relayOf($0.statements) })
    kept.origins.keep(origins, for: key, context)
    return origins
  }

  /// The origins of some sources on all topics, where there are few enough of them to be of one release.
  private func figures(of sources: Set<String>) -> [TopicOrigins.One] {
    var figures: [String: [(Source, AnsweredFigure)]] = [:]
    for system in selection.topics.flatMap(\.systems) {
      guard let claimant = system.claimant, sources.contains(claimant.key) else { continue }
      figures[claimant.key, default: []] += system.figures.map { (claimant, $0) }
    }
    return figures.values.filter { $0.count <= Releases.mostFigures }.flatMap { figures in
      figures.compactMap { claimant, answered in
        siblings.relayOf(answered.statements) == nil
          ? TopicOrigins.One(place: 0, claimant: claimant, answered: answered, relayOf: nil) : nil
      }
    }
  }

  private func record(_ origin: TopicOrigins.One, in topic: TopicOrigins) -> OriginRecord {
    let shown = origin.answered.statements[0]
    var relays: [RelayRecord] = []
    for row in origin.answered.statements.prefix(OriginRecord.relayLimit) {
      relays.append(relay(row, of: shown, alignment: ""))
    }
    let siblings = siblings.inOrder(of: origin.answered.statements)
    for (row, reason) in siblings.prefix(OriginRecord.relayLimit - relays.count) {
      relays.append(relay(row, of: shown, alignment: reason))
    }
    let proposal = topic.proposal(for: origin)
    return OriginRecord(
      topic: topic.topic, claimant: origin.claimant, figure: origin.answered.figure,
      relays: relays,
      furtherRelays: origin.answered.statements.count + siblings.count - relays.count,
      relayOf: origin.relayOf,
      independentOrigins: origin.relayOf == nil ? proposal.independentOrigins : 0,
      proposedCredibility: origin.relayOf == nil ? proposal.grade : 0,
      proposalReason: origin.relayOf == nil
        ? proposal.reason : "it goes back to another claim, and is judged with that one")
  }

  private func relay(_ row: ClaimRow, of shown: ClaimRow, alignment: String) -> RelayRecord {
    let chain = context.table.chain(of: row)
    return RelayRecord(
      claim: row.id, document: model.documents.id(of: row.document),
      claimant: context.table.sources.value(row.claimant), speaker: chain.speaker,
      relays: chain.relays, outlets: context.outlets(of: [row]), mode: row.mode,
      quantity: context.table.quantity(of: row), published: context.table.time(of: row).published,
      changes: changes.between(shown, row), alignment: alignment)
  }
}
