import Ledger
import Synchronization

/// The claims of one topic that hold, sorted out by who counts. What is asked of them is worked out when it is asked for the
/// first time, and stays.
final class TopicAnswer: Sendable {
  let topic: Topic
  /// In the order of their names; without a claimant last.
  let systems: [System]
  let statementCount: Int
  /// Of the claims that reviewers rejected, the last days that they are about.
  private let rejected: [Int?]
  /// What it was put together from; nil for a part of an answer.
  private let sources: TopicSources?
  private let vocabulary: Vocabulary?
  private let ready = Mutex(Ready())

  /// Who counts, with all their figures on the topic.
  struct System: Sendable {
    let claimant: Source?
    let definition: String
    let figures: [AnsweredFigure]

    var compared: CountingSystem {
      let dated = figures.prefix { $0.isDated }
      let shown =
        dated.suffix(CountingSystem.mostFigures)
        + figures[dated.endIndex...].suffix(CountingSystem.mostFigures)
      return CountingSystem(
        claimant: claimant, definition: definition, figures: shown.map(\.figure),
        furtherFigures: figures.count - shown.count)
    }
  }

  private struct Ready {
    var compared: ComparedTopic?
    var stated: [StatedFigure]?
    var counts: [RunningCount]?
  }

  /// - Parameter rows: all that hold on the topic, whatever reviewers decided.
  convenience init(_ topic: Topic, _ rows: [ClaimRow], in context: AnswerContext) {
    var sources = TopicSources()
    let (kept, rejected) = Self.sortedOut(rows, in: context)
    sources.add(kept, in: context)
    self.init(
      topic, sources.systems(reusing: [], in: context), sources, rejected: rejected,
      context.vocabulary)
  }

  /// The same without what it takes to sort later statements into it.
  var fixed: TopicAnswer { TopicAnswer(topic, systems, nil, rejected: rejected, vocabulary) }

  /// Whether later statements can be sorted into it.
  var canBeExtended: Bool { sources != nil }

  /// With statements that came later, where nothing else changed for it.
  func extended(by rows: [ClaimRow], in context: AnswerContext) -> TopicAnswer {
    guard var sources else { return self }
    let (kept, further) = Self.sortedOut(rows, in: context)
    sources.add(kept, in: context)
    return TopicAnswer(
      topic, sources.systems(reusing: systems, in: context), sources,
      rejected: rejected + further, context.vocabulary)
  }

  private init(
    _ topic: Topic, _ systems: [System], _ sources: TopicSources?, rejected: [Int?],
    _ vocabulary: Vocabulary?
  ) {
    (self.topic, self.systems, self.rejected) = (topic, systems, rejected)
    (self.sources, self.vocabulary) = (sources, vocabulary)
    statementCount = systems.reduce(0) { count, system in
      system.figures.reduce(count) { $0 + $1.statements.count }
    }
  }

  /// What counts, and the last days of what reviewers rejected.
  private static func sortedOut(_ rows: [ClaimRow], in context: AnswerContext) -> (
    [ClaimRow], rejected: [Int?]
  ) {
    guard context.hasDecisions else { return (rows, []) }
    let rejected = rows.filter { context.decision(on: $0.id) == .rejected }
    guard !rejected.isEmpty else { return (rows, []) }
    return (
      rows.filter { context.decision(on: $0.id) != .rejected }, rejected.map(\.time.lastAbout)
    )
  }

  var rejectedCount: Int { rejected.count }

  /// Rule *as of*: a figure about later days than asked for is left out; nothing is scaled to another date. The last day
  /// that it is about decides, and only what is certainly later goes: "2024" stays in an answer as of May 2024. Where its
  /// statements date it differently, one that is early enough keeps it. Undated figures stay, and show that they are undated.
  func limited(to date: CivilDate) -> TopicAnswer {
    let day = date.lastDay.dayNumber
    let limited = systems.compactMap { system in
      let figures = system.figures.filter { $0.earliestAbout ?? .min <= day }
      return figures.isEmpty
        ? nil
        : System(claimant: system.claimant, definition: system.definition, figures: figures)
    }
    return TopicAnswer(
      topic, limited, nil, rejected: rejected.filter { $0 ?? .min <= day }, vocabulary)
  }

  /// The figures with all that rules look at, in the order of the systems.
  func stated(in context: AnswerContext) -> [StatedFigure] {
    ready.withLock { ready in
      if let stated = ready.stated { return stated }
      let stated = systems.flatMap { system in
        let counted = CountedFigures(topic, system.claimant, in: context)
        return system.figures.map { StatedFigure($0, counted, in: context) }
      }
      ready.stated = stated
      return stated
    }
  }

  /// The running counts among the figures.
  func counts(in context: AnswerContext) -> [RunningCount] {
    let stated = stated(in: context)
    return ready.withLock { ready in
      if let counts = ready.counts { return counts }
      let counts = RunningCount.counts(in: stated, of: context)
      ready.counts = counts
      return counts
    }
  }

  func compared() -> ComparedTopic {
    ready.withLock { ready in
      if let compared = ready.compared { return compared }
      let compared = comparison()
      ready.compared = compared
      return compared
    }
  }

  private func comparison() -> ComparedTopic {
    let counted = systems.flatMap(\.figures).filter { $0.figure.countsForSpan && !$0.isPart }
    let whole = ofTheWholeStretch(counted)
    let span = span(of: whole.map { AllowedRange($0.figure.quantity, vocabulary: vocabulary) })
    return ComparedTopic(
      topic: topic,
      systems: systems.map(\.compared), lowest: span.lowest, highest: span.highest)
  }

  /// Rule *series*: asserted figures with a date, one series a counting system, in the order of their dates. Incidents are
  /// events and no series. What nobody is named for comes last, as figures of unknown counters.
  /// - Parameter projections: also figures that are projected.
  func series(projections: Bool) -> [Series] {
    guard topic.kind != .incident else { return [] }
    return systems.compactMap { system in
      let points = system.figures.map(\.figure).filter {
        ($0.polarity == .asserted || projections && $0.polarity == .projected)
          && $0.time.about != nil
      }
      return points.isEmpty
        ? nil : Series(topic: topic, claimant: system.claimant, points: points)
    }
  }
}

extension Source {
  /// By name without case, then by what makes it the same source.
  var sortKey: (String, String) { (name.lowercased(), key) }
}
