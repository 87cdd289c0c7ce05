import Ledger
import Messages

extension Words {
  /// Where and when a claim was made: `Zenith Institute, 2026-01-27, in The Example`.
  static func standing(_ record: ClaimRecord) -> String {
    let claim = record.asItReads
    let outlet = claim.attribution.outlet.map { "in \($0.name)" }
    let dates = [
      about(claim.time) == "-" ? nil : about(claim.time),
      claim.time.published.map { "published \($0.date)" },
    ]
    return ([claimant(claim.attribution.claimant)] + (dates + [outlet]).compactMap { $0 })
      .joined(separator: ", ")
  }
}
