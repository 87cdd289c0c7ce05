import Ledger

/// Rule *conflicting dates*: a stretch that ends before it begins; a figure that speaks of a day, or was stated on one, after
/// its report appeared; a beginning that is near that of the war, or of the same count elsewhere, and is another day.
/// Only dates that a text gives with their year are held against it, and what the mapping of a table says of its beginning: a
/// relative phrase may have been resolved wrongly.
struct ConflictingDates: FindingRule {
  /// Beginnings that are further apart are those of different counts.
  static let nearDays = 7

  func findings(in view: FindingView) -> [Finding] {
    let each = view.figures.figures.flatMap { figure in
      figure.statements.compactMap { impossible($0, figure, view) }
    }
    return each + beginnings(view)
  }

  private func impossible(_ row: ClaimRow, _ figure: StatedFigure, _ view: FindingView) -> Finding?
  {
    let time = view.context.table.time(of: row)
    func stated(_ date: DateStatement?) -> CivilDate? { date?.basis == .stated ? date?.date : nil }
    let (from, to) = (stated(time.from), stated(time.to))
    if let from, let to, DayRange(to).precedes(DayRange(from)) {
      return made(row, figure, "A stretch of time ends before it begins", from, to)
    }
    guard let published = time.published?.date, row.polarity == .asserted else { return nil }
    for (words, date) in [
      ("A figure counts up to a day after its report appeared", to),
      ("A figure speaks of a day after its report appeared", stated(time.asOf)),
      ("A figure was stated after its report appeared", stated(time.statedOn)),
    ] {
      // "In 2024", in a report of May 2024, begins before it.
      if let date, DayRange(published).precedes(DayRange(date)) {
        return made(row, figure, words, date, published)
      }
    }
    return nil
  }

  private func made(
    _ row: ClaimRow, _ figure: StatedFigure, _ words: String, _ later: CivilDate,
    _ earlier: CivilDate
  ) -> Finding {
    let days = DayRange(earlier).days(to: DayRange(later))
    return Finding(
      type: .conflictingDates, severity: .error,
      summary: "\(words): \(later), against \(earlier) (\(FindingWords.figure(figure))).",
      claims: [FindingClaim(row.id, .one)], formula: "\(later) > \(earlier)",
      values: [
        FindingValue("days", low: Double(days.least), high: Double(days.most), unit: "days")
      ],
      explanations: [
        FindingExplanation(.dating, "one of the dates may be misprinted, or the report republished")
      ])
  }

  /// What begins on one day in one document: one finding with all its claims.
  private struct Beginning {
    let conflict: ConflictID
    let day: Int
    let rows: [ClaimRow]
    /// The beginnings of counts of the same people in other documents, by day.
    let others: [Int: [ClaimRow]]
  }

  private func beginnings(_ view: FindingView) -> [Finding] {
    struct Key: Hashable {
      let conflict: ConflictID
      let party: PartyID?
      let day: Int
    }
    var stated: [Key: [ClaimRow]] = [:]
    for figure in view.figures.figures where figure.isLevel && !figure.figure.citedForScale {
      guard let conflict = figure.topic.conflict else { continue }
      for row in figure.statements where row.kind == .cumulative {
        guard let from = view.context.table.time(of: row).trusted.from,
          from.basis != .inferred, from.date.precision == .day
        else { continue }
        let key = Key(conflict: conflict, party: figure.topic.party, day: from.date.dayNumber)
        stated[key, default: []].append(row)
      }
    }
    return stated.flatMap { key, rows in
      Dictionary(grouping: rows, by: \.document).compactMap { document, own in
        var others: [Int: [ClaimRow]] = [:]
        for (other, rows) in stated
        where other.conflict == key.conflict && other.party == key.party
          && abs(other.day - key.day) <= Self.nearDays
        {
          let rows = rows.filter { $0.document != document }
          if !rows.isEmpty { others[other.day] = rows }
        }
        return finding(
          Beginning(
            conflict: key.conflict, day: key.day, rows: own.sorted { $0.id < $1.id },
            others: others), view)
      }
    }
  }

  private func finding(_ beginning: Beginning, _ view: FindingView) -> Finding? {
    let known = view.context.conflicts[beginning.conflict.value]?.from.map { DayRange($0) }
    let began = known.flatMap { $0.isOneDay ? $0.earliest : nil }
    let isNear = began.map { abs($0 - beginning.day) <= Self.nearDays } ?? false
    guard let reference = isNear ? began : usual(near: beginning), reference != beginning.day else {
      return nil
    }
    let against = (beginning.others[reference] ?? []).sorted { $0.id < $1.id }.prefix(3)
    let (day, other) = (FindingWords.day(beginning.day), FindingWords.day(reference))
    let reason =
      isNear
      ? "\(beginning.conflict) began on \(other) by the vocabulary"
      : "others of the same people begin on \(other)"
    return Finding(
      type: .conflictingDates, severity: .error,
      summary: "A running count begins on \(day); \(reason).",
      claims: beginning.rows.prefix(8).map { FindingClaim($0.id, .one) }
        + against.map { FindingClaim($0.id, .other) }, formula: "\(day) ≠ \(other)",
      values: [
        FindingValue("days between", Double(abs(reference - beginning.day)), unit: "days")
      ],
      explanations: [
        FindingExplanation(
          .dating, "the day may be misprinted, or the count may begin with another event")
      ], further: max(0, beginning.rows.count - 8))
  }

  /// Where the vocabulary does not say when a war began, or it began long before what everybody counts: the day near this one
  /// that more documents give, else more claims. Of two that as many give the earlier is set against the later.
  private func usual(near beginning: Beginning) -> Int? {
    func weight(_ rows: [ClaimRow]) -> (Int, Int) { (Set(rows.map(\.document)).count, rows.count) }
    let own = weight(beginning.rows + (beginning.others[beginning.day] ?? []))
    let near = beginning.others.filter { $0.key != beginning.day }.map {
      ($0.key, weight($0.value))
    }
    let best = near.max { ($0.1.0, $0.1.1, $0.0) < ($1.1.0, $1.1.1, $1.0) }
    guard let (day, weight) = best, weight > own || (weight == own && day > beginning.day) else {
      return nil
    }
    return day
  }
}
