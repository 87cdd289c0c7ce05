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

  convenience init(_ topic: Topic, handle: Int, in context: AnswerContext) {
    let all = context.table.rows(ofTopic: handle, at: context.revision)
    let rows = all.filter { context.decision(on: $0.id) != .rejected }
    let rejected =
      all.count == rows.count
      ? [] : all.filter { context.decision(on: $0.id) == .rejected }
    self.init(
      topic, Self.systems(rows, in: context), rejected: rejected.map(\.time.lastAbout), context)
  }

  private convenience init(
    _ topic: Topic, _ systems: [System], rejected: [Int?], _ context: AnswerContext
  ) { self.init(topic, systems, rejected: rejected, context.vocabulary) }

  private init(
    _ topic: Topic, _ systems: [System], rejected: [Int?], _ vocabulary: Vocabulary?
  ) {
    (self.topic, self.systems, self.rejected) = (topic, systems, rejected)
    self.vocabulary = vocabulary
    statementCount = systems.reduce(0) { count, system in
      system.figures.reduce(count) { $0 + $1.statements.count }
    }
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
      topic, limited, rejected: rejected.filter { $0 ?? .min <= day }, vocabulary)
  }

  private static func systems(_ rows: [ClaimRow], in context: AnswerContext) -> [System] {
    let table = context.table
    let byKey = byClaimant(rows, in: table)
    let attributed: [(claimant: Source, rows: [ClaimRow])] =
      byKey.compactMap { key, rows in
        key.map { (context.claimant(key: $0, rows), rows) }
      }.sorted { ($0.claimant.sortKey) < ($1.claimant.sortKey) }

    // All origins in one list, so that an echo can be sure that only one admits it.
    var origins: [Origin] = []
    var ends: [Int] = []
    for system in attributed {
      origins += collapse(system.rows, in: table)
      ends.append(origins.count)
    }
    let rest = joinEchoes(byKey[.none] ?? [], to: &origins, in: table)

    var systems: [System] = []
    var start = 0
    for (system, end) in zip(attributed, ends) {
      let figures = origins[start..<end].map { AnsweredFigure($0, in: context) }
      systems.append(
        System(
          claimant: system.claimant, definition: context.definition(of: system.claimant),
          figures: figures.sorted(by: <)))
      start = end
    }
    if !rest.isEmpty {
      let figures = collapse(rest, in: table).map { AnsweredFigure($0, in: context) }
      systems.append(System(claimant: nil, definition: "", figures: figures.sorted(by: <)))
    }
    return systems
  }

  /// The figures with all that rules look at, in the order of the systems.
  func stated(in context: AnswerContext) -> [StatedFigure] {
    ready.withLock { ready in
      if let stated = ready.stated { return stated }
      let stated = systems.flatMap { system in
        system.figures.map { StatedFigure($0, topic, system.claimant, in: context) }
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
  func series() -> [Series] {
    guard topic.kind != .incident else { return [] }
    return systems.compactMap { system in
      let points = system.figures.map(\.figure).filter {
        $0.polarity == .asserted && $0.time.about != nil
      }
      return points.isEmpty
        ? nil : Series(topic: topic, claimant: system.claimant, points: points)
    }
  }
}

/// Rule *whole stretch*: the total of a stretch ("in 2024") within a longer one ("since February 2022") that began before
/// it counts a part of what that one counts, and bounds it no more than a sub-count does. A figure that names no beginning
/// stays; so does one that begins no more than 31 days later, for texts date the beginning of one war by some days apart,
/// and one that goes on when the earlier stretch had ended.
private func ofTheWholeStretch(_ figures: [AnsweredFigure]) -> [AnsweredFigure] {
  // Of those that began up to a day, the latest end is enough: nothing is compared with everything.
  var stretches = figures.compactMap { figure in
    figure.figure.time.from.map { ($0.date.lastDay.dayNumber, end(of: figure.figure.time)) }
  }
  stretches.sort { $0.0 < $1.0 }
  for index in stretches.indices.dropFirst() {
    stretches[index].1 = max(stretches[index].1, stretches[index - 1].1)
  }
  return figures.filter { figure in
    guard let from = figure.figure.time.from?.date.firstDay.dayNumber else { return true }
    var (low, high) = (0, stretches.count)
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].0 + 31 < from { low = middle + 1 } else { high = middle }
    }
    return low == 0 || stretches[low - 1].1 < end(of: figure.figure.time)
  }
}

/// The last day that a figure may be about; one that names none goes on.
private func end(of time: ClaimTime) -> Int {
  (time.to ?? time.asOf ?? time.statedOn)?.date.lastDay.dayNumber ?? .max
}

/// The statements of each claimant, under what makes two mentions the same source; nil for those of nobody.
private func byClaimant(_ rows: [ClaimRow], in table: ClaimTable) -> [String?: [ClaimRow]] {
  var byKey: [String?: [ClaimRow]] = [:]
  for (claimant, rows) in Dictionary(grouping: rows, by: \.claimant) {
    byKey[table.sources.value(claimant)?.key, default: []] += rows
  }
  return byKey
}

extension Source {
  /// By name without case, then by what makes it the same source.
  var sortKey: (String, String) { (name.lowercased(), key) }
}
