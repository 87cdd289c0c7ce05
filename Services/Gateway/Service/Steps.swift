import Ledger

/// Answers as steps, from what they say down to the claims that they rest on.
enum Steps {
  static func of(_ comparison: Comparison) -> [ExplainedStep] {
    comparison.topics.flatMap { topic in
      [ExplainedStep(0, "topic", words(topic.topic), formula: span(topic))]
        + topic.systems.flatMap { system in
          [ExplainedStep(1, "counting system", words(system.claimant, system.definition))]
            + system.figures.map { figure(2, $0) }
        }
        + topic.atDate.map(count)
    }
  }

  static func of(_ series: [Series]) -> [ExplainedStep] {
    series.flatMap { series in
      [
        ExplainedStep(0, "topic", words(series.topic)),
        ExplainedStep(1, "counting system", words(series.claimant, "")),
      ] + series.points.map { figure(2, $0) }
    }
  }

  static func of(_ set: OriginSet) -> [ExplainedStep] {
    set.origins.flatMap { origin in
      [
        ExplainedStep(
          0, "origin",
          "\(origin.claimant?.name ?? "(not attributed)"): \(origin.figure.quantity.display), \(words(origin.topic))",
          formula: origin.relayOf.map { "goes back to \($0)" } ?? origin.proposalReason,
          claims: Array(origin.figure.claims.prefix(1)))
      ]
        + origin.relays.map { relay in
          let changes = relay.changes.map { change in
            change.before.isEmpty && change.after.isEmpty
              ? change.kind : "\(change.kind) (\(change.before) → \(change.after))"
          }
          return ExplainedStep(
            1, "relay",
            ([relay.quantity.display] + relay.relays.map(\.name) + relay.outlets)
              .joined(separator: ", "),
            formula: ([relay.alignment] + changes).filter { !$0.isEmpty }.joined(separator: "; "),
            claims: [relay.claim])
        }
    }
  }

  static func of(_ finding: Finding) -> [ExplainedStep] {
    [
      ExplainedStep(
        0, "finding", "\(finding.severity): \(finding.summary)", formula: finding.formula)
    ]
      + finding.claims.map { ExplainedStep(1, "\($0.role)", "", claims: [$0.claim]) }
      + finding.explanations.map { ExplainedStep(1, "perhaps", $0.words) }
      + finding.missing.map { ExplainedStep(1, "missing", $0) }
  }

  static func of(_ notice: CoverageNotice) -> ExplainedStep {
    ExplainedStep(
      0, "\(notice.kind)", "\(notice.date): \(notice.summary)",
      formula: "\(notice.before) → \(notice.after)", claims: notice.claims)
  }

  static func of(_ derivation: Derivation) -> [ExplainedStep] {
    [
      ExplainedStep(
        0, "derivation",
        "\(derivation.kind), \(derivation.verdict)"
          + (derivation.reason.isEmpty ? "" : ": \(derivation.reason)"),
        formula: derivation.formula.joined(separator: "; "),
        claims: [derivation.statement].compactMap { $0 })
    ]
      + derivation.inputs.map { input in
        ExplainedStep(
          1, input.role, "\(input.figure), \(input.claimant?.name ?? "(not attributed)")",
          formula: "as stated", claims: input.claims)
      } + (derivation.mismatches + derivation.notes).map { ExplainedStep(1, "note", $0) }
  }

  private static func figure(_ depth: Int, _ figure: Figure) -> ExplainedStep {
    let dates = [
      figure.time.from.map { "from \($0.date)" }, figure.time.to.map { "to \($0.date)" },
      figure.time.asOf.map { "as of \($0.date)" }, figure.time.statedOn.map { "said \($0.date)" },
    ].compactMap { $0 }
    let changes =
      figure.changes.isEmpty ? [] : ["repeated with: " + figure.changes.joined(separator: ", ")]
    return ExplainedStep(
      depth, "figure", ([figure.quantity.display] + dates + changes).joined(separator: ", "),
      formula: figure.formula, claims: figure.claims)
  }

  private static func count(_ count: CountAtDate) -> ExplainedStep {
    ExplainedStep(
      1, "at the date",
      "\(count.claimant.name)" + (count.refusal.isEmpty ? "" : ": \(count.refusal)"),
      formula: count.formula, claims: count.claims)
  }

  private static func words(_ topic: Topic) -> String {
    let people = [topic.party?.value, topic.population?.value].compactMap { $0 }
    return
      (people.isEmpty ? "" : people.joined(separator: " ") + " ")
      + "\(topic.measure)" + (topic.conflict.map { " in \($0)" } ?? "")
      + (topic.kind == .cumulative ? "" : ", \(topic.kind)")
  }

  private static func words(_ source: Source?, _ definition: String) -> String {
    (source?.name ?? "(not attributed)") + (definition.isEmpty ? "" : ": \(definition)")
  }

  private static func span(_ topic: ComparedTopic) -> String {
    guard topic.lowest != nil || topic.highest != nil else { return "" }
    func end(_ value: Double?) -> String { value.map(Quantity.grouped) ?? "open" }
    return "asserted figures together: from \(end(topic.lowest)) to \(end(topic.highest))"
  }
}
