import Ledger
import Messages

/// What a passage yields, from the parts in which it comes.
struct JoinedPassage: Sendable {
  /// More is too much for one answer.
  static let mostClaims = 5_000

  private(set) var whole = PassageClaims()

  mutating func add(_ part: PassageClaims) throws(LedgerError) {
    if let error = part.error { throw error }
    whole.claims += part.claims
    guard whole.claims.count <= Self.mostClaims else {
      throw LedgerError(
        .tooLarge, subject: "passage", "more than \(Self.mostClaims) claims in one answer",
        hint: "send it in pieces, or use `reckon extract`")
    }
    whole.warnings += part.warnings
    whole.explanations += part.explanations
    whole.passedOver += part.passedOver
    whole.published = whole.published ?? part.published
    whole.last = part.last
  }
}
