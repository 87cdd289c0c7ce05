/// What a decision must be to be recorded, whatever claim it is about.
extension ReviewDecision {
  package static let reviewerLimit = 100
  package static let reasonLimit = 2000
  package static let correctionLimit = 40
  package static let valueLimit = 500
  /// Decisions on one claim.
  package static let decisionLimit = 1000

  /// The best that the ledger can propose for a claim of itself: 1, confirmed, takes an independent origin, and none is
  /// worked out yet.
  package static let bestCredibility = 2

  /// Throws `malformed` or `tooLarge` where it cannot be recorded.
  package func check() throws(LedgerError) {
    try Self.check(
      reviewer, "reviewer", limit: Self.reviewerLimit, "state who decides: --reviewer NAME")
    try Self.check(reason, "reason", limit: Self.reasonLimit, "say why: --reason TEXT")
    guard decision != .unreviewed else {
      throw LedgerError(
        .malformed, subject: "decision", "nothing is decided", hint: "accept, correct or reject")
    }
    guard (decision == .corrected) != corrections.isEmpty else {
      throw LedgerError(
        .malformed, subject: "corrections",
        corrections.isEmpty ? "a correction without a field" : "fields without a correction",
        hint: "name what is corrected, and correct it in one decision: --set FIELD=VALUE")
    }
    try checkCorrections()
    try checkGrades()
  }

  private func checkCorrections() throws(LedgerError) {
    guard corrections.count <= Self.correctionLimit else {
      throw LedgerError(
        .tooLarge, subject: "corrections",
        "\(corrections.count) fields; a decision corrects at most \(Self.correctionLimit)")
    }
    for (field, value) in corrections.sorted(by: { $0.key < $1.key }) where !value.isEmpty {
      // A field that there is not is told of with the names of those that there are.
      guard CorrectableField.named(field) != nil else { continue }
      try Self.check(value, field, limit: Self.valueLimit, "")
    }
  }

  private func checkGrades() throws(LedgerError) {
    guard sourceReliability.isEmpty || ["A", "B", "C", "D", "E", "F"].contains(sourceReliability)
    else {
      throw LedgerError(
        .malformed, subject: "source_reliability", "it is none of A to F",
        hint: "A is completely reliable, E unreliable, F cannot be judged")
    }
    guard credibility != 1 else {
      throw LedgerError(
        .malformed, subject: "credibility",
        "1, confirmed, takes an independent origin, which no reviewer can stand for",
        hint: "a reviewer lowers what is proposed, to 2 to 6, and never raises it")
    }
    guard credibility == 0 || (Self.bestCredibility...6).contains(credibility) else {
      throw LedgerError(
        .malformed, subject: "credibility", "it is none of \(Self.bestCredibility) to 6",
        hint: "2 is probably true, 5 improbable, 6 cannot be judged")
    }
  }

  /// Text of people, of a bounded length, in which nothing can hide that changes what a screen shows.
  private static func check(_ text: String, _ subject: String, limit: Int, _ hint: String)
    throws(LedgerError)
  {
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw LedgerError(.malformed, subject: subject, "it is missing", hint: hint)
    }
    guard text.unicodeScalars.count <= limit else {
      throw LedgerError(
        .tooLarge, subject: subject,
        "\(text.unicodeScalars.count) characters; it has at most \(limit)")
    }
    let isClean = text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
    guard isClean else {
      throw LedgerError(
        .malformed, subject: subject, "it has characters that control a screen",
        hint: "write it as one line of plain text")
    }
  }
}
