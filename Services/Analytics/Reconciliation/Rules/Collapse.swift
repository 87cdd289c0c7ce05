import Ledger

/// Rule *collapse*: the statements of one claimant on one topic, with repetitions of one origin together. The fullest
/// statements come first and found origins; a poorer one joins an origin that admits it, of its own document if there
/// is one. The result depends on what the statements say and not on the order in which they arrived.
///
/// Statements decide about each other only where they name one number, or are linked through others that do. So what comes
/// later is sorted in by taking apart the origins that it may change, and no others.
struct CollapsedStatements: Sendable {
  /// Nil for one that was taken apart.
  private var origins: [Origin?] = []
  private var candidates = Candidates()
  private var takenApart = 0

  /// Takes in statements that were not there before.
  mutating func add(_ rows: [ClaimRow], in table: ClaimTable) {
    guard !rows.isEmpty else { return }
    sort(in: rows + takeApart(near: rows, in: table), of: table)
    // What was taken apart is passed over again and again, until there is more of it than of the rest.
    if takenApart * 2 > origins.count {
      let all = origins.flatMap { $0?.statements ?? [] }
      self = CollapsedStatements()
      sort(in: all, of: table)
    }
  }

  /// The figures, with what was rounded on its way joined to what it was rounded from.
  func figures(in table: ClaimTable) -> [Origin] {
    joinRounded(origins.compactMap { $0 }, in: table)
  }

  private mutating func sort(in rows: [ClaimRow], of table: ClaimTable) {
    for row in Self.fullestFirst(rows) {
      let admitting = candidates.origins(near: row, in: table).filter {
        origins[$0]?.admits(row, in: table) ?? false
      }
      let home = admitting.first { origins[$0]?.stands(in: row.document) ?? false }
      if let home = home ?? admitting.first {
        origins[home]?.add(row, in: table)
        candidates.insert(row, of: home, in: table)
      } else {
        origins.append(Origin(row, in: table))
        candidates.insert(row, of: origins.count - 1, in: table)
      }
    }
  }

  /// The statements of all origins that name a number of these, or a number of what does, and so on.
  private mutating func takeApart(near rows: [ClaimRow], in table: ClaimTable) -> [ClaimRow] {
    var apart: [ClaimRow] = []
    var waiting = rows
    var seen: Set<Candidates.Number> = []
    while let row = waiting.popLast() {
      for number in Candidates.numbers(of: row, in: table) where seen.insert(number).inserted {
        for index in candidates.origins(naming: number) {
          guard let origin = origins[index] else { continue }
          origins[index] = nil
          takenApart += 1
          apart += origin.statements
          waiting += origin.statements
        }
      }
    }
    return apart
  }

  /// Range before single bound before bare number, then the one with more dates, then the one nearer to the claimant, then
  /// by claim id.
  private static func fullestFirst(_ rows: [ClaimRow]) -> [ClaimRow] {
    guard rows.count > 1 else { return rows }
    let order = rows.indices.map { (rows[$0].fullness, rows[$0].id, $0) }
      .sorted { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0 < $1.0 }
    return order.map { rows[$0.2] }
  }
}

extension ClaimRow {
  /// Less is fuller. A statement has up to four dates of its own, and is one of three steps from the claimant.
  fileprivate var fullness: Int { (quantity.formRank * 8 - time.ownDates) * 4 + nearness }
}
