package import Ledger

extension ClaimModel {
  /// All tests, in the order of their types.
  static let findingRules: [any FindingRule] = [
    CountFalls(), CountFallsAcross(), PartAboveWhole(), FloorAboveEstimate(), RateAgainstLevel(),
    PeriodAgainstSeries(), DisjointRanges(), ConflictingDates(), HeadlineAgainstBody(),
    OtherMeasure(), BoundsDiffer(), FigureNotInCited(), SeveralSourcesOneCited(),
    DefinitionsDiffer(), NotObserved(),
    GluedParts(), ScaleOfOtherMeasure(), UndatedReport(),
  ]

  /// What does not go together among the claims under a question, as the ledger stood at a revision: the most severe first,
  /// then by type and id.
  package func findings(
    _ question: FindingQuestion, at revision: Revision, _ kept: inout KeptAnswers
  ) throws -> FindingSet {
    let figures = try figures(question.question, at: revision, &kept)
    if let known = kept.findings.answer(to: question, figures.context) { return known }
    let answer = findings(question, among: figures)
    kept.findings.keep(answer, for: question, figures.context)
    return answer
  }

  func findings(_ question: FindingQuestion, among figures: FigureSet) -> FindingSet {
    let view = FindingView(figures)
    var found: [FindingID: Finding] = [:]
    for rule in Self.findingRules {
      for finding in rule.findings(in: view) where question.asks(for: finding) {
        // The same claims in two ways of one test are one finding: the more severe one.
        let id = finding.id
        if let known = found[id], known.severity <= finding.severity { continue }
        found[id] = finding
      }
    }
    let decided = reviews.decisions(onFindingsAt: figures.context.revision)
    let sorted = found.map { id, finding in
      var finding = finding
      finding.review = decided[id]
      finding.decision = finding.review?.decision.decision ?? .unreviewed
      return (id, finding)
    }.filter { question.decision == nil || $0.1.decision == question.decision }.sorted {
      ($0.1.severity, $0.1.type.rawValue, $0.0) < ($1.1.severity, $1.1.type.rawValue, $1.0)
    }
    return FindingSet(
      findings: sorted.map(\.1), count: sorted.count,
      together: question.together ? view.wars.compactMap { $0.together(view.spans(of: $0)) } : [],
      claims: figures.claimCount, rejectedClaims: figures.rejectedCount, limits: view.limits)
  }
}

extension FindingQuestion {
  fileprivate func asks(for finding: Finding) -> Bool {
    (types.isEmpty || types.contains(finding.type))
      && (severity.map { finding.severity <= $0 } ?? true)
  }
}
