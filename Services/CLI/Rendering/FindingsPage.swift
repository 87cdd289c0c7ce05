import Ledger
import Messages
import Wording

/// Findings, for people: by severity, each with its sentences side by side.
enum FindingsPage {
  static func print(_ answer: ListFindingsResponse) {
    let set = answer.findings
    let counted = Words.counted(set.claims, rejected: set.rejectedClaims)
    let records = Dictionary(answer.evidence.map { ($0.id, $0) }) { first, _ in first }
    if set.findings.isEmpty { Swift.print("Nothing found: \(counted).") }
    for severity in FindingSeverity.allCases {
      let findings = set.findings.filter { $0.severity == severity }
      guard !findings.isEmpty else { continue }
      Swift.print(Terminal.bold("\(severity)".uppercased()))
      for finding in findings {
        for line in lines(finding, records) { Swift.print(line) }
        Swift.print("")
      }
    }
    for group in set.together {
      for line in lines(group, records) { Swift.print(line) }
    }
    for limit in set.limits { Swift.print(Terminal.safe("Not looked at: \(limit).")) }
    guard !set.findings.isEmpty else { return }
    let more = answer.nextCursor.isEmpty ? "" : ", more with --limit"
    Swift.print(
      "\(set.findings.count) of \(set.count) findings\(more); \(counted). `reckon show CLAIM` gives a claim."
    )
  }

  private static func lines(_ finding: Finding, _ records: [ClaimID: ClaimRecord]) -> [String] {
    let decision = finding.decision == .unreviewed ? "" : ", \(finding.decision) by reviewers"
    let name = "\(finding.type)".hyphenated + decision
    var lines = [
      Terminal.bold(Terminal.safe("\(name)"))
        + (finding.type.isMark ? "  (mark)" : "")
    ]
    lines += Terminal.wrapped(Terminal.safe(finding.summary)).map { "  " + $0 }
    for claim in finding.claims { lines += sentence(claim, records) }
    lines.append(fact("finding", "\(finding.id)"))
    if let review = finding.review {
      lines.append(fact("decided", ReviewPage.decided(review)))
    }
    if finding.further > 0 { lines.append("  and \(finding.further) more like it") }
    if !finding.formula.isEmpty { lines.append(fact("formula", finding.formula)) }
    for value in finding.values where !isInFormula(value) {
      lines.append(fact("value", "\(value.name): \(display(value))"))
    }
    if let widening = finding.widening { lines.append(fact("r", display(widening))) }
    for explanation in finding.explanations {
      let values = explanation.values.map { "\($0.name) \(display($0))" }
      let shown = values.isEmpty ? "" : " (\(values.joined(separator: "; ")))"
      lines.append(fact("perhaps", "\(word(explanation.kind)): \(explanation.words)\(shown)"))
    }
    for missing in finding.missing { lines.append(fact("missing", missing)) }
    return lines
  }

  /// The sentence of a claim beside its part in the finding.
  private static func sentence(_ claim: FindingClaim, _ records: [ClaimID: ClaimRecord]) -> [String]
  {
    let label = "\(claim.role)".hyphenated.replacing("-", with: " ")
    let fill = String(repeating: " ", count: max(1, 13 - label.count))
    let head = "  \(label)\(fill)\(Words.short(claim.claim))  "
    guard let record = records[claim.claim] else { return [head + "(its sentence is missing)"] }
    let read = record.asItReads
    let figure = Words.figure(read.quantity, read.kind, read.ratePer)
    let who = Words.claimant(read.attribution.claimant)
    return [
      Terminal.safe(head + "\(figure) \(read.measure.id), \(who)"),
      Terminal.faint(Terminal.safe("               " + ClaimPage.sentence(of: record))),
    ]
  }

  private static func fact(_ name: String, _ value: String) -> String {
    let fill = String(repeating: " ", count: max(1, 13 - name.count))
    return "  " + Terminal.faint(Terminal.safe(name)) + fill + Terminal.safe(value)
  }

  /// What the formula and the sentences show already.
  private static func isInFormula(_ value: FindingValue) -> Bool {
    value.name.hasSuffix("as stated") || value.name.hasSuffix("as rounded")
  }

  private static func display(_ value: FindingValue) -> String {
    let unit = value.unit == "people" ? "" : " \(value.unit)"
    func shown(_ number: Double) -> String {
      Quantity.grouped((number * 100).rounded() / 100)
    }
    switch (value.low, value.high) {
    case (let low?, let high?):
      return (low == high ? shown(low) : "\(shown(low))–\(shown(high))") + unit
    case (let low?, nil): return "≥ \(shown(low))\(unit)"
    case (nil, let high?): return "≤ \(shown(high))\(unit)"
    case (nil, nil): return "?"
    }
  }

  private static func display(_ widening: Widening) -> String {
    let least = widening.isLeast ? "at least " : ""
    return
      "\(least)\(part(widening.asStated)) as stated, \(least)\(part(widening.asRounded)) as rounded"
  }

  /// Four digits behind the point; what is less than that and not 0 says so.
  private static func part(_ value: Double) -> String {
    let rounded = (value * 10_000).rounded() / 10_000
    return value > 0 && rounded == 0 ? "< 0.0001" : "\(rounded)"
  }

  private static func lines(_ group: TogetherGroup, _ records: [ClaimID: ClaimRecord]) -> [String] {
    let cause = group.cause == .unstated ? "" : ", cause: \(group.cause)"
    var lines = [
      Terminal.bold(Terminal.safe("together: \(group.conflict)\(cause)")),
      fact("r", "\(display(group.widening)), \(group.widening.claims.count) claims"),
    ]
    for claim in group.binding.prefix(8) {
      let record = records[claim]?.asItReads
      let figure = record.map {
        "\(Words.figure($0.quantity, $0.kind, $0.ratePer)) \($0.measure.id), \(Words.claimant($0.attribution.claimant))"
      }
      lines.append(fact("binding", "\(Words.short(claim))  \(figure ?? "")"))
    }
    return lines + [""]
  }

  private static func word(_ kind: FindingExplanation.Kind) -> String {
    "\(kind)".hyphenated.replacing("-", with: " ")
  }
}
