import Ledger

/// Rule *changed on the way*: the ledger has the draft's number with something else. Beside the statement that its origin is
/// shown by, the draft may have lost or gained a bound, a hedge or a date; where its own topic and counter have no such number,
/// the statement that it goes back to may be of another measure, party, day or counter. Numbers recur by chance, so it takes
/// the more digits of meaning to say so, the less the two have in common; as a draft may quote what is old, they need not be
/// of one time.
struct ChangedFigure: CheckRule {
  private static let digitsForOneClaimant = 3
  private static let digitsForAnyClaimant = 4

  func remarks(on figure: DraftFigure, in view: DraftView) -> [CheckRemark] {
    guard let origin = figure.others.first ?? elsewhere(figure, view) else { return [] }
    let changes = view.changes.between(origin, figure.row)
    guard !changes.isEmpty else { return [] }
    let level = changes.map { Self.level(of: $0, in: view.context) }.max() ?? .note
    let claims = figure.others.isEmpty ? [origin] : figure.others
    return [
      CheckRemark(
        .changedOnTheWay, level,
        "Not as in \(CheckWords.statement(origin, in: view.context)): \(CheckWords.changes(changes)).",
        sources: [view.context.table.sources.value(origin.claimant)].compactMap { $0 },
        claims: claims.map(\.id), changes: changes)
    ]
  }

  /// The statement of another topic or claimant that the figure goes back to; nil where its number is supported as it is.
  private func elsewhere(_ figure: DraftFigure, _ view: DraftView) -> ClaimRow? {
    guard figure.agreeing.isEmpty else { return nil }
    var found: [ClaimRow] = []
    view.siblings.eachNamingItsNumber(figure.row) { row in
      if !view.isOfDraft(row.id), row.polarity == figure.row.polarity,
        DraftNumber(view: view).isOneClaim(
          figure.row, row, Self.digitsForOneClaimant,
          Self.digitsForAnyClaimant)
      {
        found.append(row)
      }
    }
    return found.min { one, other in
      let (a, b) = (
        view.changes.between(one, figure.row).count,
        view.changes.between(other, figure.row).count
      )
      return a == b ? view.siblings.alignment.precedes(one, other) : a < b
    }
  }

  /// How much a change matters: whether it says another thing, or the same with less care.
  private static func level(of change: RelayChange, in context: AnswerContext)
    -> CheckRemark.Level
  {
    switch change.kind {
    // "Losses" and "casualties" are two words for what a system may count under one definition.
    case "measure changed"
    where context.isMixed(MeasureID(change.before)) && context.isMixed(MeasureID(change.after)):
      .note
    case "measure changed", "party changed", "population changed", "conflict changed",
      "polarity changed", "claimant changed", "date changed", Change.boundDropped.rawValue:
      .problem
    case Change.dateLost.rawValue, Change.claimantDropped.rawValue, Change.numberRounded.rawValue:
      .note
    default: .warning
    }
  }
}

/// When a number of a draft and one of the ledger are one claim with something changed.
struct DraftNumber {
  let view: DraftView

  /// - Parameters:
  ///   - own: digits of meaning that it takes where both name the same counter.
  ///   - any: digits that it takes where they do not.
  func isOneClaim(_ draft: ClaimRow, _ row: ClaimRow, _ own: Int, _ any: Int) -> Bool {
    let table = view.context.table
    let (a, b) = (table.topics[draft.topic], table.topics[row.topic])
    guard draft.ratePer == row.ratePer, draft.quantity.agrees(with: row.quantity),
      table.words(of: draft).unit == table.words(of: row).unit, a.kind == b.kind,
      a.conflict == b.conflict || a.conflict == nil || b.conflict == nil
    else { return false }
    let digits = min(draft.quantity.meaningfulDigits, row.quantity.meaningfulDigits)
    let isOneSource =
      key(draft).map { one in key(row).map { $0 == one } ?? false } ?? (a == b)
    return digits >= (isOneSource ? own : any)
  }

  private func key(_ row: ClaimRow) -> String? {
    view.context.table.sources.value(row.claimant).flatMap { $0.isNameless ? nil : $0.key }
  }
}
