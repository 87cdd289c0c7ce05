import Ledger

/// Rule *headline against body*: a headline and the text below it, of one document. The same figure with another bound; a total
/// that the text only projects, or that the sum of its sides does not reach; another number for the same people; and a figure
/// of several sides under the name of one.
struct HeadlineAgainstBody: FindingRule {
  func findings(in view: FindingView) -> [Finding] {
    var documents: [Handle: [(row: ClaimRow, figure: StatedFigure)]] = [:]
    for figure in view.figures.figures
    where figure.figure.quantity.unit == "people" && !figure.figure.citedForScale {
      for row in figure.statements { documents[row.document, default: []].append((row, figure)) }
    }
    return documents.values.flatMap { statements -> [Finding] in
      let report = Report(statements, view)
      return report.findings
    }
  }
}

/// The statements of one document, sorted into headline and body.
private struct Report {
  typealias Statement = (row: ClaimRow, figure: StatedFigure)
  let heads: [Statement]
  let body: [Statement]
  let view: FindingView

  init(_ statements: [Statement], _ view: FindingView) {
    let sorted = statements.sorted { $0.row.id < $1.row.id }
    // Captions belong to pictures, and what stands behind the body is no headline of it.
    let begins = sorted.filter { !$0.row.isShortened }.map(\.row.position).min() ?? .max
    heads = sorted.filter {
      ($0.row.section == .headline || $0.row.section == .deck) && $0.row.position < begins
        && $0.row.polarity == .asserted && $0.row.quantity.form != .vague
    }
    body = sorted.filter { !$0.row.isShortened }
    self.view = view
  }

  var findings: [Finding] {
    // A headline is often printed twice: one finding is enough.
    var found: [Finding] = []
    for head in heads {
      guard let finding = disagreement(head) ?? misled(head) else { continue }
      if !found.contains(where: { $0.summary == finding.summary }) { found.append(finding) }
    }
    return found
  }

  private func disagreement(_ head: Statement) -> Finding? {
    guard var finding = rebounded(head) ?? projected(head) ?? contradicted(head) else { return nil }
    if let words = oneSided(head) { finding.summary += " \(words)" }
    return finding
  }

  // MARK: another subject

  /// The number is that of the text; only the headline puts one side in front of it.
  private func misled(_ head: Statement) -> Finding? {
    guard let words = oneSided(head),
      let told = body.first(where: {
        isOnTheSame(head, $0) && $0.row.quantity.agrees(with: head.row.quantity)
      })
    else { return nil }
    var finding = made(
      head, told, .low, "one side is in front of a figure of several", .scope,
      "the headline may speak of that side and of the figure as of two things")
    finding.summary += " \(words)"
    return finding
  }

  /// Rule *one side in front*: a headline names one side as its subject, and its number is of several. Silent where the text
  /// below has the number of that side, too.
  private func oneSided(_ head: Statement) -> String? {
    guard let subject = view.context.table.scope(of: head.row).subject,
      let party = head.figure.topic.party, Within.sums.contains(party),
      !body.contains(where: {
        $0.figure.topic.party == subject && $0.figure.topic.measure == head.figure.topic.measure
          && $0.row.quantity.agrees(with: head.row.quantity)
      })
    else { return nil }
    return "The headline's subject is \(subject), and its number is of \(party)."
  }

  /// Same people and measure, as far as both say.
  private func isOnTheSame(_ one: Statement, _ other: Statement) -> Bool {
    let (a, b) = (one.figure.topic, other.figure.topic)
    return a.conflict == b.conflict && a.party == b.party && a.measure == b.measure
      && a.kind == b.kind && a.cause == b.cause
      && (a.population == b.population || a.population == nil || b.population == nil)
  }

  // MARK: the same figure

  private func rebounded(_ head: Statement) -> Finding? {
    let same = body.filter {
      isOnTheSame(head, $0) && $0.row.polarity == .asserted
        && $0.row.quantity.agrees(with: head.row.quantity)
    }
    let exact = same.contains { Change.between($0.row, head.row).isDisjoint(with: Self.ofBounds) }
    guard !exact, let told = same.min(by: { ClaimRow.represents($0.row, before: $1.row) }) else {
      return nil
    }
    let changes = Change.between(told.row, head.row).intersection(Self.ofBounds)
    let isNarrowed = told.row.quantity.isRange && changes.contains(.boundDropped)
    let isTurned = changes.contains(.modifierChanged)
    let words = Change.allCases.filter(changes.contains).map(\.rawValue)
    return made(
      head, told, isNarrowed || isTurned ? .medium : .low,
      "\(words.joined(separator: ", ")) in the headline", .bound,
      "a headline has little room, and its words are often not the author's")
  }

  private static let ofBounds: Set<Change> = [
    .boundDropped, .boundAdded, .modifierDropped, .modifierAdded, .modifierChanged,
  ]

  // MARK: a total

  private func projected(_ head: Statement) -> Finding? {
    let same = body.filter {
      isOnTheSame(head, $0) && $0.row.quantity.agrees(with: head.row.quantity)
    }
    let isAsserted = same.contains { $0.row.polarity == .asserted }
    guard !isAsserted,
      let told = same.first(where: { [.projected, .hypothetical].contains($0.row.polarity) })
    else { return nil }
    var finding = made(
      head, told, .medium, "the headline states what the text only has as \(told.row.polarity)",
      .scope, "the headline may mean a later day than the one on which it appeared")
    add(sum(of: head), to: &finding, head)
    return finding
  }

