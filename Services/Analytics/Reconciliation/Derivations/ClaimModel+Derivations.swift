package import Ledger

extension ClaimModel {
  /// A page of the derivations under a question, as the ledger stood at a revision: first what texts state, in the order
  /// of topics and claims, then what is offered, the most useful first. Operands are looked for among all figures of the
  /// question's conflict, whatever else it asks for: a ratio is about two measures or two parties.
  package func derivations(
    _ query: DerivationQuery, at revision: Revision, _ kept: inout KeptAnswers
  ) throws -> DerivationPage {
    let question = query.question
    let wide = Question(conflict: question.conflict, asOf: question.asOf)
    let selection = try select(wide, at: revision, &kept)
    try checkIDs(of: question, at: selection.context.revision)
    let answer: DerivedAnswer
    if let known = kept.derivations.answer(to: wide, selection.context) {
      answer = known
    } else {
      answer = DerivedAnswer(FigureSet(selection, in: selection.context))
      kept.derivations.keep(answer, for: wide, selection.context)
    }
    let found = answer.derivations.filter { derivation in
      (query.kind == nil || query.kind == derivation.kind)
        && (query.verdict == nil || query.verdict == derivation.verdict)
        && answer.derivation(derivation, isAbout: question)
    }
    let shown = found.prefix(Derivations.most)
    let start = try query.start
    let end = try min(shown.count, start + PageSize(query.pageSize).items)
    return DerivationPage(
      derivations: start < end ? Array(shown[start..<end]) : [], total: shown.count,
      omitted: found.count - shown.count, claims: selection.claimCount,
      rejectedClaims: selection.rejectedCount, nextCursor: end < shown.count ? "\(end)" : "")
  }
}

/// All derivations among some figures, and the topics of what they rest on.
struct DerivedAnswer: Sendable {
  let derivations: [Derivation]
  private let topics: [ClaimID: Topic]

  init(_ set: FigureSet) {
    derivations = Derivations(set).all
    topics = derivations.reduce(into: [:]) { topics, derivation in
      for claim in derivation.inputs.compactMap(\.claims.first) {
        topics[claim] = set.figure(of: claim)?.topic
      }
    }
  }

  /// Whether its topic, or that of one of its inputs, matches all that is asked for.
  func derivation(_ derivation: Derivation, isAbout question: Question) -> Bool {
    let inputs = derivation.inputs.compactMap { $0.claims.first.flatMap { topics[$0] } }
    return ([derivation.topic] + inputs).contains {
      (question.party == nil || question.party == $0.party)
        && (question.measure == nil || question.measure == $0.measure)
        && (question.population == nil || question.population == $0.population)
    }
  }
}

extension DerivationQuery {
  /// Where the page begins. A cursor is the number of derivations before it.
  fileprivate var start: Int {
    get throws(LedgerError) {
      guard !cursor.isEmpty else { return 0 }
      guard let start = Int(cursor), (0...Derivations.most).contains(start) else {
        throw LedgerError(
          .malformed, subject: "cursor", "not a cursor of derivations",
          hint: "give back what the page before gave as next_cursor")
      }
      return start
    }
  }
}
