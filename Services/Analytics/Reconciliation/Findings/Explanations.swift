import Ledger

/// What may explain that two figures do not go together. Each names facts of the claims and of the vocabulary, and none says
/// that it does explain it.
struct Explanations {
  let context: AnswerContext

  /// A figure as explanations see it: a level, or a rate over its stretch.
  struct Side {
    let figure: StatedFigure
    let extent: Extent
    let place: String?
    let last: DayRange?
    let lastFrom: Coverage.Origin
    let namesFirst: Bool
    let stated: Interval
    let rounded: Interval

    init(_ level: Level) {
      (figure, extent, place) = (level.figure, level.extent, level.place)
      (last, lastFrom) = (level.stretch.last, level.stretch.lastFrom)
      namesFirst = level.stretch.namesFirst
      (stated, rounded) = (level.stated, level.rounded)
    }

    init(_ span: RateSpan) {
      (figure, extent, place) = (span.figure, span.extent, span.figure.scope.place)
      (last, lastFrom, namesFirst) = (DayRange(span.first, span.last), .stated, true)
      (stated, rounded) = (span.stated, span.rounded)
    }
  }

  func between(_ one: Level, _ other: Level) -> [FindingExplanation] {
    between(Side(one), Side(other))
  }

  func between(_ one: Side, _ other: Side) -> [FindingExplanation] {
    [
      asOfGap(one, other), scope(one, other), definition(one, other), rounding(one, other),
      bound(one), bound(other), standing(one, other), dating(one), dating(other),
    ].compactMap { $0 }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func asOfGap(_ one: Side, _ other: Side) -> FindingExplanation? {
    guard let first = one.last, let second = other.last, first != second else { return nil }
    let gap = first.days(to: second)
    return FindingExplanation(
      .asOfGap,
      "the figures speak about \(FindingWords.days(first)) and \(FindingWords.days(second))",
      [FindingValue("days between", low: Double(gap.least), high: Double(gap.most), unit: "days")])
  }

  /// Rule *scope explained*: what the vocabulary says of how both systems count, the methods and places that the texts state,
  /// and whether they say since when they count.
  private func scope(_ one: Side, _ other: Side) -> FindingExplanation? {
    let sides = [one, other]
    let methods = sides.map(\.figure.figure.method)
    var notes: [String] = []
    if methods[0] != methods[1] {
      notes.append("the methods as stated: \(methods[0]), \(methods[1]).")
    }
    if let place = one.place ?? other.place, one.place != other.place {
      notes.append("one of them is about \(place).")
    }
    if one.namesFirst != other.namesFirst {
      let open = one.namesFirst ? other : one
      notes.append("no text says since when \(FindingWords.name(open.figure)) counts.")
    }
    for side in sides {
      let definition = side.figure.claimant.map(context.definition) ?? ""
      let note = "\(FindingWords.name(side.figure)): \(definition)"
      if !definition.isEmpty, !notes.contains(note) { notes.append(note) }
    }
    guard !notes.isEmpty else { return nil }
    return FindingExplanation(
      .scope, "they may not count the same people. " + notes.joined(separator: " "))
  }

  private func definition(_ one: Side, _ other: Side) -> FindingExplanation? {
    guard one.extent != other.extent || !one.extent.isCertain || !other.extent.isCertain else {
      return nil
    }
    let counts = [one, other].map {
      "\(FindingWords.name($0.figure)) counts \(FindingWords.fates($0.extent))"
    }
    return FindingExplanation(.definition, counts.joined(separator: "; "))
  }

  private func rounding(_ one: Side, _ other: Side) -> FindingExplanation? {
    guard one.stated != one.rounded || other.stated != other.rounded else { return nil }
    return FindingExplanation(
      .rounding, "the numbers as rounded to the digits that they carry",
      [one, other].map {
        FindingValue("\(FindingWords.name($0.figure)), as rounded", $0.rounded)
      })
  }

  /// Other tellings of the same figure give it another bound.
  private func bound(_ side: Side) -> FindingExplanation? {
    let shown = side.figure.figure.quantity.display
    let others = Set(
      side.figure.statements.map { context.table.quantity(of: $0).display }.filter { $0 != shown })
    guard !others.isEmpty else { return nil }
    return FindingExplanation(
      .bound,
      "other tellings of the figure of \(FindingWords.name(side.figure)) give it as "
        + others.sorted().joined(separator: ", "))
  }

  private func standing(_ one: Side, _ other: Side) -> FindingExplanation? {
    let systems = [one, other].compactMap { $0.figure.claimant.flatMap(context.system) }
    guard systems.count == 2, systems[0].id != systems[1].id else { return nil }
    var notes: [String] = []
    for (system, side) in zip(systems, [one, other]) {
      guard let party = system.authority else { continue }
      let stands = context.vocabulary?.side(
        of: system, counting: side.figure.topic.party, in: side.figure.topic.conflict)
      let counting =
        stands == .own
        ? ", and counts its own side" : stands == .enemy ? ", and counts its enemy" : ""
      notes.append("\(system.name) speaks for \(party)\(counting)")
    }
    for (system, base) in [(systems[0], systems[1]), (systems[1], systems[0])]
    where system.buildsOn.contains(base.id) {
      notes.append("\(system.name) builds on \(base.name)")
    }
    guard !notes.isEmpty else { return nil }
    return FindingExplanation(.standing, notes.joined(separator: "; "))
  }

  private func dating(_ side: Side) -> FindingExplanation? {
    guard side.lastFrom == .published, let last = side.last else { return nil }
    return FindingExplanation(
      .dating,
      "no text says up to which day the figure of \(FindingWords.name(side.figure)) counts; the report appeared on \(FindingWords.days(last))"
    )
  }
}
