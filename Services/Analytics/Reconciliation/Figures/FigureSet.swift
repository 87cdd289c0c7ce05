import Ledger

/// All figures under a question at a revision, found by their claims, documents and groups.
struct FigureSet: Sendable {
  let figures: [StatedFigure]
  let context: AnswerContext
  let claimCount: Int
  let rejectedCount: Int
  private let byClaim: [ClaimID: Int]
  private let byDocument: [Handle: [Int]]
  private let byGroup: [Group: [Int]]

  /// Whose people, in which war: the part of a topic that a comparison across measures holds on to.
  struct Group: Hashable, Sendable {
    var conflict: ConflictID?
    var party: PartyID?
    var population: PopulationID?
    init(_ topic: Topic) {
      (conflict, party, population) = (topic.conflict, topic.party, topic.population)
    }
  }

  init(_ selection: Selection, in context: AnswerContext) {
    let figures = selection.topics.flatMap { $0.stated(in: context) }
    self.figures = figures
    self.context = context
    claimCount = selection.claimCount
    rejectedCount = selection.rejectedCount
    var byClaim: [ClaimID: Int] = [:]
    var byDocument: [Handle: [Int]] = [:]
    var byGroup: [Group: [Int]] = [:]
    for (index, figure) in figures.enumerated() {
      for statement in figure.statements {
        byClaim[statement.id] = index
        if byDocument[statement.document]?.last != index {
          byDocument[statement.document, default: []].append(index)
        }
      }
      byGroup[Group(figure.topic), default: []].append(index)
    }
    (self.byClaim, self.byDocument, self.byGroup) = (byClaim, byDocument, byGroup)
  }

  /// The figure that a claim belongs to; nil where the question does not cover it or a reviewer rejected it.
  func figure(of claim: ClaimID) -> StatedFigure? { byClaim[claim].map { figures[$0] } }

  /// The figures that a document states, in the order of the answer.
  func figures(in document: Handle) -> [StatedFigure] {
    (byDocument[document] ?? []).map { figures[$0] }
  }

  /// The figures on one group of people in one conflict, of all measures and systems.
  func figures(on group: Group) -> [StatedFigure] { (byGroup[group] ?? []).map { figures[$0] } }

  var groups: [Group] { Array(byGroup.keys) }
}

extension ClaimModel {
  /// Every figure under a question, as the ledger stood at a revision.
  func figures(_ question: Question, at revision: Revision, _ kept: inout KeptAnswers) throws
    -> FigureSet
  {
    let selection = try select(question, at: revision, &kept)
    return FigureSet(selection, in: selection.context)
  }
}
