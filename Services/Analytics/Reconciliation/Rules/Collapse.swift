import Ledger

/// Rule *collapse*: the statements of one claimant on one topic, with repetitions of one origin together. The fullest
/// statements come first and found origins; a poorer one joins an origin that admits it, of its own document if there
/// is one. The result depends on what the statements say and not on the order in which they arrived.
func collapse(_ rows: [ClaimRow], in table: ClaimTable) -> [Origin] {
  var origins: [Origin] = []
  var byNumber: [NumberKey: [Int]] = [:]
  for row in rows.sorted(by: isFuller) {
    let keys = NumberKey.all(of: row, in: table)
    let near = Set(keys.flatMap { byNumber[$0] ?? [] }).sorted()
    let admitting = near.filter { origins[$0].admits(row, in: table) }
    if let home = admitting.first(where: { origins[$0].stands(in: row.document) })
      ?? admitting.first
    {
      origins[home].add(row, in: table)
    } else {
      for key in keys { byNumber[key, default: []].append(origins.count) }
      origins.append(Origin(row, in: table))
    }
  }
  return origins
}

/// Fuller statements first: range before single bound before bare number, then the one with more dates, then the one
/// nearer to the claimant, then by claim id.
private func isFuller(_ one: ClaimRow, _ other: ClaimRow) -> Bool {
  let (a, b) = (one.fullness, other.fullness)
  return a == b ? one.id < other.id : a < b
}

extension ClaimRow {
  fileprivate var fullness: (Int, Int, Int) {
    (quantity.formRank, -time.ownDates, nearness)
  }
}

/// What an origin can be found by: one of the numbers that it names, or its vague phrase.
private enum NumberKey: Hashable {
  case number(Double)
  case phrase(String)

  static func all(of row: ClaimRow, in table: ClaimTable) -> [NumberKey] {
    row.quantity.form == .vague
      ? [.phrase(table.words(of: row).vagueTerm)] : row.quantity.values.map(NumberKey.number)
  }
}
