import Ledger

/// One figure of one counting system with all that rules look at: the statements that it rests on, the numbers that it
/// allows, the days that it covers and the fates that it counts. An object that nobody changes, for rules hand it on by the
/// thousand.
final class StatedFigure: Sendable {
  private let answered: AnsweredFigure
  let topic: Topic
  /// Nil where no text says who counted.
  let claimant: Source?
  let scope: Scope
  /// What it allows as it was said; nil where it names no number.
  let stated: Interval?
  /// What it allows as its numbers were rounded.
  let rounded: Interval?
  let coverage: Coverage
  let extent: Extent
  /// How it stands to the true number, as the text says how it was made, else as its system publishes it.
  let nature: Vocabulary.Nature?

  var figure: Figure { answered.figure }
  /// The statements that it rests on, in the order of its claims; the first is the one that it is shown by.
  var statements: [ClaimRow] { answered.statements }
  /// It counts a part of another figure of its topic.
  var isPart: Bool { answered.isPart }
  /// The claim that it is shown by.
  var id: ClaimID { statements[0].id }
  /// What makes two figures those of one counting system; nil where no text says who counted.
  var system: String? { claimant?.key }
  /// It counts people, and says that they were counted: no projection, hypothesis or denial, no ratio or share.
  var countsPeople: Bool {
    figure.polarity == .asserted && figure.quantity.unit == "people" && rounded != nil
  }
  /// A running count or the total of a stretch of time, of people who were counted.
  var isLevel: Bool { countsPeople && topic.kind == .cumulative }

  init(_ answered: AnsweredFigure, _ counted: CountedFigures, in context: AnswerContext) {
    let shown = answered.statements[0]
    self.answered = answered
    let figure = answered.figure
    topic = counted.topic
    claimant = counted.claimant
    scope = context.table.scope(of: shown)
    stated = Interval(stated: figure.quantity, vocabulary: context.vocabulary)
    rounded = Interval(rounded: figure.quantity, vocabulary: context.vocabulary)
    coverage = Coverage(
      figure.time, kind: shown.kind,
      conflictBegan: topic.conflict.flatMap { context.conflicts[$0.value]?.from })
    extent = counted.extent(including: scope.includes)
    nature = Vocabulary.Nature(figure.method) ?? counted.count?.nature
  }
}

/// What all figures of one system on one topic have in common: worked out once, and shared by them.
final class CountedFigures {
  let topic: Topic
  let claimant: Source?
  /// What the system publishes of the count; nil where it publishes nothing.
  let count: Vocabulary.Count?
  private let vocabulary: Vocabulary?
  private var extents: [[MeasureID]: Extent] = [:]

  init(_ topic: Topic, _ claimant: Source?, in context: AnswerContext) {
    self.topic = topic
    self.claimant = claimant
    count = context.count(of: claimant, on: topic)
    vocabulary = context.vocabulary
  }

  /// Which fates a figure counts whose text says that it includes these.
  func extent(including fates: [MeasureID]) -> Extent {
    if let known = extents[fates] { return known }
    let extent = Extent(topic.measure, includes: fates, count: count, vocabulary: vocabulary)
    extents[fates] = extent
    return extent
  }
}
