/// Which derivations, and which page of them.
package struct DerivationQuery: Hashable, Sendable {
  package var question: Question
  package var kind: Derivation.Kind?
  package var verdict: Derivation.Verdict?
  /// As `PageSize` has it.
  package var pageSize: Int
  /// From the page before; empty for the first one. The gateway's holds the revision of the first page.
  package var cursor: String

  package init(
    question: Question = Question(), kind: Derivation.Kind? = nil,
    verdict: Derivation.Verdict? = nil, pageSize: Int = 0, cursor: String = ""
  ) {
    self.question = question
    self.kind = kind
    self.verdict = verdict
    self.pageSize = pageSize
    self.cursor = cursor
  }
}

/// One page of the derivations under a question.
package struct DerivationPage: Hashable, Sendable {
  package var derivations: [Derivation]
  /// How many there are on all pages.
  package var total: Int
  /// How many were left out because there are more than are worked out for one question.
  package var omitted: Int
  /// Claims that fell under the question.
  package var claims: Int
  /// Claims besides those that reviewers rejected: they are left out.
  package var rejectedClaims: Int
  /// Give it back to get the next page; empty at the end.
  package var nextCursor: String

  package init(
    derivations: [Derivation] = [], total: Int = 0, omitted: Int = 0, claims: Int = 0,
    rejectedClaims: Int = 0, nextCursor: String = ""
  ) {
    self.derivations = derivations
    self.total = total
    self.omitted = omitted
    self.claims = claims
    self.rejectedClaims = rejectedClaims
    self.nextCursor = nextCursor
  }

  /// Every claim that a derivation of the page names, each once, in the order in which it is named: the statement, then of
  /// each input the claim that it is shown by.
  package var namedClaims: [ClaimID] {
    var seen: Set<ClaimID> = []
    return derivations.flatMap { derivation in
      [derivation.statement].compactMap { $0 } + derivation.inputs.compactMap(\.claims.first)
    }.filter { seen.insert($0).inserted }
  }
}
