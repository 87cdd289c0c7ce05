import Ledger

/// Rule *headline of a projection*: a headline or caption that names nobody and states the number that its text only projects,
/// on the same topic, is that projection, shortened. The number need not tell much, as in alignments across texts: the text
/// is one, and what it shortens stands below it.
extension Alignment {
  private static let leastNumber = 1_000.0

  /// The statements of the same text that a statement is the headline of, or the headlines that it has.
  func inText(_ row: ClaimRow) -> [(ClaimRow, String)] {
    guard row.section != .table, row.isShortened || isProjected(row) else { return [] }
    return context.table.rows(of: row.document, at: context.revision).filter { other in
      context.decision(on: other.id) != .rejected
        && (isHeadline(row, of: other) || isHeadline(other, of: row))
    }.map { ($0, "same text and number, projected below the headline") }
  }

  private func isHeadline(_ head: ClaimRow, of body: ClaimRow) -> Bool {
    guard head.isShortened, !body.isShortened, head.claimant == .none, head.topic == body.topic,
      head.polarity == .asserted, isProjected(body), head.quantity.agrees(with: body.quantity),
      let number = head.quantity.values.max()
    else { return false }
    return number >= Self.leastNumber
      && context.table.words(of: head).unit == context.table.words(of: body).unit
  }

  private func isProjected(_ row: ClaimRow) -> Bool {
    row.polarity == .projected || row.polarity == .hypothetical
  }
}
