import Ledger

/// Finds the statements of other topics and claimants that are the same claim as those of one figure.
struct Siblings {
  let context: AnswerContext
  let alignment: Alignment

  /// How many claims with the same number are looked at for what they changed.
  private static let limit = 256

  init(context: AnswerContext) {
    self.context = context
    alignment = Alignment(context: context)
  }

  /// With why each is the same claim, in the order in which they are taken for earlier.
  func inOrder(of statements: [ClaimRow]) -> [(row: ClaimRow, reason: String)] {
    var found: [(row: ClaimRow, reason: String)] = []
    each(of: statements) { found.append(($0, $1)) }
    return found.sorted { alignment.precedes($0.row, $1.row) }
  }

  /// The statement that a figure goes back to, where that is not one of its own.
  func relayOf(_ statements: [ClaimRow]) -> ClaimID? {
    var first: ClaimRow?
    each(of: statements) { row, _ in
      if first.map({ alignment.precedes(row, $0) }) ?? true { first = row }
    }
    guard let first else { return nil }
    let ownFirst = statements.min(by: alignment.precedes) ?? statements[0]
    return alignment.precedes(first, ownFirst) ? first.id : nil
  }

  private func each(of statements: [ClaimRow], _ take: (ClaimRow, String) -> Void) {
    let shown = statements[0]
    for (row, reason) in alignment.inText(shown) { take(row, reason) }
    eachNamingItsNumber(shown) { row in
      guard let reason = alignment.reason(shown, row),
        !statements.contains(where: { $0.id == row.id })
      else { return }
      take(row, reason)
    }
  }

  /// All that hold, are not rejected and name the number of a statement, on whatever topic; none where the number tells too
  /// little to be found by.
  func eachNamingItsNumber(_ shown: ClaimRow, _ take: (ClaimRow) -> Void) {
    let table = context.table
    guard let number = shown.quantity.telling(unit: table.words(of: shown).unit) else { return }
    for place in table.numbers.rows(naming: number, limit: Self.limit) {
      let row = table.rows[Int(place)]
      guard row.holds(at: context.revision), context.decision(on: row.id) != .rejected else {
        continue
      }
      take(row)
    }
  }
}
