/// What the ledger says to the figures of a text that is in no ledger. Nothing is called true or false: each remark says how
/// a figure stands to which sources.
package struct CheckedDraft: Hashable, Sendable {
  /// In the order of the text.
  package var figures: [CheckedFigure]
  /// What was not looked at because there was too much of it, in words.
  package var limits: [String]

  package init(figures: [CheckedFigure] = [], limits: [String] = []) {
    self.figures = figures
    self.limits = limits
  }

  /// So many figures of one text are checked at the most.
  package static let mostFigures = 2_000
}

/// One figure of a draft with what the ledger says to it.
package struct CheckedFigure: Hashable, Sendable {
  /// As the draft states it. Its id is of the draft, and stands in no ledger.
  package var claim: Claim
  /// The most useful first: what needs attention before what bears the figure out. Never empty.
  package var remarks: [CheckRemark]

  package init(claim: Claim, remarks: [CheckRemark]) {
    self.claim = claim
    self.remarks = remarks
  }

  /// The level of the remark that needs most attention: notes beside what bears the figure out need none.
  package var level: CheckRemark.Level {
    remarks.map(\.level).min { $0.rank < $1.rank } ?? .note
  }
}

/// How one figure of a draft stands to what the ledger holds.
package struct CheckRemark: Hashable, Sendable {
  package var verdict: Verdict
  package var level: Level
  /// What there is to say, in one sentence.
  package var summary: String
  /// Whose figures it is about.
  package var sources: [Source]
  /// For `supported`: how many independent origins state the figure or agree with it.
  package var independentOrigins: Int
  /// The ledger's claims that it rests on, the most telling first; at most `mostClaims`.
  package var claims: [ClaimID]
  /// What the draft made of the first of these claims.
  package var changes: [RelayChange]
  /// The computation with its numbers; empty where nothing is computed.
  package var formula: String
  /// The numbers of the formula, and those that the figure is set beside.
  package var values: [FindingValue]
  /// The test that raised it, where it is one of those for findings.
  package var finding: FindingType?

  package init(
    _ verdict: Verdict, _ level: Level, _ summary: String, sources: [Source] = [],
    independentOrigins: Int = 0, claims: [ClaimID] = [], changes: [RelayChange] = [],
    formula: String = "", values: [FindingValue] = [], finding: FindingType? = nil
  ) {
    self.verdict = verdict
    self.level = level
    self.summary = summary
    self.sources = sources
    self.independentOrigins = independentOrigins
    self.claims = Array(claims.prefix(Self.mostClaims))
    self.changes = changes
    self.formula = formula
    self.values = values
    self.finding = finding
  }

  package static let mostClaims = 5

  /// Numbers are those of `CheckVerdict` in check.proto; a test compares them.
  package enum Verdict: Int32, CaseIterable, Sendable {
    /// Claims of the ledger state the figure, or agree with it.
    case supported = 1
    /// Who is named for it, or the texts of the ledger, give another number for the same people and days.
    case differs
    /// The ledger has the figure with something else: another bound, measure, party, date or counter.
    case changedOnTheWay
    /// No figure of any system allows it.
    case outsideKnownRange
    /// The same system has a newer figure.
    case stale
    /// The ledger has it as a projection, a hypothesis or a denial.
    case statedAsFact
    /// It is set beside figures that count something else.
    case acrossDefinitions
    /// The ledger says nothing to it.
    case notKnown
  }

  /// How much it needs attention. Numbers are those of `CheckLevel` in check.proto; a test compares them.
  package enum Level: Int32, CaseIterable, Sendable, Comparable {
    /// It bears the figure out.
    case support = 1
    /// Worth knowing.
    case note
    /// To be looked at before the text is published.
    case warning
    /// The figure does not go together with what the ledger holds.
    case problem
    package static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }

    /// In which order remarks on one figure stand: problems, warnings, what bears it out, notes.
    package var rank: Int {
      switch self {
      case .problem: 0
      case .warning: 1
      case .support: 2
      case .note: 3
      }
    }
  }
}
