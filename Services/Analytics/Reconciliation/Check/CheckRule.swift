import Ledger

/// One way in which a figure of a draft may stand to the ledger.
protocol CheckRule: Sendable {
  func remarks(on figure: DraftFigure, in view: DraftView) -> [CheckRemark]
}

/// How remarks name what they are about. No word says who is right.
enum CheckWords {
  /// `CSIS: ≤ 325,000 killed (by 2025-12)`.
  static func figure(_ figure: StatedFigure) -> String {
    FindingWords.figure(figure)
      + (figure.coverage.last.map { " (by \(FindingWords.days($0)))" } ?? "")
  }

  /// `CSIS (≤ 325,000 killed)`, as one statement has it.
  static func statement(_ row: ClaimRow, in context: AnswerContext) -> String {
    let name = context.table.sources.value(row.claimant)?.name ?? "a text that names nobody"
    let measure = context.table.topics[row.topic].measure
    return "\(name) (\(context.table.quantity(of: row).display) \(measure))"
  }

  static func changes(_ changes: [RelayChange]) -> String {
    changes.map { change in
      switch (change.before.isEmpty, change.after.isEmpty) {
      case (true, true): change.kind
      case (false, true): "\(change.kind) (\(change.before))"
      default: "\(change.kind) (\(change.before) → \(change.after))"
      }
    }.joined(separator: ", ")
  }

  static func names(_ sources: [Source]) -> String {
    sources.map(\.name).joined(separator: ", ")
  }

  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }
}
