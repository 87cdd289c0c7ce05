import Ledger

/// Rule *changes on the way*: what a statement made of the one that its origin is shown by, with both wordings. Beside the
/// changes that a figure lists (`Change`), a relay may have changed what is counted, whose, when, and who counts.
struct RelayChanges {
  let context: AnswerContext

  func between(_ shown: ClaimRow, _ row: ClaimRow) -> [RelayChange] {
    guard shown.id != row.id else { return [] }
    let found = Change.between(shown, row)
    let listed = Change.allCases.filter(found.contains).map { change in
      let (before, after) = wordings(of: change, shown, row)
      return RelayChange(kind: change.rawValue, before: before, after: after)
    }
    return listed + ofTopic(shown, row) + ofDates(shown, row) + ofClaimant(shown, row)
      + ofPolarity(shown, row)
  }

  private func wordings(of change: Change, _ shown: ClaimRow, _ row: ClaimRow) -> (String, String) {
    switch change {
    case .dateLost: (context.table.time(of: shown).aboutWords, "")
    case .claimantDropped: (name(shown) ?? "", "")
    default:
      (context.table.quantity(of: shown).display, context.table.quantity(of: row).display)
    }
  }

  private func ofTopic(_ shown: ClaimRow, _ row: ClaimRow) -> [RelayChange] {
    guard shown.topic != row.topic else { return [] }
    let (a, b) = (context.table.topics[shown.topic], context.table.topics[row.topic])
    var changes: [RelayChange] = []
    func note(_ kind: String, _ before: String?, _ after: String?) {
      guard before != after else { return }
      changes.append(RelayChange(kind: kind, before: before ?? "", after: after ?? ""))
    }
    note("measure changed", a.measure.value, b.measure.value)
    note("party changed", a.party?.value, b.party?.value)
    note("population changed", a.population?.value, b.population?.value)
    note("conflict changed", a.conflict?.value, b.conflict?.value)
    note("cause changed", "\(a.cause)", "\(b.cause)")
    return changes
  }

  private func ofDates(_ shown: ClaimRow, _ row: ClaimRow) -> [RelayChange] {
    guard shown.time.from.contradicts(row.time.from) || shown.time.end.contradicts(row.time.end)
    else { return [] }
    return [
      RelayChange(
        kind: "date changed", before: context.table.time(of: shown).aboutWords,
        after: context.table.time(of: row).aboutWords)
    ]
  }

  private func ofClaimant(_ shown: ClaimRow, _ row: ClaimRow) -> [RelayChange] {
    guard let before = context.table.sources.value(shown.claimant),
      let after = context.table.sources.value(row.claimant), before.key != after.key
    else { return [] }
    return [RelayChange(kind: "claimant changed", before: before.name, after: after.name)]
  }

  /// A headline that states what its text projects.
  private func ofPolarity(_ shown: ClaimRow, _ row: ClaimRow) -> [RelayChange] {
    guard shown.polarity != row.polarity else { return [] }
    return [
      RelayChange(
        kind: "polarity changed", before: "\(shown.polarity)", after: "\(row.polarity)")
    ]
  }

  private func name(_ row: ClaimRow) -> String? { context.table.sources.value(row.claimant)?.name }
}

extension ClaimTime {
  /// The dates that a figure is about, as one text: `2022-02 to 2025-12`, `2026-02-01`; empty without any.
  fileprivate var aboutWords: String {
    let end = to?.date ?? asOf?.date
    switch (from?.date, end) {
    case (let from?, let end?): return from == end ? "\(from)" : "\(from) to \(end)"
    case (let from?, nil): return "since \(from)"
    case (nil, let end?): return "\(end)"
    case (nil, nil): return statedOn.map { "said \($0.date)" } ?? ""
    }
  }
}
