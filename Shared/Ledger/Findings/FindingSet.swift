/// Which findings are asked for.
package struct FindingQuestion: Hashable, Sendable {
  package var question: Question
  /// Empty: of all types.
  package var types: [FindingType]
  /// Only findings of this severity or a higher one; nil: of all.
  package var severity: FindingSeverity?
  /// Also how far all running counts and totals on each group are from going together.
  package var together: Bool
  /// Only findings of which this holds; nil: whatever reviewers decided.
  package var decision: ReviewDecision.Decision?
  package init(
    question: Question = Question(), types: [FindingType] = [], severity: FindingSeverity? = nil,
    together: Bool = false, decision: ReviewDecision.Decision? = nil
  ) {
    self.decision = decision
    self.question = question
    self.types = types
    self.severity = severity
    self.together = together
  }
}

extension FindingQuestion {
  /// What was asked, for cursors.
  package var parts: [String] {
    question.parts
      + [
        types.map { "\($0.rawValue)" }.joined(separator: ","),
        severity.map { "\($0.rawValue)" } ?? "",
        together ? "together" : "", decision?.name ?? "",
      ]
  }
}

/// Findings under a question, the most severe first.
package struct FindingSet: Hashable, Sendable {
  package var findings: [Finding]
  /// How many there are in all, on whatever page.
  package var count: Int
  package var together: [TogetherGroup]
  /// Claims that fell under the question.
  package var claims: Int
  /// Claims besides those that reviewers rejected: they are left out.
  package var rejectedClaims: Int
  /// What was not looked at because there was too much of it, in words.
  package var limits: [String]
  package init(
    findings: [Finding] = [], count: Int = 0, together: [TogetherGroup] = [], claims: Int = 0,
    rejectedClaims: Int = 0, limits: [String] = []
  ) {
    self.findings = findings
    self.count = count
    self.together = together
    self.claims = claims
    self.rejectedClaims = rejectedClaims
    self.limits = limits
  }

  /// A page of them. What is said once about all of them stands on the first page.
  package func page(from start: Int, _ size: PageSize) -> FindingSet {
    var page = self
    page.findings = Array(findings.dropFirst(start).prefix(size.items))
    if start > 0 { page.together = [] }
    return page
  }
}

/// All running counts and totals on the people of one conflict, and how far they are from going together.
package struct TogetherGroup: Hashable, Sendable {
  package var conflict: ConflictID
  package var cause: CountedGroup.Cause
  package var widening: Widening
  /// The claims that stand in the way at the least widening: what gives must be among them.
  package var binding: [ClaimID]
  package init(
    conflict: ConflictID, cause: CountedGroup.Cause, widening: Widening, binding: [ClaimID]
  ) {
    self.conflict = conflict
    self.cause = cause
    self.widening = widening
    self.binding = binding
  }
}
