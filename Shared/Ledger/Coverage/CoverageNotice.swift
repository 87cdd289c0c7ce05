/// Something that changed in how a counting system or an outlet reports, and not in what happened: whoever reads a series must
/// not take the one for the other.
package struct CoverageNotice: Hashable, Sendable {
  package var kind: Kind
  /// Who reports.
  package var source: Source
  /// The source is an outlet that passes figures on, and no counting system.
  package var isOutlet: Bool
  /// What it reports on; nil where it is all of it.
  package var topic: Topic?
  /// The day from which it is so.
  package var date: CivilDate
  /// What changed, in one sentence.
  package var summary: String
  /// How it was and how it is, in words: "every day", "every 7 days".
  package var before: String
  package var after: String
  /// The last claim before and the first one after, as far as there are any.
  package var claims: [ClaimID]

  package init(
    _ kind: Kind, source: Source, isOutlet: Bool = false, topic: Topic? = nil, date: CivilDate,
    summary: String, before: String = "", after: String = "", claims: [ClaimID] = []
  ) {
    self.kind = kind
    self.source = source
    self.isOutlet = isOutlet
    self.topic = topic
    self.date = date
    self.summary = summary
    self.before = before
    self.after = after
    self.claims = claims
  }

  /// Numbers are those of `CoverageKind` in coverage.proto; a test compares them.
  package enum Kind: Int32, CaseIterable, Sendable {
    /// Nothing came from it any more, for much longer than usual, up to the newest report in the ledger.
    case wentQuiet = 1
    /// Nothing came from it for much longer than usual, and then it went on.
    case gap
    /// It reports at least twice as often as before, or half as often.
    case paceChanged
    /// At least twice as many of its claims a month, or half as many.
    case volumeChanged
    /// What it publishes of its count is another thing.
    case definitionChanged
    /// Its figures began or ceased to be hedged.
    case wordingChanged
    /// Its figures began or ceased to be rounded.
    case precisionChanged
  }
}

/// What changed in how whoever is asked about reports, the newest first.
package struct CoverageSet: Hashable, Sendable {
  package var notices: [CoverageNotice]
  /// How many there are in all, on whatever page.
  package var count: Int
  /// The day of the newest report in the ledger: who has been quiet is quiet up to there.
  package var newest: CivilDate?
  /// Claims that fell under the question.
  package var claims: Int
  /// Claims besides those that reviewers rejected: they are left out.
  package var rejectedClaims: Int

  package init(
    notices: [CoverageNotice] = [], count: Int = 0, newest: CivilDate? = nil, claims: Int = 0,
    rejectedClaims: Int = 0
  ) {
    self.notices = notices
    self.count = count
    self.newest = newest
    self.claims = claims
    self.rejectedClaims = rejectedClaims
  }

  package func page(from start: Int, _ size: PageSize) -> CoverageSet {
    var page = self
    page.notices = Array(notices.dropFirst(start).prefix(size.items))
    return page
  }
}
