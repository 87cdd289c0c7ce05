import Ledger

/// What the tests for findings and derivations say to the figures of a draft, as to those of any report: contradictions within it
/// and with the ledger, and stated ratios, shares, sums and rates computed again.
struct DraftFindings {
  private var byFigure: [ClaimID: [CheckRemark]] = [:]
  private(set) var limits: [String] = []
  private let view: DraftView
  /// Figures of the draft, as places in the view, by the statements that they rest on.
  private let byStatement: [ClaimID: [Int]]

  /// Of one figure, so many findings at the most.
  private static let mostOfFigure = 3

  init(_ drafted: DraftedModel, _ view: DraftView, _ kept: KeptAnswers) throws {
    self.view = view
    var byStatement: [ClaimID: [Int]] = [:]
    for (place, figure) in view.figures.enumerated() {
      for statement in figure.stated.statements {
        byStatement[statement.id, default: []].append(place)
      }
    }
    self.byStatement = byStatement
    var kept = kept
    let conflicts = Set(view.figures.compactMap(\.stated.topic.conflict)).sorted()
    let hasDerived = view.figures.contains {
      $0.claim.quantity.unit != "people" || $0.row.kind == .rate
    }
    for conflict in conflicts {
      let set = try drafted.model.figures(
        Question(conflict: conflict), at: drafted.model.revision, &kept)
      let found = drafted.model.findings(FindingQuestion(question: Question()), among: set)
      limits += found.limits
      for finding in found.findings { add(finding) }
      if hasDerived {
        let statements = view.figures.compactMap { set.figure(of: $0.row.id) }
        for derivation in Derivations.stated(statements, in: set) { add(derivation) }
      }
    }
  }

  func remarks(on figure: DraftFigure) -> [CheckRemark] {
    let all = byFigure[figure.row.id] ?? []
    return Array(all.sorted { $0.level > $1.level }.prefix(Self.mostOfFigure))
  }

  private mutating func add(_ finding: Finding) {
    guard let verdict = Self.verdict(of: finding.type) else { return }
    let named = Set(finding.claims.map(\.claim))
    for place in Set(named.flatMap { byStatement[$0] ?? [] }).sorted() {
      let figure = view.figures[place]
      // Of a figure that the ledger has, it tells how contested that is, and nothing about the draft.
      let isOfDraft = figure.others.isEmpty || named.contains(figure.row.id)
      guard isOfDraft || Self.contests(finding.type) else { continue }
      let level = Self.level(finding.severity)
      byFigure[figure.row.id, default: []].append(
        CheckRemark(
          verdict, isOfDraft ? level : min(level, .note), finding.summary,
          claims: finding.claims.map(\.claim).filter { !view.isOfDraft($0) },
          formula: finding.formula, values: finding.values, finding: finding.type))
    }
  }

  private mutating func add(_ derivation: Derivation) {
    guard let statement = derivation.statement,
      let figure = byStatement[statement]?.first.map({ view.figures[$0] })
    else { return }
    let (verdict, level): (CheckRemark.Verdict, CheckRemark.Level)
    switch derivation.verdict {
    case .reproduced, .compatible: (verdict, level) = (.supported, .support)
    case .contradicted: (verdict, level) = (.differs, .problem)
    case .notCheckable, .offered: (verdict, level) = (.notKnown, .note)
    }
    let words =
      switch derivation.verdict {
      case .reproduced: "Computed again, its number comes out"
      case .compatible: "Computed again, nothing speaks against it"
      case .contradicted: "Computed again, it does not come out"
      default: "It cannot be computed again"
      }
    byFigure[figure.row.id, default: []].append(
      CheckRemark(
        verdict, level,
        derivation.reason.isEmpty ? "\(words)." : "\(words): \(derivation.reason).",
        sources: derivation.inputs.compactMap(\.claimant),
        claims: derivation.inputs.flatMap { $0.claims.prefix(1) }.filter { !view.isOfDraft($0) },
        formula: derivation.formula.joined(separator: "; ")))
  }

  /// Whether it sets two counts against each other, whatever texts they stand in.
  private static func contests(_ type: FindingType) -> Bool {
    switch type {
    case .countFalls, .countFallsAcross, .partAboveWhole, .floorAboveEstimate, .periodAgainstSeries,
      .disjointRanges:
      true
    default: false
    }
  }

  /// Nil for what other rules of the check say, and for marks that say nothing about how a figure stands to others.
  private static func verdict(of type: FindingType) -> CheckRemark.Verdict? {
    switch type {
    case .countFalls, .countFallsAcross, .partAboveWhole, .floorAboveEstimate, .rateAgainstLevel,
      .periodAgainstSeries, .disjointRanges, .conflictingDates, .headlineAgainstBody,
      .figureNotInCited:
      .differs
    case .otherMeasure, .severalSourcesOneCited: .changedOnTheWay
    case .scaleOfOtherMeasure: .acrossDefinitions
    case .boundsDiffer, .definitionsDiffer, .notObserved, .gluedParts, .undatedReport: nil
    }
  }

  private static func level(_ severity: FindingSeverity) -> CheckRemark.Level {
    switch severity {
    case .error, .high: .problem
    case .medium: .warning
    case .low: .note
    }
  }
}
