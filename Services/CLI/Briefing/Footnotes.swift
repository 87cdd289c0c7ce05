import Ledger
import Messages
import Wording

/// The sentences behind the numbers of a briefing, each once, in the order in which they are first needed.
struct Footnotes {
  private let records: [ClaimID: ClaimRecord]
  private var numbers: [ClaimID: Int] = [:]
  private(set) var claims: [ClaimID] = []

  init(_ records: [ClaimID: ClaimRecord]) { self.records = records }

  /// The number of a claim's footnote.
  mutating func note(_ claim: ClaimID) -> BriefingBlock.Inline {
    if let known = numbers[claim] { return .note(known) }
    claims.append(claim)
    numbers[claim] = claims.count
    return .note(claims.count)
  }

  /// What a footnote says: the sentence, who says so where, and the claim.
  func text(_ claim: ClaimID) -> String {
    guard let record = records[claim] else {
      return "Claim \(Words.short(claim)); its sentence is missing here."
    }
    let words =
      record.withdrawn.map(Words.withdrawn)
      ?? "“\(record.claim.evidence.sentenceText.squeezed)”"
    return "\(words) \(Words.standing(record)). Claim \(Words.short(claim))."
  }
}

extension String {
  /// Runs of white space as one space.
  var squeezed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
