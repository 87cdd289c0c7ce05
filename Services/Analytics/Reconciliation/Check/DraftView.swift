import Ledger

/// All that rules look at that say how a draft stands to the ledger.
struct DraftView {
  /// With the draft as one of the reports.
  let context: AnswerContext
  /// Without it.
  let ledger: AnswerContext
  let figures: [DraftFigure]
  let siblings: Siblings
  let changes: RelayChanges
  private let ids: Set<ClaimID>

  init(
    _ drafted: DraftedModel, _ ledger: ClaimModel, _ kept: inout KeptAnswers
  ) {
    let context = drafted.model.newest
    let before = ledger.newest
    var known = kept
    let table = context.table
    let ids = drafted.claims.map { ClaimID(of: $0) }
    let ofDraft = Set(ids)
    var answers: [Handle: Topics] = [:]
    figures = zip(drafted.claims, ids).compactMap { claim, id in
      guard let row = table.row(of: id) else { return nil }
      let topic = Int(row.topic)
      if answers[row.topic] == nil {
        let own =
          topic < before.table.topics.values.count
          ? kept.answer(on: topic, of: ledger, in: before) : nil
        answers[row.topic] = Topics(
          drafted: known.answer(on: topic, of: drafted.model, in: context), ledger: own, context,
          before,
          near: before.mixedTopics(near: table.topics[row.topic]).map {
            kept.answer(on: $0, of: ledger, in: before)
          },
          open: before.openTopics(near: table.topics[row.topic]).map {
            kept.answer(on: $0, of: ledger, in: before)
          })
      }
      return answers[row.topic].flatMap { DraftFigure(claim, row, in: $0, ids: ofDraft) }
    }
    (self.context, self.ledger) = (context, before)
    (siblings, changes) = (Siblings(context: context), RelayChanges(context: context))
    self.ids = ofDraft
  }

  func isOfDraft(_ claim: ClaimID) -> Bool { ids.contains(claim) }

  /// The claims of the ledger among some statements.
  func ofLedger(_ statements: [ClaimRow]) -> [ClaimRow] {
    statements.filter { !ids.contains($0.id) }
  }

  /// One topic with the draft and without it.
  struct Topics {
    let drafted: [ClaimID: StatedFigure]
    let ledger: [StatedFigure]
    let counts: [RunningCount]
    let nearCounts: [RunningCount]
    let open: [StatedFigure]

    init(
      drafted: TopicAnswer, ledger: TopicAnswer?, _ context: AnswerContext,
      _ before: AnswerContext, near: [TopicAnswer], open: [TopicAnswer]
    ) {
      var byClaim: [ClaimID: StatedFigure] = [:]
      for figure in drafted.stated(in: context) {
        for statement in figure.statements { byClaim[statement.id] = figure }
      }
      self.drafted = byClaim
      self.ledger = ledger?.stated(in: before) ?? []
      counts = ledger?.counts(in: before) ?? []
      nearCounts = near.flatMap { $0.counts(in: before) }
      self.open = open.flatMap { $0.stated(in: before) }
    }
  }
}

/// One figure of a draft with what the ledger has on its topic.
struct DraftFigure {
  let claim: Claim
  let row: ClaimRow
  /// What the draft's statement became a part of: its own figure, or one of the ledger's.
  let stated: StatedFigure
  /// The ledger's statements of the same figure, the one that shows it best first.
  let others: [ClaimRow]
  /// All figures that the ledger has on the topic.
  let ledger: [StatedFigure]
  /// The running counts among them.
  let counts: [RunningCount]
  /// Running counts of the same people under another word for several fates, where the draft's is such a word too.
  let nearCounts: [RunningCount]
  /// Figures on the same topic where one of the two texts leaves open which people it counts.
  let open: [StatedFigure]
  /// The ledger's own figure that the draft repeats; nil where there is none.
  let repeated: StatedFigure?
  /// The ledger's figures that state it or bear it out, as rule *supported* has it.
  private(set) var agreeing: [StatedFigure] = []

  /// Nil where the draft's figure is none of its topic's, which is so for what reviewers rejected.
  init?(_ claim: Claim, _ row: ClaimRow, in topics: DraftView.Topics, ids: Set<ClaimID>) {
    guard let stated = topics.drafted[row.id] else { return nil }
    (self.claim, self.row, self.stated) = (claim, row, stated)
    others = stated.statements.filter { !ids.contains($0.id) }
    (ledger, counts) = (topics.ledger, topics.counts)
    (nearCounts, open) = (topics.nearCounts, topics.open)
    let other = others.first?.id
    repeated = other.flatMap { id in
      topics.ledger.first { $0.statements.contains { $0.id == id } }
    }
    agreeing = SupportedFigure.agreeing(with: self)
  }

  /// Who counted, by the draft; nil where it names nobody, or by a common noun alone.
  var claimant: Source? { stated.claimant.flatMap { $0.isNameless ? nil : $0 } }

  /// The draft's text says of which day it is, and not only its appearance.
  var isDatedByText: Bool {
    let time = claim.time
    return [time.to, time.asOf, time.statedOn].contains { $0 != nil }
      || (time.from != nil && claim.kind != .cumulative)
  }
}

extension AnswerContext {
  /// A measure that stands for several fates: "casualties", "losses".
  func isMixed(_ measure: MeasureID) -> Bool {
    !(vocabulary?.measures.first { $0.id == measure }?.includes.isEmpty ?? true)
  }

  /// The topics that differ from one in nothing but the people, which one of the two leaves open.
  func openTopics(near topic: Topic) -> [Int] {
    table.topics.values.indices.filter { index in
      var other = table.topics.values[index]
      guard other.population != topic.population, other.population == nil || topic.population == nil
      else { return false }
      other.population = topic.population
      return other == topic
    }
  }

  /// The topics that differ from one in nothing but the word for several fates.
  func mixedTopics(near topic: Topic) -> [Int] {
    guard isMixed(topic.measure) else { return [] }
    return table.topics.values.indices.filter { index in
      var other = table.topics.values[index]
      guard other.measure != topic.measure, isMixed(other.measure) else { return false }
      other.measure = topic.measure
      return other == topic
    }
  }
}
