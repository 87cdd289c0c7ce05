package import Ledger

extension ClaimModel {
  /// A page of the derivations under a question, as the ledger stood at a revision: first what texts state, in the order
  /// of topics and claims, then what is offered, the most useful first. Operands are looked for among all figures of the
  /// question's conflict, whatever else it asks for: a ratio is about two measures or two parties.
  package func derivations(_ query: DerivationQuery, at revision: Revision) throws
    -> DerivationPage
  {
    let question = query.question
    let set = try figures(
      Question(conflict: question.conflict, asOf: question.asOf), at: revision)
    try checkIDs(of: question, at: set.context.revision)
    let found = Derivations(set).all.filter { derivation in
      (query.kind == nil || query.kind == derivation.kind)
        && (query.verdict == nil || query.verdict == derivation.verdict)
        && derivation.isAbout(question, in: set)
    }
    let kept = found.prefix(Derivations.most)
    let start = try query.start
    let end = try min(kept.count, start + PageSize(query.pageSize).items)
    return DerivationPage(
      derivations: start < end ? Array(kept[start..<end]) : [], total: kept.count,
      omitted: found.count - kept.count, claims: set.claimCount,
      rejectedClaims: set.rejectedCount, nextCursor: end < kept.count ? "\(end)" : "")
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

extension Derivation {
  /// Its topic, or that of one of its inputs, matches all that is asked for.
  fileprivate func isAbout(_ question: Question, in set: FigureSet) -> Bool {
    var topics = [topic]
    topics += inputs.compactMap { $0.claims.first.flatMap { set.figure(of: $0)?.topic } }
    return topics.contains {
      (question.party == nil || question.party == $0.party)
        && (question.measure == nil || question.measure == $0.measure)
        && (question.population == nil || question.population == $0.population)
    }
  }
}
