package import Ledger
package import Messages

/// Values of the model in words for people.
package enum Words {
  package static func short(_ id: ClaimID) -> String { String(id.description.prefix(10)) }
  package static func short(_ id: DocumentID) -> String { String(id.description.prefix(10)) }

  package static func kind(_ kind: Claim.Kind, per unit: Claim.RateUnit?) -> String {
    switch kind {
    case .cumulative: "cumulative"
    case .periodTotal: "total of a period"
    case .incident: "incident"
    case .rate: "per \(unit.map { "\($0)" } ?? "?")"
    }
  }

  /// How it was counted, where that says more than whether it is an estimate or an announced count.
  package static func method(_ method: CountedGroup.Method) -> String? {
    switch method {
    case .unstated, .estimated, .announced: nil
    case .named: "named"
    case .individuallyVerified: "verified case by case"
    case .modelled: "modelled"
    }
  }

  package static func polarity(_ polarity: Claim.Polarity) -> String? {
    polarity == .asserted ? nil : "\(polarity)"
  }

  /// What reviewers decided; nil where nobody did.
  package static func review(_ record: ClaimRecord) -> String? {
    let decision = record.review == .unreviewed ? nil : "\(record.review)"
    let words = [decision, record.pendingReview.map { "\($0)" }].compactMap { $0 }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  /// The claims of an answer, and those that it leaves out.
  package static func counted(_ claims: Int, rejected: Int) -> String {
    "\(claims) claims" + (rejected == 0 ? "" : " (\(rejected) more were rejected by reviewers)")
  }

  /// The dates that a figure speaks about: `2022-02-24 to 2025-12`, `as of 2026-02-01`.
  package static func about(_ time: ClaimTime) -> String {
    switch (time.from?.date, time.to?.date, time.asOf?.date) {
    case (let from?, let to?, _): from == to ? "\(from)" : "\(from) to \(to)"
    case (let from?, nil, let asOf?): "\(from) to \(asOf)"
    case (let from?, nil, nil): "since \(from)"
    case (nil, let to?, _): "to \(to)"
    case (nil, nil, let asOf?): "as of \(asOf)"
    case (nil, nil, nil): "-"
    }
  }

  package static func stated(_ time: ClaimTime) -> String {
    (time.statedOn ?? time.published)?.date.description ?? "-"
  }

  package static func figure(_ quantity: Quantity, _ kind: Claim.Kind, _ unit: Claim.RateUnit?)
    -> String
  {
    let number = quantity.display + self.unit(quantity.unit)
    return kind == .rate ? "\(number) per \(unit.map { "\($0)" } ?? "?")" : number
  }

  /// What stands behind a number that counts no people, so that a share is not read as a count.
  private static func unit(_ unit: String) -> String {
    switch unit {
    case "people", "": ""
    case "percent": " %"
    case "ratio": " : 1"
    default: " \(unit)"
    }
  }

  package static func group(_ party: PartyID?, _ population: PopulationID?) -> String {
    [party?.value ?? "party open", population?.value].compactMap { $0 }.joined(separator: " ")
  }

  package static func claimant(_ source: Source?) -> String { source?.name ?? "(not attributed)" }

  /// What stands in place of words that were withdrawn.
  package static func withdrawn(_ mark: WithdrawalMark) -> String {
    "(words \(mark.mode) at entry \(mark.revision): \(mark.reason))"
  }

  /// What is missing from an answer, for standard error; nil when nothing is.
  package static func missing(_ status: AnswerStatus) -> String? {
    guard !status.complete else { return nil }
    let parts = status.parts.filter { !$0.complete }.map { part in
      "\(part.name): \(part.error.map { "\($0)" } ?? "not complete")"
    }
    return "this answer is not complete; \(parts.joined(separator: "; "))"
  }
}
