import Ledger

/// One figure of one claimant, with every statement that repeats it.
struct Origin: Sendable {
  /// The first is the fullest; its numbers decide what repeats it.
  private(set) var statements: [ClaimRow]
  private var dates: CommonDates
  private var scopes: [Scope]
  private var documents: Set<Handle>

  init(_ first: ClaimRow, in table: ClaimTable) {
    statements = [first]
    dates = CommonDates(first.time)
    scopes = [table.scope(of: first)]
    documents = [first.document]
  }

  mutating func add(_ row: ClaimRow, in table: ClaimTable) {
    statements.append(row)
    dates.narrow(by: row.time)
    let scope = table.scope(of: row)
    if !scopes.contains(scope) { scopes.append(scope) }
    documents.insert(row.document)
  }

  /// Takes in all that another origin holds.
  mutating func merge(_ other: Origin, in table: ClaimTable) {
    for row in other.statements { add(row, in: table) }
  }

  func stands(in document: Handle) -> Bool { documents.contains(document) }

  /// Rule *one origin*: same claimant and topic are given; polarity, unit, rate and numbers are the same, and dates and
  /// scope do not contradict any statement found so far.
  func admits(_ row: ClaimRow, in table: ClaimTable) -> Bool {
    statements[0].quantity.agrees(with: row.quantity) && admitsButForNumber(row, in: table)
  }

  /// Everything of rule *one origin* that does not look at the numbers.
  func admitsButForNumber(_ row: ClaimRow, in table: ClaimTable) -> Bool {
    let first = statements[0]
    guard first.polarity == row.polarity, first.citedForScale == row.citedForScale,
      first.ratePer == row.ratePer, sameUnit(first, row, in: table), dates.admit(row.time)
    else { return false }
    let scope = table.scope(of: row)
    guard !scopes.contains(where: { $0.contradicts(scope) }), !isInAnotherCell(row) else {
      return false
    }
    return row.kind != .incident || isSameEvent(row, scope)
  }

  /// Rule *cells*: each cell of a table states something of its own, also where two hold the same number.
  private func isInAnotherCell(_ row: ClaimRow) -> Bool {
    row.section == .table
      && statements.contains {
        $0.section == .table && $0.document == row.document && $0.position != row.position
      }
  }

  private func sameUnit(_ one: ClaimRow, _ other: ClaimRow, in table: ClaimTable) -> Bool {
    let (one, other) = (table.words(of: one), table.words(of: other))
    return one.unit == other.unit && one.vagueTerm == other.vagueTerm
  }

  /// Rule *same event*: small numbers recur. Two documents speak about one incident only where both date it, to days
  /// that agree, and both name its place or the event.
  private func isSameEvent(_ row: ClaimRow, _ scope: Scope) -> Bool {
    if stands(in: row.document) { return true }
    let day = row.time.event
    let sameDay =
      day.isStated && statements.contains { $0.time.event.isStated && $0.time.event.fits(day) }
    return sameDay && scopes.contains { $0.sharesPlaceOrIncident(with: scope) }
  }
}
