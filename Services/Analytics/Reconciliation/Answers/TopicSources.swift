import Ledger

/// The statements on one topic by who counts, sorted into figures: what an answer is put together from, and what later
/// statements are sorted into.
struct TopicSources: Sendable {
  /// Under what makes two mentions the same source.
  private var attributed: [String: Attributed] = [:]
  private var unattributed: [ClaimRow] = []
  private var rest = Rest()

  private struct Attributed {
    var statements = CollapsedStatements()
    var figures: [Origin] = []
    /// Whatever it is called.
    var mentions: Set<Handle> = []
  }

  /// Those of nobody that echo nothing.
  private struct Rest {
    var rows: [ClaimRow] = []
    var statements = CollapsedStatements()

    /// Mostly there is only more of it.
    mutating func update(to rows: [ClaimRow], in table: ClaimTable) {
      if rows.count < self.rows.count || zip(rows, self.rows).contains(where: { $0.id != $1.id }) {
        self = Rest()
      }
      statements.add(Array(rows.dropFirst(self.rows.count)), in: table)
      self.rows = rows
    }
  }

  /// Takes in statements that were not there before.
  mutating func add(_ rows: [ClaimRow], in context: AnswerContext) {
    let table = context.table
    var byKey: [String: [ClaimRow]] = [:]
    for (claimant, rows) in Dictionary(grouping: rows, by: \.claimant) {
      if let key = table.sources.value(claimant)?.key {
        byKey[key, default: []] += rows
      } else {
        unattributed += rows
      }
    }
    for (key, rows) in byKey {
      // Taken out while it changes, so that nothing of it is copied.
      var source = attributed.removeValue(forKey: key) ?? Attributed()
      source.mentions.formUnion(rows.map(\.claimant))
      source.statements.add(rows, in: table)
      source.figures = source.statements.figures(in: table)
      attributed[key] = source
    }
  }

  /// Who counts, with their figures, in the order of their names; without a claimant last.
  /// - Parameter known: of an earlier answer, from which figures are taken that rest on the same statements.
  mutating func systems(reusing known: [TopicAnswer.System], in context: AnswerContext)
    -> [TopicAnswer.System]
  {
    let table = context.table
    let named = attributed.map { key, source in
      (claimant: context.claimant(key: key, source.mentions), figures: source.figures)
    }.sorted { $0.claimant.sortKey < $1.claimant.sortKey }

    // All origins in one list, so that an echo can be sure that only one admits it.
    var origins = named.flatMap(\.figures)
    rest.update(to: joinEchoes(unattributed, to: &origins, in: table), in: table)

    let answered = AnsweredFigures(known)
    var systems: [TopicAnswer.System] = []
    var start = 0
    for source in named {
      let end = start + source.figures.count
      systems.append(
        TopicAnswer.System(
          claimant: source.claimant, definition: context.definition(of: source.claimant),
          figures: answered.figures(of: origins[start..<end], in: context)))
      start = end
    }
    let figures = answered.figures(of: rest.statements.figures(in: table)[...], in: context)
    if !figures.isEmpty {
      systems.append(TopicAnswer.System(claimant: nil, definition: "", figures: figures))
    }
    return systems
  }
}

/// The figures of an earlier answer, found by the statements that they rest on.
private struct AnsweredFigures {
  private var byStatements: [UInt64: AnsweredFigure] = [:]

  init(_ systems: [TopicAnswer.System]) {
    byStatements.reserveCapacity(systems.reduce(0) { $0 + $1.figures.count })
    for figure in systems.lazy.flatMap(\.figures) {
      byStatements[Self.key(figure.statements)] = figure
    }
  }

  func figures(of origins: ArraySlice<Origin>, in context: AnswerContext) -> [AnsweredFigure] {
    origins.map { origin in
      byStatements.isEmpty
        ? AnsweredFigure(origin, in: context)
        : byStatements[Self.key(origin.statements)] ?? AnsweredFigure(origin, in: context)
    }.sorted(by: <)
  }

  /// In whatever order they stand. Claim ids are digests: two sums of them are the same by accident once in 2⁶⁴ times.
  private static func key(_ statements: [ClaimRow]) -> UInt64 {
    statements.reduce(0) { $0 &+ $1.id.digest.firstWord }
  }
}
