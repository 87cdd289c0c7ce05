package import Ledger
import Messages

extension Words {
  /// Where and when a claim was made: `Zenith Institute, 2026-01-27, in The Example`.
  package static func standing(_ record: ClaimRecord) -> String {
    let claim = record.asItReads
    let outlet = claim.attribution.outlet.map { "in \($0.name)" }
    let dates = [
      about(claim.time) == "-" ? nil : about(claim.time),
      claim.time.published.map { "published \($0.date)" },
    ]
    return ([claimant(claim.attribution.claimant)] + (dates + [outlet]).compactMap { $0 })
      .joined(separator: ", ")
  }

  /// What figures are of: `russia military · killed · totals · in russia-ukraine`.
  package static func title(_ topic: Topic) -> String {
    [
      group(topic.party, topic.population), topic.measure.value,
      topic.kind == .cumulative || topic.kind == .periodTotal ? "totals" : "\(topic.kind)",
      topic.conflict.map { "in \($0)" } ?? "conflict open",
      topic.cause == .unstated ? nil : "cause: \(topic.cause)",
    ].compactMap { $0 }.joined(separator: " · ")
  }
}
