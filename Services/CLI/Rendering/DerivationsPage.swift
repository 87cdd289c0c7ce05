import Ledger
import Messages
import Wording

/// Derivations, for people: the verdict first, then the formula line by line, then what it rests on.
enum DerivationsPage {
  static func print(_ answer: ListDerivationsResponse) {
    let page = answer.page
    let counted = Words.counted(page.claims, rejected: page.rejectedClaims)
    guard page.total > 0 else {
      Swift.print("Nothing follows on this question: \(counted).")
      return
    }
    let sentences = Dictionary(answer.evidence.map { ($0.id, $0) }) { first, _ in first }
    for derivation in page.derivations {
      for line in lines(derivation, sentences) { Swift.print(line) }
      Swift.print("")
    }
    let more = page.nextCursor.isEmpty ? "" : ", more with --limit"
    let omitted = page.omitted == 0 ? "" : "; \(page.omitted) more were left out, ask for less"
    Swift.print(
      "\(page.derivations.count) of \(page.total) derivations\(more)\(omitted), from \(counted).")
  }

  static func lines(_ derivation: Derivation, _ sentences: [ClaimID: ClaimRecord]) -> [String] {
    var lines = [
      Terminal.bold("\(name(derivation.verdict))  \(title(derivation))")
    ]
    func add(_ text: String) { lines += Terminal.wrapped("  " + Terminal.safe(text)) }
    if !derivation.reason.isEmpty { add(derivation.reason) }
    for line in derivation.formula { add("  " + line) }
    for result in derivation.results { add("= " + self.result(result)) }
    for mismatch in derivation.mismatches { add("≠ " + mismatch) }
    for note in derivation.notes { add("note: " + note) }
    if !derivation.tolerance.isEmpty { add("tolerance: " + derivation.tolerance) }
    if let statement = derivation.statement {
      lines += claim("statement", "", nil, [statement], sentences)
    }
    for input in derivation.inputs {
      lines += claim(input.role, input.figure, input.claimant, input.claims, sentences)
    }
    return lines
  }

  private static func claim(
    _ role: String, _ figure: String, _ claimant: Source?, _ claims: [ClaimID],
    _ sentences: [ClaimID: ClaimRecord]
  ) -> [String] {
    guard let shown = claims.first else { return [] }
    let also = claims.count > 1 ? " and \(claims.count - 1) more" : ""
    let who = claimant.map { " by \($0.name)" } ?? ""
    let number = figure.isEmpty ? "" : " \(figure)"
    var lines = [
      "  " + Terminal.safe("\(role):\(number)\(who)  ") + Terminal.faint(Words.short(shown) + also)
    ]
    if let record = sentences[shown] {
      lines += Terminal.wrapped("    " + ClaimPage.sentence(of: record))
    }
    return lines
  }

  private static func title(_ derivation: Derivation) -> String {
    let topic = derivation.topic
    return Terminal.safe(
      [
        derivation.statement == nil || derivation.kind == .timeToReach ? "" : "stated",
        words(derivation.kind), "·", Words.group(topic.party, topic.population), "·",
        topic.measure.value, "·", topic.conflict.map { "in \($0)" } ?? "conflict open",
      ].filter { !$0.isEmpty }.joined(separator: " "))
  }

  static func name(_ verdict: Derivation.Verdict) -> String {
    switch verdict {
    case .reproduced: "REPRODUCED"
    case .compatible: "COMPATIBLE"
    case .contradicted: "CONTRADICTED"
    case .notCheckable: "NOT CHECKABLE"
    case .offered: "OFFERED"
    }
  }

  private static func words(_ kind: Derivation.Kind) -> String {
    switch kind {
    case .ratio: "ratio"
    case .exchange: "exchange ratio"
    case .share: "share"
    case .multiple: "multiple"
    case .sum: "sum"
    case .rate: "rate"
    case .growth: "growth"
    case .timeToReach: "time to reach"
    }
  }

  private static func result(_ result: Derivation.Result) -> String {
    let rule =
      switch result.pairing {
      case .single: ""
      case .paired: " (ends paired)"
      case .unpaired: " (ends unpaired)"
      case .bounds: " (as bounded)"
      }
    let dates =
      switch (result.earliest, result.latest) {
      case (let first?, let last?): first == last ? ": \(first)" : ": \(first) to \(last)"
      case (let first?, nil): ": from \(first) on"
      case (nil, let last?): ": until \(last)"
      case (nil, nil): ""
      }
    let subject = result.subject.isEmpty ? "" : result.subject + ": "
    return subject + span(result.span, result.unit) + rule + dates
  }

  private static func span(_ span: Derivation.Span, _ unit: Derivation.Unit) -> String {
    switch (span.low, span.high) {
    case (let low?, let high?):
      let (one, other) = (number(low.value, unit), number(high.value, unit))
      let text =
        low.inclusive || low.value == high.value ? one : "more than \(one)"
      return low.value == high.value || one == other && low.inclusive
        ? one + suffix(unit)
        : "\(text) to \(high.inclusive ? "" : "less than ")\(other)\(suffix(unit))"
    case (let low?, nil):
      return (low.inclusive ? "≥ " : "> ") + number(low.value, unit) + suffix(unit)
    case (nil, let high?):
      return (high.inclusive ? "≤ " : "< ") + number(high.value, unit) + suffix(unit)
    case (nil, nil): return "open"
    }
  }

  /// As many places as its unit is read with.
  private static func number(_ value: Double, _ unit: Derivation.Unit) -> String {
    let places: Double =
      switch unit {
      case .ratio, .times: 100
      case .percent: 10
      case .peoplePerDay: value < 10 ? 10 : 1
      case .people, .peoplePerMonth, .days: 1
      }
    return Quantity.grouped((value * places).rounded() / places)
  }

  private static func suffix(_ unit: Derivation.Unit) -> String {
    switch unit {
    case .ratio, .people: ""
    case .times: " times"
    case .percent: " %"
    case .peoplePerDay: " a day"
    case .peoplePerMonth: " a month"
    case .days: " days"
    }
  }
}