  /// What the sides of the war come to that the headline's total is of.
  private func sum(of head: Statement) -> (parts: [Statement], stated: Interval, rounded: Interval)?
  {
    guard head.figure.topic.party == Within.bothSides,
      let conflict = head.figure.topic.conflict.flatMap({ view.context.conflicts[$0.value] })
    else { return nil }
    let sides: [[Statement]] = conflict.parties.compactMap { party in
      let own = body.filter {
        $0.figure.topic.party == party && $0.figure.isLevel
          && $0.figure.topic.measure == head.figure.topic.measure
          && $0.figure.topic.conflict == head.figure.topic.conflict
          && $0.figure.topic.population == head.figure.topic.population
      }
      return own.isEmpty ? nil : own
    }
    let first = sides.compactMap { $0.min { ClaimRow.represents($0.row, before: $1.row) } }
    let stated = first.compactMap(\.figure.stated)
    let rounded = first.compactMap(\.figure.rounded)
    // One figure a side, and two sides: else nobody knows what the total is of.
    guard sides.count == 2, sides.allSatisfy({ Set($0.map(\.figure.id)).count == 1 }),
      stated.count == sides.count,
      rounded.count == sides.count
    else { return nil }
    return (
      first, stated.dropFirst().reduce(stated[0], +), rounded.dropFirst().reduce(rounded[0], +)
    )
  }

  private func add(
    _ sum: (parts: [Statement], stated: Interval, rounded: Interval)?, to finding: inout Finding,
    _ head: Statement
  ) {
    guard let sum, let stated = head.figure.stated, !sum.stated.overlaps(stated) else { return }
    let parts = sum.parts.map(\.figure.figure.quantity.display)
    finding.claims += sum.parts.map { FindingClaim($0.row.id, .part) }
    finding.summary +=
      " Its sides come to \(FindingWords.number(sum.stated.low.value))–\(FindingWords.number(sum.stated.high.value))."
    finding.formula +=
      "; \(parts.joined(separator: " + ")) = \(FindingWords.number(sum.stated.low.value))–\(FindingWords.number(sum.stated.high.value))"
    finding.values.append(FindingValue("sum of the sides, as stated", sum.stated))
    if let over = stated / sum.stated {
      finding.values.append(
        FindingValue(
          "headline above the sum", low: 100 * (over.low.value - 1),
          high: over.isOpenAbove ? nil : 100 * (over.high.value - 1), unit: "percent"))
    }
    if let rounded = head.figure.rounded, sum.rounded.overlaps(rounded) {
      finding.explanations.append(
        FindingExplanation(
          .rounding,
          "as rounded to the digits that it carries, the headline's number reaches the sum",
          [FindingValue("headline, as rounded", rounded)]))
    }
  }

  // MARK: another number

  /// Numbers that are further apart are of different things.
  private static let mostApart = 3.0

  private func contradicted(_ head: Statement) -> Finding? {
    guard head.figure.isLevel, head.figure.topic.conflict != nil,
      head.figure.topic.population != nil, let own = rounded(head.row)
    else { return nil }
    if let sum = sum(of: head) {
      guard !sum.rounded.overlaps(own), let stated = head.figure.stated,
        !sum.stated.overlaps(stated)
      else { return nil }
      var finding = made(
        head, sum.parts[0], .medium, "the headline's total is not the sum of its sides", .rounding,
        "the numbers may be rounded")
      finding.claims = [FindingClaim(head.row.id, .headline)]
      add(sum, to: &finding, head)
      return finding
    }
    let same = body.filter {
      isOnTheSame(head, $0) && $0.row.polarity == .asserted && !$0.figure.isPart
        && (head.row.claimant == .none || $0.row.claimant == head.row.claimant)
    }
    // With one figure in the text there is no doubt which one the headline means.
    guard Set(same.map(\.figure.id)).count == 1, let told = same.first,
      told.figure.id != head.figure.id,
      let other = rounded(told.row), !own.overlaps(other),
      max(own.low.value, other.low.value) <= Self.mostApart * min(own.low.value, other.low.value)
    else { return nil }
    return made(
      head, told, .medium, "the headline's number is not that of the text", .asOfGap,
      "the headline may be of another day than the text")
  }

  private func rounded(_ row: ClaimRow) -> Interval? {
    Interval(rounded: view.context.table.quantity(of: row), vocabulary: view.context.vocabulary)
  }

  private func made(
    _ head: Statement, _ told: Statement, _ severity: FindingSeverity, _ words: String,
    _ kind: FindingExplanation.Kind, _ explanation: String
  ) -> Finding {
    let table = view.context.table
    let (above, below) = (table.quantity(of: head.row), table.quantity(of: told.row))
    let measure = head.figure.topic.measure
    return Finding(
      type: .headlineAgainstBody, severity: severity,
      summary:
        "Headline and text differ: \(above.display) \(measure), and \(below.display) \(told.figure.topic.measure) below it: \(words).",
      claims: [FindingClaim(head.row.id, .headline), FindingClaim(told.row.id, .body)],
      formula: "\(above.display) / \(below.display)",
      values: [("headline, as stated", above), ("body, as stated", below)].compactMap {
        name, quantity in
        Interval(stated: quantity, vocabulary: view.context.vocabulary).map {
          FindingValue(name, $0)
        }
      }, explanations: [FindingExplanation(kind, explanation)])
  }
}
