import Ledger

/// Rule *stated as fact*: the draft says of people that they were counted what the ledger has only as a projection, a
/// hypothesis or a denial.
struct ProjectionStatedAsFact: CheckRule {
  private static let digitsForOneClaimant = 1
  private static let digitsForAnyClaimant = 2

  func remarks(on figure: DraftFigure, in view: DraftView) -> [CheckRemark] {
    // A headline that says so too, and names nobody, may be where the mistake began.
    guard figure.row.polarity == .asserted,
      SupportedFigure.independent(among: figure.agreeing, in: view).isEmpty
    else { return [] }
    let table = view.context.table
    let own = table.topics[figure.row.topic]
    var found: [ClaimRow] = []
    var isAsserted = false
    // Numbers that are too round to be found elsewhere are looked for on their own topic.
    for other in (figure.ledger + figure.open).flatMap(\.statements)
    where other.polarity != .asserted && other.quantity.agrees(with: figure.row.quantity)
      && other.ratePer == figure.row.ratePer
    {
      found.append(other)
    }
    view.siblings.eachNamingItsNumber(figure.row) { row in
      let topic = table.topics[row.topic]
      guard !view.isOfDraft(row.id), topic.measure == own.measure,
        topic.party == own.party || topic.party == nil || own.party == nil,
        DraftNumber(view: view).isOneClaim(
          figure.row, row, Self.digitsForOneClaimant, Self.digitsForAnyClaimant)
      else { return }
      if row.polarity == .asserted {
        isAsserted = isAsserted || row.claimant != .none
      } else if !found.contains(where: { $0.id == row.id }) {
        found.append(row)
      }
    }
    guard !isAsserted, let first = found.min(by: view.siblings.alignment.precedes) else {
      return []
    }
    return [
      CheckRemark(
        .statedAsFact, .problem,
        "The ledger has this number as \(first.polarity) only: \(CheckWords.statement(first, in: view.context)).",
        sources: [table.sources.value(first.claimant)].compactMap { $0 },
        claims: [first.id] + found.map(\.id).filter { $0 != first.id },
        changes: view.changes.between(first, figure.row))
    ]
  }
}
