import Ledger

/// Rule *collapse*: the statements of one claimant on one topic, with repetitions of one origin together. The fullest
/// statements come first and found origins; a poorer one joins an origin that admits it, of its own document if there
/// is one. The result depends on what the statements say and not on the order in which they arrived.
func collapse(_ rows: [ClaimRow], in table: ClaimTable) -> [Origin] {
  var origins: [Origin] = []
  var candidates = Candidates()
  for row in rows.sorted(by: isFuller) {
    let admitting = candidates.origins(near: row, in: table).filter {
      origins[$0].admits(row, in: table)
    }
    let home = admitting.first { origins[$0].stands(in: row.document) } ?? admitting.first
    if let home {
      origins[home].add(row, in: table)
    } else {
      origins.append(Origin(row, in: table))
    }
    candidates.insert(row, of: home ?? origins.count - 1, in: table)
  }
  return joinRounded(origins, in: table)
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
